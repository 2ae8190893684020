"""Read back what a PDF of ours shows: the text of each page by its fonts' own tables, bookmarks and fonts."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

_PAIR = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_BLOCK = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)


def pages(data: bytes) -> list[str]:
    """The text of each page, pictures included, with single plain spaces."""
    with pikepdf.open(io.BytesIO(data)) as document:
        return [" ".join(" ".join(_runs(page.obj)).split()) for page in document.pages]


def text(data: bytes) -> str:
    return " ".join(pages(data))


def bookmarks(data: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(data)) as document, document.open_outline() as outline:
        return [str(item.title) for item in outline.root]


def fonts(data: bytes) -> dict[str, bool]:
    """Base font names, and whether the font lies in the file."""
    found: dict[str, bool] = {}
    with pikepdf.open(io.BytesIO(data)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == pikepdf.Name.FontDescriptor:
                found[str(item.FontName)] = any(f"/FontFile{n}" in item for n in ("", "2", "3"))
    return found


def size_in_mm(data: bytes) -> tuple[int, int]:
    with pikepdf.open(io.BytesIO(data)) as document:
        box = document.pages[0].mediabox
        return tuple(round(float(side) * 25.4 / 72) for side in box[2:])  # type: ignore[return-value]


def _runs(holder: Any) -> Iterator[str]:
    """Lines of text in the order in which they are drawn; a picture is read where it stands."""
    resources = holder.get("/Resources", pikepdf.Dictionary())
    tables = {name: _characters(font) for name, font in resources.get("/Font", {}).items()}
    table: dict[str, str] = {}
    for operands, operator in pikepdf.parse_content_stream(holder):
        if str(operator) == "Tf":
            table = tables[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            yield _decoded(operands[0], table)
        elif str(operator) == "Do":
            picture = resources.XObject[str(operands[0])]
            if picture.get("/Subtype") == pikepdf.Name.Form:
                yield from _runs(picture)


def _decoded(operand: Any, table: dict[str, str]) -> str:
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    codes = "".join(bytes(part).hex() for part in parts if isinstance(part, pikepdf.String))
    return "".join(table.get(codes[i : i + 4], "\ufffd") for i in range(0, len(codes), 4))


def _characters(font: Any) -> dict[str, str]:
    cmap = font.ToUnicode.read_bytes().decode("latin-1")
    pairs = (pair for block in _BLOCK.findall(cmap) for pair in _PAIR.findall(block))
    return {code.lower(): bytes.fromhex(target).decode("utf-16-be") for code, target in pairs}
