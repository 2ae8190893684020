"""A figure of one line among many carries the name of that line: `Supervisors`, not `Cost`."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from reports.presenters.words import lowered
from scoring.case import Case
from scoring.decision import Decision

_AMOUNTS = (".amount", ".amount_per_year")  # the name of the line and the unit say all there is to say


def with_line_names(decision: Decision, case: Case) -> Decision:
    lines = _names(case)
    return replace(
        decision,
        inputs=_named(decision.inputs, lines),
        tornado=_named(decision.tornado, lines),
        flips=_named(decision.flips, lines),
        find_out=_named(decision.find_out, lines),
    )


def _names(case: Case) -> dict[str, str]:
    """Names of cost lines and one-off costs by their paths."""
    named = [("service.cost_lines", case.service.cost_lines)]
    named += [(f"options.{option.id}.one_off", option.one_off) for option in case.options]  # type: ignore[misc]
    for provider in case.providers:
        holders = {"offer": provider.offer, "own_centre": provider.own_centre}
        named += [
            (f"providers.{provider.id}.{name}.one_off", holder.one_off)  # type: ignore[misc]
            for name, holder in holders.items()
            if holder
        ]
    return {f"{path}.{line.id}": line.name for path, lines in named for line in lines}


def _named(items: Iterable[Any], lines: dict[str, str]) -> tuple[Any, ...]:
    return tuple(replace(item, label=_label(item.path, item.label, lines)) for item in items)


def _label(path: str, label: str, lines: dict[str, str]) -> str:
    name = lines.get(path.rpartition(".")[0])
    if not name:
        return label
    return name if path.endswith(_AMOUNTS) else f"{name}: {lowered(label)}"
