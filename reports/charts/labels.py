"""User text made fit for a picture: cleaned, measured, wrapped and cut."""

import unicodedata

LONGEST = 120
ELLIPSIS = "…"
_JOINERS = "\u200c\u200d"

# Advance widths of Inter Regular in thousandths of an em, from space to tilde; figures are tabular.
_ASCII = (
    *(281, 288, 466, 640, 645, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360),
    *(645,) * 10,
    *(288, 302, 662, 662, 662, 511, 966, 690, 654, 730, 722, 601, 590, 746, 743, 269, 571, 672, 565, 903),
    *(753, 765, 639, 765, 644, 642, 646, 744, 690, 985, 682, 679, 629, 365, 360, 365, 471, 456, 323),
    *(562, 612, 571, 612, 583, 370, 613, 591, 242, 242, 549, 242, 876, 591, 600, 612, 612, 376, 528, 327),
    *(591, 562, 818, 546, 562, 552, 426, 333, 426, 662),
)
_SEMIBOLD = 1.06


def plain(text: object) -> str:
    """Without controls, bidirectional marks and doubled spaces."""
    spaced = " ".join(str(text).split())
    return "".join(c for c in spaced if c in _JOINERS or unicodedata.category(c)[0] != "C")


def clean(text: object) -> str:
    """Plain, and at most 120 characters."""
    kept = plain(text)
    return kept if len(kept) <= LONGEST else kept[: LONGEST - 1].rstrip() + ELLIPSIS


def _advance(char: str) -> int:
    code = ord(char)
    if 32 <= code < 127:
        return _ASCII[code - 32]
    if code == 0xA0:
        return _ASCII[0]
    if unicodedata.combining(char):
        return 0
    return 1000 if unicodedata.east_asian_width(char) in "WF" or code > 0x2FFF else 700


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width in the unit of `size`, by the widths of Inter."""
    width = sum(map(_advance, text)) * size / 1000
    return width * _SEMIBOLD if bold else width


def fit(text: str, width: float, size: float, bold: bool = False) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    if text_width(text, size, bold) <= width:
        return text
    while text and text_width(text.rstrip() + ELLIPSIS, size, bold) > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def wrap(text: str, width: float, size: float, lines: int = 2, bold: bool = False) -> tuple[str, ...]:
    """The text in at most `lines` lines; the last one is cut when the text is longer."""
    done: list[str] = []
    words = text.split(" ")
    while words and len(done) < lines - 1:
        count = _words_that_fit(words, width, size, bold)
        done.append(fit(" ".join(words[:count]), width, size, bold))
        words = words[count:]
    if words:
        done.append(fit(" ".join(words), width, size, bold))
    return tuple(done) or ("",)


def _words_that_fit(words: list[str], width: float, size: float, bold: bool) -> int:
    count = 1
    while count < len(words) and text_width(" ".join(words[: count + 1]), size, bold) <= width:
        count += 1
    return count
