"""Several people change one row at the same moment: every confirmed change is there."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client as Browser
from django.urls import reverse
from django_scopes import scope

from assessments.models import Assessment
from clients.choices import Role
from clients.models import Client, User
from clients.services import Conflict, add_member, update_if_unchanged
from tests.conftest import Figure

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, EDITS, FORMS = 8, 50, 20
Edit = Callable[[Assessment, str], bool]


@pytest.fixture
def assessment(client_named: Callable[[str], Client]) -> Assessment:
    client = client_named("Alba")
    with scope(client=client):
        return Assessment.objects.create(client=client, slug="review", title="Review")


def checked(row: Assessment, note: str) -> bool:
    """As every form of the product saves. False: somebody else was first, and the person is told."""
    try:
        update_if_unchanged(row, version=row.version, note=note)
    except Conflict:
        return False
    return True


def unchecked(row: Assessment, note: str) -> bool:
    row.note = note
    row.save(update_fields=["note"])
    return True


def write(assessment: Assessment, person: int, edit: Edit) -> int:
    """Add a word to the note, again after every conflict; how often somebody else was first."""
    conflicts = 0
    try:
        with scope(client=assessment.client):
            for number in range(EDITS):
                while True:
                    row = Assessment.objects.get(pk=assessment.pk)
                    if edit(row, f"{row.note} {person}:{number}"):
                        break
                    conflicts += 1
    finally:
        connections.close_all()
    return conflicts


def everybody_writes(assessment: Assessment, edit: Edit) -> tuple[int, int]:
    """How many confirmed changes are missing, and how often somebody was told that another was first."""
    with ThreadPoolExecutor(PEOPLE) as pool:
        conflicts = sum(pool.map(lambda person: write(assessment, person, edit), range(PEOPLE)))
    with scope(client=assessment.client):
        words = Assessment.objects.get().note.split()
    wanted = {f"{person}:{number}" for person in range(PEOPLE) for number in range(EDITS)}
    return len(wanted - set(words)), conflicts


def test_every_confirmed_change_is_there(assessment: Assessment, figure: Figure) -> None:
    missing, conflicts = everybody_writes(assessment, checked)
    figure("Changes of one row by eight people at once", PEOPLE * EDITS)
    figure("Changes lost", missing)
    figure("Times that somebody was told that a colleague was first", conflicts)
    assert missing == 0
    assert conflicts > 0, "nobody met anybody: this proves nothing"


def test_without_the_version_changes_are_lost(assessment: Assessment) -> None:
    missing, _ = everybody_writes(assessment, unchecked)
    assert missing > 0


def sent_at_once(address: str, person: User, keys: list[str]) -> Counter[int]:
    """One form per key, all at the same moment; how often which answer came."""

    def send(key: str) -> int:
        browser = Browser(raise_request_exception=False)
        browser.force_login(person)
        try:
            barrier.wait(30)
            return browser.post(address, {"title": "Review", "first_form": "full", "key": key}).status_code
        finally:
            connections.close_all()

    barrier = Barrier(len(keys))
    with ThreadPoolExecutor(len(keys)) as pool:
        return Counter(pool.map(send, keys))


@pytest.fixture
def new_assessment(client_named: Callable[[str], Client]) -> tuple[str, User]:
    """The address of the form for one, and somebody who may send it."""
    client = client_named("Alba")
    person = User.objects.create_user("ana@example.com", None, name="Ana")
    add_member(client=client, user=person, role=Role.OWNER, actor=None)
    return reverse("create_assessment", args=[client.slug]), person


def test_twenty_equal_forms_at_once_make_one_row(new_assessment: tuple[str, User], figure: Figure) -> None:
    answers = sent_at_once(*new_assessment, ["k" * 24] * FORMS)
    made = Assessment.objects.with_scopes_disabled().count()
    figure("Equal forms sent at the same moment", FORMS)
    figure("Rows that they made", made)
    assert made == 1
    assert answers == {302: FORMS}, "who clicked twice sees the page that follows, both times"


def test_twenty_forms_with_keys_of_their_own_make_twenty(new_assessment: tuple[str, User]) -> None:
    sent_at_once(*new_assessment, [f"{number:024}" for number in range(FORMS)])
    assert Assessment.objects.with_scopes_disabled().count() == FORMS
