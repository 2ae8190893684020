"""Rows of a file as typed pieces of a table, and what could not be read, with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from assessments.services.contact_import import cells
from assessments.services.contact_import.layout import ROLES, TIMED, Mapping
from assessments.services.contact_import.table import Row

PIECE = 100_000
KEPT = "row used without this value"
DROPPED = "row left out"
NOT_READ = ("contact",)  # only shown to tell rows apart


@dataclass(frozen=True, slots=True)
class Fault:
    line: int
    column: str
    value: str
    reason: str
    effect: str


class Column:
    """A column as its different texts and which row has which: each text is read once."""

    def __init__(self, values: list[str]) -> None:
        self.codes, texts = pd.factorize(np.array(values, dtype=object))
        self.texts = pd.Series(texts, dtype="object").str.strip()
        self.missing = cells.missing(self.texts)

    def spread(self, read: pd.Series) -> pd.Series:
        """What was read of the different texts, for every row."""
        return read.take(self.codes).reset_index(drop=True)

    def text(self, row: int) -> str:
        return str(self.texts.iat[self.codes[row]])


@dataclass(slots=True)
class Reader:
    """Turns rows into pieces by a mapping; remembers how the dates are written from the first piece."""

    mapping: Mapping
    header: list[str]
    timezone: str = ""
    day_first_by_default: bool = True
    styles: dict[str, cells.DateStyle] = field(default_factory=dict)

    def pieces(self, rows: Iterator[Row]) -> Iterator[tuple[pd.DataFrame, list[Fault], int]]:
        """Each piece with its faults and the number of rows that were read for it."""
        found = self.mapping.position(self.header)
        positions = {role: at for role, at in found.items() if role not in NOT_READ}
        width, batch, faults, read = len(self.header), [], [], 0
        pick = itemgetter(*positions.values(), 0)  # the last only makes it a tuple
        for line, values in rows:
            read += 1
            if len(values) < width:
                values = values + [""] * (width - len(values))
            if len(values) > width and any(values[width:]):
                faults.append(_too_many(line, values, width))
            else:
                batch.append((line, *pick(values)))
            if read == PIECE:
                yield *self._piece(batch, list(positions), faults), read
                batch, faults, read = [], [], 0
        if read:
            yield *self._piece(batch, list(positions), faults), read

    def _piece(
        self, batch: list[tuple[Any, ...]], roles: list[str], faults: list[Fault]
    ) -> tuple[pd.DataFrame, list[Fault]]:
        by_column = list(zip(*batch, strict=True)) or [()] * (len(roles) + 2)
        lines = np.array(by_column[0], dtype="int64")
        columns = {role: Column(list(by_column[at])) for at, role in enumerate(roles, start=1)}
        piece = pd.DataFrame({"line": lines})
        for role, column in columns.items():
            self._read_role(piece, lines, role, column, faults)
        self._add_time_of_day(piece, lines, columns, faults)
        return self._usable(piece, lines, columns, faults), faults

    def _read_role(
        self, piece: pd.DataFrame, lines: Any, role: str, column: Column, faults: list[Fault]
    ) -> None:
        texts = column.texts
        if role in ("started", "ended"):
            read = cells.read_dates(texts, self._style(role, texts), self.timezone)
            self._note(faults, lines, role, column, read.isna(), "not a date that can be read")
        elif role in TIMED:
            read = cells.read_lengths(texts, self.mapping.units.get(role, "seconds"))
            self._note(faults, lines, role, column, read.isna(), "not a length of time")
            self._note(faults, lines, role, column, read < 0, "a time below zero")
            read = read.where(read >= 0)
        elif role in ("transfers", "reopens", "replies"):
            read = cells.read_counts(texts)
            self._note(faults, lines, role, column, read.isna(), "not a number")
        elif role in READERS:
            read = READERS[role](column)
        else:
            return
        piece[role] = column.spread(read)

    def _style(self, role: str, texts: pd.Series) -> cells.DateStyle:
        if role not in self.styles:
            self.styles[role] = cells.date_style(texts, self.mapping.day_first, self.day_first_by_default)
        return self.styles[role]

    def _add_time_of_day(
        self, piece: pd.DataFrame, lines: Any, columns: dict[str, Column], faults: list[Fault]
    ) -> None:
        if "started_time" not in columns:
            return
        column = columns["started_time"]
        seconds = cells.read_time_of_day(column.texts)
        self._note(faults, lines, "started_time", column, seconds.isna(), "not a time of day")
        times = pd.to_timedelta(column.spread(seconds.fillna(0)), unit="s")
        piece["started"] = piece["started"].dt.normalize() + times

    def _usable(
        self, piece: pd.DataFrame, lines: Any, columns: dict[str, Column], faults: list[Fault]
    ) -> pd.DataFrame:
        """Without a date a contact cannot be counted into a month."""
        started, dated = columns["started"], piece["started"].notna()
        self._list(faults, lines, "started", started, started.spread(started.missing), "no date")
        if "ended" in piece:
            before = piece["ended"] < piece["started"]
            self._list(faults, lines, "ended", columns["ended"], before & dated, "settled before it came in")
            piece["ended"] = piece["ended"].mask(before)
        return piece[dated]

    def _note(
        self, faults: list[Fault], lines: Any, role: str, column: Column, wrong: pd.Series, reason: str
    ) -> None:
        """Texts that say something, but nothing that can be read."""
        marked = wrong & ~column.missing
        if marked.any():
            self._list(faults, lines, role, column, column.spread(marked), reason)

    def _list(
        self, faults: list[Fault], lines: Any, role: str, column: Column, rows: pd.Series, reason: str
    ) -> None:
        effect = DROPPED if role == "started" else KEPT
        name = self.mapping.columns.get(role, ROLES[role])
        for at in np.flatnonzero(rows.to_numpy()):
            faults.append(Fault(int(lines[at]), name, column.text(int(at))[:200], reason, effect))


def _reason(column: Column) -> pd.Series:
    named = column.texts.mask(column.missing, "").str.replace("\x00", "", regex=False)
    return named.str.slice(0, 120).astype("category")


READERS = {
    "satisfaction": lambda column: cells.read_satisfied(column.texts),
    "first_contact": lambda column: (
        cells.read_words(column.texts, "answer").map({"yes": 1.0, "no": 0.0}).astype("float64")
    ),
    "channel": lambda column: cells.read_words(column.texts, "channel", "ticket").astype("category"),
    "outcome": lambda column: cells.read_words(column.texts, "outcome", "handled").astype("category"),
    "reason": _reason,
}


def _too_many(line: int, values: list[str], width: int) -> Fault:
    reason = f"{len(values)} cells where the first row has {width}"
    return Fault(line, "", " | ".join(values)[:200], reason, DROPPED)
