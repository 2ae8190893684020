"""What stands in a list of figures says which line it is of."""

from collections import Counter
from dataclasses import replace

import pytest

from reports.presenters import assumptions, conditions, find_out, read
from scoring.case import Case, CostLine, Estimate, MoneyLine
from scoring.decision import InputUsed
from tests.exports_examples import CLIENTS, golden, reading_of
from tests.reports_examples import example_case, example_decision

KNOWN = Estimate.constant(1.0)


@pytest.mark.parametrize("name", CLIENTS)
def test_no_two_figures_of_one_group_are_called_alike(name: str) -> None:
    for group in assumptions.present(reading_of(name)):
        counts = Counter(row.label for row in group.rows)
        assert [label for label, count in counts.items() if count > 1] == []


def test_an_amount_is_called_like_its_line_and_a_share_after_it() -> None:
    line = CostLine(
        id="rent", name="Office rent", kind="facilities", amount_per_year=KNOWN, avoidable_share=KNOWN
    )
    fee = MoneyLine(id="fee", name="Set-up fee", amount=KNOWN)
    paths = {
        "service.cost_lines.rent.amount_per_year": ("Cost", "Office rent"),
        "service.cost_lines.rent.avoidable_share": ("Share that stops", "Office rent: share that stops"),
        "options.carolina_part.one_off.fee.amount": ("Amount", "Set-up fee"),
        "service.turnover_per_year": ("Agent turnover a year", "Agent turnover a year"),
    }
    inputs = tuple(
        InputUsed(path=path, label=label, unit="money", low=1, likely=1, high=1, evidence="A", source="")
        for path, (label, _) in paths.items()
    )
    case = _with(line, fee)
    found = read(example_decision(case, inputs=inputs), case).decision.inputs
    assert [used.label for used in found] == [wanted for _, wanted in paths.values()]


def test_the_stored_decision_keeps_its_own_words() -> None:
    case, decision = golden(CLIENTS[0])
    assert read(decision, case).stored == (case, decision)


def _with(line: CostLine, fee: MoneyLine) -> Case:
    case = example_case()
    options = tuple(replace(o, one_off=(fee,)) if o.id == "carolina_part" else o for o in case.options)
    return replace(case, service=replace(case.service, cost_lines=(line,)), options=options)


@pytest.mark.parametrize("name", CLIENTS)
def test_the_first_step_names_whom_it_asks_about_once(name: str) -> None:
    reading = reading_of(name)
    asked = next(iter(find_out.present(reading)))
    step = next(step for step in conditions.next_steps(reading) if step.startswith("Find out"))
    assert not asked.whose or step.count(asked.whose) == 1
