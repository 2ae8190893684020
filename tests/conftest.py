"""What every test may rely on: nothing that a test writes lands in the installation's own folder."""

import functools
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import override_settings

import scoring
from outsourcing import system_packages
from outsourcing.trust.results import EXAMPLES, FIGURE
from scoring.case import Case, case_sha256

Figure = Callable[..., None]
TEMPLATE = os.environ.get("OUTSOURCING_TEST_TEMPLATE", "")  # a database made by selftest
SLOW = {"test_platform_quickstart.py", "test_platform_selftest.py", "test_issue_report.py", "test_access.py"}
PLAIN_STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="run the tests that take minutes, too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in SLOW)  # else the last file keeps one core waiting
    if config.getoption("--all"):
        return
    long = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Any:
    """Count the examples that a law was tried on, for the report on the tests."""
    handle = getattr(getattr(item, "obj", None), "hypothesis", None)
    if handle is None:
        return (yield)
    tried, count = handle.inner_test, 0

    @functools.wraps(tried)
    def counting(*args: Any, **kwargs: Any) -> Any:
        nonlocal count
        count += 1
        return tried(*args, **kwargs)

    handle.inner_test = counting
    try:
        return (yield)
    finally:
        handle.inner_test = tried
        item.user_properties.append((EXAMPLES, str(count)))


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """figure("Processes killed while they wrote", 100): for the page that says how this was tested."""

    def give(name: str, value: float, unit: str = "") -> None:
        record_property(f"{FIGURE}{name}", json.dumps({"value": value, "unit": unit}))

    return give


@pytest.fixture(autouse=True, scope="session")
def _decided_once() -> Iterator[None]:
    """Many tests begin with the same case, to which the engine gives the same answer every time."""
    known: dict[tuple[str, int, int], Any] = {}

    def decide(case: Case, futures: int = 8192, seed: int = 1) -> Any:
        key = (case_sha256(case), futures, seed)
        if key not in known:
            known[key] = scoring.decide(case, futures=futures, seed=seed)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        for module in ("services.deciding", "selectors.quick_decision", "selectors.decision_so_far"):
            patch.setattr(f"assessments.{module}.decide", decide)
        yield


@pytest.fixture(autouse=True, scope="session")
def _installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Own files, quick passwords, static files without a manifest, a cache that needs no database."""
    with override_settings(
        MEDIA_ROOT=tmp_path_factory.mktemp("files"),
        STORAGES={**settings.STORAGES, "staticfiles": PLAIN_STATIC},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    ):
        yield


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """A copy of the self-test's template is already there; what is missing in it is migrated."""
    return bool(TEMPLATE and settings.ON_SQLITE)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as an installation has it: threads and other processes see the same rows."""
    database = connections["default"].settings_dict
    if not settings.ON_SQLITE:
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
        database["TEST"]["TEMPLATE"] = TEMPLATE or None
        return
    path = tmp_path_factory.mktemp("database") / "test.sqlite3"
    if TEMPLATE:
        shutil.copyfile(TEMPLATE, path)
    database["TEST"]["NAME"] = str(path)
    lasting = database["OPTIONS"]["init_command"]
    database["OPTIONS"]["init_command"] = lasting.replace("synchronous=FULL", "synchronous=OFF")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium. As root, which is what containers are, it runs only without its sandbox."""
    own = {"executable_path": system_packages.browser(), "args": ["--no-sandbox"]}
    return {**browser_type_launch_args, **own}


@pytest.fixture(scope="session")
def project_root() -> Path:
    return Path(__file__).resolve().parent.parent
