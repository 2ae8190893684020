"""What surrounds the marks: gridlines, legends, row labels, reference lines."""

from dataclasses import dataclass
from math import ceil

from reports.charts.formats import NumberFormat
from reports.charts.labels import fit, text_width, wrap
from reports.charts.scales import Axis, Scale
from reports.charts.spec import Series
from reports.charts.svg.canvas import LABEL, SMALL, Canvas

LINE = 14.0


def series_legend(canvas: Canvas, series: tuple[Series, ...], top: float) -> float:
    """A row of keys, wrapped to the width. Returns where the next thing may start."""
    x, y = 0.0, top + 10
    for entry in series:
        words = fit(entry.name, canvas.width - 18, SMALL)
        width = 15 + text_width(words, SMALL)
        if x and x + width > canvas.width:
            x, y = 0.0, y + LINE + 2
        canvas.rect(x, y - 8, 9, 9, entry.role, radius=1.5)
        if entry.hatch:
            canvas.hatch(x, y - 8, 9, 9, "paper", 4)
        canvas.text(x + 14, y, words, "ink-2", SMALL)
        x += width + 14
    return y + 12


@dataclass(frozen=True)
class Rows:
    """Where rows lie: labels left of the marks on a wide sheet, above them on a narrow one."""

    top: float
    pitch: float
    label_width: float
    above: bool

    @property
    def left(self) -> float:
        """Where the marks may start."""
        return 0.5 if self.above else self.label_width + 12

    def middle(self, row: int) -> float:
        """The middle of the marks of a row."""
        head = 18 if self.above else 0
        return self.top + row * self.pitch + head + (self.pitch - head) / 2

    def bottom(self, count: int) -> float:
        """The end of the last row."""
        return self.top + count * self.pitch


def rows(canvas: Canvas, top: float, pitch: float, share: float = 0.32) -> Rows:
    """Room for the row labels: what the longest needs, at most `share` of the width."""
    widest = max((text_width(c, LABEL, bold=True) for c in canvas.spec.categories), default=0.0)
    if canvas.narrow:
        return Rows(top, pitch + 18, canvas.width, above=True)
    return Rows(top, pitch, min(widest, canvas.width * share), above=False)


def row_label(canvas: Canvas, place: Rows, row: int) -> None:
    """The name of a row, in at most two lines beside the marks or one above them."""
    bold = canvas.spec.highlight == row
    words = canvas.spec.categories[row]
    if place.above:
        y = place.top + row * place.pitch + 13
        shown = fit(words, canvas.width, LABEL, bold)
        canvas.rect(0, y - 10, text_width(shown, LABEL, bold) + 3, 13, "paper")
        canvas.text(0, y, shown, bold=bold)
        return
    lines = wrap(words, place.label_width, LABEL, 2, bold)
    y = place.middle(row) + 4 - (len(lines) - 1) * 6.5
    for index, line in enumerate(lines):
        canvas.text(0, y + index * 13, line, bold=bold)


def grid_x(
    canvas: Canvas, axis: Axis, scale: Scale, top: float, bottom: float, number: NumberFormat
) -> float:
    """Vertical gridlines with their numbers below. Returns where the axis title may start."""
    for tick in axis.ticks:
        x, strong = scale.at(tick), tick == 0 and axis.low < 0
        canvas.line((x, top), (x, bottom), "line-2" if strong else "line", 1)
    for x, words, anchor in _tick_words(canvas, axis, scale, number):
        canvas.text(x, bottom + 14, words, "ink-3", SMALL, anchor)
    return bottom + 18


def _tick_words(
    canvas: Canvas, axis: Axis, scale: Scale, number: NumberFormat
) -> list[tuple[float, str, str]]:
    """Tick labels kept inside the sheet; fewer of them when they would touch."""
    words = [number.tick(tick, axis.step) for tick in axis.ticks]
    widest = max((text_width(word, SMALL) for word in words), default=0.0)
    apart = abs(scale.at(axis.low + axis.step) - scale.at(axis.low))
    every = max(1, ceil((widest + 8) / apart))
    placed = []
    for index, (tick, word) in enumerate(zip(axis.ticks, words, strict=True)):
        if index % every:
            continue
        x, half = scale.at(tick), text_width(word, SMALL) / 2
        anchor = "start" if x - half < 0 else "end" if x + half > canvas.width else "middle"
        placed.append((x, word, anchor))
    return placed


