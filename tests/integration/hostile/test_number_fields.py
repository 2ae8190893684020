"""Ways to write a number in every field for a number: taken as what it means, or refused in words."""

from decimal import Decimal

import pytest

from tests.conftest import Figure
from ui.forms import QuestionForm
from ui.forms.numeric import StrictDecimalField

from .finder import Finder, noting_forms
from .pages import Control
from .place import Place
from .readings import TEXTS, fault_of, wrong_readings
from .sending import Sender, together

ROUNDS = 20  # spellings that each field of a page gets


class Hours(QuestionForm):
    hours = StrictDecimalField(required=False)


def test_there_are_enough_ways_to_write_a_number(figure: Figure) -> None:
    assert len(TEXTS) >= 60
    figure("Ways to write a number", len(TEXTS))


@pytest.mark.long
@pytest.mark.django_db
def test_pages_with_number_fields(figure: Figure) -> None:
    """As sent by a browser: every field at once, each with another spelling."""
    with noting_forms() as made:
        finder = Finder(Place()).open_everything(follow=True)
    assert wrong_readings(made) == {}
    sender = Sender(finder.place)
    for number, (form, signed_in) in enumerate(finder.forms.values()):
        controls = form.of_kind("number")
        rounds = ROUNDS if controls else 0
        for data in together(form, controls, number * 7, rounds, TEXTS):
            sender.try_out(form, data, signed_in)
    figure("Fields for numbers on all pages", finder.count("number"))
    figure("Pages sent with such numbers", sender.sent)
    figure("Answers to them that were faults", len(sender.wrong) + len(finder.place.errors))
    assert finder.place.errors == []
    assert sender.wrong == []
    assert set(TEXTS) <= sender.used


def test_a_field_that_reads_as_python_does_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python takes NaN, infinity, 1_000 and the digits of every script."""
    monkeypatch.setattr("ui.forms.numeric.read_decimal", lambda text: Decimal(text.strip()))
    form = Hours()
    faults = {text for text in TEXTS if fault_of(form, "hours", Control("hours", "number"), text)}
    assert {"NaN", "1e5", "1_000", "١٢"} <= faults
