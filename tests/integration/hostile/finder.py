"""Every form of the product: found by opening every address and following what the pages link to."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from django import forms
from django.urls import Resolver404, resolve

from .pages import Form, Page
from .place import Place

PATIENCE = 4  # addresses of one route that may show nothing new before no more of them are opened
MOST_OF_A_ROUTE = 60
ROOMS = ("ui", "clients", "vendors", "assessments", "reports", "jobs", "outsourcing")
SIGNS_OUT = "account_logout"
Key = tuple[str, str, str]


def route_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


class Finder:
    """forms: each once, with whether one has to be signed in · pages: how many were read"""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.forms: dict[Key, tuple[Form, bool]] = {}
        self.pages = 0
        self.texts: list[str] = []
        self._known: set[tuple[str, str]] = set()
        self._opened: set[tuple[str, bool]] = set()
        self._vain: Counter[str] = Counter()
        self._of_route: Counter[str] = Counter()

    def open_everything(self, *, follow: bool) -> "Finder":
        for signed_in in (True, False):
            waiting = list(self.place.addresses)
            while waiting:
                links = self._open(waiting.pop(0), signed_in)
                waiting += links if follow else []
        return self

    def open_only(self, addresses: Iterable[tuple[str, bool]]) -> "Finder":
        for address, signed_in in addresses:
            self._open(address, signed_in)
        return self

    def _is_worth_it(self, address: str, signed_in: bool) -> bool:
        route = route_of(address)
        dull = self._vain[route] > PATIENCE or self._of_route[route] > MOST_OF_A_ROUTE
        return bool(route) and route != SIGNS_OUT and not dull and (address, signed_in) not in self._opened

    def _open(self, address: str, signed_in: bool) -> list[str]:
        if not self._is_worth_it(address, signed_in):
            return []
        route = route_of(address)
        self._opened.add((address, signed_in))
        self._of_route[route] += 1
        answer = self.place.look_at(address, signed_in=signed_in)
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            return []
        text = answer.content.decode()
        page = Page(address, text)
        assert page.alive == [], (address, page.alive)
        self.pages += 1
        self.texts.append(text)
        self._vain[route] = 0 if self._take(page, signed_in) else self._vain[route] + 1
        return [link.partition("#")[0] for link in page.links if not urlsplit(link).netloc]

    def _take(self, page: Page, signed_in: bool) -> bool:
        """Whether the page asked for something that none before it did."""
        news = False
        for form in page.forms:
            target = route_of(form.action)
            fresh = {(target, control.name) for control in form.controls} - self._known
            if fresh and target != SIGNS_OUT:
                self.forms[target, form.method, " ".join(sorted(form.values))] = form, signed_in
                self._known |= fresh
                news = True
        return news

    def count(self, *kinds: str) -> int:
        """Fields by the address that takes them."""
        found = {(key[0], one.name) for key, (form, _) in self.forms.items() for one in form.of_kind(*kinds)}
        return len(found)


def form_classes() -> set[type[forms.BaseForm]]:
    """Those of the product that no other one is built upon."""
    found, waiting = set(), [forms.BaseForm]
    while waiting:
        children = waiting.pop().__subclasses__()
        waiting += children
        found |= {one for one in children if not one.__subclasses__()}
    return {one for one in found if one.__module__.split(".")[0] in ROOMS}


@contextmanager
def noting_forms() -> Iterator[dict[Any, forms.BaseForm]]:
    """One of each kind that is made meanwhile: by its class and the names of its fields."""
    made: dict[Any, forms.BaseForm] = {}
    begin = forms.BaseForm.__init__

    def init(self: forms.BaseForm, *args: Any, **kwargs: Any) -> None:
        begin(self, *args, **kwargs)
        waiting.append(self)  # its fields may come after this

    waiting: list[forms.BaseForm] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forms.BaseForm, "__init__", init)
        yield made
    made.update({(type(form), tuple(form.fields)): form for form in waiting})
