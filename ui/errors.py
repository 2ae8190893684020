"""From a form's errors to links that lead to the fields."""

from typing import Any, NamedTuple

from django.forms import BaseForm, BaseFormSet, BoundField

from ui.forms.kinds import GROUPS, kind_of


class ErrorLink(NamedTuple):
    id: str
    message: str


def field_anchor(field: BoundField) -> str:
    """The id of the control, or of the group where the question has several."""
    if kind_of(field) in GROUPS:
        return f"group_{field.auto_id}"
    return field.id_for_label or str(field.auto_id)


def links_of_form(form: BaseForm) -> list[ErrorLink]:
    """Errors of the whole form first, then field by field in the order of the page."""
    links = [ErrorLink("", str(error)) for error in form.non_field_errors()]
    for field in form:
        links += [ErrorLink(field_anchor(field), f"{field.label}: {error}") for error in field.errors]
    return links


def links_of_formset(formset: "BaseFormSet[Any]") -> list[ErrorLink]:
    """The same for a row of forms."""
    links = [ErrorLink("", str(error)) for error in formset.non_form_errors()]
    for form in formset.forms:
        links += links_of_form(form)
    return links
