"""Strings that trouble programs in every field of every form: kept as text, or refused in words."""

from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from tests.conftest import Figure

from .finder import Finder, form_classes, noting_forms
from .pages import Form, Page
from .place import Place
from .readings import TEXTS, number_fields, wrong_readings
from .sending import STEP, Sender, alone, fields_of, read_alone, together
from .strings import MARK, NAUGHTY, PRODUCT

EVERY = ("text", "number", "forged")
TOGETHER, ALONE = 12, 3  # strings that a field of a page gets with its neighbours, and by itself
PLANTED = f"<{MARK} onload=1>'\"{{{{7919*7907}}}}"


def test_there_are_enough_strings(figure: Figure) -> None:
    assert len(NAUGHTY) >= 600
    assert len(set(NAUGHTY)) == len(NAUGHTY)
    assert len(NAUGHTY) % STEP
    figure("Strings that trouble programs", len(NAUGHTY))


def send_through(finder: Finder, figure: Figure, rounds: int, by_itself: int) -> Sender:
    sender = Sender(finder.place)
    for number, (form, signed_in) in enumerate(finder.forms.values()):
        start = number * 131
        for data in together(form, form.of_kind("text"), start, rounds if form.of_kind("text") else 0):
            sender.try_out(form, data, signed_in)
        for data in together(form, form.of_kind(*EVERY), start + 400, 1):
            sender.try_out(form, data, signed_in)
        for data in alone(form, form.of_kind("text"), start + 600, by_itself):
            sender.try_out(form, data, signed_in)
    figure("Forms found by opening every address", len(finder.forms))
    figure("Fields for text in them", finder.count("text"))
    figure("Forms sent with such strings", sender.sent)
    figure("Of them accepted and shown again", sender.accepted)
    figure("Answers that were faults, or text that came alive", len(sender.wrong) + len(finder.place.errors))
    return sender


@pytest.mark.django_db
def test_forms_of_every_address(figure: Figure) -> None:
    """A small share of the strings, and all ways to write a number, at the addresses themselves."""
    with noting_forms() as made:
        finder = Finder(Place()).open_everything(follow=False)
        sender = send_through(finder, figure, 1, 0)
    numbers, misread = number_fields(made), wrong_readings(made)
    figure("Fields for numbers", len(numbers))
    figure("Pairs of such a field and a way to write a number", len(numbers) * len(TEXTS))
    figure("Pairs that were misread or ended in a fault", len(misread))
    assert misread == {}
    assert len(numbers) > 200
    assert finder.place.errors == []
    assert sender.wrong == []
    assert finder.count("text") > 100


@pytest.mark.long
@pytest.mark.django_db
def test_forms_of_every_page(figure: Figure) -> None:
    """Every string, and every field of every page that can be reached. No form may stay unmet."""
    with noting_forms() as made:
        finder = Finder(Place()).open_everything(follow=True)
        sender = send_through(finder, figure, TOGETHER, ALONE)
        codes = Finder(finder.place).open_only(finder.place.ask_for_codes())
        for (form, signed_in), text in product(codes.forms.values(), NAUGHTY[::8]):
            sender.try_out(form, {**form.values, "code": [text]}, signed_in)
    assert finder.place.errors == []
    assert sender.wrong == []
    assert set(NAUGHTY) <= sender.used
    assert sender.accepted > len(finder.forms)
    unmet = form_classes() - {type(form) for form in made.values()}
    assert unmet == set(), "no address or link leads to these forms: let place.py bring about what shows them"


@pytest.mark.long
@pytest.mark.django_db
def test_every_string_in_every_field_by_itself(figure: Figure) -> None:
    tried, wrong = 0, []
    with noting_forms() as made:
        Finder(Place()).open_everything(follow=True)
    for form, name, control in fields_of(made):
        for text in NAUGHTY:
            tried += 1
            try:
                read_alone(form, name, control, text)
            except ValidationError as refusal:
                if not all(refusal.messages):
                    wrong.append((type(form), control.name, text[:40]))
            except Exception as fault:  # whatever it is, a person would see a fault of the server
                wrong.append((type(form), control.name, text[:40], repr(fault)[:200]))
    figure("Pairs of a string and a field, each tried by itself", tried)
    figure("Pairs that ended in a fault of the program", len(wrong))
    assert wrong == []
    assert tried > 600 * 239


@pytest.mark.long
@pytest.mark.django_db
def test_what_was_planted_everywhere_stays_text(figure: Figure) -> None:
    """Markup is saved wherever it is taken; then every page of the product is opened."""
    place = Place()
    for form, signed_in in Finder(place).open_everything(follow=True).forms.values():
        for control in form.of_kind("text") if form.method == "post" else []:
            with transaction.atomic():
                place.send(form, {**form.values, control.name: [PLANTED]}, signed_in=signed_in)
    again = Finder(place).open_everything(follow=True)
    showing = sum(f"&lt;{MARK}" in text for text in again.texts)
    figure("Pages that show markup which was planted, as text", showing)
    assert place.errors == []
    assert showing > 20
    assert not [text for text in again.texts if f"<{MARK}" in text or PRODUCT in text]


@pytest.mark.parametrize(
    "text", [text for text in NAUGHTY if text.startswith(("<script", "<img", "<iframe"))]
)
def test_text_that_came_alive_would_be_seen(text: str) -> None:
    assert Page("/", f"<p>{text}</p>").alive
    assert not Page("/", f"<p>{text.replace('<', '&lt;')}</p>").alive


@pytest.mark.django_db
def test_a_fault_of_the_server_would_be_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clients.views.people.render", lambda *args, **kwargs: 1 / 0)
    place = Place()
    form = Form("/", place.address_of("list_people"), "post")
    sender = Sender(place)
    sender.try_out(form, {"email": ["x"]}, signed_in=True)
    assert sender.wrong == [(form.action, 500)]
    assert "ZeroDivisionError" in place.errors[0]
