"""Fifty people at once on the service as it is run, every fifth request writing."""

import statistics
import urllib.error
import urllib.request
from dataclasses import replace

import pytest
from django.core.management import call_command
from django_scopes import scopes_disabled

from assessments.models import AnswerComment
from outsourcing.embedded import free_port
from tests.conftest import Figure
from tests.faults.crowd import Seen, crowd
from tests.faults.offices import decided, people_of
from tests.processes import Programs, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
PEOPLE, CLIENTS, REQUESTS, WRITING = 50, 5, 20, 0.2
PAUSE_SECONDS = 2.0  # nobody clicks without reading


@pytest.fixture
def port(programs: Programs) -> int:
    call_command("createcachetable", verbosity=0)
    programs.manage("collectstatic", "--no-input", "--verbosity=0")
    port = free_port(18200)
    programs.web(port)
    wait_until(lambda: answers(port), "the web server answers")
    return port


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def everybody() -> list[object]:
    return [
        person for n in range(CLIENTS) for person in people_of(decided(f"Company {n}"), PEOPLE // CLIENTS)
    ]


def kept() -> set[str]:
    with scopes_disabled():
        return set(AnswerComment.objects.values_list("text", flat=True))


def confirmed(seen: list[Seen]) -> set[str]:
    return {text for person in seen for text in person.confirmed}


def test_fifty_people_work_at_once(port: int, figure: Figure) -> None:
    people = everybody()
    seen = crowd(people, port, REQUESTS, WRITING, PAUSE_SECONDS)
    seconds = [second for person in seen for second in person.seconds]
    errors = [error for person in seen for error in person.errors]
    hundredths = statistics.quantiles(seconds, n=100)
    figure("People at once", len(people))
    figure("Requests sent by them", len(seconds))
    figure("Requests that failed", len(errors))
    figure("Half of the answers came within", round(hundredths[49] * 1000), "ms")
    figure("95 of 100 answers came within", round(hundredths[94] * 1000), "ms")
    written = confirmed(seen)
    figure("Changes confirmed to them", len(written))
    figure("Confirmed changes missing afterwards", len(written - kept()))
    assert errors == []
    assert len(written) > len(seconds) * WRITING / 2
    assert written <= kept()


def test_a_page_that_fails_is_counted(port: int) -> None:
    person = people_of(decided("Company"), 1)[0]
    broken = replace(person, reads=("/no-such-page", *person.reads[:1]))
    (seen,) = crowd([broken], port, 4, 0.0)
    assert seen.errors == ["404 reading"] * 2
