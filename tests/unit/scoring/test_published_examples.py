"""The table of docs/published-examples.md, line by line, computed again (2008 to 2018, and tools)."""

import pytest

from .published_examples import DOCUMENT, Example, document, examples


@pytest.mark.parametrize("example", tuple(examples()), ids=lambda example: example.name)
def test_the_engine_finds_what_is_printed(example: Example) -> None:
    assert example.largest <= example.allowed


def test_a_wrong_digit_is_noticed() -> None:
    wrong = Example("An example", "a source", [0.1234, 0.5], [0.1234, 0.4], 5e-5)
    assert wrong.largest == pytest.approx(0.1)
    assert wrong.row == "| An example | a source | 2 | 1e-01 | 5e-05 |"


def test_the_page_shows_what_the_engine_finds() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document()