def axis_title(canvas: Canvas, x: float, y: float, words: str, anchor: str = "start") -> float:
    """The words of an axis, with its unit. Returns the end of the line."""
    if words:
        canvas.text(x, y + 11, fit(words, canvas.width, SMALL), "ink-2", SMALL, anchor)
        return y + 15
    return y + 2


def grid_y(canvas: Canvas, axis: Axis, scale: Scale, left: float, right: float, number: NumberFormat) -> None:
    """Horizontal gridlines with their numbers to the left."""
    for tick in axis.ticks:
        y, strong = scale.at(tick), tick == 0
        canvas.line((left, y), (right, y), "line-2" if strong else "line", 1)
        canvas.text(left - 6, y + 3.5, number.tick(tick, axis.step), "ink-3", SMALL, "end")


def tick_room(axis: Axis, number: NumberFormat) -> float:
    """The width that the numbers of a vertical axis need."""
    return max((text_width(number.tick(tick, axis.step), SMALL) for tick in axis.ticks), default=0.0) + 8


def place_marks(
    places: list[tuple[float, str]], left: float, right: float, size: float = SMALL
) -> list[tuple[int, str]]:
    """For labels of vertical lines: the row and the side on which each is crossed by nothing."""
    ascending = sorted(range(len(places)), key=lambda i: places[i][0])
    spots: dict[int, _Spot] = {}
    for order in (ascending, ascending[::-1]):
        spots, clear = _settle(order, places, (left, right), size)
        if clear:
            break
    return [(spots[i].row, spots[i].side) for i in range(len(places))]


def _settle(
    order: list[int], places: list[tuple[float, str]], edges: tuple[float, float], size: float
) -> "tuple[dict[int, _Spot], bool]":
    """Each label in turn takes the first spot that is free; false when one found none."""
    taken: dict[int, _Spot] = {}
    clear = True
    for index in order:
        spots = _spots(*places[index], len(places), size)
        inside = [s for s in spots if edges[0] - 1 <= s.start and s.start + s.width <= edges[1] + 1] or spots
        free = [spot for spot in inside if not any(spot.meets(other) for other in taken.values())]
        clear = clear and bool(free)
        taken[index] = (free or inside[-1:])[0]
    return taken, clear


def _spots(x: float, words: str, count: int, size: float) -> "list[_Spot]":
    width = text_width(words, size, bold=True) + 6
    return [
        _Spot(row, side, x, x if side == "start" else x - width, width)
        for row in range(count + 1)
        for side in ("start", "end")
    ]


@dataclass(frozen=True)
class _Spot:
    """Where the label of a vertical line may stand; the line runs down from there."""

    row: int
    side: str
    x: float
    start: float
    width: float

    def meets(self, other: "_Spot") -> bool:
        """Whether labels overlap or one's line runs through the other's label."""
        if self.row == other.row:
            return self.start < other.start + other.width and other.start < self.start + self.width
        upper, lower = (self, other) if self.row < other.row else (other, self)
        return lower.start - 2 < upper.x < lower.start + lower.width + 2


def mark_room(canvas: Canvas, scale: Scale, indexes: list[int]) -> float:
    """The height that the labels of vertical reference lines need."""
    places = [(scale.at(canvas.spec.references[i].value), canvas.spec.references[i].label) for i in indexes]
    spots = place_marks(places, 0, canvas.width)
    return LINE * (1 + max((row for row, _ in spots), default=-1)) + 4


def vertical_marks(canvas: Canvas, scale: Scale, indexes: list[int], top: float, bottom: float) -> None:
    """Vertical reference lines from their labels down to the axis; `top` is where the labels start."""
    marks = [canvas.spec.references[i] for i in indexes]
    places = [(scale.at(mark.value), mark.label) for mark in marks]
    spots = place_marks(places, 0, canvas.width)
    for index, mark, (x, words), (row, side) in zip(indexes, marks, places, spots, strict=True):
        y = top + row * LINE
        shift = 4 if side == "start" else -4
        canvas.line((x, y), (x, bottom), "paper", 3.6)
        canvas.line((x, y), (x, bottom), mark.role, 1.4, mark.dash, canvas.reference_data(index))
        role = "ink" if mark.role == "ink" else mark.role
        canvas.text(x + shift, y + 9, words, role, SMALL, side, bold=True)
