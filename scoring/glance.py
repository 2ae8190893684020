"""A quick look at a case: values, chances and the verdict, without what takes long (rules M26, M28, V1-V5).

For screens that follow a moving weight or input. The numbers are those of ``decide`` with the same futures
and seed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from scoring.case import Case, canonical, validate

from .criteria import FACTORS
from .decision import GateResult, Share, VerdictKind
from .draws import ModelInput, SampledNumbers, model_inputs
from .engine.field import Field, is_outsourcing, make_field
from .engine.summary import share, share_of
from .errors import Floats, InputError, whole
from .evaluation import Evaluated, evaluate_option, factor_weights, pieces_of, total_of
from .gates import gates_of
from .verdict import kind_of


@dataclass(frozen=True, slots=True)
class Mean:
    mean: float


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an option stands; what the verdict rule reads of it has the names that it has in a decision."""

    option_id: str
    name: str
    is_outsourcing: bool
    value: Mean
    saving: float
    net_benefit: float
    gates: tuple[GateResult, ...]
    p_saves: Share
    p_value_above_in_house: Share
    p_best: Share


@dataclass(frozen=True, slots=True)
class Glance:
    """options best first; leading: the outsourcing option that the verdict is about, None where none is."""

    verdict: VerdictKind
    leading: str | None
    options: tuple[Standing, ...]

    def of(self, option_id: str | None) -> Standing | None:
        return next((o for o in self.options if o.option_id == option_id), None)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A case with all its options in all futures: what stays when only the weights move."""

    case: Case
    numbers: SampledNumbers
    seed: int
    weights: Floats  # (factors, futures)
    entries: tuple[Evaluated, ...]
    gates: dict[str, tuple[GateResult, ...]]


def prepare(
    case: Case, futures: int = 512, seed: int = 1, *, known: Mapping[str, ModelInput] | None = None
) -> Prepared:
    """``known`` replaces inputs by path, for instance by what they turn out to be.

    Raises InputError for fewer than 64 futures or a case that contradicts itself.
    """
    whole("futures", futures, at_least=64, at_most=1_000_000)
    whole("seed", seed)
    case = canonical(case)
    validate(case)
    numbers = SampledNumbers({**model_inputs(case), **(known or {})}, futures, seed)
    weights = factor_weights(case, futures, seed)
    entries, gates = [], {}
    pieces = pieces_of(case, numbers)
    for option in case.options:
        entry = evaluate_option(case, option, numbers, weights, pieces)
        gates[option.id] = gates_of(case, option, entry.money, numbers)
        entries.append(entry.without_lines())
    return Prepared(case, numbers, seed, weights, tuple(entries), gates)


def reweighed(prepared: Prepared, factors: Mapping[str, float]) -> Prepared:
    """The same futures under other weights, for one person who knows them as surely as before.

    Raises InputError for a weight below 0 or when all are 0.
    """
    given = {f: float(factors.get(f, 0.0)) for f in FACTORS}
    total = sum(given.values())
    if min(given.values()) < 0 or not total > 0:
        raise InputError("factors", "must be 0 or more, and not all 0")
    terms = replace(prepared.case.weights, factors={f: w / total for f, w in given.items()}, people=())
    case = replace(prepared.case, weights=terms)
    weights = factor_weights(case, prepared.numbers.size, prepared.seed)
    entries = tuple(replace(e, total=total_of(weights, e.factors)) for e in prepared.entries)
    return replace(prepared, case=case, weights=weights, entries=entries)


def glance(prepared: Prepared) -> Glance:
    """Where every option stands, and the verdict."""
    field = field_of(prepared)
    first = np.bincount(field.values.argmax(axis=1), minlength=len(field.entries)) / len(field.values)
    options = tuple(_standing(field, place, float(first[place])) for place in range(len(field.entries)))
    leading = options[field.leader] if field.leader is not None else None
    stay = float(field.stay.total.mean())
    kind = kind_of(leading, stay, prepared.case.method)[0] if leading else "no_go"
    return Glance(kind, leading.option_id if leading else None, options)


def field_of(prepared: Prepared) -> Field:
    return make_field(prepared.case, list(prepared.entries), prepared.gates, prepared.weights)


def _standing(field: Field, place: int, first: float) -> Standing:
    entry = field.entries[place]
    money, futures = entry.money, len(field.values)
    return Standing(
        option_id=entry.option.id,
        name=entry.option.name,
        is_outsourcing=is_outsourcing(entry),
        value=Mean(float(entry.total.mean())),
        saving=float(money.saving.mean()),
        net_benefit=float(money.net_benefit.mean()),
        gates=field.gates[place],
        p_saves=share(money.net_benefit > money.hurdle),
        p_value_above_in_house=share(entry.total > field.stay.total),
        p_best=share_of(first, futures),
    )
