"""What holds of a report by now: its bytes are frozen, what people said since is not. Call in the scope."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max

from reports.models import Answer, Report, ReportState, SignOff
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
    """By primary key, in two queries however many there are."""
    rows = list(reports)
    answers = _newest_answers(rows)
    newest = _newest_versions(rows)
    return {row.pk: _standing(row, answers.get(row.pk), newest.get(row.number, 0)) for row in rows}


def _newest_answers(rows: list[Report]) -> dict[int, SignOff]:
    said = SignOff.objects.filter(report__in=[row.pk for row in rows]).order_by("at", "pk")
    return {sign_off.report_id: sign_off for sign_off in said}


def _newest_versions(rows: list[Report]) -> dict[int, int]:
    """By number. All rows are of the client in whose scope we are."""
    drawn = Report.objects.filter(number__in={row.number for row in rows}).exclude(state=ReportState.FAILED)
    return dict(drawn.order_by().values_list("number").annotate(newest=Max("version")))


def _standing(report: Report, sign_off: SignOff | None, newest: int) -> Standing:
    later = newest if newest > report.version else 0
    if sign_off is None:
        return Standing(newest=later)
    answer = Answer(sign_off.answer)
    said = f"{_SAID[answer].format(sign_off.person_name)}, {date_words(sign_off.at.date().isoformat())}"
    return Standing(answer, said, _TONES[answer], later)
