"""Rows of a file as typed pieces of a table, and what could not be read, with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter

import numpy as np
import pandas as pd

from assessments.services.contact_import import cells
from assessments.services.contact_import.layout import ROLES, TIMED, Mapping
from assessments.services.contact_import.table import Row

PIECE = 100_000
KEPT = "row used without this value"
DROPPED = "row left out"


@dataclass(frozen=True, slots=True)
class Fault:
    line: int
    column: str
    value: str
    reason: str
    effect: str


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
        positions = self.mapping.position(self.header)
        width, batch, faults = len(self.header), [], []
        pick = itemgetter(*positions.values(), 0)  # the last only makes it a tuple
        read = 0
        for line, values in rows:
            read += 1
            if len(values) < width:
                values = values + [""] * (width - len(values))
            if len(values) > width and any(values[width:]):
                faults.append(_too_many(line, values, width))
            else:
                batch.append((line, *pick(values)[:-1]))
            if read == PIECE:
                yield *self._piece(batch, list(positions), faults), read
                batch, faults, read = [], [], 0
        if read:
            yield *self._piece(batch, list(positions), faults), read

    def _piece(
        self, batch: list[tuple[object, ...]], roles: list[str], faults: list[Fault]
    ) -> tuple[pd.DataFrame, list[Fault]]:
        raw = pd.DataFrame(batch, columns=["line", *roles])
        for role in roles:
            raw[role] = raw[role].astype("object").str.strip()
        piece = pd.DataFrame({"line": raw["line"].astype("int64")})
        for role in roles:
            self._read_role(piece, raw, role, faults)
        self._add_time_of_day(piece, raw, faults)
        return self._usable(piece, raw, faults), faults

    def _read_role(self, piece: pd.DataFrame, raw: pd.DataFrame, role: str, faults: list[Fault]) -> None:
        values = raw[role]
        if role in ("started", "ended"):
            piece[role] = cells.read_dates(values, self._style(role, values), self.timezone)
            self._note(faults, raw, role, piece[role].isna(), "not a date that can be read")
        elif role in TIMED:
            piece[role] = cells.read_lengths(values, self.mapping.units.get(role, "seconds"))
            self._note(faults, raw, role, piece[role].isna(), "not a length of time")
            self._note(faults, raw, role, piece[role] < 0, "a time below zero")
            piece[role] = piece[role].where(piece[role] >= 0)
        elif role in ("transfers", "reopens", "replies"):
            piece[role] = cells.read_counts(values)
            self._note(faults, raw, role, piece[role].isna(), "not a number")
        elif role == "satisfaction":
            piece[role] = cells.read_satisfied(values)
        elif role == "first_contact":
            piece[role] = cells.read_words(values, "answer").map({"yes": 1.0, "no": 0.0}).astype("float64")
        elif role == "channel":
            piece[role] = cells.read_words(values, "channel", "ticket").astype("category")
        elif role == "outcome":
            piece[role] = cells.read_words(values, "outcome", "handled").astype("category")
        elif role == "reason":
            named = values.mask(cells.missing(values), "").str.replace("\x00", "", regex=False)
            piece[role] = named.str.slice(0, 120).astype("category")

    def _style(self, role: str, values: pd.Series) -> cells.DateStyle:
        if role not in self.styles:
            self.styles[role] = cells.date_style(values, self.mapping.day_first, self.day_first_by_default)
        return self.styles[role]

    def _add_time_of_day(self, piece: pd.DataFrame, raw: pd.DataFrame, faults: list[Fault]) -> None:
        if "started_time" not in raw:
            return
        seconds = cells.read_time_of_day(raw["started_time"])
        self._note(faults, raw, "started_time", seconds.isna(), "not a time of day")
        piece["started"] = piece["started"].dt.normalize() + pd.to_timedelta(seconds.fillna(0), unit="s")

    def _usable(self, piece: pd.DataFrame, raw: pd.DataFrame, faults: list[Fault]) -> pd.DataFrame:
        """Without a date a contact cannot be counted into a month."""
        dated = piece["started"].notna()
        empty = ~dated & cells.missing(raw["started"])
        self._note(faults, raw, "started", empty, "no date", skip_missing=False)
        if "ended" in piece:
            before = piece["ended"] < piece["started"]
            self._note(faults, raw, "ended", before & dated, "settled before it came in")
            piece["ended"] = piece["ended"].mask(before)
        return piece[dated]

    def _note(
        self,
        faults: list[Fault],
        raw: pd.DataFrame,
        role: str,
        wrong: pd.Series,
        reason: str,
        skip_missing: bool = True,
    ) -> None:
        values = raw[role]
        found = np.flatnonzero((wrong & ~cells.missing(values)) if skip_missing else wrong)
        effect = DROPPED if role == "started" else KEPT
        column = self.mapping.columns.get(role, ROLES[role])
        lines = raw["line"].to_numpy()
        faults.extend(Fault(int(lines[at]), column, values.iat[at][:200], reason, effect) for at in found)


def _too_many(line: int, values: list[str], width: int) -> Fault:
    reason = f"{len(values)} cells where the first row has {width}"
    return Fault(line, "", " | ".join(values)[:200], reason, DROPPED)
