"""A report as a list of blocks: what every file of it is written from."""

from dataclasses import dataclass, field

from reports.charts.spec import ChartSpec
from reports.presenters.edition import Edition


@dataclass(frozen=True)
class Run:
    """Text of one look; `tone` names a colour of the palette."""

    text: str
    bold: bool = False
    quiet: bool = False
    tone: str = ""


@dataclass(frozen=True)
class Drawing:
    """A small picture inside a table, as SVG, and its words."""

    svg: str
    words: str


@dataclass(frozen=True)
class Line:
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs).strip()


@dataclass(frozen=True)
class Heading:
    level: int
    line: Line


@dataclass(frozen=True)
class Paragraph:
    """`look` is the name that the print style has for it: lead, note, headline … or nothing."""

    line: Line
    look: str = ""
    boxed: str = ""  # the tone of the banner that it stands in


@dataclass(frozen=True)
class Item:
    """A point of a list; `number` counts those of an ordered one."""

    line: Line
    number: int = 0


@dataclass(frozen=True)
class Cell:
    lines: tuple[Line, ...]
    head: bool = False
    right: bool = False  # numbers stand to the right
    columns: int = 1
    drawing: Drawing | None = None

    @property
    def text(self) -> str:
        words = [line.text for line in self.lines if line.text]
        return "\n".join(words) or (self.drawing.words if self.drawing else "")


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    group: bool = False  # the head of the rows below it
    leads: bool = False


@dataclass(frozen=True)
class Table:
    """`kind` is the name that the print style has for it; without a caption it only arranges things."""

    kind: str
    caption: str
    heads: tuple[Row, ...]
    rows: tuple[Row, ...]
    section: str = ""

    @property
    def columns(self) -> int:
        return max((sum(cell.columns for cell in row.cells) for row in (*self.heads, *self.rows)), default=0)


@dataclass(frozen=True)
class Figure:
    key: str
    label: str  # `Figure 3`
    spec: ChartSpec
    words: str  # what it shows, for those who cannot see it


Block = Heading | Paragraph | Item | Table | Figure


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    blocks: tuple[Block, ...]
    new_page: bool = False


@dataclass(frozen=True)
class Document:
    title: str
    client: str
    subject: str  # the verdict in a line
    head: str
    foot: str
    date: str
    edition: Edition
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...] = field(default=())
    kind: str = "Outsourcing decision report"  # stands at the head of its pages

    @property
    def tables(self) -> tuple[Table, ...]:
        """Those that say something; not those that only arrange."""
        blocks = (block for section in self.sections for block in section.blocks)
        return tuple(block for block in blocks if isinstance(block, Table) and block.caption)
