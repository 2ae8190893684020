"""Two people gave different answers: both, in words, for a page on which the second one chooses."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from vendors.services.facts import Clash

Words = Callable[[Any, Any], str]


def both_answers(
    clashes: Iterable[Clash], questions: Mapping[str, Any], words: Words
) -> list[dict[str, Any]]:
    """questions by key, each with its text · words: how an answer to a question is read"""
    return [
        {
            "key": clash.key,
            "text": questions[clash.key].text,
            "theirs": words(questions[clash.key], clash.theirs),
            "mine": words(questions[clash.key], clash.mine),
            "by": clash.by,
        }
        for clash in clashes
    ]
