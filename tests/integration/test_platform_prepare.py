"""What `prepare` does to a server's database before anything else."""

import uuid
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import CommandError
from django.db import connection

from outsourcing import preparation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def other_letters(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A connection to a database that keeps text as bytes of any kind."""
    if settings.ON_SQLITE:
        pytest.skip("runs where PostgreSQL does")
    name = f"letters_{uuid.uuid4().hex[:12]}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
    other = connection.copy()
    other.settings_dict = {**connection.settings_dict, "NAME": name}
    monkeypatch.setattr(preparation, "connection", other)
    yield
    other.close()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_database_for_other_letters_is_refused_before_anything_is_made(
    other_letters: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr(preparation, "call_command", lambda *args, **options: made.append(args[0]))
    with pytest.raises(CommandError, match=r"keeps text as SQL_ASCII.*ENCODING 'UTF8'"):
        preparation._migrate()
    assert made == []


def test_this_database_is_brought_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(preparation, "call_command", lambda *args, **options: made.append(args[0]))
    preparation._migrate()
    assert made == ["migrate"]
