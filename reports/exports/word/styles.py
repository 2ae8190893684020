"""The look of the Word document: real styles, so that whoever edits it changes all of a kind at once."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from reports.charts.palette import COLOURS

TEXT, DISPLAY = "Arial", "Georgia"
LANGUAGE = "en-GB"
TONES = COLOURS["light"]
_PAPERS = {"A4": (Mm(210), Mm(297)), "Letter": (Mm(215.9), Mm(279.4))}
MARGINS = (Mm(24), Mm(18), Mm(21), Mm(18))  # top, right, bottom, left
# name → size, bold, colour, font, space before, space after
_PARAGRAPHS: dict[str, tuple[float, bool, str, str, float, float]] = {
    "Lead": (10.5, False, "ink-2", TEXT, 0, 10),
    "Note": (8, False, "ink-2", TEXT, 2, 6),
    "Eyebrow": (7, True, "ink-2", TEXT, 0, 2),
    "Headline": (15, True, "ink", DISPLAY, 0, 4),
    "Figure value": (14, True, "ink", DISPLAY, 0, 0),
    "Table text": (8, False, "ink", TEXT, 0, 0),
    "Table end": (2, False, "ink", TEXT, 0, 4),
    "Contents line": (9, False, "link", TEXT, 0, 2),
}
_ORDER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
          "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "bidi", "spacing", "ind",
          "contextualSpacing", "jc", "outlineLvl", "rPr")  # fmt: skip
_HEADINGS = {
    "Title": (21, 0, 4),
    "Heading 1": (18, 16, 8),
    "Heading 2": (12.5, 12, 4),
    "Heading 3": (10, 8, 3),
}


def set_up(document: Any, paper: str) -> None:
    """Paper, language, and every style that the document uses."""
    section = document.sections[0]
    section.page_width, section.page_height = _PAPERS[paper]
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = MARGINS
    section.different_first_page_header_footer = True
    _language(document)
    normal = document.styles["Normal"]
    _font(normal, TEXT, 9.5, "ink")
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.2
    normal.paragraph_format.widow_control = True
    for name, (size, before, after) in _HEADINGS.items():
        _heading(document.styles[name], size, before, after)
    for name in ("List Bullet", "List Number"):
        document.styles[name].paragraph_format.space_after = Pt(3)
    _caption(document.styles["Caption"])
    for name, look in _PARAGRAPHS.items():
        _paragraph(document, name, look)


def set_style(paragraph: Any, name: str) -> None:
    """python-docx looks through all styles each time; the ids of ours are their names without spaces."""
    paragraph._p.style = name.replace(" ", "")


def text_width(document: Any) -> int:
    section = document.sections[0]
    return int(section.page_width - section.left_margin - section.right_margin)


def colour(role: str) -> RGBColor:
    return RGBColor.from_string(TONES[role].lstrip("#").upper())


def shading(role: str) -> Any:
    """A ground for a cell or a paragraph."""
    element = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", TONES[role].lstrip("#"))):
        element.set(qn(f"w:{name}"), value)
    return element


def put_in(paragraph: Any, *elements: Any) -> None:
    """Properties of a paragraph have an order, and Word minds it."""
    properties = paragraph._p.get_or_add_pPr()
    for element in elements:
        place = _ORDER.index(element.tag.rpartition("}")[2])
        after = [qn(f"w:{name}") for name in _ORDER[place + 1 :]]
        follower = next((child for child in properties if child.tag in after), None)
        if follower is None:
            properties.append(element)
        else:
            follower.addprevious(element)


def edges(tag: str, **sides: tuple[str, float] | None) -> Any:
    """Lines around a cell, table or paragraph: side → role and width in points; None for no line."""
    box = OxmlElement(f"w:{tag}")
    for side, drawn in sides.items():
        element = OxmlElement(f"w:{side}")
        role, width = drawn or ("line", 0.0)
        values = {"val": "single" if drawn else "nil", "sz": str(round(width * 8)), "space": "4",
                  "color": TONES[role].lstrip("#")}  # fmt: skip
        for name, value in values.items():
            element.set(qn(f"w:{name}"), value)
        box.append(element)
    return box


def _language(document: Any) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    language = OxmlElement("w:lang")
    for name in ("val", "eastAsia"):
        language.set(qn(f"w:{name}"), LANGUAGE)
    language.set(qn("w:bidi"), "he-IL")
    defaults.append(language)


def _font(style: Any, name: str, size: float, role: str, bold: bool | None = None) -> None:
    style.font.name, style.font.size, style.font.color.rgb = name, Pt(size), colour(role)
    if bold is not None:
        style.font.bold = bold
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)


def _heading(style: Any, size: float, before: float, after: float) -> None:
    _font(style, DISPLAY, size, "ink", bold=True)
    style.font.italic = False
    form = style.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = Pt(before), Pt(after), True
    form.line_spacing = 1.1
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    spacing = style.element.get_or_add_rPr().find(qn("w:spacing"))
    if spacing is not None:
        spacing.getparent().remove(spacing)


def _caption(style: Any) -> None:
    _font(style, TEXT, 8.5, "ink", bold=True)
    style.font.italic = False
    form = style.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = Pt(8), Pt(3), True


def _paragraph(document: Any, name: str, look: tuple[float, bool, str, str, float, float]) -> None:
    size, bold, role, font, before, after = look
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    _font(style, font, size, role, bold)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    if name == "Table end":
        style.paragraph_format.line_spacing = Pt(4)
    if name == "Table text":
        style.paragraph_format.line_spacing = 1.1
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
