"""In which assumptions scenarios differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.journey.levers import Lever, levers_of
from reports.presenters.comparison import MISSING, Compared
from reports.presenters.words import shortened
from scoring.case import Case

OWN_GROUPS = ("Provider: ", "Option: ", "Contacts")
MOST_ROWS = 60
LONGEST_NAME = 40


@dataclass(frozen=True)
class InputRow:
    label: str
    group: str
    values: tuple[str, ...]
    differs: tuple[bool, ...]  # from the first

    @property
    def cells(self) -> list[tuple[str, bool]]:
        return list(zip(self.values, self.differs, strict=True))


@dataclass(frozen=True)
class InputDifferences:
    rows: tuple[InputRow, ...]
    left_out: int  # rows beyond the most that is shown


def differences(items: Sequence[Compared]) -> InputDifferences:
    """Every assumption that is not the same in all.

    Between different assessments only what both have is compared: not vendors, options and single streams.
    """
    own = len({item.group for item in items}) == 1
    tables = [_levers(item.reading.case, own) for item in items]
    rows = [*(_row(path, tables) for path in tables[0] if all(path in t for t in tables)), _laws(items)]
    found = [row for row in rows if len(set(row.values)) > 1]
    return InputDifferences(tuple(found[:MOST_ROWS]), max(0, len(found) - MOST_ROWS))


def _levers(case: Case, own: bool) -> dict[str, Lever]:
    levers = levers_of(case)
    return {lever.path: lever for lever in levers if own or not lever.group.startswith(OWN_GROUPS)}


def _row(path: str, tables: Sequence[dict[str, Lever]]) -> InputRow:
    levers = [table[path] for table in tables]
    values = tuple(lever.written(lever.base) for lever in levers)
    return InputRow(levers[0].label, levers[0].group, values, tuple(v != values[0] for v in values))


def _laws(items: Sequence[Compared]) -> InputRow:
    values = tuple(_supposed(item.reading.case) for item in items)
    return InputRow("Rules supposed to be in force", "Law", values, tuple(v != values[0] for v in values))


def _supposed(case: Case) -> str:
    names = {law.id: law.regime for law in case.laws}
    laws = [shortened(names.get(law, law), LONGEST_NAME) for law in case.method.pending_laws_in_force]
    return ", ".join(laws) or MISSING
