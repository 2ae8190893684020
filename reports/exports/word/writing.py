"""The Word document of a report: the blocks that the PDF prints, in its order and with its numbers."""

import base64
import datetime as dt
import io
import re
from typing import Any

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Emu, Mm, Pt

from reports.charts.to_svg import to_svg
from reports.exports.document import Block, Document, Figure, Heading, Item, Paragraph, Section, Table
from reports.exports.painter import to_png
from reports.exports.texts import cell_text
from reports.exports.word import parts
from reports.exports.word.styles import LANGUAGE, edges, put_in, set_style, set_up, shading, text_width
from reports.exports.word.tables import runs_of, write_table

_STYLES = {
    "lead": "Lead",
    "note": "Note",
    "more": "Note",
    "eyebrow": "Eyebrow",
    "headline": "Headline",
    "key": "Note",
}
_LABEL = re.compile(r"(Table|Figure)\u00a0(\d+)\. ?")
_LOGO = re.compile(r"data:image/(?:png|jpeg);base64,([A-Za-z0-9+/=]+)")
_EMU = 9525  # in a CSS pixel
_TONES = ("go", "conditional", "nogo", "unclear")


def word(document: Document) -> bytes:
    file = io.BytesIO()
    _Writer(document).written().save(file)
    return file.getvalue()


class _Writer:
    def __init__(self, document: Document) -> None:
        self.source, self.target = document, docx.Document()
        set_up(self.target, document.edition.paper)
        self.width = text_width(self.target)
        self._seen: set[tuple[str, str]] = set()
        self._contents_written = False

    def written(self) -> Any:
        self._properties()
        self._running_lines()
        self._masthead()
        for number, section in enumerate(self.source.sections):
            self._section(section, number)
        return self.target

    def _properties(self) -> None:
        about, source = self.target.core_properties, self.source
        about.title, about.author = cell_text(source.title)[:250], cell_text(source.client)[:250]
        about.subject, about.comments = cell_text(source.subject)[:250], ""
        about.keywords, about.language = "", LANGUAGE
        about.last_modified_by = ""
        about.created = about.modified = dt.datetime.fromisoformat(source.date)

    def _running_lines(self) -> None:
        section = self.target.sections[0]
        head = section.header.paragraphs[0]
        self._two_sided(head, self.source.kind, self.source.head)
        put_in(head, edges("pBdr", bottom=("line-2", 0.6)))
        for footer in (section.footer, section.first_page_footer):
            foot = footer.paragraphs[0]
            self._two_sided(foot, self.source.foot, "")
            parts.field(foot, "PAGE", "1")
            foot.add_run(" / ")
            parts.field(foot, "NUMPAGES", "1")

    def _two_sided(self, paragraph: Any, left: str, right: str, style: str = "Note") -> None:
        set_style(paragraph, style)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Emu(self.width), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(f"{cell_text(left)}\t{cell_text(right)}")

    def _masthead(self) -> None:
        found = _LOGO.fullmatch(self.source.edition.logo)
        if found:
            picture = self.target.add_paragraph().add_run()
            inline = picture.add_picture(io.BytesIO(base64.b64decode(found[1])), height=Mm(9))
            parts.say(inline, "", self.source.client)
        line = self.target.add_paragraph()
        self._two_sided(line, self.source.kind, self.source.head)
        line.runs[0].bold = True
        put_in(line, edges("pBdr", bottom=("ink", 1.4)))

    def _section(self, section: Section, number: int) -> None:
        if section.new_page and not self._contents_written and number > 1:
            self._contents()
        first = True
        for block in section.blocks:
            self._block(block, section, number, first)
            first = first and not isinstance(block, Heading)

    def _contents(self) -> None:
        """Links and no page numbers: right in every program, without being updated."""
        self._contents_written = True
        self.target.add_paragraph(
            "In this report", style="Heading 2"
        ).paragraph_format.page_break_before = True
        for number, section in enumerate(self.source.sections):
            if section.title:
                line = self._add("Contents line")
                parts.link(line, f"part{number}", section.title if number else "The decision")

    def _block(self, block: Block, section: Section, number: int, first: bool) -> None:
        if isinstance(block, Heading):
            self._heading(block, section, number, first)
        elif isinstance(block, Paragraph):
            self._paragraph(block)
        elif isinstance(block, Item):
            style = "List Bullet" if not block.number else "Normal"
            self._item(block, style)
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._figure(block)

    def _add(self, style: str, text: str = "") -> Any:
        paragraph = self.target.add_paragraph(cell_text(text))
        set_style(paragraph, style)
        return paragraph

    def _heading(self, block: Heading, section: Section, number: int, first: bool) -> None:
        style = "Title" if first and section.key == "decision" else f"Heading {block.level}"
        heading = self._add(style)
        heading._p.extend(runs_of(block.line))
        if first:
            parts.bookmark(heading, f"part{number}", number)
            heading.paragraph_format.page_break_before = section.new_page and not self._follows_contents()

    def _follows_contents(self) -> bool:
        before = self.target.paragraphs[-2:-1]
        return bool(before) and before[0]._p.style == "Contentsline"

    def _paragraph(self, block: Paragraph) -> None:
        paragraph = self._add(_STYLES.get(block.look, "Normal"))
        paragraph._p.extend(runs_of(block.line))
        if block.boxed:
            tone = block.boxed if block.boxed in _TONES else "unclear"
            put_in(paragraph, edges("pBdr", left=(tone, 6)), shading(f"{tone}-wash"))
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.left_indent = Mm(4)
        if block.look == "stamp":
            around = dict.fromkeys(("top", "left", "bottom", "right"), ("nogo", 1.0))
            put_in(paragraph, edges("pBdr", **around))
        if block.look == "write-on":
            put_in(paragraph, edges("pBdr", bottom=("line-2", 0.75)))

    def _item(self, block: Item, style: str) -> None:
        paragraph = self._add(style)
        if block.number:
            form = paragraph.paragraph_format
            form.left_indent, form.first_line_indent, form.space_after = Mm(6), Mm(-6), Pt(3)
            form.tab_stops.add_tab_stop(Mm(6))
            paragraph.add_run(f"{block.number}.\t")
        paragraph._p.extend(runs_of(block.line))

    def _table(self, table: Table) -> None:
        if table.caption:
            self._caption(table.caption)
        write_table(self.target, table, self.width)

    def _caption(self, text: str) -> None:
        """Numbered by a field, so that tables that somebody adds are counted, too."""
        paragraph = self._add("Caption")
        label = _LABEL.match(text)
        if label:
            kind, number = label.groups()
            again = (kind, number) in self._seen
            self._seen.add((kind, number))
            paragraph.add_run(f"{kind}\u00a0")
            parts.field(paragraph, f"SEQ {kind} {chr(92)}{'c' if again else '* ARABIC'}", number)
            text = f". {text[label.end() :]}"
        paragraph.add_run(cell_text(text))

    def _figure(self, figure: Figure) -> None:
        words = figure.spec.words
        self._caption(f"{figure.label}. {words.title}")
        if words.subtitle:
            subtitle = self._add("Note", words.subtitle)
            subtitle.paragraph_format.keep_with_next = True
        data, width, height = to_png(to_svg(figure.spec, self.width / _EMU, letter_by_letter=True))
        paragraph = self.target.add_paragraph()
        paragraph.paragraph_format.keep_with_next = bool(words.note)
        size = (Emu(int(width * _EMU)), Emu(int(height * _EMU)))
        parts.say(paragraph.add_run().add_picture(io.BytesIO(data), *size), words.title, figure.words)
        if words.note:
            self._add("Note", words.note)
