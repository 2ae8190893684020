"""Text of people in cells: never taken for a formula, names of sheets and files that every system takes."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST_CELL = 32_000
LONGEST_SHEET = 31
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # all but tab and end of line
_NOT_IN_SHEETS = re.compile(r"[\[\]:*?/\\']")
_NOT_IN_FILES = re.compile(r"[^a-z0-9]+")
_NUMBER = re.compile(r"[+\u2212-]?[\d.,\s\u00a0]*\d[\u00a0 ]?%?")


def cell_text(text: str) -> str:
    """What may stand in a spreadsheet's cell: no control characters, not longer than a cell takes."""
    kept = _CONTROL.sub("", text)
    return kept if len(kept) <= LONGEST_CELL else kept[: LONGEST_CELL - 1] + "…"


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet may compute the text; a number with its sign is only a number."""
    return text.lstrip(" \u00a0").startswith(_STARTS) and not _NUMBER.fullmatch(text)


def guarded(text: str) -> str:
    """For CSV, which knows no types: an apostrophe in front of what would be computed."""
    return f"'{text}" if looks_like_formula(text) else text


def sheet_names(names: Iterable[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """A name of its own for each sheet, in the limits of spreadsheets."""
    used = {name.casefold() for name in taken} | {"history"}
    found = []
    for name in names:
        kept = "".join(c for c in name if unicodedata.category(c)[0] != "C" and ord(c) < 0x10000)
        base = " ".join(_NOT_IN_SHEETS.sub(" ", kept).split()) or "Option"
        chosen, count = base[:LONGEST_SHEET].strip(), 1
        while chosen.casefold() in used:
            count += 1
            chosen = f"{base[: LONGEST_SHEET - 1 - len(str(count))].strip()} {count}"
        used.add(chosen.casefold())
        found.append(chosen)
    return tuple(found)


def file_part(text: str, longest: int = 50) -> str:
    """Lower case letters, digits and hyphens of a name; nothing that a file system or a header minds."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_FILES.sub("-", plain)[:longest].strip("-")
