"""Strings that trouble programs: written down by families, and made where a pattern says it shorter."""

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

MARK = "zq9"  # stands in whatever must never come alive on a page
PRODUCT = "62615533"  # 7919 * 7907, which only somebody who computes our text can write
SCRIPTS = (f"alert({MARK})", f"document.title='{MARK}'", f"fetch('//{MARK}.example')")
WRITTEN: dict[str, list[str]] = json.loads(
    (Path(__file__).parents[2] / "data" / "hostile" / "strings.json").read_text(encoding="utf-8")
)
SPACES = "\u00a0\u1680\u2000\u2003\u2007\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff\u200b\u2060"
DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ACCENTED = ("Ångström", "Zürich", "Việt Nam", "İstanbul", "한국어", "ﬃ①Ⅷ", "ẛ̣", "Σίσυφος", "ⅦDž", "é" * 200)
STARTS = ("=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠", "|", "%", " =", "';=", '"=', ",=")
FORMULAS = (
    "1+1",
    f'HYPERLINK("http://{MARK}.example","x")',
    "cmd|' /C calc'!A0",
    "SUM(1;2)",
    '=REPT("x",9999)',
)
BOUNDS = (63, 64, 100, 120, 199, 200, 254, 255, 500, 1000, 2000, 4000, 10_000)
Family = Callable[[], Iterable[str]]


def markup() -> Iterator[str]:
    """Each pattern with each script; braces stand for its place."""
    return (pattern.replace("{0}", script) for script in SCRIPTS for pattern in WRITTEN["markup"])


def controls() -> Iterator[str]:
    return (f"a{chr(code)}b" for code in [*range(0x20), *range(0x7F, 0xA0)])


def spaces() -> Iterator[str]:
    for space in SPACES:
        yield from (space, f"{space}North{space}wind{space}")
    yield from ("", " ", "\t", "\r\n", "\n" * 50, " \t\r\n\v\f ")


def directions() -> Iterator[str]:
    for sign in DIRECTIONS:
        yield from (f"invoice{sign}fdp.exe", sign * 20)
    yield from ("\u202e\u2066// \u2069\u2066", "مركز الاتصال", "שירות לקוחות 24/7", "abc אבג 123 ابج")


def stacked() -> Iterator[str]:
    marks = [chr(code) for code in range(0x300, 0x370)]
    for count in (1, 5, 20, 100):
        yield from ("".join(letter + "".join(marks[:count]) for letter in "Zalgo"), "e" + "\u0301" * count)
    yield "".join(marks)


def pictures() -> Iterator[str]:
    return ("".join(map(chr, range(start, start + 4))) for start in range(0x1F600, 0x1F640, 4))


def surrogates() -> Iterator[str]:
    """What no encoding allows; sent as the bytes that a careless program would send."""
    yield from (f"a{chr(code)}b" for code in (0xD800, 0xD83D, 0xDBFF, 0xDC00, 0xDE00, 0xDFFF))
    yield from ("\udc00\ud800", "\ud83d" * 30, "\udfff<b>")


def normal_forms() -> Iterator[str]:
    forms = ("NFC", "NFD", "NFKC", "NFKD")
    return (f"{unicodedata.normalize(form, word)} {form}" for word in ACCENTED for form in forms)  # type: ignore[arg-type]


def formulas() -> Iterator[str]:
    return (start + formula for start in STARTS for formula in FORMULAS)


def lengths() -> Iterator[str]:
    yield from ("x" * length for bound in BOUNDS for length in (bound, bound + 1))
    yield from (letter * length for letter in ("\U0001f469", "é", "<", "a ") for length in (100, 255, 1001))
    yield from ("x" * 100_001, "\n".join(["line"] * 3000), "[" * 3000, '{"a":' * 200)
    yield from ("9" * 400, "9" * 5000, "-" + "9" * 60, "1" + "0" * 308, "0." + "0" * 400 + "1")


def written() -> Iterator[str]:
    return (text for family, texts in WRITTEN.items() if family != "markup" for text in texts)


FAMILIES: tuple[Family, ...] = (
    markup, controls, spaces, directions, stacked, pictures, surrogates, normal_forms, formulas,
    lengths, written,
)  # fmt: skip
NAUGHTY = tuple(dict.fromkeys(text for family in FAMILIES for text in family()))
