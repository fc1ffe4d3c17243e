"""Coming in as somebody of the demo."""

from __future__ import annotations

from django.urls import path

from ziping.workbench.demo import entering

urlpatterns = [path("enter/", entering.enter, name="demo-enter")]
