"""Every sentence and rounding, made once from a decision whose numbers are known."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from reports.presenters import (
    Reading,
    assumptions,
    breaking,
    changes,
    conditions,
    find_out,
    gates,
    key_figures,
    money,
    options,
    read,
    scope,
    vendors,
    verdict,
    versions,
    waterfall,
)
from reports.presenters.edition import Edition
from reports.presenters.report import present
from scoring.case import Allocation
from scoring.decision import GateResult, VerdictResult
from tests.reports_examples import example_case, example_decision


def reading(**verdict_changes: Any) -> Reading:
    decision = example_decision()
    return read(replace(decision, verdict=replace(decision.verdict, **verdict_changes)), example_case())


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple | list):
        return [text for item in value for text in texts(item)]
    if isinstance(value, dict):
        return texts(list(value.values()))
    if is_dataclass(value):
        return [text for field in fields(value) for text in texts(getattr(value, field.name))]
    return []


def test_the_headline_names_what_moves_where_and_what_stays() -> None:
    view = verdict.present(reading())
    assert view.headline == (
        "Conditional go: move e-mail and order status to Carolina Contact (United States);"
        " keep returns and complaints in-house"
    )
    assert (view.sign, view.tone, view.word) == ("◐", "conditional", "Conditional go")
    assert view.sentence.replace("\u00a0", " ") == (
        "Better than staying in-house in 83 of 100 futures and saves more than the hurdle of $480 k in 78."
        " Two conditions must be met before signing."
    )
    assert view.caution == ""


def test_a_go_without_conditions_says_so() -> None:
    view = verdict.present(reading(kind="go", conditions=()))
    assert view.headline.startswith("Go: move e-mail")
    assert view.sentence.endswith("All gates are passed.")


def test_a_no_go_keeps_the_work() -> None:
    view = verdict.present(reading(kind="no_go", best_option_id="stay"))
    assert view.headline == "No-go: keep customer service in-house as it is"
    assert view.sentence.startswith("Carolina Contact, part is better than staying in-house in 83 of 100")


def test_no_option_outside_is_said() -> None:
    view = verdict.present(reading(kind="no_go", option_id=None, best_option_id="stay"))
    assert view.sentence == "No option moves work to a vendor or an own centre."


def test_a_close_race_is_called_one() -> None:
    view = verdict.present(reading(clear_winner=False, lead_points=1.24))
    assert view.caution.startswith("There is no clear winner: the lead is 1.2 points of 100")


def test_a_waived_gate_stands_under_the_verdict() -> None:
    decision = example_decision()
    waived = GateResult(
        gate="K09", name="References", state="waived", reason="r", closes_with="c", curable=True,
        waived_by="Tom", waived_reason="known partner", waived_on="2026-11-01",
    )  # fmt: skip
    options_ = (replace(decision.options[0], gates=(waived,)), *decision.options[1:])
    view = verdict.present(read(replace(decision, options=options_), example_case()))
    assert "References was waived by Tom on 2026-11-01: known partner." in view.caution


def test_long_lists_of_streams_are_counted() -> None:
    case = example_case()
    everything = tuple(
        Allocation(stream_id=s.id, provider_id="meridian", share=1.0) for s in case.service.streams
    )
    moved = replace(case.options[0], allocations=everything)
    whole = replace(case, options=(moved, *case.options[1:]))
    assert "move all contact streams to" in verdict.present(read(example_decision(), whole)).headline
    parts = replace(moved, allocations=tuple(replace(a, share=0.5) for a in everything))
    part = replace(case, options=(parts, *case.options[1:]))
    assert "move 4 of 4 contact streams to" in verdict.present(read(example_decision(), part)).headline


def test_scope_knows_whole_parts_and_rest() -> None:
    found = scope.scope_of(reading(), "carolina_part")
    assert (found.moved, found.parts, found.kept) == (("email", "orders"), (), ("returns", "complaints"))
    assert scope.scope_of(reading(), "stay").moved == ()


def test_four_key_figures_each_with_its_range() -> None:
    saving, payback, satisfaction, gate = key_figures.present(reading())
    assert saving.value.replace("\u00a0", " ") == "$1.8 M"
    assert "$300" in saving.range
    assert payback.value == "14\u00a0months"
    assert "87 of 100 futures" in payback.range
    assert satisfaction.value == "−1.2\u00a0pts"
    assert (gate.value, gate.range) == ("2\u00a0open", "none failed")


def test_what_never_pays_back_says_so() -> None:
    decision = example_decision()
    never = replace(decision.options[0], money=replace(decision.options[0].money, payback_month=None))
    view = read(replace(decision, options=(never, *decision.options[1:])), example_case())
    assert key_figures.present(view)[1].value == "not in 36\u00a0months"
    assert money.payback_words(view, never) == "not within 36\u00a0months"


@pytest.mark.parametrize(
    ("share", "says"),
    [
        (0.83, "Carolina Contact, part beats Stay in-house in 83 of 100"),
        (0.17, "Stay in-house beats Carolina Contact, part in 83 of 100"),
        (0.505, "cannot be told apart"),
        (0.5, "cannot be told apart"),
    ],
)
def test_beats_is_said_only_when_one_half_lies_outside(share: float, says: str) -> None:
    decision = replace(example_decision(), pairwise_winning={"carolina_part": {"stay": share}})
    assert says in options.comparisons(read(decision, example_case()))[0]


def test_segments_add_up_to_the_value() -> None:
    result = example_decision().options[0]
    parts = options.segments(result)
    assert parts[-1].start + parts[-1].width == pytest.approx(sum(f.points for f in result.factors), abs=0.05)
    assert [part.factor for part in parts] == ["cost", "quality", "language", "trust", "legal", "reputation"]


def test_page_1_keeps_the_leader_and_in_house_of_many_options() -> None:
    decision = example_decision()
    many = tuple(replace(decision.options[2], option_id=f"o{i}", name=f"Vendor {i}") for i in range(10))
    crowd = read(replace(decision, options=(*many, decision.options[0], decision.options[1])), example_case())
    names = [row.name for row in options.glance(crowd, 6)]
    assert len(names) == 6
    assert {"Carolina Contact, part", "Stay in-house"} <= set(names)


def test_flips_are_in_plain_words_and_own_units() -> None:
    first = changes.present(reading())[0]
    assert first.sentence == (
        "If quoted price, Carolina Contact rises above $31.40 per productive hour"
        " (now $28.00 per productive hour), Stay in-house comes first"
    )
    assert first.beyond == "11 of 100 futures"
    weight = changes.present(reading())[2]
    assert (weight.subject, weight.flips_at.replace("\u00a0", " ")) == ("Weight on cost", "17 %")


def test_the_smallest_upset_is_in_words() -> None:
    assert changes.upset(reading()).replace("\u00a0", " ") == (
        "The smallest change of weights that puts Stay in-house first:"
        " cost from 30 % to 17 % and quality from 22 % to 35 %."
    )


def test_disagreeing_methods_are_named() -> None:
    decision = example_decision()
    against = replace(decision.crosschecks[0], agrees_on_winner=False)
    view = read(replace(decision, crosschecks=(against,)), example_case())
    assert changes.crosscheck_words(view).startswith("TOPSIS put another option first")


def test_questions_are_priced_and_worthless_ones_left_out() -> None:
    decision = example_decision()
    useless = replace(decision.find_out[0], evppi_points=0.0, evppi_money=0.0)
    rows = find_out.present(read(replace(decision, find_out=(decision.find_out[1], useless)), example_case()))
    assert [row.worth.replace("\u00a0", " ") for row in rows] == ["$120 k"]


def test_unmet_gates_come_first_with_what_closes_them() -> None:
    rows = gates.present(reading())
    assert [row.id for row in rows][:2] == ["K09", "K12"]
    assert rows[0].closing == "Call two more references."
    assert rows[-1].closing == ""


def test_unread_law_says_check_with_counsel() -> None:
    read_one, unread = gates.laws(reading())
    assert (read_one.note, unread.note) == ("", "check with counsel")
    data_protection = next(row for row in gates.present(reading()) if row.id == "K06")
    assert data_protection.citations[0] == "PCI DSS § 12.8"
    assert data_protection.citations[1].endswith("(check with counsel)")


def test_a_gate_that_cannot_be_cured_says_so() -> None:
    sofia = next(option for option in example_decision().options if option.option_id == "own_sofia")
    assert gates.present(reading(), sofia)[0].closing.startswith("This cannot be cured.")
    assert gates.badge(sofia).text == "fails 1"


def test_the_waterfall_adds_up_or_is_not_drawn() -> None:
    view = reading()
    found = waterfall.present(view, view.results["carolina_part"])
    assert found is not None
    assert found.start[1] + sum(change for _, change in found.steps) == pytest.approx(found.end[1])
    option = view.results["carolina_part"]
    bent = replace(option, money=replace(option.money, lines=option.money.lines[1:]))
    assert waterfall.present(view, bent) is None


def test_unknown_figures_are_marked_and_never_given_a_likely_value() -> None:
    rows = [row for group in assumptions.present(reading()) for row in group.rows if row.unknown]
    assert [(row.label, row.likely, row.grade) for row in rows] == [
        ("Months to take the work back", "–", "not known")
    ]


def test_an_expired_certificate_says_so() -> None:
    assert "expired on 30 June 2026" in vendors.present(reading())[0].certificates[0]


def test_conditions_are_short_on_page_1() -> None:
    long = replace(example_decision().verdict.conditions[0], text="Check it (because nobody did, and so on)")
    row = conditions.present(reading(conditions=(long,)))[0]
    assert (row.short, row.text) == ("Check it.", "Check it (because nobody did, and so on).")


def test_without_conditions_a_go_has_nothing_open_and_a_no_go_nothing_to_sign() -> None:
    go = conditions.none(reading(kind="go", conditions=()))
    assert go == "Nothing is open: there is no condition to meet before signing."
    for option, unmet in (
        ("carolina_part", ": two gates are open"),
        ("meridian", ": four gates are open"),
        ("own_sofia", ": one gate failed"),
        (None, ""),
    ):
        said = conditions.none(reading(kind="no_go", conditions=(), option_id=option))
        assert said == f"The verdict is no-go, so there is nothing to sign{unmet}."


def test_failed_and_open_gates_are_counted_together() -> None:
    found = reading(kind="no_go", conditions=(), option_id="carolina_part")
    gates = found.decision.options[0].gates
    failed = tuple(replace(gate, state="fail" if gate.gate == "K09" else gate.state) for gate in gates)
    options_ = (replace(found.decision.options[0], gates=failed), *found.decision.options[1:])
    said = conditions.none(read(replace(found.decision, options=options_), example_case()))
    assert said.endswith("nothing to sign: one gate failed and one more is open.")


def test_what_turns_a_no_go_is_asked_the_other_way_round() -> None:
    assert breaking.present(None, reading()).question == "What would have to go wrong?"
    assert breaking.present(None, reading(kind="no_go")).question == "What would make it a go?"


def test_a_new_version_says_what_changed() -> None:
    old = reading()
    price = replace(old.decision.inputs[4], likely=29.0)
    new = read(
        replace(
            reading(kind="go").decision,
            inputs=tuple(price if used.path == price.path else used for used in old.decision.inputs),
        ),
        example_case(),
    )
    said = versions.changes(old, new)
    assert said[0] == "The verdict changed from conditional go to go."
    assert said[1].startswith("Quoted price, Carolina Contact: from $28.00")
    assert versions.changes(old, old) == ("Nothing: the same figures give the same answer.",)


@pytest.mark.parametrize("parts", ["memo", "full", "annex"])
def test_no_text_of_a_report_says_none_or_nan(parts: str) -> None:
    view = present(reading(), Edition(parts=parts))  # type: ignore[arg-type]
    words = " ".join(texts(view.content)).split()
    assert {"None", "nan", "inf", "NaN"} & set(words) == set()


def test_figures_and_tables_are_numbered_in_their_order() -> None:
    view = present(reading())
    assert [figure.label for figure in view.figures.values()] == [
        f"Figure\u00a0{n}" for n in range(1, len(view.figures) + 1)
    ]
    assert list(view.tables.values()) == [f"Table\u00a0{n}" for n in range(1, len(view.tables) + 1)]
    assert present(reading(), Edition(parts="memo")).figures == {}


def test_a_verdict_without_any_leader_is_presented() -> None:
    alone = example_decision()
    only = replace(
        alone,
        options=(alone.options[1],),
        verdict=VerdictResult(
            kind="no_go", rule="V1", option_id=None, best_option_id="stay", clear_winner=True,
            lead_points=0.0, reasons=("Nothing else was looked at",), conditions=(),
        ),
        pairwise_winning={}, flips=(), find_out=(), tornado=(), weight_lines=(), crosschecks=(),
        smallest_upset=None,
    )  # fmt: skip
    view = present(read(only, example_case()))
    assert view.content["verdict"].headline.startswith("No-go: keep customer service in-house")
    assert view.content["upset"] == "No set of weights on the factors puts another option first."


def test_where_no_question_is_worth_asking_the_weightiest_weak_answers_come_first() -> None:
    reading = read(replace(example_decision(), find_out=()), example_case())
    rows = find_out.to_improve(reading, 3)
    grades = {used.path: used.evidence for used in reading.decision.inputs}
    assert {grades[row.path] for row in rows}.isdisjoint({"A", "B"})
    swings = {bar.path: abs(bar.at_high - bar.at_low) for bar in reading.decision.tornado}
    weak = [path for path in swings if grades.get(path, "A") not in ("A", "B")]
    assert [row.path for row in rows] == sorted(weak, key=lambda path: -swings[path])[:3]
    assert rows[0].label == "Quoted price"
    assert rows[0].whose == "Carolina Contact"
    assert "\u2212$200" in rows[0].saving and rows[0].saving.endswith("$3.0\u00a0M")


def test_a_quote_in_another_currency_stands_in_it_wherever_it_is_printed() -> None:
    case = example_case()
    offers = [replace(p, offer=p.offer and replace(p.offer, currency="EUR")) for p in case.providers]
    found = read(example_decision(), replace(case, providers=tuple(offers)))
    paths = [used.path for used in found.decision.inputs if used.path.endswith(".offer.price")]
    assert paths and {found.numbers_at(path).currency for path in paths} == {"EUR"}
    assert found.numbers_at(paths[0].replace("offer.price", "offer.travel_per_year")).currency == "USD"
    rows = [row for group in assumptions.present(found) for row in group.rows if row.path in paths]
    assert rows and all(row.unit.startswith("EUR") for row in rows)
    leader = found.results[str(found.decision.verdict.option_id)]
    highest = [row for row in money.present(found, leader).sums if row.name == "Highest price worth paying"]
    assert [row.value[0] for row in highest] == ["€"]
