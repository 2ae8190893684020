"""Which streams leave when only a share of the volume is named."""

import pytest

from assessments.models import ContactStream
from assessments.services.client_import.allocation import streams_that_leave


def stream(slug: str, volume: float, complexity: int = 1, **more: object) -> ContactStream:
    estimate = {"low": volume, "likely": volume, "high": volume, "evidence": "A", "source": ""}
    return ContactStream(slug=slug, contacts_per_month=estimate, complexity_1_to_5=complexity, **more)


def leaving(streams: list[ContactStream], share: float, country: str = "PHL") -> dict[str, float]:
    return {row.slug: part for row, part in streams_that_leave(streams, share, country)}


def test_whole_streams_where_they_make_up_the_share() -> None:
    streams = [stream("a", 40, 3), stream("b", 30, 2), stream("c", 30, 1)]
    assert leaving(streams, 0.6) == {"c": 1, "b": 1}
    assert leaving(streams, 0.4) == {"a": 1}


def test_the_most_suitable_of_two_equal_sums() -> None:
    streams = [stream("hard", 50, 5), stream("easy", 50, 1)]
    assert leaving(streams, 0.5) == {"easy": 1}


def test_a_part_of_the_next_where_none_fit() -> None:
    streams = [stream("a", 50, 1), stream("b", 50, 2)]
    assert leaving(streams, 0.7) == {"a": 1, "b": pytest.approx(0.4)}


def test_work_face_to_face_never_leaves() -> None:
    streams = [stream("desk", 50, 1, face_to_face_share=0.2), stream("b", 50, 4)]
    assert leaving(streams, 1.0) == {"b": 1}


def test_bound_work_leaves_last_and_first_within_its_country() -> None:
    streams = [stream("bound", 50, 1, required_country_iso3="USA"), stream("free", 50, 5)]
    assert leaving(streams, 0.5, "PHL") == {"free": 1}
    assert leaving(streams, 0.5, "USA") == {"bound": 1}


def test_nothing_leaves_without_share_or_volume() -> None:
    assert leaving([stream("a", 50)], 0.0) == {}
    assert leaving([stream("a", 0)], 0.5) == {}
    assert leaving([], 0.5) == {}


def test_many_streams_are_taken_one_after_the_other() -> None:
    streams = [stream(f"s{n:02}", 10, 1 + n % 5, order=n) for n in range(40)]
    assert sum(leaving(streams, 0.5).values()) == pytest.approx(20)
