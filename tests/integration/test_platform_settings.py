"""The settings in processes of their own, because they are read once."""

import io
import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from outsourcing import environment

READ = """
import json, sys
names = sys.argv[1:]
from outsourcing import settings
print(json.dumps({name: getattr(settings, name, None) for name in names}, default=str))
"""


def read_settings(
    root: Path, data: Path, *names: str, code: str = READ, **environment: str
) -> dict[str, Any]:
    known = {
        key: value for key, value in os.environ.items() if not key.startswith(("OUTSOURCING", "DATABASE"))
    }
    result = subprocess.run(
        [sys.executable, "-c", code, *names],
        cwd=root,
        env={**known, "OUTSOURCING_DATA_DIR": str(data), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(result.stdout))


def test_everything_that_is_written_lies_in_the_data_folder(project_root: Path, tmp_path: Path) -> None:
    found = read_settings(project_root, tmp_path, "DATABASES", "MEDIA_ROOT", "STATIC_ROOT")
    places = [found["DATABASES"]["default"]["NAME"], found["MEDIA_ROOT"], found["STATIC_ROOT"]]
    assert [Path(place).is_relative_to(tmp_path) for place in places] == [True, True, True]


def test_the_secret_key_is_made_once_and_belongs_to_the_owner(project_root: Path, tmp_path: Path) -> None:
    first = read_settings(project_root, tmp_path, "SECRET_KEY")
    assert len(first["SECRET_KEY"]) > 60
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert read_settings(project_root, tmp_path, "SECRET_KEY") == first


COOKIES = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"]


def test_on_this_machine_alone_nothing_asks_for_encryption(project_root: Path, tmp_path: Path) -> None:
    assert set(read_settings(project_root, tmp_path, *COOKIES).values()) == {None}


def test_with_a_host_name_everything_is_encrypted(project_root: Path, tmp_path: Path) -> None:
    found = read_settings(
        project_root, tmp_path, *COOKIES, "CSRF_TRUSTED_ORIGINS", OUTSOURCING_HOSTS="advisor.example.org"
    )
    assert found.pop("CSRF_TRUSTED_ORIGINS") == ["https://advisor.example.org"]
    assert all(found.values())


def test_cookies_belong_to_this_host_alone(project_root: Path, tmp_path: Path) -> None:
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"]
    found = read_settings(project_root, tmp_path, *names, OUTSOURCING_HOSTS="advisor.example.org")
    assert all(name.startswith("__Host-") for name in found.values())
    assert set(read_settings(project_root, tmp_path, *names).values()) == {
        None
    }  # no encryption, no such name


def test_the_engine_for_jobs_follows_from_the_database(project_root: Path, tmp_path: Path) -> None:
    embedded = read_settings(project_root, tmp_path, "JOBS_ENGINE")
    server = read_settings(project_root, tmp_path, "JOBS_ENGINE", DATABASE_URL="postgres://u:p@db/advisor")
    assert (embedded["JOBS_ENGINE"], server["JOBS_ENGINE"]) == ("sqlite", "postgres")


@pytest.mark.parametrize(("version", "journal"), [("3, 40, 1", "DELETE"), ("3, 51, 3", "WAL")])
def test_an_old_sqlite_falls_back_to_the_rollback_journal(
    project_root: Path, tmp_path: Path, version: str, journal: str
) -> None:
    pretend = (
        f"import sqlite3, sys; sys.modules['pysqlite3'] = sqlite3; sqlite3.sqlite_version_info = ({version})"
    )
    found = read_settings(project_root, tmp_path, "SQLITE_JOURNAL", code=f"{pretend}\n{READ}")
    assert found == {"SQLITE_JOURNAL": journal}


def test_the_deployment_check_is_clean(project_root: Path, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "OUTSOURCING_DATA_DIR": str(tmp_path),
        "OUTSOURCING_HOSTS": "advisor.example.org",
    }
    environment["OUTSOURCING_NO_BOOTSTRAP"] = "1"
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    result = subprocess.run(command, cwd=project_root, env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def test_the_data_folder_is_made_for_the_owner_alone(project_root: Path, tmp_path: Path) -> None:
    read_settings(project_root, tmp_path / "made" / "data")
    assert (tmp_path / "made" / "data").stat().st_mode & 0o777 == 0o700


def test_what_is_empty_counts_as_not_given(project_root: Path, tmp_path: Path) -> None:
    names = ["ON_SQLITE", "PROXIES", "EMAIL_PORT", "JOBS_LEASE_SECONDS", "ALLOWED_HOSTS"]
    variables = ["DATABASE_URL", *(f"OUTSOURCING_{end}" for end in ("PROXIES", "EMAIL_PORT", "JOB_LEASE"))]
    empty = dict.fromkeys([*variables, "OUTSOURCING_HOSTS", "OUTSOURCING_LOG"], "")
    assert read_settings(project_root, tmp_path, *names, **empty) == read_settings(
        project_root, tmp_path, *names
    )


def test_port_quoting_and_options_of_a_database_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgres://ana:a%2Fb%23c%25d@db.example:6432/advisor?sslmode=require"
    monkeypatch.setenv("DATABASE_URL", url)
    found = environment.database("DATABASE_URL", "")
    assert (found["PASSWORD"], found["HOST"], found["PORT"]) == ("a/b#c%d", "db.example", 6432)
    assert (found["NAME"], found["OPTIONS"]) == ("advisor", {"sslmode": "require"})


@pytest.mark.parametrize(
    ("url", "words"),
    [
        *((f"postgres://ana:s3{sign}cret@db/advisor", "%2F, # as %23") for sign in "/#?["),
        *((f"postgres://ana:53{sign}cret@db/advisor", "%2F, # as %23") for sign in "#?"),
        ("postgres://ana:12/cret@db/advisor", "%2F, # as %23"),
        ("postgres://ana:cret@db:five/advisor", "postgres://user:password@host:5432/name"),
        ("postgres://ana:cret@db", "postgres://user:password@host:5432/name"),
        ("mysql://ana:cret@db/advisor", "postgres://, postgresql://, sqlite://"),
        ("ana:cret@db/advisor", "postgres://, postgresql://, sqlite://"),
    ],
)
def test_an_address_that_cannot_be_read_is_refused_without_its_password(
    monkeypatch: pytest.MonkeyPatch, url: str, words: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL ") as refusal:
        environment.database("DATABASE_URL", "")
    assert words in str(refusal.value)
    assert "cret" not in str(refusal.value)
    assert refusal.value.__suppress_context__ or refusal.value.__context__ is None


@pytest.mark.parametrize("text", ["one", "-1", "1.5", "101", "²"])
def test_a_number_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("OUTSOURCING_PROXIES", text)
    with pytest.raises(
        ImproperlyConfigured, match="OUTSOURCING_PROXIES must be a whole number from 0 to 100"
    ):
        environment.whole_number("OUTSOURCING_PROXIES", 0, most=100)


@pytest.mark.parametrize("text", ["15 s", "0", "-3", "nan", "inf", "1e3"])
def test_seconds_that_are_none_are_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("OUTSOURCING_JOB_LEASE", text)
    with pytest.raises(ImproperlyConfigured, match="OUTSOURCING_JOB_LEASE must be a number of seconds"):
        environment.seconds("OUTSOURCING_JOB_LEASE", 15)


def test_a_level_of_the_log_is_known_in_any_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUTSOURCING_LOG", "warning")
    assert environment.log_level("OUTSOURCING_LOG", "INFO") == "WARNING"
    monkeypatch.setenv("OUTSOURCING_LOG", "loud")
    with pytest.raises(ImproperlyConfigured, match="OUTSOURCING_LOG must be one of DEBUG, INFO"):
        environment.log_level("OUTSOURCING_LOG", "INFO")


def test_names_of_hosts_are_read_with_blanks_around_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUTSOURCING_HOSTS", " advisor.example , .example.org,10.0.0.1,[::1],*,")
    found = environment.hosts("OUTSOURCING_HOSTS", [])
    assert found == ["advisor.example", ".example.org", "10.0.0.1", "[::1]", "*"]


@pytest.mark.parametrize(
    "text", ["https://a.example", "a.example:8000", "a.example b.example", "a.example/x"]
)
def test_what_is_no_name_of_a_host_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("OUTSOURCING_HOSTS", text)
    with pytest.raises(ImproperlyConfigured, match="OUTSOURCING_HOSTS takes names of hosts"):
        environment.hosts("OUTSOURCING_HOSTS", [])


@pytest.mark.parametrize("command", ["prepare", "check"])
def test_a_wrong_setting_is_told_in_one_line(project_root: Path, tmp_path: Path, command: str) -> None:
    given = {"OUTSOURCING_DATA_DIR": str(tmp_path), "OUTSOURCING_PROXIES": "one"}
    program = [sys.executable, "manage.py", command]
    done = subprocess.run(
        program, cwd=project_root, env={**os.environ, **given}, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr == "OUTSOURCING_PROXIES must be a whole number from 0 to 100, not 'one'.\n"


def test_a_request_for_another_host_is_one_line(client: Client) -> None:
    """The handler of the installation writes; those of the tests would hide it."""
    stream = io.StringIO()
    handler = next(found for found in logging.getLogger().handlers if type(found) is logging.StreamHandler)
    before = handler.setStream(stream)
    try:
        assert client.get("/healthz", headers={"host": "elsewhere.example"}).status_code == 400
    finally:
        handler.setStream(before)
    written = [line for line in stream.getvalue().splitlines() if "django.request" not in line]
    (line,) = written
    assert " WARNING django.security.DisallowedHost " in line
    assert "add 'elsewhere.example' to OUTSOURCING_HOSTS" in line
