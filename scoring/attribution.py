"""What changed between two decisions of one assessment: each changed answer with its part (rule M34)."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from scoring.case import Case, canonical, model_label, validate

from .decision import Decision, VerdictKind
from .draws import SampledNumbers, model_inputs
from .engine import decide
from .evaluation import evaluate_option, factor_weights

STRUCTURE = "structure"
MOST_SINGLE = 40
_LISTS_WITH_IDS = frozenset(
    {"streams", "cost_lines", "providers", "options", "laws", "references", "one_off"}
)

Leaves = dict[tuple[str, ...], Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision said of one option, means over the futures."""

    saving: float  # present value against staying as is
    net_benefit: float
    p_saves: float
    p_value_above_in_house: float


@dataclass(frozen=True, slots=True)
class Cause:
    """A changed answer and how much of the change it brought. ``path`` is its place in the case."""

    path: str
    label: str
    before: Any
    after: Any
    saving: float
    net_benefit: float
    p_saves: float
    p_value_above_in_house: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """The change of one option between two cases; the causes add up to it exactly."""

    option_id: str
    verdict_before: VerdictKind
    verdict_after: VerdictKind
    before: Outcome
    after: Outcome
    causes: tuple[Cause, ...]  # the greatest change of net benefit first


def attribute(before: Case, after: Case, futures: int = 1024, seed: int = 1) -> Attribution | None:
    """Parts of the change of the leading option that each changed answer explains.

    The answers are changed one by one, once in their order and once in reverse, and each gets the
    mean of its two steps; steps add up, so the parts do (a two-permutation Shapley value, Shapley
    1953). What options and providers there are counts as one change. With more than 40 changed
    answers those of one provider, option or stream count together. None when the two cases have no
    outsourcing option in common. Raises ValueError for a case that cannot be decided.
    """
    before, after = canonical(before), canonical(after)
    validate(before)
    validate(after)
    first, second = decide(before, futures, seed), decide(after, futures, seed)
    option = _common(first, second)
    if option is None:
        return None
    old, new = before.to_dict(), after.to_dict()
    changes = _grouped(_changes(old, new))
    steps = _walk(old, new, changes, option, futures, seed)
    back = _walk(old, new, dict(reversed(changes.items())), option, futures, seed)
    causes = [_cause(name, paths, old, new, steps[name], back[name]) for name, paths in changes.items()]
    return Attribution(
        option_id=option,
        verdict_before=first.verdict.kind,
        verdict_after=second.verdict.kind,
        before=_outcome(before, option, futures, seed),
        after=_outcome(after, option, futures, seed),
        causes=tuple(sorted(causes, key=lambda c: (-abs(c.net_benefit), c.path))),
    )


def _common(first: Decision, second: Decision) -> str | None:
    """The option to explain: the one that leads now, or led before, if both cases have it."""
    there = {o.option_id for o in first.options} & {o.option_id for o in second.options}
    wanted = (second.verdict.option_id, first.verdict.option_id)
    return next((w for w in wanted if w in there), None)


def _walk(
    old: dict[str, Any],
    new: dict[str, Any],
    changes: dict[str, list[tuple[str, ...]]],
    option: str,
    futures: int,
    seed: int,
) -> dict[str, tuple[float, ...]]:
    """How much each change moves the outcome when they are made in this order."""
    taken: list[str] = []
    last = _values(_outcome(_blend(old, new, changes, taken), option, futures, seed))
    moved = {}
    for name in changes:
        taken.append(name)
        now = _values(_outcome(_blend(old, new, changes, taken), option, futures, seed))
        moved[name] = tuple(b - a for a, b in zip(last, now, strict=True))
        last = now
    return moved


def _blend(
    old: dict[str, Any], new: dict[str, Any], changes: dict[str, list[tuple[str, ...]]], taken: Iterable[str]
) -> Case:
    """The old case with the changes that were taken."""
    made = set(taken)
    base = deepcopy(new if STRUCTURE in made else old)
    source = old if STRUCTURE in made else new
    for name, paths in changes.items():
        if name != STRUCTURE and (name in made) != (STRUCTURE in made):
            for path in paths:
                _put(base, path, source)
    return canonical(Case.from_dict(base))


