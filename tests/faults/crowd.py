"""People who work at the same time, over the network, each with a session of her own."""

import http.client
import itertools
import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client as Browser

from clients.models import User

CSRF = "t" * 32


@dataclass
class Seen:
    """What one person got to see."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Person:
    cookie: str
    reads: tuple[str, ...]
    writes: str  # address that takes a comment

    @classmethod
    def of(cls, user: User, reads: list[str], writes: str) -> "Person":
        browser = Browser()
        browser.force_login(user)
        session = browser.cookies[settings.SESSION_COOKIE_NAME].value
        return cls(f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={CSRF}", tuple(reads), writes)


def crowd(
    people: list[Person], port: int, requests: int, writing: float, pause: float = 0.0, first: int = 0
) -> list[Seen]:
    """All of them at once; each sends so many requests, a share of which write. first: a number."""
    numbered = list(enumerate(people, first))
    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(lambda pair: _work(*pair, port, requests, writing, pause), numbered))


def _work(number: int, person: Person, port: int, requests: int, writing: float, pause: float) -> Seen:
    chance, seen, pages = random.Random(number), Seen(), itertools.cycle(person.reads)
    for turn in range(requests):
        time.sleep(pause * chance.random())
        text = f"person {number} turn {turn}" if chance.random() < writing else ""
        begun = time.monotonic()
        status = _ask(person, port, person.writes if text else next(pages), text)
        seen.seconds.append(time.monotonic() - begun)
        if text and status == 302:
            seen.confirmed.append(text)
        if status not in (200, 302):
            seen.errors.append(f"{status} {'writing' if text else 'reading'}")
    return seen


def _ask(person: Person, port: int, address: str, text: str) -> int | str:
    """The status of the answer, or why there was none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": person.cookie}
    body = urlencode({"text": text, "csrfmiddlewaretoken": CSRF}) if text else None
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        connection.request("POST" if body else "GET", address, body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except OSError as error:
        return type(error).__name__
    except http.client.HTTPException as error:
        return type(error).__name__
    finally:
        connection.close()
