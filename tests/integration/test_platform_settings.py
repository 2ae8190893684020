"""The settings in processes of their own, because they are read once."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

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
