"""The bureau's pages of the year's self-evaluation."""

from __future__ import annotations

from django.urls import path

from ziping.workbench.campaigns import goal_views, plan_views, views

urlpatterns = [
    path("", views.listed, name="campaigns"),
    path("new/", plan_views.new, name="campaign-new"),
    path("<int:campaign>/", views.board, name="board"),
    path("<int:campaign>/units/", views.units, name="board-units"),
    path("<int:campaign>/urge/", views.urge_units, name="campaign-urge"),
    path("<int:campaign>/extend/<int:package>/", views.extension, name="campaign-extend"),
    path("<int:campaign>/plan/", plan_views.plan, name="campaign-plan"),
    path("<int:campaign>/state/", plan_views.state, name="campaign-state"),
    path("<int:campaign>/goals/", goal_views.listed, name="goals"),
    path("<int:campaign>/goals/<int:unit>/", goal_views.unit_goals, name="goals-unit"),
    path("<int:campaign>/goals/<int:unit>/import/", goal_views.read_file, name="goals-import"),
]
