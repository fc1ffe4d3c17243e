"""Coming in and going out, and one's own account."""

from __future__ import annotations

from django.urls import path

from ziping.workbench.accounts import oidc, own, staff, views

urlpatterns = [
    path("login/", views.LogIn.as_view(), name="login"),
    path("login/second/", views.second, name="second"),
    path("login/elsewhere/", oidc.begin, name="oidc"),
    path("login/elsewhere/back/", oidc.back, name="oidc-back"),
    path("logout/", views.LogOut.as_view(), name="logout"),
    path("language/", views.language, name="language"),
    path("session/back/", views.session_back, name="session-back"),
    path("account/", own.account, name="account"),
    path("account/password/", own.password, name="password"),
    path("account/logins/end/", own.end_others, name="end-others"),
    path("account/second/", own.second_factors, name="factors"),
    path("account/second/codes/", own.add_codes, name="codes-add"),
    path("account/second/passkey/", own.add_passkey, name="passkey-add"),
    path("account/second/recovery/", own.new_recovery, name="recovery"),
    path("account/second/<int:factor>/remove/", own.remove_factor, name="factor-remove"),
    path("people/", staff.people, name="people"),
    path("people/new/", staff.person_add, name="person-add"),
    path("people/import/", staff.people_import, name="people-import"),
    path("people/<int:person>/", staff.person, name="person"),
    path("people/<int:person>/grant/", staff.holding_grant, name="holding-grant"),
    path("people/<int:person>/holdings/<int:holding>/end/", staff.holding_end, name="holding-end"),
    path("people/<int:person>/password/", staff.person_password, name="person-password"),
    path("people/<int:person>/second/", staff.person_factors, name="person-factors"),
    path("people/<int:person>/switch/", staff.person_switch, name="person-switch"),
]
