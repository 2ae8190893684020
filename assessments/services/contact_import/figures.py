"""From the sums of a file to streams and answers: what is proposed, with how many contacts it rests on."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.services.contact_import.measures import OTHERS, SLOTS, TARGETS
from ui.estimates import Estimate, make_estimate

DAYS_IN_MONTH = 365.25 / 12
OWN_STREAM = 0.03
STREAMS = 7
CHANNEL = 0.10
REST = "Other subjects"
FEWEST = 30
LIVE = ("phone", "chat")
MOSTLY = 0.9
MEASURED, STAND_IN = "A", "B"
BASES = {
    "column": "",
    "replies": "counted as settled at once: one reply",
    "transfers": "counted as settled at once: no handover",
    "replies+reopens": "counted as settled at once: one reply and not opened again",
    "transfers+reopens": "counted as settled at once: no handover and not opened again",
    "replies+transfers": "counted as settled at once: one reply and no handover",
    "replies+transfers+reopens": "counted as settled at once: one reply, no handover, not opened again",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A proposed answer and the number of contacts that it rests on."""

    estimate: Estimate
    count: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProposedStream:
    name: str
    subjects: tuple[str, ...]
    contacts: int
    abandoned: int
    channels: tuple[str, ...]
    figures: dict[str, Figure]
    arrival_profile: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    streams: tuple[ProposedStream, ...]
    figures: dict[str, Figure]
    monthly_volume_factors: tuple[float, ...] = ()
    notes: tuple[str, ...] = field(default_factory=tuple)


def usual_names(sums: Mapping[str, Any]) -> dict[str, str]:
    """A stream for each subject of some size, and one for all the rest."""
    whole = max(sums["whole"]["contacts"], 1)
    subjects = _by_size(sums)
    named = [s for s in subjects if s not in ("", OTHERS)]
    own = [s for s in named if sums["subjects"][s]["contacts"] >= OWN_STREAM * whole][:STREAMS]
    return {s: s if s in own else REST for s in subjects}


def _by_size(sums: Mapping[str, Any]) -> list[str]:
    """The largest first and what has no name last: a database may store the sums in another order."""
    parts = sums["subjects"]
    return sorted(parts, key=lambda s: (s in ("", OTHERS), -parts[s]["contacts"], s))


def propose(
    sums: Mapping[str, Any], names: Mapping[str, str], source: str, target: float | None = None
) -> Proposal:
    """names: subject to the stream it goes into; an empty name leaves the subject out."""
    groups: dict[str, list[str]] = {}
    for subject in _by_size(sums):
        if name := names.get(subject, REST).strip():
            groups.setdefault(name, []).append(subject)
    basis = sums["first_contact_basis"]
    streams = tuple(_stream(name, group, sums, source, basis) for name, group in groups.items())
    taken = merged([sums["subjects"][s] for group in groups.values() for s in group])
    return Proposal(
        streams=tuple(sorted(streams, key=lambda stream: -stream.contacts)),
        figures=_service(taken, source, basis, target),
        monthly_volume_factors=_months(taken["months"], sums["months"]),
        notes=_notes(sums, taken),
    )


def merged(parts: list[Mapping[str, Any]]) -> dict[str, Any]:
    """The sums of several subjects together."""
    return {
        "contacts": sum(p["contacts"] for p in parts),
        "handled": sum(p["handled"] for p in parts),
        "abandoned": sum(p["abandoned"] for p in parts),
        "channels": _added([p["channels"] for p in parts]),
        "months": _added([p["months"] for p in parts]),
        "handle": _added([{k: p["handle"].get(k, 0) for k in ("count", "sum")} for p in parts]),
        "wait": {
            "count": sum(p["wait"]["count"] for p in parts),
            "within": _added([p["wait"]["within"] for p in parts]),
        },
        "first_contact": _added([p["first_contact"] for p in parts]),
        "satisfaction": _added([p["satisfaction"] for p in parts]),
        "arrivals": [sum(counts) for counts in zip(*(p["arrivals"] for p in parts), strict=True)],
    }


def nearest_target(seconds: float | None) -> int:
    """The counted limit that stands for a promised time: the largest that does not exceed it, else 20 s."""
    return max((t for t in TARGETS if t <= (seconds or 20)), default=TARGETS[0])


