"""Which column of a file plays which role, found by its name."""

import re
import tomllib
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parents[2] / "data" / "contact_formats.toml"

ROLES: dict[str, str] = {
    "contact": "Number of the contact",
    "started": "When it came in",
    "started_time": "Time of day, where the column above has only the date",
    "channel": "Channel",
    "reason": "Subject",
    "wait": "Waiting time",
    "handle": "Time an agent worked on it",
    "ended": "When it was settled",
    "resolution": "Time until it was settled",
    "outcome": "Outcome",
    "first_contact": "Settled at the first contact",
    "satisfaction": "Satisfaction of the customer",
    "transfers": "Handovers to other agents",
    "reopens": "Times it was opened again",
    "replies": "Replies of agents",
}
TIMED = ("wait", "handle", "resolution")
UNITS = {"seconds": 1.0, "minutes": 60.0, "hours": 3600.0}


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of a file mean. columns: role to column name; units: role to what a number counts."""

    columns: dict[str, str]
    units: dict[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    fixed_channel: str = ""
    encoding: str = "utf-8"
    delimiter: str = ","
    format: str = "other"

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Mapping":
        return cls(**data)

    def position(self, header: list[str]) -> dict[str, int]:
        """Role to the position of its column; a column that the file does not have raises ValueError."""
        missing = [name for name in self.columns.values() if name not in header]
        if missing:
            raise ValueError(f"The file has no column “{missing[0]}”.")
        return {role: header.index(name) for role, name in self.columns.items()}


@cache
def known() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def words(subject: str) -> dict[str, str]:
    """Word in a cell to its meaning, for channel, outcome, answer, satisfaction or missing."""
    groups: dict[str, list[str]] = known()["words"][subject]
    return {word: meaning for meaning, group in groups.items() for word in group}


def format_name(format_id: str) -> str:
    return str(next(f["name"] for f in known()["format"] if f["id"] == format_id))


def recognise(header: list[str], encoding: str = "utf-8", delimiter: str = ",") -> Mapping:
    """The mapping of the first layout whose signs are all there; names of any origin fill what it leaves."""
    plain = {_plain(name): name for name in reversed(header)}
    layouts = known()["format"]
    found = next(f for f in layouts if all(sign in plain for sign in f["signs"]))
    columns, units = _roles(found["roles"], plain)
    if found["id"] == "other":
        columns, units = _without_twice(columns), units
    return Mapping(
        columns=columns,
        units=units,
        fixed_channel=found.get("fixed_channel", ""),
        encoding=encoding,
        delimiter=delimiter,
        format=found["id"],
    )


def _roles(roles: dict[str, Any], plain: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    columns, units = {}, {}
    for role, rule in roles.items():
        name = next((plain[name] for name in rule["names"] if name in plain), None)
        if name is not None:
            columns[role] = name
            if "unit" in rule:
                units[role] = _unit_in(name) or rule["unit"]
    return columns, units


def _without_twice(columns: dict[str, str]) -> dict[str, str]:
    """A column keeps the first role that wants it."""
    kept: dict[str, str] = {}
    for role, name in columns.items():
        if name not in kept.values():
            kept[role] = name
    return kept


def _plain(name: str) -> str:
    """Lower case, without what stands in brackets."""
    return " ".join(re.sub(r"\([^)]*\)", " ", name).lower().split()) or name.lower()


def _unit_in(name: str) -> str:
    """The unit that a column's name says, such as (seconds) or (in hrs)."""
    lower = name.lower()
    if re.search(r"\b(hrs|hours|hour)\b", lower):
        return "hours"
    if re.search(r"\b(min|mins|minutes)\b", lower):
        return "minutes"
    return "seconds" if re.search(r"\b(s|sec|secs|seconds)\b", lower.replace("_", " ")) else ""
