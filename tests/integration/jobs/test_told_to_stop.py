"""A worker on PostgreSQL ends when it is told to, even where what it waits for does not hear it."""

import asyncio
import os
import signal
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from types import ModuleType, SimpleNamespace

import pytest
from django.conf import settings

pytestmark = pytest.mark.skipif(settings.ON_SQLITE, reason="procrastinate is PostgreSQL's")
LONGEST_SECONDS = 10


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    from jobs.engines import postgres

    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    monkeypatch.setattr(postgres, "GRACE_SECONDS", 0.2)
    yield postgres
    postgres._idle.set()
    for number, handler in before.items():
        signal.signal(number, handler)


def run(engine: ModuleType, monkeypatch: pytest.MonkeyPatch, worker: Callable[[], Awaitable[None]]) -> None:
    """The worker's loop around this one, told to stop once it runs."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[None]:
        yield

    async def run_worker(**options: object) -> None:
        asyncio.get_running_loop().call_later(0.1, os.kill, os.getpid(), signal.SIGTERM)
        await worker()

    monkeypatch.setattr(engine, "app", SimpleNamespace(open_async=opened, run_worker_async=run_worker))
    asyncio.run(asyncio.wait_for(engine._work("deaf"), LONGEST_SECONDS))


def test_a_request_that_was_lost_is_said_again(engine: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []

    async def deaf() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            heard.append("lost")
        await asyncio.sleep(60)

    run(engine, monkeypatch, deaf)
    assert heard == ["lost"]


def test_a_job_under_way_is_not_disturbed_by_it(engine: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    async def busy() -> None:
        engine._idle.clear()
        threading.Timer(1.0, engine._idle.set).start()
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            while not engine._idle.is_set():
                await asyncio.sleep(0.05)  # a second request would end it here
            done.append("finished")
            raise

    run(engine, monkeypatch, busy)
    assert done == ["finished"]
