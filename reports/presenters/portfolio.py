"""The lines of the portfolio in words."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from assessments.choices import AssessmentStatus
from clients.choices import Role
from reports.presenters.numbers import date_words, in_hundred
from reports.presenters.words import spelled
from ui.formats import NOTHING, SPACE, money_compact

Line = Mapping[str, Any]
DOLLAR = "USD"


def line_view(line: Line, today: dt.date, dollars: float | None = None) -> dict[str, Any]:
    """What a line of the list shows; addresses are left to the view. dollars: the saving in US dollars."""
    decision = line["decision"]
    return {
        "client": line["name"],
        "is_demo": line["is_demo"],
        "title": line["title"] or "",
        "status": AssessmentStatus(line["status"]).label if line["status"] else "No assessment yet",
        "age": age_words(line["changed"], today) if line["changed"] else NOTHING,
        "changed": line["changed"],
        "in_dollars": f"about {money_compact(dollars, DOLLAR)}" if dollars is not None else "",
        "reasons": spelled(line["reasons"], "reason") if line["reasons"] else "",
        "review": date_words(line["review"].isoformat()) if line["review"] else "",
        "may_begin": Role(line["role"]).includes(Role.OWNER),
        "verdict": decision["verdict"] if decision else "",
        **(_decided(line, decision) if decision else {}),
    }


def _decided(line: Line, decision: Line) -> dict[str, Any]:
    saving = decision["saving"]
    return {
        "option": decision["leading_option"],
        "saving": money_compact(saving, line["currency"]) if saving is not None else NOTHING,
        "chance": chance_words(decision["p_saves"]),
        "gates": gates_words(decision["open_gates"], decision["failed_gates"]),
        "gates_tone": "fail" if decision["failed_gates"] else "open" if decision["open_gates"] else "pass",
        "due": not decision["reported"],
        "stale": line["changed"] > decision["created"],
    }


def currency_words(several: bool, missing: Sequence[str], source: str) -> str:
    """What the list says about amounts in more than one currency."""
    if not several:
        return ""
    last = f" No rate is known for {', '.join(missing)}: listed last." if missing else ""
    return f"They are sorted by what they are worth in US dollars ({source}).{last}"


def chance_words(share: float | None) -> str:
    return f"saves in {in_hundred(share)} of 100 futures" if share is not None else ""


def gates_words(opened: int, failed: int) -> str:
    if failed:
        return f"{failed} failed" + (f", {opened} open" if opened else "")
    return f"{opened} open" if opened else "all closed"


def age_words(changed: dt.datetime, today: dt.date) -> str:
    """How old the newest answer is: today, 3 days, 5 weeks, 4 months, 2 years."""
    days = max(0, (today - changed.date()).days)
    if days == 0:
        return "today"
    for size, most, word in ((1, 14, "day"), (7, 63, "week"), (30, 730, "month"), (365, 10**9, "year")):
        if days < most:
            count = days // size
            return f"{count}{SPACE}{word}{'' if count == 1 else 's'}"
    return ""
