"""How a form becomes questions: labels, help and errors belong to their control."""

import re

import pytest
from django import forms
from django.template import Context, Template

from ui.errors import links_of_form
from ui.forms import Benchmark, CheckboxGroup, EstimateField, MoneyField, QuestionForm, RadioCards


class Questions(QuestionForm):
    pay = EstimateField(unit="USD", label="Pay", help_text="Base wage.")
    rent = MoneyField(label="Rent", per="month", help_text="Without heating.")
    team = forms.ChoiceField(
        label="Team",
        help_text="Why.",
        choices=[("a", "Alpha")],
        widget=RadioCards(descriptions={"a": "First"}),
    )
    channels = forms.MultipleChoiceField(
        label="Channels",
        help_text="All.",
        choices=[("phone", "Phone"), ("chat", "Chat")],
        widget=CheckboxGroup,
    )
    name = forms.CharField(label="Name", required=False)
    sure = forms.BooleanField(label="I am sure")
    benchmarks = {
        "pay": Benchmark("Median $20.59.", "BLS, May 2024", key="pay", likely="20.59", evidence="D")
    }


def drawn(form: forms.Form) -> str:
    return str(Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": form})))


@pytest.fixture
def refused() -> str:
    return drawn(Questions({"pay_likely": "x"}))


def test_groups_are_linked_to_help_and_errors(refused: str) -> None:
    for name in ("pay", "team", "channels"):
        fieldset = re.search(rf'<fieldset id="group_id_{name}" aria-describedby="([^"]+)"', refused)
        assert fieldset
        assert fieldset[1].split() == [f"id_{name}_helptext", f"id_{name}_error"]
        for target in fieldset[1].split():
            assert f'id="{target}"' in refused


def test_single_fields_are_linked_to_help_and_errors(refused: str) -> None:
    rent = re.search(r'<input[^>]+name="rent"[^>]*>', refused)
    assert rent
    assert 'aria-describedby="id_rent_helptext id_rent_error"' in rent[0]
    assert 'aria-invalid="true"' in rent[0]
    assert "is-invalid" in rent[0]


def test_every_id_is_used_once(refused: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', refused)
    assert len(ids) == len(set(ids))


def test_every_label_has_its_control(refused: str) -> None:
    targets = set(re.findall(r'<label[^>]*for="([^"]+)"', refused))
    assert targets
    assert targets <= set(re.findall(r'\sid="([^"]+)"', refused))


def test_the_error_summary_leads_to_what_is_there(refused: str) -> None:
    form = Questions({"pay_likely": "x"})
    links = links_of_form(form)
    assert [link.id for link in links] == [
        "group_id_pay",
        "id_rent",
        "group_id_team",
        "group_id_channels",
        "id_sure",
    ]
    assert all(f'id="{link.id}"' in refused for link in links)
    assert links[1].message == "Rent: Enter an amount"
    assert links[4].message == "I am sure: Tick this to go on"


def test_errors_of_the_whole_form_are_shown() -> None:
    form = Questions({})
    form.add_error(None, "The two do not fit.")
    assert "The two do not fit." in drawn(form)
    assert links_of_form(form)[0] == ("", "The two do not fit.")


def test_units_choices_and_reference_figures_are_shown() -> None:
    page = drawn(Questions())
    assert "per month" in page
    assert "First" in page
    assert "Median $20.59." in page
    assert 'data-use-for="id_pay"' in page
    assert page.count("(optional)") == 1


def test_a_choice_that_was_made_is_checked() -> None:
    page = drawn(Questions(initial={"team": "a", "channels": ["chat"]}))
    assert re.search(r'value="a" id="[^"]+" checked', page)
    assert re.search(r'value="chat" id="[^"]+" checked', page)
    assert not re.search(r'value="phone" id="[^"]+" checked', page)


def test_a_form_s_own_words_stay() -> None:
    class Own(QuestionForm):
        city = forms.CharField(error_messages={"required": "Say where"})
        land = forms.CharField()

    assert Own({}).errors == {"city": ["Say where"], "land": ["Enter an answer"]}
