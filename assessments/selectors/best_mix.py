"""The best mix for the given streams and providers, beside the options that are there. Nothing is written."""

from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Literal

from django.core.cache import cache

from assessments.models import Assessment
from assessments.snapshots import build_case
from scoring.allocation import Mix, best_mix
from scoring.case import Case, case_sha256
from scoring.engine import ENGINE_VERSION
from scoring.glance import Standing, glance, prepare

FUTURES: Final = 512
KEPT_SECONDS: Final = 24 * 3600
OPTION_ID: Final = "best_mix"


@dataclass(frozen=True, slots=True)
class Terms:
    """most_providers, satisfaction_loss and least_work_share bound the mix; shares are fractions."""

    aim: Literal["saving", "value"] = "saving"
    most_providers: int = 2
    satisfaction_loss: float = 0.02
    least_work_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Beside:
    """An option beside the mix, on the same futures."""

    option_id: str
    name: str
    value: float
    saving: float
    p_saves: float
    open_gates: int
    failed_gates: int


@dataclass(frozen=True, slots=True)
class FoundMix:
    """places: stream id to provider id, for streams that leave · barred: pairs that a gate forbids."""

    places: dict[str, str]
    barred: list[tuple[str, str]]
    mix: Beside
    others: list[Beside]
    case: Case

    @property
    def best_other(self) -> Beside | None:
        """The user's best option among those without a failed gate."""
        standing = [other for other in self.others if not other.failed_gates]
        return max(standing, key=lambda other: other.saving, default=None)

    @property
    def most_valuable_other(self) -> Beside | None:
        standing = [other for other in self.others if not other.failed_gates]
        return max(standing, key=lambda other: other.value, default=None)


def find_best_mix(assessment: Assessment, terms: Terms) -> FoundMix:
    """ValueError says what is missing."""
    case = build_case(assessment)
    bounds = ":".join(str(value) for value in asdict(terms).values())
    key = f"best-mix:{ENGINE_VERSION}:{FUTURES}:{case_sha256(case)}:{bounds}"
    plain = cache.get(key)
    if plain is None:
        plain = _computed(case, terms)
        cache.set(key, plain, KEPT_SECONDS)
    return FoundMix(
        places=dict(plain["places"]),
        barred=[(stream, provider) for stream, provider in plain["barred"]],
        mix=Beside(**plain["mix"]),
        others=[Beside(**other) for other in plain["others"]],
        case=case,
    )


def _computed(case: Case, terms: Terms) -> dict[str, Any]:
    found: Mix = best_mix(case, futures=FUTURES, **asdict(terms))
    option = replace(found.option, id=OPTION_ID, model="mix" if found.option.allocations else "improve")
    looked = glance(prepare(replace(case, options=(*case.options, option)), FUTURES))
    beside = {standing.option_id: _beside(standing) for standing in looked.options}
    mix = beside.pop(OPTION_ID)
    return {
        "places": {a.stream_id: a.provider_id for a in found.option.allocations},
        "barred": [list(pair) for pair in found.barred],
        "mix": mix,
        "others": list(beside.values()),
    }


def _beside(standing: Standing) -> dict[str, Any]:
    states = [gate.state for gate in standing.gates]
    return asdict(
        Beside(
            option_id=standing.option_id,
            name=standing.name,
            value=standing.value.mean,
            saving=standing.saving,
            p_saves=standing.p_saves.share,
            open_gates=states.count("open"),
            failed_gates=states.count("fail"),
        )
    )
