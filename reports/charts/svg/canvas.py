"""A sheet of SVG for print: real text, final colours as attributes, no styles, no scripts, no references."""

from html import escape

from reports.charts.labels import plain
from reports.charts.palette import COLOURS, Theme
from reports.charts.scripts import in_drawing_order
from reports.charts.spec import ChartSpec

# The report has fonts of its own for other scripts; a browser has those of its machine.
FONTS = (
    "Inter, Inter Ext, Inter Cyrillic, Inter Greek, Inter Vietnamese,"
    " Print Hebrew, Print Arabic, system-ui, sans-serif"
)
LABEL = 11.0
SMALL = 10.0
NARROW = 480


def number(value: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


class Canvas:
    """Collects marks from top to bottom; `finish` closes the sheet at the height that was needed."""

    def __init__(self, spec: ChartSpec, width: float, theme: Theme, letter_by_letter: bool = False) -> None:
        self.spec = spec
        self.width = width
        self.theme: Theme = theme
        self.narrow = width < NARROW
        self.letter_by_letter = letter_by_letter
        self._parts: list[str] = []

    def colour(self, role: str) -> str:
        """The final colour of a role."""
        return COLOURS[self.theme][role]

    def rect(
        self, x: float, y: float, width: float, height: float, role: str, data: str = "", radius: float = 0
    ) -> None:
        """A filled rectangle; a width below zero runs to the left."""
        left, span = min(x, x + width), abs(width)
        corner = f' rx="{number(radius)}"' if radius else ""
        self._parts.append(
            f'<rect x="{number(left)}" y="{number(y)}" width="{span:.2f}" height="{number(height)}"'
            f'{corner} fill="{self.colour(role)}"{data}/>'
        )

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        role: str,
        width: float = 1,
        dash: bool = False,
        data: str = "",
    ) -> None:
        """A straight line."""
        (x1, y1), (x2, y2) = start, end
        self._parts.append(
            f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
            f"{self._stroke(role, width, dash)}{data}/>"
        )

    def polyline(
        self,
        places: list[tuple[float, float]],
        role: str,
        width: float = 1.5,
        dash: bool = False,
        data: str = "",
    ) -> None:
        """A line through places."""
        path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in places)
        join = ' stroke-linejoin="round" stroke-linecap="round"'
        self._parts.append(f'<path d="{path}" fill="none"{self._stroke(role, width, dash)}{join}{data}/>')

    def area(self, places: list[tuple[float, float]], role: str, opacity: float = 1) -> None:
        """A filled outline."""
        path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in places) + "Z"
        veil = f' fill-opacity="{opacity}"' if opacity < 1 else ""
        self._parts.append(f'<path d="{path}" fill="{self.colour(role)}"{veil}/>')

    def circle(
        self, x: float, y: float, radius: float, role: str, data: str = "", ring: str | None = None
    ) -> None:
        """A dot, with a ring around it where one is named."""
        edge = f' stroke="{self.colour(ring)}" stroke-width="1.5"' if ring else ""
        self._parts.append(
            f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
            f' fill="{self.colour(role)}"{edge}{data}/>'
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        role: str = "ink",
        size: float = LABEL,
        anchor: str = "start",
        bold: bool = False,
    ) -> None:
        """One line of text with its baseline at y."""
        words = in_drawing_order(words) if self.letter_by_letter else words
        weight = ' font-weight="600"' if bold else ""
        side = f' text-anchor="{anchor}"' if anchor != "start" else ""
        self._parts.append(
            f'<text x="{number(x or 0.1)}" y="{number(y)}" font-size="{number(size)}"'
            f' fill="{self.colour(role)}"{weight}{side}>{escape(words, quote=False)}</text>'
        )

    def hatch(self, x: float, y: float, width: float, height: float, role: str, gap: float = 5) -> None:
        """Slanted strokes inside a rectangle, so that it is told apart without colour."""
        left, right = min(x, x + width), max(x, x + width)
        strokes = []
        offset = left - height + gap
        while offset < right:
            start, end = max(offset, left), min(offset + height, right)
            if end > start:
                down, up = y + height - (start - offset), y + height - (end - offset)
                strokes.append(f"M{number(start)} {number(down)}L{number(end)} {number(up)}")
            offset += gap
        if strokes:
            self._parts.append(f'<path d="{"".join(strokes)}" fill="none"{self._stroke(role, 1, False)}/>')

    def data(self, series: int, item: int) -> str:
        """The numbers behind a mark, so that a program can read the picture."""
        entry = self.spec.series[series]
        low = f' data-low="{entry.low[item]!r}"' if entry.low else ""
        high = f' data-high="{entry.high[item]!r}"' if entry.high else ""
        return f' data-series="{series}" data-item="{item}" data-value="{entry.values[item]!r}"{low}{high}'

    def all_data(self, series: int) -> str:
        """The numbers behind a line."""
        entry = self.spec.series[series]
        numbers = (("values", entry.values), ("lows", entry.low), ("highs", entry.high))
        listed = (f' data-{name}="{" ".join(map(repr, values))}"' for name, values in numbers if values)
        return f' data-series="{series}"{"".join(listed)}'

    def reference_data(self, index: int) -> str:
        """The number behind a reference line."""
        return f' data-reference="{index}" data-value="{self.spec.references[index].value!r}"'

    def finish(self, height: float, description: str) -> str:
        """The whole picture, with its title and its numbers in words."""
        words = escape(plain(self.spec.words.title), quote=False)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart-svg" role="img"'
            f' font-family="{FONTS}" width="{number(self.width)}" height="{number(height)}"'
            f' viewBox="0 0 {number(self.width)} {number(height)}">'
            f"<title>{words}</title><desc>{escape(description, quote=False)}</desc>"
            f"{''.join(self._parts)}</svg>"
        )

    def _stroke(self, role: str, width: float, dash: bool) -> str:
        pattern = ' stroke-dasharray="5 3"' if dash else ""
        return f' stroke="{self.colour(role)}" stroke-width="{number(width)}"{pattern}'
