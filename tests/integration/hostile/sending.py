"""Forms sent with troublesome texts, and single fields given them."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.forms import BaseForm, FileField
from django.forms.formsets import ManagementForm

from .pages import Control, Form, Page
from .place import Place
from .strings import NAUGHTY

ANSWERS = {200, 302, 400, 404, 409, 410, 413, 422}
STEP = 53  # no divisor of how many texts there are: each field begins elsewhere
TYPED = ("text", "number")
Sent = dict[str, list[str]]
Said = dict[str, str]


class Sender:
    """Sends forms, looks at what comes back and where it leads, and undoes it."""

    def __init__(self, place: Place) -> None:
        self.place, self.sent, self.accepted = place, 0, 0
        self.used: set[str] = set()
        self.wrong: list[tuple[str, Any]] = []

    def try_out(self, form: Form, data: Sent, signed_in: bool) -> None:
        self.used |= {text for texts in data.values() for text in texts}
        with transaction.atomic():
            self._send(form, data, signed_in)
            transaction.set_rollback(True)

    def _send(self, form: Form, data: Sent, signed_in: bool) -> None:
        answer = self.place.send(form, data, signed_in=signed_in)
        self.sent += 1
        if answer.status_code not in ANSWERS:
            self.wrong.append((form.action, answer.status_code))
        self._look(form.action, answer)
        if answer.status_code == 302:
            self.accepted += 1
            self._look(answer.url, self.place.look_at(answer.url, signed_in=signed_in))

    def _look(self, address: str, answer: Any) -> None:
        if "html" in answer.headers.get("Content-Type", ""):
            alive = Page(address, answer.content.decode()).alive
            self.wrong += [(address, one) for one in alive]


def together(
    form: Form, controls: list[Control], start: int, rounds: int, texts: Sequence[str] = NAUGHTY
) -> Iterator[Sent]:
    """Every field at once, each with another string."""
    for turn in range(rounds):
        given = {
            control.name: [texts[(start + turn + place * STEP) % len(texts)]]
            for place, control in enumerate(controls)
        }
        yield {**form.values, **given}


def alone(form: Form, controls: list[Control], start: int, rounds: int) -> Iterator[Sent]:
    """One field, while the others are as the page gave them."""
    for place, control in enumerate(controls):
        for turn in range(rounds):
            text = NAUGHTY[(start + turn * 7 + place * STEP) % len(NAUGHTY)]
            yield {**form.values, control.name: [text]}


def inputs(form: BaseForm, name: str) -> list[Control]:
    """What a field asks for on the page: one input, or several."""
    (found,) = Page("/", f"<form>{form[name].as_widget()}</form>").forms
    return found.of_kind(*TYPED)


def fields_of(made: dict[object, BaseForm]) -> Iterator[tuple[BaseForm, str, Control]]:
    for form in made.values():
        if not isinstance(form, ManagementForm):
            for name, field in form.fields.items():
                if not isinstance(field, FileField):
                    yield from ((form, name, control) for control in inputs(form, name))


def read_alone(form: BaseForm, name: str, control: Control, text: str, others: Said | None = None) -> object:
    """What the field makes of the text. Raises ValidationError where it refuses it."""
    data = {**(others or {}), control.name: text}
    field = form.fields[name]
    return field.clean(field.widget.value_from_datadict(data, {}, form.add_prefix(name)))  # type: ignore[arg-type]
