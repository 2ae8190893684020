"""Every figure that went in: low, likely, high, how it is known, and where from."""

from dataclasses import dataclass

from reports.presenters.evidence import SHORT, grade_words
from reports.presenters.reading import Reading
from reports.presenters.units import plain, unit_words
from reports.presenters.words import counted
from scoring.decision import InputUsed

_AREAS = {
    "service": "Today's service",
    "customers": "Customers",
    "readiness": "Readiness",
    "providers": "Providers",
    "options": "Options",
    "method": "Method",
}


@dataclass(frozen=True)
class AssumptionRow:
    path: str
    label: str
    unit: str
    low: str
    likely: str
    high: str
    evidence: str
    grade: str  # the same in one word, for narrow columns
    source: str
    unknown: bool
    owner: str = ""  # whose figure it is, where it is not the service's own


@dataclass(frozen=True)
class AssumptionGroup:
    name: str
    rows: tuple[AssumptionRow, ...]

    @property
    def known(self) -> tuple[AssumptionRow, ...]:
        return tuple(row for row in self.rows if not row.unknown)

    @property
    def unknown(self) -> tuple[AssumptionRow, ...]:
        return tuple(row for row in self.rows if row.unknown)


def present(reading: Reading, most: int | None = None) -> tuple[AssumptionGroup, ...]:
    groups: dict[str, list[AssumptionRow]] = {}
    for used in reading.decision.inputs[:most]:
        groups.setdefault(_group_name(reading, used.path), []).append(_row(reading, used))
    return tuple(AssumptionGroup(name, tuple(rows)) for name, rows in groups.items())


def weightiest(reading: Reading, most: int) -> tuple[AssumptionRow, ...]:
    """Those that move the answer most: what the tornado, the flip points and the questions name."""
    decision = reading.decision
    swings, flips = (item.path for item in decision.tornado), (item.path for item in decision.flips)
    paths = list(dict.fromkeys([*swings, *flips, *(item.path for item in decision.find_out)]))
    used = {item.path: item for item in decision.inputs}
    return tuple(_row(reading, used[path]) for path in paths if path in used)[:most]


def summary(reading: Reading) -> str:
    """How well the figures are known, in one sentence."""
    inputs = reading.decision.inputs
    proved = sum(used.evidence in ("A", "B") for used in inputs)
    unknown = sum(used.evidence == "unknown" for used in inputs)
    return (
        f"{counted(len(inputs), 'figure')} went in: {proved} measured or independently verified,"
        f" {len(inputs) - proved - unknown} quoted, estimated or guessed, {unknown} not known."
    )


def _group_name(reading: Reading, path: str) -> str:
    area = path.partition(".")[0]
    owner = reading.owner_of(path)
    return owner or _AREAS.get(area, area.capitalize())


def _row(reading: Reading, used: InputUsed) -> AssumptionRow:
    basis, numbers = reading.price_basis(used.path), reading.numbers_at(used.path)
    low, likely, high = (
        plain(value, used.unit, numbers, basis) for value in (used.low, used.likely, used.high)
    )
    unknown = used.evidence == "unknown"
    return AssumptionRow(
        path=used.path,
        label=used.label,
        unit=unit_words(used.unit, numbers, basis),
        low=low,
        likely="–" if unknown else likely,
        high=high,
        evidence=grade_words(used.evidence),
        grade=SHORT.get(used.evidence, used.evidence),
        source=used.source or ("plausible range" if unknown else "not named"),
        unknown=unknown,
        owner=reading.owner_of(used.path),
    )
