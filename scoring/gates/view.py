"""What a gate may look at, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.case import Case, Option, Provider, Stream

from ..costs import Money, Part, abroad
from ..decision import GateState
from ..draws import Numbers


@dataclass(frozen=True, slots=True)
class GateView:
    """An option with its money in all futures."""

    case: Case
    option: Option
    money: Money
    numbers: Numbers

    @property
    def parts(self) -> tuple[Part, ...]:
        return self.money.work.parts

    @property
    def providers(self) -> tuple[Provider, ...]:
        return tuple(p.provider for p in self.parts)

    @property
    def vendors(self) -> tuple[Provider, ...]:
        return tuple(p for p in self.providers if p.kind == "vendor")

    @property
    def goes_abroad(self) -> bool:
        return any(abroad(self.case, p.country_iso3) for p in self.providers)

    def streams_of(self, provider: Provider) -> tuple[Stream, ...]:
        ids = {a.stream_id for a in self.option.allocations if a.provider_id == provider.id and a.share > 0}
        return tuple(s for s in self.case.service.streams if s.id in ids)

    @property
    def moved_streams(self) -> tuple[Stream, ...]:
        ids = {s.id for p in self.providers for s in self.streams_of(p)}
        return tuple(s for s in self.case.service.streams if s.id in ids)


@dataclass(frozen=True, slots=True)
class Finding:
    """A gate's answer. ``curable`` says whether a failed gate can be put right for this option."""

    state: GateState
    reason: str
    curable: bool = True
    citations: tuple[str, ...] = ()
    closes_with: str = ""


def worst(findings: list[Finding], otherwise: Finding) -> Finding:
    """The gravest finding, with the reasons of all that are as grave."""
    order: tuple[GateState, ...] = ("fail", "open", "pass")
    for state in order:
        same = [f for f in findings if f.state == state]
        if same:
            return Finding(
                state,
                "; ".join(dict.fromkeys(f.reason for f in same)),
                all(f.curable for f in same),
                tuple(dict.fromkeys(c for f in same for c in f.citations)),
                next((f.closes_with for f in same if f.closes_with), ""),
            )
    return otherwise


NOT_CONCERNED = Finding("not_applicable", "Nothing leaves your team.")


def listed(names: list[str]) -> str:
    """a, b and c."""
    unique = list(dict.fromkeys(names))
    return unique[0] if len(unique) == 1 else ", ".join(unique[:-1]) + " and " + unique[-1] if unique else ""
