"""What was derived from a file, in words and rows of tables."""

from typing import Any

from assessments.journey.questions import questionnaire
from assessments.journey.wording import words_of
from assessments.services.contact_import.figures import Figure, Proposal
from assessments.views.journey_frame import Journey
from ui.formats import decimal_text, estimate_text, percent_text, seconds_text

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def whole_rows(sums: dict[str, Any]) -> list[dict[str, str]]:
    """The file in a few figures: what came in, what became of it, how long it took."""
    whole, months = sums["whole"], sums["months"]
    counted = max(whole["contacts"] + sums["errors"], 1)
    told = whole["abandoned"] or sums["errors"]
    rows = [
        ("Rows in the file", decimal_text(sums["rows"])),
        ("Left out, because they could not be read", decimal_text(sums["left_out"])),
        ("Period", f"{months['first']} to {months['last']}, {months['days']} days"),
        ("Handled by an agent", _of(whole["handled"], counted))
        if told
        else ("Contacts in these months", decimal_text(whole["contacts"])),
    ]
    if whole["abandoned"]:
        rows.append(("Given up before an agent answered", _of(whole["abandoned"], counted)))
    if sums["errors"]:
        rows.append(("Errors of the system, not counted", _of(sums["errors"], counted)))
    handle, wait = whole["handle"], whole["wait"]
    if handle["count"]:
        mean = seconds_text(handle["sum"] / handle["count"])
        rows.append(
            ("Work on one contact", f"{mean} on average, half under {seconds_text(handle['median'])}")
        )
        rows.append(("Without unusually long ones", seconds_text(_without_long(handle))))
    if wait["count"]:
        share = percent_text(wait["within"]["20"] / wait["count"])
        rows.append(("Answered within 20 seconds", f"{share} of those answered"))
    if whole["resolution"]["count"]:
        rows.append(("Settled after", f"{seconds_text(whole['resolution']['median'])} (half of them)"))
    return [{"label": label, "value": value} for label, value in rows]


def proposed_streams(proposal: Proposal) -> list[dict[str, Any]]:
    channels = dict(questionnaire().choices["channels"])
    return [
        {
            "name": stream.name,
            "contacts": decimal_text(stream.contacts),
            "abandoned": decimal_text(stream.abandoned),
            "channels": ", ".join(channels.get(c, c) for c in stream.channels),
            "month": _said(stream.figures.get("contacts_per_month")),
            "handle": _seconds(stream.figures.get("handle_seconds")),
            "settled": _share(stream.figures.get("first_contact_resolution")),
        }
        for stream in proposal.streams
    ]


def proposed_answers(proposal: Proposal, journey: Journey) -> list[dict[str, Any]]:
    """Answers for the whole service, beside what is answered now."""
    lines = []
    for key, figure in proposal.figures.items():
        question = questionnaire()[key]
        lines.append(
            {
                "key": key,
                "text": question.text,
                "value": words_of(question, figure.estimate, journey.currency),
                "count": decimal_text(figure.count),
                "note": figure.note,
                "now": words_of(question, journey.given.contents.get(key), journey.currency),
            }
        )
    if proposal.monthly_volume_factors:
        question = questionnaire()["service.monthly_volume_factors"]
        factors = list(proposal.monthly_volume_factors)
        now = words_of(question, journey.given.contents.get(question.id), journey.currency)
        value = words_of(question, factors, journey.currency)
        lines.append(
            {"key": question.id, "text": question.text, "value": value, "count": "", "note": "", "now": now}
        )
    return lines


def week_rows(arrivals: list[int]) -> list[dict[str, Any]]:
    """Contacts by weekday and two hours, as shares of the week."""
    whole = max(sum(arrivals), 1)
    rows = []
    for day, name in enumerate(DAYS):
        slots = arrivals[day * 48 : day * 48 + 48]
        cells = [percent_text(sum(slots[at : at + 4]) / whole, 1) for at in range(0, 48, 4)]
        rows.append({"day": name, "cells": cells, "total": percent_text(sum(slots) / whole)})
    return rows


def _of(count: int, whole: int) -> str:
    return f"{decimal_text(count)} ({percent_text(count / whole, 1)})"


def _without_long(handle: dict[str, Any]) -> float:
    rest = handle["count"] - handle["long_count"]
    return (handle["sum"] - handle["long_sum"]) / rest if rest else 0.0


def _said(figure: Figure | None) -> str:
    return estimate_text(figure.estimate, "", 0) if figure else "–"


def _seconds(figure: Figure | None) -> str:
    return (
        f"{seconds_text(figure.estimate['likely'])}, {decimal_text(figure.count)} contacts" if figure else "–"
    )


def _share(figure: Figure | None) -> str:
    return (
        f"{percent_text(figure.estimate['likely'])}, {decimal_text(figure.count)} contacts" if figure else "–"
    )
