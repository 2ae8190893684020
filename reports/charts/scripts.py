"""Right-to-left names for a print engine that draws letter by letter, from left to right, as they come.

Browsers shape and order text themselves; the SVG of the report needs it done before: letters of Arabic in
the form that their neighbours ask for (presentation forms of Unicode), and all letters in the order in
which they stand on the paper (the rules of UAX 9 for one short line).
"""

import unicodedata
from functools import cache

_MIRRORED = dict(zip("()[]{}<>«»", ")(][}{><»«", strict=True))
_LAM = "\u0644"
_TATWEEL = "\u0640"


def in_drawing_order(text: str) -> str:
    """The text as its letters stand from left to right; other scripts stay as they are."""
    if not any(_is_right_to_left(char) for char in text):
        return text
    letters = "".join(char for char in text if not unicodedata.combining(char))
    return _ordered(_shaped(letters))


def _is_right_to_left(char: str) -> bool:
    return unicodedata.bidirectional(char) in ("R", "AL")


@cache
def _forms() -> dict[tuple[str, str], str]:
    """By letters and place in the word (isolated, initial, medial, final): the form to draw."""
    forms: dict[tuple[str, str], str] = {}
    for code in (*range(0xFB50, 0xFDFC), *range(0xFE80, 0xFEFD)):
        place, _, letters = unicodedata.decomposition(chr(code)).partition(" ")
        if letters:
            spelled = "".join(chr(int(letter, 16)) for letter in letters.split())
            forms.setdefault((spelled, place.strip("<>")), chr(code))
    return forms


def _joins_next(char: str) -> bool:
    return char == _TATWEEL or (char, "initial") in _forms()


def _joins_previous(char: str) -> bool:
    return char == _TATWEEL or (char, "final") in _forms()


def _shaped(text: str) -> str:
    forms, done, at = _forms(), [], 0
    while at < len(text):
        pair = text[at : at + 2]
        piece = pair if pair[0] == _LAM and (pair, "isolated") in forms else text[at]
        before = at > 0 and _joins_next(text[at - 1]) and _joins_previous(piece[0])
        follower = text[at + len(piece) : at + len(piece) + 1]
        after = len(piece) == 1 and _joins_next(piece) and bool(follower) and _joins_previous(follower)
        place = {(0, 0): "isolated", (0, 1): "initial", (1, 1): "medial", (1, 0): "final"}[before, after]
        done.append(forms.get((piece, place), piece))
        at += len(piece)
    return "".join(done)


def _ordered(text: str) -> str:
    levels = _levels(text)
    letters = [_MIRRORED.get(c, c) if level % 2 else c for c, level in zip(text, levels, strict=True)]
    order = list(range(len(text)))
    for level in range(max(levels), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[at:end] = order[at:end][::-1]
            at = max(end, at + 1)
    return "".join(letters[index] for index in order)


def _levels(text: str) -> list[int]:
    """Even: from left to right, odd: from right to left; the first letter decides for the line."""
    kinds = [_kind(char) for char in text]
    base = next(kind for kind in kinds if kind in "LR")
    strong = base
    for index, kind in enumerate(kinds):
        strong = kind if kind in "LR" else strong
        if kind == "D" and strong == "L":
            kinds[index] = "L"
    sides = [_side(kinds, index, base) for index in range(len(kinds))]
    left = 2 if base == "R" else 0
    pairs = zip(kinds, sides, strict=True)
    return [2 if kind == "D" else 1 if side == "R" else left for kind, side in pairs]


def _side(kinds: list[str], index: int, base: str) -> str:
    """L or R; what lies between both goes with the line. Figures within right-to-left count as R."""
    if kinds[index] != "N":
        return kinds[index]
    before = next((k for k in reversed(kinds[:index]) if k != "N"), base)
    after = next((k for k in kinds[index + 1 :] if k != "N"), base)
    turned = {"D": "R"}
    first, second = turned.get(before, before), turned.get(after, after)
    return first if first == second else base


def _kind(char: str) -> str:
    """L and R are letters, D digits, N what follows its neighbours."""
    if _is_right_to_left(char):
        return "R"
    return {"L": "L", "EN": "D", "AN": "D"}.get(unicodedata.bidirectional(char), "N")
