"""What is inside a PDF: its attached files, and what is drawn on each page."""

import hashlib
import io
from itertools import zip_longest
from typing import Any

import pikepdf


class Unreadable(ValueError):
    """Not a PDF, or a broken one."""


def attached(data: bytes) -> dict[str, bytes]:
    with _opened(data) as document:
        return {name: file.get_file().read_bytes() for name, file in document.attachments.items()}


def changed_pages(data: bytes, drawn: bytes) -> list[int]:
    """Numbers of the pages that are not drawn alike; pages that only one of them has count."""
    with _opened(data) as one, _opened(drawn) as other:
        first, second = ([_drawing(page) for page in document.pages] for document in (one, other))
    pairs = enumerate(zip_longest(first, second), 1)
    return [number for number, (ours, theirs) in pairs if ours != theirs]


def _opened(data: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(data))
    except (pikepdf.PdfError, pikepdf.PasswordError) as fault:
        raise Unreadable(str(fault)) from fault


def _drawing(page: pikepdf.Page) -> str:
    """A hash over the strokes of a page and all that they draw with."""
    digest = hashlib.sha256()
    seen: set[tuple[int, int]] = set()
    for key in ("/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate"):
        digest.update(key.encode())
        _add(page.obj.get(key), digest, seen)
    digest.update(str(len(page.obj.get("/Annots", []))).encode())
    return digest.hexdigest()


def _add(value: Any, digest: Any, seen: set[tuple[int, int]]) -> None:
    if isinstance(value, pikepdf.Object) and value.is_indirect:
        if value.objgen in seen:
            return
        seen.add(value.objgen)
    if isinstance(value, pikepdf.Stream):
        digest.update(value.read_bytes())
    if isinstance(value, pikepdf.Stream | pikepdf.Dictionary):
        for key, item in sorted(value.items()):
            if key not in ("/Length", "/Filter", "/Parent", "/DecodeParms", "/Length1"):
                digest.update(key.encode())
                _add(item, digest, seen)
    elif isinstance(value, pikepdf.Array):
        for item in value:
            _add(item, digest, seen)
    else:
        digest.update(repr(value).encode())
