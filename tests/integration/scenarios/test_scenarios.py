"""Make a scenario, change it, copy, lock, archive, compute it; and what is refused."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.forms.scenarios import ChangesForm
from assessments.models import Decision, Scenario
from assessments.services import scenarios as services
from assessments.snapshots import build_case
from assessments.views.scenarios_page import PAGE_SIZE
from clients.models import AuditEvent
from clients.services import Conflict

WAGE = "service.agent_wage_per_hour"
TEAM = "service.agents_fte"
PRICE = "providers.nearshore_colombia.offer.price"


def changes(case, given=None, **typed):
    form = ChangesForm({"name": "x", **typed}, case=case, changes=given)
    assert form.is_valid(), form.errors
    return form.changes


def test_what_is_left_empty_is_not_changed(retailer):
    assert changes(build_case(retailer)) == {}


def test_writing_the_base_value_is_no_change(retailer):
    assert changes(build_case(retailer), set_service__agent_wage_per_hour="22.76") == {}


def test_a_changed_figure_keeps_its_range_moved_along(retailer):
    case = build_case(retailer)
    found = changes(case, set_service__agent_wage_per_hour="25")[WAGE]
    base = case.service.agent_wage_per_hour
    assert found["likely"] == 25
    assert found["low"] / 25 == pytest.approx(base.low / base.likely)
    assert found["evidence"] == base.evidence


def test_a_share_does_not_leave_its_bounds(retailer):
    found = changes(build_case(retailer), set_service__occupancy="97")["service.occupancy"]
    assert (found["likely"], found["high"]) == (0.97, 1.0)


def test_fewer_contacts_need_a_smaller_team(retailer):
    found = changes(build_case(retailer), all_volumes="-20")
    assert found[TEAM]["likely"] == pytest.approx(48)
    streams = [value["likely"] for path, value in found.items() if path.endswith("contacts_per_month")]
    assert sum(streams) == pytest.approx(0.8 * 55333.3, rel=1e-4)


def test_a_team_of_another_size_by_hand_stays(retailer):
    case = build_case(retailer)
    found = changes(case, all_volumes="-20", set_service__agents_fte="55")
    assert found[TEAM]["likely"] == 55
    again = changes(case, found, all_volumes="-40", set_service__agents_fte="55")
    assert again[TEAM]["likely"] == 55


def test_a_derived_team_is_derived_anew(retailer):
    case = build_case(retailer)
    first = changes(case, all_volumes="-20")
    again = changes(case, first, all_volumes="-40", set_service__agents_fte="48")
    assert again[TEAM]["likely"] == pytest.approx(36)


def test_a_changed_weight_leaves_the_rest_to_the_others_in_proportion(retailer):
    found = changes(build_case(retailer), set_weights__factors__cost="65")
    weights = {path: value for path, value in found.items() if path.startswith("weights.factors.")}
    assert sum(weights.values()) == pytest.approx(1)
    assert weights["weights.factors.cost"] == 0.65
    assert weights["weights.factors.quality"] / weights["weights.factors.trust"] == pytest.approx(25 / 15)
    assert found["weights.people"] == []


def test_a_law_is_switched_on(retailer):
    assert changes(build_case(retailer), laws=["kcca_2025"]) == {
        "method.pending_laws_in_force": ["kcca_2025"]
    }


@pytest.mark.parametrize(
    ("field", "text", "advice"),
    [
        ("set_service__occupancy", "140", "between 0 and 100"),
        ("set_service__agent_wage_per_hour", "plenty", "as a number, for example 20.50"),
        ("set_service__agents_fte", "9.500", "did you mean 9,500 or 9.5? Type one of them"),
        ("set_service__agent_wage_per_hour", "-3", "of 0 or more"),
        ("all_volumes", "-99", "between -95 and 900"),
        ("laws", "no_such_law", "no_such_law"),
        ("name", "", "Give the scenario a name"),
    ],
)
def test_what_cannot_be_is_refused_with_advice(retailer, make, signed_in, address, field, text, advice):
    scenario = make()
    data = {"name": "Q", "version": "1", field: text}
    response = signed_in("editor").post(address("edit_scenario", scenario=scenario.slug), data)
    assert response.status_code == 422
    assert advice in response.content.decode()
    assert Scenario.objects.get().changes == {}


def test_a_manager_makes_changes_and_computes_a_scenario(retailer, signed_in, address, people):
    browser = signed_in("editor")
    for _ in range(2):  # a double click
        data = {"name": "Dearer peso", "note": "Board", "key": "k1"}
        response = browser.post(address("create_scenario"), data)
    assert Scenario.objects.count() == 1
    assert browser.get(response.url).status_code == 200
    data = {"name": "Dearer peso", "note": "Board", "version": "1", "set_" + PRICE.replace(".", "__"): "21"}
    assert browser.post(response.url, data).url == address("show_scenario", scenario="dearer-peso")
    page = browser.get(address("show_scenario", scenario="dearer-peso")).content.decode()
    assert "$17.50" in page
    assert "$21" in page
    stored = Decision.objects.get()
    assert stored.scenario.name == stored.case["scenario"] == "Dearer peso"
    assert AuditEvent.objects.filter(action="scenario.change").get().actor == people["editor"]


def test_the_assessment_itself_is_untouched(retailer, make, decide):
    scenario = make(**{WAGE: 30.0})
    before = build_case(retailer)
    assert decide(scenario).decision != decide().decision
    assert build_case(retailer) == before


def test_a_colleagues_change_is_not_overwritten_silently(retailer, make, signed_in, address, people):
    scenario = make()
    services.change_scenario(
        scenario=Scenario.objects.get(), version=1, name="Theirs", note="", changes={WAGE: 30.0},
        actor=people["owner"],
    )  # fmt: skip
    data = {"name": "Mine", "version": "1", "set_service__agent_wage_per_hour": "25"}
    response = signed_in("editor").post(address("edit_scenario", scenario=scenario.slug), data)
    assert response.status_code == 409
    page = response.content.decode()
    assert "Theirs" in page
    assert 'value="25"' in page
    assert 'name="version" value="2"' in page
    assert Scenario.objects.get().name == "Theirs"


def test_the_service_refuses_an_old_version_and_a_locked_scenario(make, people):
    scenario = make()
    common = {"name": "N", "note": "", "changes": {}, "actor": people["editor"]}
    with pytest.raises(Conflict):
        services.change_scenario(scenario=scenario, version=7, **common)
    services.set_locked(scenario=scenario, locked=True, actor=people["editor"])
    with pytest.raises(services.Locked):
        services.change_scenario(scenario=Scenario.objects.get(), version=2, **common)


def test_changes_that_contradict_the_case_are_refused(make, people):
    with pytest.raises(ValueError, match="not an input of this case"):
        services.change_scenario(
            scenario=make(), version=1, name="N", note="", changes={"service.nonsense": 1},
            actor=people["editor"],
        )  # fmt: skip


def test_a_copy_starts_from_the_original(make, people):
    copy = services.copy_scenario(scenario=make(**{WAGE: 30.0}), actor=people["editor"])
    assert (copy.name, copy.changes, copy.parent.name) == (
        "Quality first (copy)",
        {WAGE: 30.0},
        "Quality first",
    )


def test_lock_and_archive_are_undone(make, signed_in, address):
    scenario = make()
    browser = signed_in("editor")
    for name, field in (("lock_scenario", "locked"), ("archive_scenario", "archived")):
        for value in ("1", "1", "0"):
            browser.post(address(name, scenario=scenario.slug), {field: value})
            assert bool(getattr(Scenario.objects.get(), field)) == (value == "1")
    actions = AuditEvent.objects.filter(action__startswith="scenario.").values_list("action", flat=True)
    assert list(actions) == [
        *("scenario.create", "scenario.lock", "scenario.unlock", "scenario.archive", "scenario.restore")
    ]


def test_archived_scenarios_are_listed_apart(make, signed_in, address, people):
    services.set_archived(scenario=make("Old one"), archived=True, actor=people["editor"])
    browser = signed_in("viewer")
    assert "Old one" not in browser.get(address("list_scenarios")).content.decode()
    assert "Old one" in browser.get(address("list_scenarios"), {"archived": "1"}).content.decode()


@pytest.mark.parametrize(
    ("role", "name", "method", "status"),
    [
        ("viewer", "list_scenarios", "get", 200),
        ("viewer", "show_scenario", "get", 200),
        ("viewer", "create_scenario", "get", 403),
        ("viewer", "edit_scenario", "get", 403),
        ("viewer", "copy_scenario", "post", 403),
        ("viewer", "lock_scenario", "post", 403),
        ("viewer", "archive_scenario", "post", 403),
        ("viewer", "compute_scenario", "post", 403),
        ("stranger", "list_scenarios", "get", 404),
        ("stranger", "show_scenario", "get", 404),
        ("stranger", "edit_scenario", "post", 404),
        ("editor", "compute_scenario", "get", 405),
    ],
)
def test_who_may_do_what(make, signed_in, address, role, name, method, status):
    scenario = make()
    more = {} if name in ("list_scenarios", "create_scenario") else {"scenario": scenario.slug}
    assert getattr(signed_in(role), method)(address(name, **more)).status_code == status


def test_another_assessments_scenario_is_not_found(make, signed_in, address):
    make()
    assert signed_in("editor").get(address("show_scenario", scenario="no-such")).status_code == 404


def test_many_scenarios_need_no_more_queries_than_two(make, decide, signed_in, address):
    browser = signed_in("viewer")

    def visit() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address("list_scenarios")).status_code == 200
        return len(queries)

    for number in range(2):
        decide(make(f"Few {number}"))
    browser.get(address("list_scenarios"))  # the session's own rows are written once
    few = visit()
    for number in range(20):
        make(f"Many {number}")
    assert visit() == few <= 12


def test_more_scenarios_than_a_page_holds_are_on_the_next(make, signed_in, address):
    for number in range(PAGE_SIZE + 1):
        make(f"What if {number:02}")
    browser = signed_in("viewer")
    first, last = (browser.get(address("list_scenarios"), {"page": n}).content.decode() for n in (1, 2))
    newest = f"What if {PAGE_SIZE:02}"
    assert "What if 00" in first and newest not in first
    assert newest in last and "What if 00" not in last
    assert 'rel="next"' in first and "The answers as they are" in last
