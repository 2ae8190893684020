"""Move something, break it, read how a figure came about; nothing is written but what is kept."""

import re
import time

import pytest

from assessments.choices import Factor
from assessments.models import Decision, Scenario
from reports.presenters import explanation
from reports.presenters.reading import read
from reports.selectors.trying import looked_at
from scoring.case import Case
from scoring.decision import Decision as Result

WAGE = "input_service__agent_wage_per_hour"


@pytest.fixture
def stored(decide) -> Decision:
    return decide()


def test_without_a_decision_there_is_nothing_to_try(retailer, signed_in, address):
    for name in ("try_decision", "break_decision", "explain_decision"):
        assert signed_in("viewer").get(address(name)).status_code == 404


def test_nothing_moved_is_the_decision_as_it_is(stored, signed_in, address):
    response = signed_in("viewer").get(address("try_decision"))
    found = response.context["effect"]
    assert (found.verdict, found.moved) == (stored.verdict, False)
    assert all(row.change == "" for row in found.rows)


def test_a_moved_weight_changes_the_values_and_nothing_is_written(stored, signed_in, address):
    query = {"weight_quality": "80"}
    response = signed_in("viewer").get(address("try_decision"), query, headers={"HX-Request": "true"})
    found = response.context["effect"]
    assert b"<html" not in response.content
    assert found.moved
    assert any(row.change for row in found.rows)
    assert (Decision.objects.count(), Scenario.objects.count()) == (1, 0)


def test_dearer_work_at_home_saves_more_elsewhere(stored):
    base = looked_at(stored, {}, None)
    dearer = {"service.agent_wage_per_hour": 30.0}
    moved = looked_at(stored, dearer, None)
    assert moved.of(base.leading).saving > base.of(base.leading).saving


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        ({"weight_cost": "lots"}, "Enter “Cost” as a number"),
        ({"weight_cost": "140"}, "between 0 and 100"),
        ({f"weight_{factor}": "0" for factor in Factor.values}, "at least one"),
        ({WAGE: "-5"}, "of 0 or more"),
        ({WAGE: "20,5"}, "as a number"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said(stored, signed_in, address, query, advice):
    response = signed_in("viewer").get(address("try_decision"), query)
    assert response.status_code == 422
    assert advice in response.content.decode()


def test_an_input_that_does_not_exist_moves_nothing(stored, signed_in, address):
    response = signed_in("viewer").get(address("try_decision"), {"input_no__such": "3", "weight_taste": "9"})
    assert response.context["effect"].moved is False


def test_the_effect_is_there_at_once(stored, signed_in, address):
    """Server time; the first look warms up what the second one uses again."""
    browser = signed_in("viewer")

    def look(**query: str) -> float:
        began = time.process_time()
        browser.get(address("try_decision"), query, headers={"HX-Request": "true"})
        return time.process_time() - began

    look()
    assert min(look(**{WAGE: text}) for text in ("21", "22", "23")) < 0.3
    assert min(look(weight_cost=text) for text in ("31", "32", "33")) < 0.3


def test_what_was_moved_can_be_kept_as_a_scenario_once(stored, signed_in, address):
    data = {"name": "Tried", "key": "k", WAGE: "25", "weight_quality": "50"}
    browser = signed_in("editor")
    addresses = {browser.post(address("keep_tried"), data).url for _ in range(2)}
    assert addresses == {address("show_scenario", scenario="tried")}
    scenario = Scenario.objects.get()
    assert scenario.changes["service.agent_wage_per_hour"]["likely"] == 25
    weights = [value for path, value in scenario.changes.items() if path.startswith("weights.factors.")]
    assert sum(weights) == pytest.approx(1)
    assert scenario.decisions.count() == 1


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("stranger", 404)])
def test_who_may_not_keep(stored, signed_in, address, role, status):
    assert signed_in(role).post(address("keep_tried"), {WAGE: "25"}).status_code == status
    assert Scenario.objects.count() == 0


def test_the_break_is_a_question_a_board_would_ask(stored, signed_in, address):
    response = signed_in("viewer").get(address("break_decision"), headers={"HX-Request": "true"})
    found = response.context["found"]
    assert found.question.startswith("What if “")
    assert found.question.endswith("?")
    assert found.after != stored.verdict
    assert b"<html" not in response.content
    assert b"<html" in signed_in("viewer").get(address("break_decision")).content


def test_the_tree_of_figures_adds_up(stored):
    result, case = Result.from_dict(stored.decision), Case.from_dict(stored.case)
    reading = read(result, case)
    for option in result.options:
        assert sum(f.points for f in option.factors) == pytest.approx(option.value.mean, abs=1e-6)
        total = sum(line.present_value.mean for line in option.money.lines if line.group != "customers")
        assert total == pytest.approx(option.money.present_cost.mean, rel=1e-6)
        nodes = explanation.present(reading, option)
        assert len(nodes[0].children) == 6
        assert sum(len(factor.children) for factor in nodes[0].children) == len(option.criteria)


def test_the_whole_life_cost_opens_to_lines_that_add_up_to_it(stored):
    """Customers who leave are no part of the cost; they stand beside it."""
    result = Result.from_dict(stored.decision)
    reading = read(result, Case.from_dict(stored.case))
    for option in result.options:
        nodes = {node.key: node for node in everything(explanation.present(reading, option))}
        lost = [line.name for line in option.money.lines if line.group == "customers"]
        of_cost = [line.name for line in option.money.lines if line.group != "customers"]
        assert sorted(node.label for node in nodes["cost"].children) == sorted(of_cost)
        customers = nodes["customers"].children if "customers" in nodes else ()
        assert sorted(node.label for node in customers) == sorted(lost)


def everything(nodes):
    for node in nodes:
        yield node
        yield from everything(node.children)


@pytest.mark.parametrize(
    "figure", ["saving", "cost", "payback", "one_off", "contact", "satisfaction", "best"]
)
def test_the_figure_that_was_asked_for_stands_open(stored, signed_in, address, figure):
    response = signed_in("viewer").get(address("explain_decision"), {"figure": figure})
    found = [node for node in everything(response.context["nodes"]) if node.key == figure]
    assert [node.open for node in found] == [True]
    assert f'id="figure-{figure}"' in response.content.decode()


def test_every_figure_that_the_decision_page_links_is_explained(stored, signed_in, address):
    page = signed_in("viewer").get(address("show_decision")).content.decode()
    linked = set(re.findall(r"figure=(\w+)#figure-\1", page))
    assert {"saving", "payback", "satisfaction", "cost", "value", "best", "first_year", "contact"} <= linked
    shown = signed_in("viewer").get(address("explain_decision")).content.decode()
    assert linked <= set(re.findall(r'id="figure-(\w+)"', shown))


def test_every_figure_opens_down_to_an_answer_with_its_source(stored, signed_in, address):
    page = signed_in("viewer").get(address("explain_decision")).content.decode()
    for words in ("Agent pay per hour", "Measured", "Chance of a saving", "earns 0"):
        assert words in page
    assert signed_in("viewer").get(address("explain_decision"), {"option": "nobody"}).status_code == 404


def test_another_client_is_not_found(stored, signed_in, address):
    for name in ("try_decision", "break_decision", "explain_decision"):
        assert signed_in("stranger").get(address(name)).status_code == 404
