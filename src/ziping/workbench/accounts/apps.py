from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "ziping.workbench.accounts"
    label = "accounts"
