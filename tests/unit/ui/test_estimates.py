import pytest

from scoring.estimates import EVIDENCE_SPREAD
from ui.estimates import SPREADS, fault_of, make_estimate, range_of, unknown_estimate


def test_spreads_are_those_of_the_engine() -> None:
    assert SPREADS == EVIDENCE_SPREAD


def test_the_range_follows_the_evidence_and_the_bounds() -> None:
    assert range_of(100, "D") == (75, 125)
    assert range_of(0.9, "D", 0, 1) == pytest.approx((0.675, 1))
    assert range_of(-40, "E") == (-60, -20)


def test_what_is_left_out_is_filled_and_what_is_given_stays() -> None:
    assert make_estimate(100, "C", low=90)["low"] == 90
    assert make_estimate(100, "C", low=90)["high"] == pytest.approx(115)


def test_nobody_knows() -> None:
    assert make_estimate(None) == unknown_estimate()
    assert fault_of(unknown_estimate("asked twice")) == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"low": 30.0}, "order"),
        ({"high": 1.0}, "order"),
        ({"evidence": "F"}, "evidence"),
        ({"likely": None}, "three numbers"),
        ({"likely": True}, "three numbers"),
        ({"high": float("nan")}, "three numbers"),
        ({"high": float("inf")}, "three numbers"),
        ({"evidence": "unknown"}, "no numbers"),
        ({"extra": 1}, "has low"),
    ],
)
def test_a_broken_estimate_is_refused(change: dict[str, object], words: str) -> None:
    whole = {**make_estimate(20, "A"), **change}
    assert words in fault_of(whole)


def test_a_whole_estimate_is_accepted() -> None:
    assert fault_of(make_estimate(20, "A")) == ""
