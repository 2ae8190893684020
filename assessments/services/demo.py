"""The demo: three clients, three people, a decision each."""

import datetime as dt
import json
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction
from django_scopes import scope

from assessments.services.client_import import Imported, import_client, read_document
from assessments.services.deciding import decide_assessment
from clients.choices import Role
from clients.models import Client, User
from clients.services import add_member
from vendors.services.reference import load_reference

FOLDER: Final = Path(__file__).resolve().parent.parent / "data" / "demo"
AS_OF: Final = dt.date(2026, 11, 1)
PASSWORD_VARIABLE: Final = "OUTSOURCING_DEMO_PASSWORD"  # noqa: S105 (the name of a variable)
CONSULTANT, MANAGER, EXECUTIVE = "ana@example.com", "priya@example.com", "tom@example.com"
PEOPLE: Final = {
    CONSULTANT: ("Ana Consultant", "consultant"),
    MANAGER: ("Priya Manager", "manager"),
    EXECUTIVE: ("Tom Executive", "executive"),
}
RETAILER: Final = "case1_online_retailer"
SignIn = dict[str, str]


class DemoIsThere(Exception):
    """The demo was loaded before."""


def load_demo(say: Callable[[str], object] = lambda text: None) -> list[SignIn]:
    """Import the demo clients, give the people roles, decide each. Sign-ins go to a private file."""
    if Client.objects.filter(is_demo=True).exists():
        raise DemoIsThere("The demo clients are there already.")
    load_reference()
    with transaction.atomic():
        sign_ins = list(_people())
        imported = list(_clients(say))
    for found in imported:
        say(f"Computing the decision of {found.client.name}")
        with scope(client=found.client):
            decide_assessment(found.assessment, found.assessment.created_by)
    _keep(sign_ins)
    return sign_ins


def sign_in_file() -> Path:
    return Path(settings.DATA_DIR) / "demo-sign-ins.json"


def _people() -> Iterator[SignIn]:
    for email, (name, role) in PEOPLE.items():
        password = os.environ.get(PASSWORD_VARIABLE) or secrets.token_urlsafe(9)
        user = User.objects.filter(email=email).first() or User(email=email, name=name)
        user.set_password(password)
        user.save()
        yield {"role": role, "email": email, "password": password}


def _clients(say: Callable[[str], object]) -> Iterator[Imported]:
    people = {user.email: user for user in User.objects.filter(email__in=PEOPLE)}
    for path in sorted(FOLDER.glob("*.json")):
        document = read_document(path)
        found = import_client(
            document=document, user=people[CONSULTANT], as_of=AS_OF, is_demo=True, again=True
        )
        say(f"Imported {found.client.name}")
        if path.stem == RETAILER:
            add_member(client=found.client, user=people[MANAGER], role=Role.EDITOR, actor=people[CONSULTANT])
            add_member(
                client=found.client, user=people[EXECUTIVE], role=Role.VIEWER, actor=people[CONSULTANT]
            )
        yield found


def _keep(sign_ins: list[SignIn]) -> None:
    """For the person at this machine only."""
    path = sign_in_file()
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(sign_ins, file, indent=1)
