"""The sentence of a chapter that points to its picture and its tables."""

from collections.abc import Sequence

from reports.presenters.words import joined, lowered


def reference(chapter: str, numbered: Sequence[tuple[str, str]]) -> str:
    """`Table 3 (money) and Table 4 (service) have the details.` `numbered`: label and title of each."""
    shown = [f"{label} ({_subject(chapter, title)})" for label, title in numbered if label]
    if not shown:
        return ""
    return f"{joined(shown)} {'has' if len(shown) == 1 else 'have'} the details."


def _subject(chapter: str, title: str) -> str:
    """The part of a title that tells it from the others of its chapter."""
    head, _, tail = title.partition(": ")
    return lowered(tail if tail and chapter.startswith(head) else head)
