"""Addresses of scenarios."""

from django.urls import URLPattern, path

from assessments.views import scenarios

ASSESSMENT = "clients/<slug:client>/assessments/<slug:assessment>/"
SCENARIO = ASSESSMENT + "scenarios/<slug:scenario>/"

urlpatterns: list[URLPattern] = [
    path(ASSESSMENT + "scenarios/", scenarios.list_scenarios, name="list_scenarios"),
    path(ASSESSMENT + "scenarios/new/", scenarios.create_scenario, name="create_scenario"),
    path(SCENARIO, scenarios.show_scenario, name="show_scenario"),
    path(SCENARIO + "edit/", scenarios.edit_scenario, name="edit_scenario"),
    path(SCENARIO + "copy/", scenarios.copy_scenario, name="copy_scenario"),
    path(SCENARIO + "lock/", scenarios.lock_scenario, name="lock_scenario"),
    path(SCENARIO + "archive/", scenarios.archive_scenario, name="archive_scenario"),
    path(SCENARIO + "compute/", scenarios.compute_scenario, name="compute_scenario"),
]
