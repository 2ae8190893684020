"""Lists, counts, and texts made fit to print."""

import pytest

from reports.presenters.words import cleaned, counted, joined, lowered, sentence, shortened, spelled
from tests.reports_examples import example_case


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_read_like_speech(items: list[str], text: str) -> None:
    assert joined(items) == text


def test_counts() -> None:
    assert (spelled(2, "condition"), spelled(1, "gate is", "gates are")) == ("Two conditions", "One gate is")
    assert spelled(14, "condition") == "14 conditions"
    assert counted(1, "month") == "1\u00a0month"


def test_sentences() -> None:
    assert sentence("it is so") == "It is so."
    assert sentence("Is it?") == "Is it?"
    assert sentence("") == ""
    assert (lowered("E-mail"), lowered("IT desk"), lowered("Returns")) == ("e-mail", "IT desk", "returns")


def test_what_cannot_be_seen_is_taken_out() -> None:
    assert cleaned("a\x00b \u202ec\u2069  d\n") == "ab c d"
    assert cleaned(("x\u200b", {"k": "y\x07"})) == ("x", {"k": "y"})
    assert cleaned("מרכז שירות") == "מרכז שירות"


def test_signs_of_others_become_ours() -> None:
    assert (
        cleaned("only 78% stay (-1.6 points, 2026-11-01)") == "only 78\u00a0% stay (−1.6 points, 2026-11-01)"
    )


def test_a_whole_case_is_cleaned() -> None:
    case = cleaned(example_case(client="North\u202ewind"))
    assert case.client == "Northwind"
    assert case.providers == example_case().providers


def test_names_are_cut_by_their_width() -> None:
    assert shortened("Carolina Contact", 60) == "Carolina Contact"
    assert len(shortened("i" * 200, 60)) > len(shortened("W" * 200, 60)) > 10
    assert shortened("W" * 200, 60).endswith("…")


def test_names_are_cut_between_words() -> None:
    name = "Romanian vendor, build-operate-transfer, 15 then 27 seats"
    assert shortened(name, 40) == "Romanian vendor, build-operate-transfer…"
    assert shortened("Short " + "W" * 200, 60).startswith("Short WWW")


def test_sentences_in_a_row_lose_their_semicolons() -> None:
    assert cleaned("A is not known.; B is not known.") == "A is not known. B is not known."
