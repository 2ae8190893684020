"""What holds of a report by now: its bytes are frozen, what people said since is not. Call in the scope."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django.db.models import Max

from assessments.choices import Verdict
from assessments.models import Decision
from reports.models import Answer, ConditionTask, Report, ReportState, SignOff
from reports.presenters.numbers import date_words

_TONES = {Answer.APPROVED: "go", Answer.REFUSED: "nogo", Answer.MORE: "conditional"}
_SAID = {
    Answer.APPROVED: "Approved by {}",
    Answer.REFUSED: "Refused by {}",
    Answer.MORE: "{} asks for more information",
}


@dataclass(frozen=True)
class Standing:
    answer: str = ""  # the newest answer, or nothing
    words: str = "Not decided yet"
    tone: str = "none"
    newest: int = 0  # the version that holds instead; 0: this one does
    met: str = ""  # the day on which the last condition was ticked off, once all are

    @property
    def holds(self) -> bool:
        return not self.newest and self.answer != Answer.REFUSED

    @property
    def mark(self) -> str:
        """For the name of a file: `-refused`, `-superseded`, or nothing."""
        if self.answer == Answer.REFUSED:
            return "-refused"
        return "-superseded" if self.newest else ""


def standing_of(reports: Iterable[Report]) -> dict[int, Standing]:
    """By primary key, in as many queries however many there are; of the large decisions only those ticked."""
    rows = list(reports)
    answers = _newest_answers(rows)
    newest, met = _newest_versions(rows), _all_met(rows)
    return {
        row.pk: _standing(row, answers.get(row.pk), newest.get(row.number, 0), met.get(row.pk, ""))
        for row in rows
    }


def _newest_answers(rows: list[Report]) -> dict[int, SignOff]:
    said = SignOff.objects.filter(report__in=[row.pk for row in rows]).order_by("at", "pk")
    return {sign_off.report_id: sign_off for sign_off in said}


def _newest_versions(rows: list[Report]) -> dict[int, int]:
    """By number. All rows are of the client in whose scope we are."""
    drawn = Report.objects.filter(number__in={row.number for row in rows}).exclude(state=ReportState.FAILED)
    return dict(drawn.order_by().values_list("number").annotate(newest=Max("version")))


def _all_met(rows: list[Report]) -> dict[int, str]:
    """By primary key: the day on which a conditional go became a go."""
    done: dict[int, list[dt.datetime]] = {}
    ticked = ConditionTask.objects.filter(report__in=rows, met__isnull=False)
    for report, met in ticked.values_list("report", "met"):
        done.setdefault(report, []).append(cast(dt.datetime, met))
    decided = {row.pk: row.decision_id for row in rows if row.pk in done}
    conditional = Decision.objects.filter(pk__in=decided.values(), verdict=Verdict.CONDITIONAL_GO)
    needed = {
        pk: len(told["verdict"]["conditions"]) for pk, told in conditional.values_list("pk", "decision")
    }
    return {
        key: date_words(max(days).date().isoformat())
        for key, days in done.items()
        if len(days) == needed.get(decided[key])
    }


def _standing(report: Report, sign_off: SignOff | None, newest: int, met: str) -> Standing:
    later = newest if newest > report.version else 0
    if sign_off is None:
        return Standing(newest=later, met=met)
    answer = Answer(sign_off.answer)
    said = f"{_SAID[answer].format(sign_off.person_name)}, {date_words(sign_off.at.date().isoformat())}"
    return Standing(answer, said, _TONES[answer], later, met)
