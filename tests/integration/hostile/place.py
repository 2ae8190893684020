"""A client with something of everything, its owner, and somebody who is not signed in."""

import traceback
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.core.signals import got_request_exception
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import get_resolver, reverse
from django_scopes import scope

from assessments.services.client_import import import_client
from assessments.services.deciding import decide_assessment
from assessments.services.scenarios import create_scenario
from clients.choices import Role
from clients.models import User
from clients.services import add_member
from jobs import runner
from reports.models import Report, ReportFile, ReportState

from ..access_table import ACCOUNT_ROUTES, World
from ..assessments.conftest import AS_OF, NAMES, document
from ..test_access import ROUTES
from .pages import Form, Page

URLENCODED = "application/x-www-form-urlencoded"
FUTURES, PASSWORD = 64, "a long pass phrase"
TRACE = 1500


class Place:
    """errors: what went wrong inside the product, whatever page the person got"""

    def __init__(self) -> None:
        self.owner = User.objects.create_user("owner@example.com", PASSWORD, name="Owner")
        self.owner.is_staff = True
        self.owner.save()
        self.nobody, self.browser = (Browser(raise_request_exception=False) for _ in range(2))
        self.browser.force_login(self.owner)
        self.errors: list[str] = []
        got_request_exception.connect(self._note)
        found = import_client(document=document(NAMES[0]), user=self.owner, as_of=AS_OF)
        self.world = World(found.client, found.assessment, self.owner, 3)
        colleague = User.objects.create_user("manager@example.com", None, name="Manager")
        add_member(client=found.client, user=colleague, role=Role.EDITOR, actor=self.owner)
        with scope(client=found.client):
            decide_assessment(found.assessment, self.owner, futures=FUTURES)
            self._decide_a_scenario(found.assessment)
        self._read_contacts()
        self.addresses = list(self._addresses())
        with scope(client=found.client):
            told = {"path": "reports/none.pdf", "sha256": "0" * 64, "size": 1}
            drawn = ReportFile.objects.create(client=found.client, content_hash="0" * 64, **told)
            Report.objects.update(state=ReportState.READY, file=drawn)
        self.browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})  # some pages ask again

    def ask_for_codes(self) -> list[tuple[str, bool]]:
        """Pages of two-step sign-in, and whether they are the owner's: the other one is half signed in."""
        halfway = User.objects.create_user("halfway@example.com", PASSWORD, name="Halfway")
        for person in (self.owner, halfway):
            TOTP.activate(person, generate_totp_secret())
        self.nobody.post(reverse("account_login"), {"login": halfway.email, "password": PASSWORD})
        return [(reverse("mfa_reauthenticate"), True), (reverse("mfa_authenticate"), False)]

    def _decide_a_scenario(self, assessment: Any) -> None:
        told = {"name": "Quality first", "note": "", "actor": self.owner, "changes": {}}
        decide_assessment(
            assessment, scenario=create_scenario(assessment=assessment, **told), futures=FUTURES
        )

    def _read_contacts(self) -> None:
        """So that there is something to be looked at before it is taken over."""
        address = self.address_of("map_columns")
        page = Page(address, self.browser.get(address).content.decode())
        form = next(form for form in page.forms if form.action == address)
        self.send(form, form.values)
        runner.run_waiting()

    def address_of(self, route: str) -> str:
        return reverse(route, kwargs=self.world.kwargs(route, ROUTES[route]))

    def _addresses(self) -> Iterator[str]:
        """Of the whole product."""
        yield from map(self.address_of, ROUTES)
        for name, entries in get_resolver().reverse_dict.lists():
            if isinstance(name, str) and name.startswith(ACCOUNT_ROUTES):
                yield from (reverse(name) for possible, *_ in entries[:1] if not possible[0][1])

    def send(self, form: Form, data: dict[str, list[str]], *, signed_in: bool = True) -> HttpResponse:
        cache.clear()  # limits of attempts are tried elsewhere
        browser = self.browser if signed_in else self.nobody
        query = urlencode(data, doseq=True, errors="surrogatepass")
        if form.method == "post":
            return browser.post(form.action, query, content_type=URLENCODED)
        return browser.get(f"{form.action.partition('?')[0]}?{query}")

    def look_at(self, address: str, *, signed_in: bool = True) -> HttpResponse:
        cache.clear()
        return (self.browser if signed_in else self.nobody).get(address)

    def _note(self, sender: Any, request: Any, **more: Any) -> None:
        self.errors.append(f"{request.method} {request.path}: {traceback.format_exc()[-TRACE:]}")
