"""The system administrator's pages, and one's own absences."""

from __future__ import annotations

from django.urls import path

from ziping.workbench.organisation import away, views

urlpatterns = [
    path("units/", views.units, name="units"),
    path("units/new/", views.unit_add, name="unit-add"),
    path("units/import/", views.units_import, name="units-import"),
    path("units/<int:unit>/", views.unit, name="unit"),
    path("units/<int:unit>/close/", views.unit_close, name="unit-close"),
    path("units/<int:unit>/sections/", views.section_add, name="section-add"),
    path("units/<int:unit>/sections/<int:section>/remove/", views.section_remove, name="section-remove"),
    path("place/", views.place_rename, name="place-rename"),
    path("absence/", away.absence, name="absence"),
    path("absence/leave/", away.leave_add, name="leave-add"),
    path("absence/leave/<int:leave>/remove/", away.leave_remove, name="leave-remove"),
    path("absence/lend/", away.lend_out, name="lend"),
    path("absence/lend/<int:holding>/end/", away.lend_end, name="lend-end"),
]
