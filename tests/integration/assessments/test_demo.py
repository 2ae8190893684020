"""The demo: what a fresh installation shows."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django_scopes import scopes_disabled

from assessments.models import Decision
from assessments.services.demo import load_demo, sign_in_file
from clients.models import User
from clients.selectors import memberships_of

pytestmark = pytest.mark.django_db


def test_the_demo_is_three_clients_with_a_decision_each_and_three_people(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any
) -> None:
    settings.DATA_DIR = tmp_path
    monkeypatch.setenv("OUTSOURCING_DEMO_PASSWORD", "correct horse battery")
    sign_ins = load_demo()
    kept = json.loads(sign_in_file().read_text())
    assert kept == sign_ins
    assert stat.S_IMODE(sign_in_file().stat().st_mode) == 0o600
    roles = {}
    for person in sign_ins:
        user = User.objects.get(email=person["email"])
        assert user.check_password("correct horse battery")
        roles[person["role"]] = [(m.client.slug, m.role) for m in memberships_of(user)]
    assert roles["consultant"] == [
        ("harbor-pine", "owner"),
        ("nimbushost", "owner"),
        ("saguaro-valley-health-plan", "owner"),
    ]
    assert roles["manager"] == [("harbor-pine", "editor")]
    assert roles["executive"] == [("harbor-pine", "viewer")]
    with scopes_disabled():
        assert [row.verdict for row in Decision.objects.all()] == ["conditional_go"] * 3
    with pytest.raises(CommandError, match="there already"):
        call_command("load_demo")


def test_passwords_are_made_up_where_none_is_given(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any
) -> None:
    settings.DATA_DIR = tmp_path
    monkeypatch.delenv("OUTSOURCING_DEMO_PASSWORD", raising=False)
    passwords = {person["password"] for person in load_demo()}
    assert len(passwords) == 3
    assert min(map(len, passwords)) >= 12