def _stream(
    name: str, subjects: list[str], sums: Mapping[str, Any], source: str, basis: str
) -> ProposedStream:
    part = merged([sums["subjects"][s] for s in subjects])
    days = max(sums["months"]["days"], 1)
    month = part["handled"] / days * DAYS_IN_MONTH
    figures = {"contacts_per_month": _figure(month, part["handled"], source)}
    if part["handle"].get("count"):
        mean = part["handle"]["sum"] / part["handle"]["count"]
        figures["handle_seconds"] = _figure(mean, part["handle"]["count"], source)
    if part["first_contact"].get("count", 0) >= FEWEST:
        figures["first_contact_resolution"] = _settled(part, source, basis)
    return ProposedStream(
        name=name,
        subjects=tuple(subjects),
        contacts=part["contacts"],
        abandoned=part["abandoned"],
        channels=_channels(part["channels"]),
        figures=figures,
        arrival_profile=_profile(part["arrivals"]),
    )


def _service(part: Mapping[str, Any], source: str, basis: str, target: float | None) -> dict[str, Figure]:
    figures = {}
    if part["first_contact"].get("count", 0) >= FEWEST:
        figures["service.first_contact_resolution"] = _settled(part, source, basis)
    if part["satisfaction"].get("count", 0) >= FEWEST:
        answers = part["satisfaction"]
        figures["service.satisfaction"] = _share(answers["yes"], answers["count"], source)
    if part["wait"]["count"] >= FEWEST and is_live(part):
        limit = nearest_target(target)
        within = part["wait"]["within"][str(limit)]
        figures["service.service_level"] = _share(
            within, part["wait"]["count"], source, note=f"answered within {limit} s, of those answered"
        )
    return figures


def is_live(part: Mapping[str, Any]) -> bool:
    """Waits of e-mails and tickets say nothing about how fast calls and chats are answered."""
    named = sum(part["channels"].values())
    return not named or sum(part["channels"].get(channel, 0) for channel in LIVE) >= MOSTLY * named


def _settled(part: Mapping[str, Any], source: str, basis: str) -> Figure:
    known = part["first_contact"]
    grade = MEASURED if basis == "column" else STAND_IN
    return _share(known["yes"], known["count"], source, grade, BASES.get(basis, ""))


def _share(yes: int, count: int, source: str, grade: str = MEASURED, note: str = "") -> Figure:
    estimate = make_estimate(yes / count, grade, source=_said(source, count), least=0, most=1)
    return Figure(estimate, count, note)


def _figure(value: float, count: int, source: str) -> Figure:
    return Figure(make_estimate(value, MEASURED, source=_said(source, count), least=0), count)


def _said(source: str, count: int) -> str:
    return f"{source}, {count:,} contacts"


def _channels(counts: Mapping[str, int]) -> tuple[str, ...]:
    whole = max(sum(counts.values()), 1)
    return tuple(sorted(name for name, count in counts.items() if count >= CHANNEL * whole))


def _profile(arrivals: list[int]) -> tuple[float, ...]:
    """Shares of the week; empty where too few contacts say nothing about half hours."""
    whole = sum(arrivals)
    return tuple(count / whole for count in arrivals) if whole >= SLOTS else ()


def _months(counts: Mapping[str, int], months: Mapping[str, Any]) -> tuple[float, ...]:
    """Twelve factors from January where the file has a year of whole months."""
    if len(months["used"]) < 12 or not months["complete"]:
        return ()
    by_month = [[count for m, count in counts.items() if int(m[5:]) == n] for n in range(1, 13)]
    means = [sum(found) / len(found) if found else 0.0 for found in by_month]
    mean = sum(means) / 12
    return tuple(value / mean for value in means) if mean and all(means) else ()


def _notes(sums: Mapping[str, Any], taken: Mapping[str, Any]) -> tuple[str, ...]:
    notes = []
    if stray := sorted(set(sums["months"]["counts"]) - set(sums["months"]["used"])):
        count = sum(sums["months"]["counts"][month] for month in stray)
        notes.append(
            f"{count:,} contacts lie in months with very few ({', '.join(stray[:3])}"
            f"{' …' if len(stray) > 3 else ''}). They do not count towards the monthly volume."
        )
    if sums.get("dates_unsure"):
        notes.append("Day and month could be meant either way round in this file. Check the period above.")
    if not taken["handle"].get("count"):
        notes.append("The file does not say how long agents work on a contact. Answer that by hand.")
    if taken["wait"]["count"] >= FEWEST and not is_live(taken):
        notes.append(
            "Many of these contacts are e-mails or tickets, so the waiting times do not tell how fast calls "
            "and chats are answered. Answer that by hand."
        )
    if sums["outliers"]["count"]:
        count = sums["outliers"]["count"]
        notes.append(f"{count:,} contacts took unusually long. They are counted; see the list below.")
    return tuple(notes)


def _added(parts: list[Mapping[str, Any]]) -> dict[str, Any]:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part)
    return dict(total)
