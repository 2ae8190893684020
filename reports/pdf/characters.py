"""Only what the report's own fonts can draw: no other font steps in, so that every machine prints alike."""

import re
from dataclasses import dataclass
from functools import cache

from django.contrib.staticfiles import finders

INSTEAD = "□"
_RULE = re.compile(r'@font-face \{ font-family: "([^"]+)";[^}]*url\("\.\./(fonts/[^"]+)"\); \}\n')
_TEXT_FAMILIES = ("Inter", "Source Serif 4")


@dataclass(frozen=True)
class Face:
    """A font that print.css names: its rule, its family, and the characters it can draw."""

    rule: str
    family: str
    codes: frozenset[int]


@cache
def stylesheet() -> str:
    with open(static_file("css/print.css"), encoding="utf-8") as file:
        return file.read()


@cache
def faces() -> tuple[Face, ...]:
    found = _RULE.finditer(stylesheet())
    return tuple(Face(rule.group(), rule.group(1), _codes(rule.group(2))) for rule in found)


@cache
def _drawable() -> frozenset[int]:
    return frozenset({0x0A}).union(*(face.codes for face in faces()))


def with_drawable(text: str) -> str:
    """The text with a box for each character that no font of the report has."""
    if text.isascii():
        return text
    codes = _drawable()
    return "".join(c if ord(c) in codes else INSTEAD for c in text)


def without_idle_fonts(css: str, text: str) -> str:
    """The style without fonts of scripts that the text does not use: loading one takes longer than a page."""
    plain = faces()[0].codes
    special = {ord(character) for character in set(text) | {INSTEAD}} - plain
    for face in faces():
        if face.family not in _TEXT_FAMILIES and not special & face.codes:
            css = css.replace(face.rule, "")
    return css


def static_file(path: str) -> str:
    found = finders.find(path)
    if not isinstance(found, str):
        raise FileNotFoundError(f"{path} is not among the static files")
    return found


def _codes(path: str) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(static_file(path), lazy=True) as font:
        return frozenset(font.getBestCmap())
