"""The plan as chapters of a report."""

from collections.abc import Sequence

from reports.presenters.numbers import date_words
from reports.presenters.plan import told, wording
from reports.presenters.plan.parts import Plan, PlanPart, PlanTable
from reports.presenters.plan.told import Facts
from reports.presenters.plan.working_out import Back, VendorPay
from reports.presenters.reading import Reading
from reports.presenters.words import cleaned, counted, joined

OVERSIGHT_HEADS = ("What", "When", "Who", "How")


def present(reading: Reading, facts: Facts, back: Back, pays: Sequence[VendorPay]) -> Plan:
    parts = [_opening(facts), *_contract(reading, facts)]
    if pays:
        parts.append(_incentives(reading, facts, pays))
    return cleaned((*parts, _oversight(facts), _exit(reading, facts, back), _signing(reading, facts)))


def _opening(facts: Facts) -> PlanPart:
    return PlanPart(
        "The deal plan",
        (
            f"For {facts.option}, drafted from the decision of {date_words(facts.decided)}."
            f" {_standing(facts)} {_review(facts)}",
            wording.counsel_note(),
        ),
        _before_signing(facts),
    )


def _standing(facts: Facts) -> str:
    """`Of 24 terms, 3 are agreed, 2 proposed and 5 open.`"""
    terms = facts.of("contract")
    counts = {word: sum(t.status == word for t in terms) for word in ("Agreed", "Proposed", "Draft", "Open")}
    said = [f"{count} {word.lower()}" for word, count in counts.items() if count]
    return f"Of {counted(len(terms), 'term')}: {joined(said)}." if terms else ""


def _review(facts: Facts) -> str:
    if not facts.review_on:
        return "No day is set for its review."
    return f"Exit and contingency are looked at again on {date_words(facts.review_on)}."


def _before_signing(facts: Facts) -> tuple[PlanTable, ...]:
    urgent = told.open_items(facts.of("contract"))
    rows = [
        (item.title, " ".join(t.text for t in item.traces if t.kind == "gate"), item.status)
        for item in urgent
    ]
    heads = ("Term", "What it answers", "Status")
    return (PlanTable("Terms that answer an open gate", heads, tuple(rows)),) if rows else ()


def _contract(reading: Reading, facts: Facts) -> list[PlanPart]:
    providers = list(dict.fromkeys(item.provider for item in facts.of("contract")))
    named = [(p, f" with {reading.provider_name(p)}" if p and len(providers) > 1 else "") for p in providers]
    return [PlanPart(f"Contract terms{name}", (), told.terms_tables(facts, p)) for p, name in named]


def _incentives(reading: Reading, facts: Facts, pays: Sequence[VendorPay]) -> PlanPart:
    basics = told.items_table("Basic requirements", facts.of("basics"), ("Requirement", "What it means"))
    warnings = told.warnings_table(reading, pays)
    found = (basics, told.metrics_table(facts, pays), told.price_table(reading, pays), warnings)
    words = (*told.scheme_words(facts), told.price_words(reading, pays))
    return PlanPart("Incentives", words, tuple(table for table in found if table and table.rows))


def _oversight(facts: Facts) -> PlanPart:
    table = told.items_table("Who looks at what, and when", facts.of("oversight"), OVERSIGHT_HEADS)
    return PlanPart("Oversight", (), (table,) if table.rows else ())


def _exit(reading: Reading, facts: Facts, back: Back) -> PlanPart:
    triggers = told.items_table("When we leave", facts.of("triggers"), ("Trigger", "Reached when"))
    returns = told.items_table("What comes back, and who steps in", facts.of("exit"), ("What", "How"))
    tables = (told.months_table(reading, back), told.cost_table(reading, back), triggers, returns)
    return PlanPart(
        "Exit and contingency",
        (told.notice_words(back), told.nucleus_words(back), _review(facts)),
        tuple(table for table in tables if table.rows),
        told.chart(back),
    )


def _signing(reading: Reading, facts: Facts) -> PlanPart:
    other = facts.provider_signs or "For the provider"
    own = facts.client_signs or f"For {reading.client}"
    return PlanPart(
        "Signatures",
        ("The terms marked as agreed, as they stand above.",),
        signatures=((f"{own}: name, place, date", f"{other}: name, place, date"),) * 2,
    )
