"""What a scenario can change: every input of the case, settings, weights and laws, in people's words."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from assessments.choices import Factor
from scoring.case import Case, case_inputs
from ui.estimates import bounded, make_estimate
from ui.formats import NOTHING
from ui.measures import Measure

ASSUMED: Final = "assumed in this scenario"
ALL_VOLUMES: Final = "all_volumes"
PENDING: Final = "method.pending_laws_in_force"
PEOPLE: Final = "weights.people"
MONEY: Final = {"money": "", "money/hour": "an hour", "money/year": "a year", "money/month": "a month"}
SETTINGS: Final = (
    ("method.horizon_months", "Horizon", Measure("months", least=12, most=120, wanted=0)),
    ("method.discount_rate_per_year", "Discount rate a year", Measure("percent", most=0.5)),
    (
        "method.hurdle_share_of_personnel_cost",
        "Saving that must be passed, of personnel cost",
        Measure("percent"),
    ),
    ("method.go_probability_saving", "Chance of saving that a go needs", Measure("percent")),
)


@dataclass(frozen=True, slots=True)
class Lever:
    """base: the plain value in the case, an estimate or a number · note: its unit in words."""

    path: str
    label: str
    group: str
    measure: Measure
    note: str
    base: Any

    @property
    def likely(self) -> float | None:
        return likely_of(self.base)

    def typed(self, value: Any) -> str:
        """As a person would type it."""
        return self.measure.text(likely_of(value))

    def written(self, value: Any) -> str:
        likely = likely_of(value)
        if likely is None:
            return "not known" if isinstance(self.base, Mapping) else NOTHING
        words = (self.measure.before + self.measure.text(likely), self.measure.after, self.note)
        return " ".join(word for word in words if word)

    def value_of(self, number: float) -> Any:
        """What the scenario keeps: the base's range around the new value; as narrow and as wide as before."""
        if not isinstance(self.base, Mapping):
            return int(number) if isinstance(self.base, int) else number
        return scaled(self.base, number, self.measure)


def likely_of(value: Any) -> float | None:
    return value.get("likely") if isinstance(value, Mapping) else value


def scaled(base: Mapping[str, Any], number: float, measure: Measure) -> dict[str, Any]:
    likely = base["likely"]
    if likely is None:
        return dict(make_estimate(number, "E", source=ASSUMED, least=measure.least, most=measure.upper))
    if likely:
        low, high = base["low"] * number / likely, base["high"] * number / likely
    else:
        low, high = base["low"] + number, base["high"] + number
    ends = sorted(bounded(end, measure.least, measure.upper) for end in (low, high))
    return {
        "low": min(ends[0], number),
        "likely": number,
        "high": max(ends[1], number),
        "evidence": base["evidence"],
        "source": ASSUMED,
    }


def levers_of(case: Case) -> tuple[Lever, ...]:
    """In the order of the page. What belongs to a thing in a list carries the thing's name."""
    plain = case.to_dict()
    return (*_settings(plain), *_weights(plain), *_inputs(case, plain))


def streams_of(levers: tuple[Lever, ...]) -> tuple[Lever, ...]:
    return tuple(lever for lever in levers if lever.path.endswith(".contacts_per_month"))


def work_ratio(levers: tuple[Lever, ...], changes: Mapping[str, Any]) -> float:
    """The work of all streams with the changes, against the work without them."""
    likely = {lever.path: lever.likely for lever in levers}
    before = after = 0.0
    for stream in streams_of(levers):
        handling = stream.path.removesuffix("contacts_per_month") + "handle_seconds"
        paths = (stream.path, handling)
        old = [likely.get(path) for path in paths]
        new = [likely_of(changes[path]) if path in changes else likely.get(path) for path in paths]
        if None not in old and None not in new:
            before += math.prod(old)  # type: ignore[arg-type]  # no None among them
            after += math.prod(new)  # type: ignore[arg-type]
    return after / before if before else 1.0


def pending_laws(case: Case) -> list[tuple[str, str]]:
    """Rules that are not in force: id and name, for switches."""
    return [(law.id, f"{law.regime} ({law.status})") for law in case.laws if law.status != "in force"]


def _settings(plain: Mapping[str, Any]) -> Iterator[Lever]:
    for path, label, measure in SETTINGS:
        yield Lever(path, label, "The decision", measure, "", plain["method"][path.partition(".")[2]])


def _weights(plain: Mapping[str, Any]) -> Iterator[Lever]:
    for factor in Factor:
        base = plain["weights"]["factors"].get(factor.value, 0.0)
        yield Lever(f"weights.factors.{factor.value}", f"Weight of {factor.label.lower()}", "What matters",
                    Measure("percent"), "", base)  # fmt: skip


def _inputs(case: Case, plain: Mapping[str, Any]) -> Iterator[Lever]:
    names = _names(case)
    for item in case_inputs(case):
        what = item.quantity
        group, prefix = _place(item.path, names)
        yield Lever(
            path=item.path,
            label=f"{prefix}: {what.label.lower()}" if prefix else what.label,
            group=group,
            measure=_measure(what.unit, what.minimum, what.maximum, case.currency),
            note=_note(what.unit),
            base=value_at(plain, item.path),
        )


def _measure(unit: str, least: float | None, most: float | None, currency: str) -> Measure:
    if unit.startswith("share"):
        return Measure("percent", least=least, most=1.0 if most is None else most)
    if unit in MONEY:
        return Measure(currency, least=least, most=most)
    return Measure(_short(unit), least=least, most=most)


def _short(unit: str) -> str:
    words = {"contacts/month": "contacts", "ratio": "", "count": "", "FTE": "agents", "elasticity": ""}
    return words.get(unit, "" if unit.startswith("rubric") else unit)


def _note(unit: str) -> str:
    if unit in MONEY:
        return MONEY[unit]
    return {"contacts/month": "a month", "share/year": "a year"}.get(unit, "")


def _names(case: Case) -> dict[str, str]:
    rows: tuple[Any, ...] = (
        *case.providers,
        *case.options,
        *case.service.streams,
        *case.service.cost_lines,
    )
    return {row.id: row.name for row in rows}


def _place(path: str, names: Mapping[str, str]) -> tuple[str, str]:
    """The group of the page, and what the label begins with."""
    words = path.split(".")
    if words[0] == "providers":
        return f"Provider: {names[words[1]]}", _inner(words[2:], names)
    if words[0] == "options":
        return f"Option: {names[words[1]]}", _inner(words[2:], names)
    if words[:2] == ["service", "streams"]:
        return "Contacts", names[words[2]]
    if words[:2] == ["service", "cost_lines"]:
        return "Team and cost today", names[words[2]]
    return {
        "service": "Team and cost today",
        "customers": "Customers",
        "readiness": "Team and cost today",
    }.get(words[0], "The decision"), ""


def _inner(words: list[str], names: Mapping[str, str]) -> str:
    """A sum of money in a list is called by its id."""
    if "one_off" in words:
        return words[words.index("one_off") + 1].replace("-", " ").replace("_", " ").capitalize()
    return ""


def value_at(plain: Any, path: str) -> Any:
    for word in path.split("."):
        if isinstance(plain, list):
            plain = next((row for row in plain if row.get("id") == word), None)
        elif isinstance(plain, Mapping):
            plain = plain.get(word)
    return plain
