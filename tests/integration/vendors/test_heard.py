"""References and interviews: who called whom, what came of it, and how it raises what is known."""

from typing import Any

import pytest
from django.urls import reverse
from django_scopes import scope

from clients.services import Conflict
from vendors.models import Interview, Reference
from vendors.selectors.claims import claim
from vendors.services.diligence import change_reference, save_interview
from vendors.services.facts import contents_of
from vendors.services.vendors import save_profile

CALL = {
    "company": "Shoe Shop",
    "contact": "Head of service",
    "similar_work": "Calls about deliveries",
    "verified": "on",
    "called_by": "Editor",
    "called_on": "2026-10-01",
    "outcome": "Good after a slow start.",
    "would_hire_again": "yes",
    "confirms_facts": ["satisfaction"],
}


def address(world: Any, name: str, **more: Any) -> str:
    return reverse(name, kwargs={"client": world.client.slug, "vendor": "meridian", **more})


def add(world: Any, browser_of: Any, **changes: Any) -> Any:
    data = {key: value for key, value in {**CALL, **changes}.items() if value is not None}
    return browser_of("editor").post(address(world, "add_vendor_reference"), data)


def test_a_confirmed_claim_is_shown_as_checked_with_what_it_was(world: Any, browser_of: Any) -> None:
    with scope(client=world.client):
        said = {"satisfaction": claim(0.80, "low", least=0, most=1)}
        save_profile(world.vendor, contents=said, actor=world.owner)
    assert add(world, browser_of).status_code == 302
    page = browser_of("viewer").get(address(world, "show_vendor")).content.decode().replace("\u00a0", " ")
    assert "80 % (74 % to 86 %)" in page
    assert "Confirmed by Shoe Shop. The claim alone counted as 80 % (56 % to 92 %)" in page


def test_the_same_call_sent_twice_is_one(world: Any, browser_of: Any) -> None:
    for _ in range(3):
        add(world, browser_of)
    with scope(client=world.client):
        assert Reference.objects.count() == 1


def test_who_would_hire_again_is_counted(world: Any, browser_of: Any) -> None:
    add(world, browser_of)
    add(world, browser_of, company="Book Shop", would_hire_again="no")
    add(world, browser_of, company="Toy Shop", would_hire_again="")
    with scope(client=world.client):
        found = contents_of(world.vendor)["references_positive_share"]
    assert (found["likely"], found["evidence"]) == (0.5, "B")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"called_on": ""}, "Enter the day of the call"),
        ({"called_by": ""}, "Enter who made the call"),
        ({"called_on": "2999-01-01"}, "not in the future"),
        ({"verified": None}, "a claim is only confirmed by a call"),
        ({"confirms_facts": ["price"]}, "Select a valid choice"),
        ({"company": ""}, "Enter an answer"),
    ],
)
def test_a_call_without_its_facts_is_refused(world: Any, browser_of: Any, changes: Any, says: str) -> None:
    answer = add(world, browser_of, **changes)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    with scope(client=world.client):
        assert not Reference.objects.exists()


def test_a_removed_reference_confirms_nothing_any_more(world: Any, browser_of: Any) -> None:
    add(world, browser_of)
    with scope(client=world.client):
        row = Reference.objects.get()
    url = address(world, "remove_vendor_reference", reference=row.pk)
    browser_of("editor").post(url, {"version": "7"})
    with scope(client=world.client):
        assert Reference.objects.count() == 1
    browser_of("editor").post(url, {"version": "1"})
    with scope(client=world.client):
        assert not Reference.objects.exists()
        assert "references_positive_share" not in contents_of(world.vendor)


def test_a_colleague_is_not_overwritten(world: Any, browser_of: Any) -> None:
    add(world, browser_of)
    with scope(client=world.client):
        row = Reference.objects.select_related("vendor__client").get()
        change_reference(row, version=1, actor=world.owner, outcome="Bad.")
        with pytest.raises(Conflict):
            change_reference(Reference.objects.get(), version=1, actor=world.editor, outcome="Good.")
    data = {**CALL, "outcome": "Good.", "version": "1"}
    answer = browser_of("editor").post(address(world, "edit_vendor_reference", reference=row.pk), data)
    assert answer.status_code == 409
    assert "Good." in answer.content.decode()


def test_an_interview_keeps_the_words_with_which_it_was_asked(world: Any, browser_of: Any) -> None:
    url = address(world, "add_vendor_interview")
    data = {
        "held_on": "2026-10-01",
        "held_by": "Editor",
        "spoke_with": "Their head",
        "answer_0": "The shoe shop.",
    }
    for _ in range(2):
        assert browser_of("editor").post(url, data).status_code == 302
    with scope(client=world.client):
        interview = Interview.objects.get()
        first = interview.answers.first()
        assert first is not None
        assert (first.question[:5], first.answer) == ("Which", "The shoe shop.")
        with pytest.raises(Conflict):
            save_interview(vendor=world.vendor, answers=[], actor=world.owner, interview=interview, version=9)


def test_rows_of_another_vendor_are_not_found(world: Any, browser_of: Any) -> None:
    add(world, browser_of)
    with scope(client=world.client):
        pk = Reference.objects.get().pk
    assert (
        browser_of("editor").get(address(world, "edit_vendor_reference", reference=pk + 1)).status_code == 404
    )
    assert (
        browser_of("stranger").get(address(world, "edit_vendor_reference", reference=pk)).status_code == 404
    )
