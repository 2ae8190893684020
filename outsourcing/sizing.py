"""How much an installation needs, measured on this machine in an installation of its own."""

import http.cookiejar
import json
import os
import re
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django_scopes import scope, scopes_disabled

from assessments.models import Decision
from assessments.services.demo import sign_in_file
from clients.models import Client
from outsourcing.embedded import free_port
from outsourcing.preparation import load_demo, prepare
from outsourcing.trust.machine import machine
from reports.models import Report, ReportState
from reports.services import issue_report

PAGES = {
    "list of clients": ("list_clients",),
    "assessment": ("show_assessment", "client", "assessment"),
    "decision": ("show_decision", "client", "assessment"),
    "all answers": ("check_answers", "client", "assessment"),
    "vendors": ("list_vendors", "client"),
    "reports": ("list_reports", "client"),
}
SECONDS_A_PAGE, PAGES_AT_LEAST = 2.0, 10
REPORTS = 5
WAIT_SECONDS = 60
Row = tuple[str, str]
Program = subprocess.Popen[bytes]


def measure(say: Callable[[str], None]) -> list[Row]:
    """In the installation of this process, which has to be an empty one."""
    prepare(say)
    empty = _size_of_database()
    load_demo(say)
    clients = Client.objects.count()
    rows = [("measured on", machine())]
    per_client = (_size_of_database() - empty) / clients
    rows.append(("database of one client with an assessment and a decision", f"{per_client / 1024:,.0f} KB"))
    port = free_port(18400)
    with _started("-m", "gunicorn", "outsourcing.wsgi", f"--bind=127.0.0.1:{port}", "--workers=1") as web:
        say("Asking for pages")
        rows += _pages(f"http://127.0.0.1:{port}", web)
        rows.append(("memory of one web process after that", _memory(web)))
    with _started("manage.py", "worker", "--until-input-ends") as worker:
        say("Drawing reports")
        rows += _reports(worker)
        rows.append(("memory of one worker after that", _memory(worker)))
    return rows


def table(rows: list[Row]) -> str:
    lines = [f"| {name} | {value} |" for name, value in rows]
    return "\n".join(["| what | measured |", "| --- | --- |", *lines])


def _pages(site: str, web: Program) -> Iterator[Row]:
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    _sign_in(opener, site)
    for name, address in _addresses():
        yield f"{name}: pages in a second of one core", _rate(opener, site + address, web)


def _addresses() -> Iterator[Row]:
    with scopes_disabled():
        found = Decision.objects.select_related("assessment__client")[0].assessment
    place = {"client": found.client.slug, "assessment": found.slug}
    for name, (route, *parts) in PAGES.items():
        yield name, reverse(route, kwargs={part: place[part] for part in parts})


def _sign_in(opener: urllib.request.OpenerDirector, site: str) -> None:
    address = site + reverse(settings.LOGIN_URL)
    person = json.loads(sign_in_file().read_text())[0]
    page = _answer_of_a_starting_server(opener, address)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    form = {"login": person["email"], "password": person["password"], "csrfmiddlewaretoken": token[1]}
    answer = opener.open(urllib.request.Request(address, urllib.parse.urlencode(form).encode()))  # noqa: S310
    assert answer.url != address, "signing in failed"


def _answer_of_a_starting_server(opener: urllib.request.OpenerDirector, address: str) -> str:
    for _ in range(WAIT_SECONDS * 4):
        try:
            return str(opener.open(address).read().decode())
        except OSError:
            time.sleep(0.25)
    raise TimeoutError("The web server did not start.")


def _rate(opener: urllib.request.OpenerDirector, address: str, web: Program) -> str:
    opener.open(address).read()  # what is loaded with the first request is not counted
    count, used = 0, _processor_seconds(web)
    while count < PAGES_AT_LEAST or _processor_seconds(web) - used < SECONDS_A_PAGE:
        opener.open(address).read()
        count += 1
    return f"{count / (_processor_seconds(web) - used):,.0f}"


def _reports(worker: Program) -> Iterator[Row]:
    with scopes_disabled():
        decision = Decision.objects.select_related("assessment__client")[0]
    with scope(client=decision.assessment.client):
        _drawn(decision, "first")  # loads fonts and style sheets
        used = _processor_seconds(worker)
        sizes = [_drawn(decision, f"number {number}") for number in range(REPORTS)]
        hourly = REPORTS / (_processor_seconds(worker) - used) * 3600
    yield "full reports in an hour of one core", f"{hourly:,.0f}"
    yield "one full report on disk", f"{max(sizes) / 1024:,.0f} KB"


def _drawn(decision: Decision, mark: str) -> int:
    """Another mark gives another report, so that each is drawn."""
    report = issue_report(decision=decision, user=None, mark=mark)
    for _ in range(WAIT_SECONDS * 20):
        if (now := Report.objects.select_related("file").get(pk=report.pk)).state == ReportState.READY:
            assert now.file
            return int(now.file.size)
        time.sleep(0.05)
    raise TimeoutError("The report was not drawn.")


@contextmanager
def _started(*arguments: str) -> Iterator[Program]:
    process = subprocess.Popen([sys.executable, *arguments], cwd=settings.BASE_DIR, stdin=subprocess.PIPE)  # noqa: S603
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def _memory(process: Program) -> str:
    """The largest of the process and its children, which is where gunicorn does the work."""
    numbers = [process.pid, *_children_of(process.pid)]
    sizes = [re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{n}/status").read_text()) for n in numbers]
    return f"{max(int(size[1]) for size in sizes if size) / 1024:,.0f} MB"


def _processor_seconds(program: Program) -> float:
    """Of the process, its children and those that have ended: what else the machine does hardly counts."""
    ticks = 0
    for number in (program.pid, *_children_of(program.pid)):
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(int(field) for field in fields[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def _children_of(number: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{number}/task/{number}/children").read_text().split()]


def _size_of_database() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])
