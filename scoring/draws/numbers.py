"""One face for numbers that vary: drawn per future, or set row by row in a what-if table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Protocol

import numpy as np

from ..errors import Floats
from ..estimates import Pert, normal_scores, uniforms
from .inputs import ModelInput

KEPT_FUTURES = 8192


class Numbers(Protocol):
    """What costs, criteria and gates ask: the values of an input, one per future or row."""

    size: int

    def __call__(self, path: str) -> Floats: ...

    def is_known(self, path: str) -> bool: ...

    def first(self, *paths: str) -> str: ...


class _Inputs:
    """What both kinds share: which inputs there are and which of them somebody answered."""

    def __init__(self, inputs: Mapping[str, ModelInput], size: int) -> None:
        self.inputs = inputs
        self.size = size

    def is_known(self, path: str) -> bool:
        return path in self.inputs and not self.inputs[path].is_unknown

    def first(self, *paths: str) -> str:
        """The first path that somebody answered; the last one when nobody did."""
        return next((p for p in paths if self.is_known(p)), paths[-1])


class SampledNumbers(_Inputs):
    """Inputs drawn in ``futures`` futures; each block of inputs has its own points (rule M2).

    A value depends on (block, place within the block, futures, seed) alone, so another option, another
    order or another chunk of futures leaves it as it was.
    """

    def __init__(self, inputs: Mapping[str, ModelInput], futures: int, seed: int) -> None:
        super().__init__(inputs, futures)
        self._seed = seed
        self._columns = _columns(inputs)
        self._varying = _varying(inputs, self._columns)
        self._values: dict[str, Floats] = {}
        self.used: set[str] = set()

    def __call__(self, path: str) -> Floats:
        """Values of the input, shape (futures,), in its unit. KeyError for a path that is no input."""
        if path not in self._values:
            self._draw(self.inputs[path])
        self.used.add(path)
        return self._values[path]

    def scores(self, path: str) -> Floats:
        """Standard normal scores of the input, shape (futures,)."""
        block, column = self._columns[path]
        return np.asarray(self._block(block)[self._varying[block].index(column)])

    def _block(self, block: str) -> Floats:
        keep = self.size <= KEPT_FUTURES
        return (_kept_scores if keep else _scores)(block, self._varying[block], self.size, self._seed)

    def between(self, rows: slice) -> _Rows:
        return _Rows(self, rows)

    def _draw(self, item: ModelInput) -> None:
        """Where the points of a block are not kept, everything that rests on them is drawn at once."""
        pert = item.pert()
        if pert.is_constant:
            self._values[item.path] = np.full(self.size, pert.from_scores(np.zeros(1))[0])
        elif self.size <= KEPT_FUTURES:
            self._values[item.path] = pert.from_scores(self.scores(item.path))
        else:
            self._draw_block(self._columns[item.path][0])

    def _draw_block(self, block: str) -> None:
        scores, columns = self._block(block), self._varying[block]
        for path, item in self.inputs.items():
            owner, column = self._columns[path]
            if owner == block and not item.pert().is_constant:
                self._values[path] = item.pert().from_scores(scores[columns.index(column)])


def _scores(block: str, columns: tuple[int, ...], futures: int, seed: int) -> Floats:
    """Normal scores of some columns of a block: (columns, futures)."""
    points = uniforms(block, columns[-1] + 1, futures, seed)
    found = np.array([normal_scores(points[:, c]) for c in columns])
    found.setflags(write=False)
    return found


# A screen asks for the same assessment again and again: its points are the same each time.
_kept_scores = lru_cache(maxsize=24)(_scores)


class _Rows:
    """A chunk of the futures."""

    def __init__(self, numbers: SampledNumbers, rows: slice) -> None:
        self._numbers = numbers
        self._rows = rows
        self.size = len(range(*rows.indices(numbers.size)))

    def __call__(self, path: str) -> Floats:
        return self._numbers(path)[self._rows]

    def is_known(self, path: str) -> bool:
        return self._numbers.is_known(path)

    def first(self, *paths: str) -> str:
        return self._numbers.first(*paths)


class TabledNumbers(_Inputs):
    """Rows in which every input stands at its mean, but for the ones that a row changes.

    ``changes`` maps a path to (rows, values): indices into the table and what to set there.
    """

    def __init__(
        self, inputs: Mapping[str, ModelInput], rows: int, changes: Mapping[str, tuple[slice, Floats]]
    ) -> None:
        super().__init__(inputs, rows)
        self._changes = changes
        self._values: dict[str, Floats] = {}

    def __call__(self, path: str) -> Floats:
        if path not in self._values:
            values = np.full(self.size, mean_of(self.inputs[path]))
            if path in self._changes:
                rows, changed = self._changes[path]
                values[rows] = changed
            self._values[path] = values
        return self._values[path]


def mean_of(item: ModelInput) -> float:
    """The mean of an input after clipping to its natural bounds."""
    return _mean(item.pert())


@cache
def _midpoints() -> Floats:
    return normal_scores((np.arange(64) + 0.5) / 64)


@lru_cache(maxsize=8192)
def _mean(pert: Pert) -> float:
    return float(pert.from_scores(_midpoints()).mean())


def _columns(inputs: Mapping[str, ModelInput]) -> dict[str, tuple[str, int]]:
    """Block and column of each input: its place among those of the same owner in the block."""
    count: dict[tuple[str, str], int] = {}
    places = {}
    for path, item in inputs.items():
        owner = ".".join(path.split(".")[:2]) if item.block == "option" else item.block
        column = count.get((item.block, owner), 0)
        places[path] = (item.block, column)
        count[(item.block, owner)] = column + 1
    return places


def _varying(
    inputs: Mapping[str, ModelInput], columns: Mapping[str, tuple[str, int]]
) -> dict[str, tuple[int, ...]]:
    """The columns of each block that anything is drawn from."""
    found: dict[str, set[int]] = {}
    for path, item in inputs.items():
        if not item.pert().is_constant:
            block, column = columns[path]
            found.setdefault(block, set()).add(column)
    return {block: tuple(sorted(used)) for block, used in found.items()}
