"""A figure of the explanation, and the answers at its end."""

from dataclasses import dataclass

from reports.presenters.reading import Reading
from reports.presenters.units import span, written
from scoring.decision import InputUsed
from ui.words import evidence_words


@dataclass(frozen=True)
class Node:
    """A figure, how it came about, and the figures that it was made of. key: its name in addresses."""

    label: str
    value: str
    how: str = ""
    source: str = ""
    children: tuple["Node", ...] = ()
    key: str = ""
    open: bool = False


def inputs_of(reading: Reading, paths: tuple[str, ...]) -> tuple[Node, ...]:
    used = {item.path: item for item in reading.decision.inputs}
    return tuple(_input(reading, used[path]) for path in paths if path in used)


def _input(reading: Reading, item: InputUsed) -> Node:
    numbers, basis = reading.numbers_at(item.path), reading.price_basis(item.path)
    likely = written(item.likely, item.unit, numbers, basis)
    around = span(item.low, item.high, item.unit, numbers, basis)
    return Node(
        label=item.label,
        value=likely if item.low == item.high else f"{likely} ({around})",
        how=f"{evidence_words(item.evidence)}.",
        source=item.source,
    )


def sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".") if text else ""
