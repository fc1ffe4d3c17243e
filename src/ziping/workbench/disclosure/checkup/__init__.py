"""体检: anybody's report, looked over without a login and without keeping it.

``visits.py`` is the folder a visit has and when it goes, ``limits.py`` how many may come, ``contained.py`` starts the check in
a process of its own and watches over it, ``inside.py`` is that process, ``views.py`` the pages.
"""
