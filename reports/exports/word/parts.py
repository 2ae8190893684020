"""What python-docx leaves out: fields, bookmarks, links inside the document, words for pictures."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reports.exports.texts import cell_text


def field(paragraph: Any, instruction: str, result: str, bold: bool | None = None) -> None:
    """A field with the result that it has now: right before anybody updates it."""
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("result", result), ("end", "")):
        run = paragraph.add_run(text if kind == "result" else "")
        run.bold = bold
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif not kind:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {text} "
            run._r.append(code)


def bookmark(paragraph: Any, name: str, number: int) -> None:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(end)


def link(paragraph: Any, name: str, text: str) -> None:
    """Words that lead to a bookmark."""
    element = OxmlElement("w:hyperlink")
    element.set(qn("w:anchor"), name)
    run = paragraph.add_run(cell_text(text))
    element.append(run._r)
    paragraph._p.append(element)


def say(inline: Any, title: str, words: str) -> None:
    """What a picture shows, for those who do not see it; and no room around it that nobody asked for."""
    for side in ("T", "B", "L", "R"):
        inline._inline.set(f"dist{side}", "0")
    properties = inline._inline.docPr
    properties.set("descr", cell_text(words))
    properties.set("title", cell_text(title)[:250])
