"""What the wording of a plan is about, and a figure that it may name."""

from dataclasses import dataclass

from reports.presenters.plan.working_out import Back
from reports.presenters.reading import Reading
from scoring.case import Provider
from scoring.decision import OptionResult


@dataclass(frozen=True)
class Figure:
    """A text for a sentence; `kind` and `source` say where it comes from, empty for a name."""

    text: str
    kind: str = ""
    source: str = ""


@dataclass(frozen=True)
class Subject:
    """What a plan is about: an option, one of its providers, and what is computed for the deal."""

    reading: Reading
    option: OptionResult
    provider: Provider
    back: Back | None = None
    sample: int | None = None


def contacts_a_month(s: Subject) -> float:
    option = s.reading.case_options[s.option.option_id]
    own = [a for a in option.allocations if a.provider_id == s.provider.id]
    return sum(a.share * (s.reading.streams[a.stream_id].contacts_per_month.likely or 0.0) for a in own)
