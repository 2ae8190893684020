"""How tightly the two pages of the memo have to be set, so that each stays one page."""

import math
from collections.abc import Iterable
from typing import Any

from reports.presenters.edition import Edition
from reports.presenters.words import width

ROOMY = 23  # lines of text that page 1 takes at its usual size
DENSE = 34
_HEIGHT = {"A4": 250.0, "Letter": 232.0}  # mm of page 2 between head and foot
_REFERENCE = " Table 1 has the options side by side."
_TIGHTER = 0.8  # what dense setting makes of a height


def of_page_1(title: str, content: dict[str, Any]) -> str:
    lines = _lines_of_page_1(title, content)
    return "" if lines <= ROOMY else "dense" if lines <= DENSE else "dense crowded"


def of_page_2(content: dict[str, Any], edition: Edition) -> str:
    height, room = _height_of_page_2(content, edition.changes), _HEIGHT[edition.paper]
    return "" if height <= room else "dense" if height * _TIGHTER <= room else "dense crowded"


def _lines_of_page_1(title: str, content: dict[str, Any]) -> int:
    """About how many lines of text the first page has to take."""
    banner = content["verdict"]
    head = _lines(title, 36) + _lines(banner.headline, 46) + _lines(banner.sentence, 92)
    left = _lines(content["why"] + _REFERENCE, 52) + _lines(content["what_would_change"], 52)
    right = sum(_lines(row.short, 48) for row in content["conditions"][:3])
    glance = sum(1 + _lines(row.name, 28) for row in content["glance"])
    return head + _lines(banner.caution, 92) + max(left, right) + glance


def _height_of_page_2(content: dict[str, Any], changes: tuple[str, ...]) -> float:
    """Millimetres, at the usual size."""
    rows = sum(max(7.0, 2.0 + 3.75 * _lines(row.text, 62)) for row in content["conditions"])
    table = rows + 32.0 if rows else 8.0
    return 16.0 + table + _list(content["next_steps"]) + _list(changes) + 68.0


def _list(texts: Iterable[str]) -> float:
    heights = [1.6 + 4.8 * _lines(text, 104) for text in texts]
    return 13.0 + sum(heights) if heights else 0.0


def _lines(text: str, letters: int) -> int:
    """Lines that a text takes where so many letters of usual width fit in one."""
    return math.ceil(width(text) / letters) if text else 0