def _outcome(case: Case, option_id: str, futures: int, seed: int) -> Outcome:
    """The option and staying as is, without anything else of a decision."""
    if option_id not in {o.id for o in case.options}:
        option_id = next(o.id for o in case.options if o.model == "stay")
    numbers = SampledNumbers(model_inputs(case), futures, seed)
    weights = factor_weights(case, futures, seed)
    options = {o.id: o for o in case.options}
    stay = next(o for o in case.options if o.model == "stay")
    chosen = evaluate_option(case, options[option_id], numbers, weights)
    staying = chosen if stay.id == option_id else evaluate_option(case, stay, numbers, weights)
    net = chosen.money.net_benefit
    return Outcome(
        saving=float(chosen.money.saving.mean()),
        net_benefit=float(net.mean()),
        p_saves=float((net > chosen.money.hurdle).mean()),
        p_value_above_in_house=float((chosen.total > staying.total).mean()),
    )


def _values(outcome: Outcome) -> tuple[float, ...]:
    return outcome.saving, outcome.net_benefit, outcome.p_saves, outcome.p_value_above_in_house


def _cause(
    name: str,
    paths: list[tuple[str, ...]],
    old: dict[str, Any],
    new: dict[str, Any],
    forth: tuple[float, ...],
    back: tuple[float, ...],
) -> Cause:
    mean = [(a + b) / 2 for a, b in zip(forth, back, strict=True)]
    single = len(paths) == 1 and name != STRUCTURE
    label = "Options, providers and what they do" if name == STRUCTURE else model_label(name)
    return Cause(
        name,
        label,
        _get(old, paths[0]) if single else None,
        _get(new, paths[0]) if single else None,
        *mean,
    )


def _changes(old: dict[str, Any], new: dict[str, Any]) -> dict[str, list[tuple[str, ...]]]:
    """Changed leaves by path; all that exists on one side only is one change of structure."""
    a, b = _leaves(old), _leaves(new)
    changed = [path for path in sorted(set(a) | set(b)) if a.get(path, ...) != b.get(path, ...)]
    found: dict[str, list[tuple[str, ...]]] = {}
    for path in changed:
        known = path in a and path in b and path[-1] != "allocations"
        found.setdefault(".".join(path) if known else STRUCTURE, []).append(path)
    return found


def _grouped(changes: dict[str, list[tuple[str, ...]]]) -> dict[str, list[tuple[str, ...]]]:
    if len(changes) <= MOST_SINGLE:
        return changes
    found: dict[str, list[tuple[str, ...]]] = {}
    for name, paths in changes.items():
        words = name.split(".")
        key = name if name == STRUCTURE else ".".join(words[: 3 if words[0] == "service" else 2])
        found.setdefault(key, []).extend(paths)
    return found


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Leaves:
    """Every answer by path; an estimate is one answer, things in lists go by their id."""
    if isinstance(value, dict) and not {"low", "likely", "high"} <= set(value):
        return {k: v for key, item in value.items() for k, v in _leaves(item, (*path, key)).items()}
    if isinstance(value, list) and path and path[-1] in _LISTS_WITH_IDS:
        return {k: v for item in value for k, v in _leaves(item, (*path, item["id"])).items()}
    return {path: value}


def _get(plain: Any, path: tuple[str, ...]) -> Any:
    for word in path:
        plain = _step(plain, word)
    return plain


def _step(plain: Any, word: str) -> Any:
    if isinstance(plain, list):
        return next(item for item in plain if item["id"] == word)
    return plain[word]


def _put(plain: Any, path: tuple[str, ...], source: Any) -> None:
    """Sets what ``source`` has at the path; a path that the structure no longer has is left."""
    try:
        holder = _get(plain, path[:-1])
    except (KeyError, StopIteration, TypeError):
        return
    if isinstance(holder, dict) and path[-1] in holder:
        holder[path[-1]] = deepcopy(_get(source, path))
