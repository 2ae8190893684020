"""Lists, counts and sentences."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from reports.charts.labels import fit, text_width

T = TypeVar("T")

NO_BREAK = "\u00a0"
_USUAL_LETTER = 0.54  # width of a usual letter, in its height
_LONGEST_STUMP = 12
_PERCENT = re.compile(r"(\d) ?%")
_MINUS = re.compile(r"(?<![\w.-])-(?=\d)")
_JOINERS = "\u200c\u200d"
_COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def cleaned(value: T) -> T:
    """The same value, its texts without control characters, bidirectional marks, doubled spaces and stops."""
    return cast(T, _cleaned(value))


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return _clean_text(value)
    if isinstance(value, tuple):
        return tuple(map(_cleaned, value))
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _cleaned(getattr(value, f.name)) for f in fields(value)})
    return value


def _clean_text(text: str) -> str:
    text = _MINUS.sub("−", _PERCENT.sub("\\1\u00a0%", text)).replace(".; ", ". ")
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    spaced = " ".join(text.split(" ")) if NO_BREAK in text else " ".join(text.split())
    return "".join(c for c in spaced if c in _JOINERS or unicodedata.category(c) not in _UNPRINTABLE).strip()


_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def joined(items: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    *head, tail = [*items] or [""]
    return f"{', '.join(head)} {last} {tail}" if head else tail


def counted(count: int, one: str, many: str = "") -> str:
    """`1 gate`, `4 gates`."""
    return f"{count:,}{NO_BREAK}{one if count == 1 else many or one + 's'}"


def spelled(count: int, one: str, many: str = "") -> str:
    """A count at the start of a sentence: `Two conditions`, `14 conditions`."""
    number = _COUNTS[count] if 0 <= count < len(_COUNTS) else f"{count:,}"
    return f"{number} {one if count == 1 else many or one + 's'}"


def sentence(text: str) -> str:
    """With a capital at the start and a stop at the end."""
    text = text.strip()
    return text if not text else text[0].upper() + text[1:] + ("" if text[-1] in ".!?:…" else ".")


def lowered(text: str) -> str:
    """Without the capital at the start, unless it is an acronym or a name in capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == "-" else text


def width(text: str) -> float:
    """How wide a text is, in letters of usual width."""
    return text_width(text, 1) / _USUAL_LETTER


def shortened(text: str, longest: int = 60) -> str:
    """The text, or its beginning: as wide as so many usual letters, and whole words where they are short."""
    if width(text) <= longest:
        return text
    cut = fit(text, longest * _USUAL_LETTER, 1).removesuffix("…")
    words, _, stump = cut.rpartition(" ")
    if words and len(stump) <= _LONGEST_STUMP and text[len(cut) : len(cut) + 1] != " ":
        cut = words
    return cut.rstrip(" ,;.·-…(") + "…"


def paragraph(sentences: Iterable[str]) -> str:
    return " ".join(sentence(text) for text in sentences if text.strip())
