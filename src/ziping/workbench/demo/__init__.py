"""示例县, to try everything: invented units, people and reports in every state of their road.

    ziping demo                             the bureau, 40 units, two years
    ziping demo --units 400 --years 3       as many as a load run wants

``county.yaml`` names who and what there is, ``county.py`` makes the organisation of it, ``packages.py`` the reports,
``roadwork.py`` how each came to where it is; ``invented/`` draws the figures. Nobody here has a password: in demo mode the
login page lets in whom one chooses, outside it these people cannot come in at all.
"""
