"""Which shape of question a field has, read from its widget."""

from typing import Final

from django import forms
from django.forms import BoundField

from ui.forms.estimate import EstimateWidget
from ui.forms.numeric import UnitInput

# The first that fits decides.
KINDS: Final[tuple[tuple[type[forms.Widget], str], ...]] = (
    (EstimateWidget, "estimate"),
    (UnitInput, "number"),
    (forms.CheckboxInput, "checkbox"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.FileInput, "file"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
)
GROUPS: Final = frozenset({"estimate", "checkboxes", "radios", "group"})
CSS_CLASSES: Final = {
    "estimate": "",
    "group": "",
    "hidden": "",
    "checkbox": "form-check-input",
    "checkboxes": "form-check-input",
    "radios": "form-check-input",
    "select": "form-select",
    "file": "form-control",
    "number": "form-control",
    "textarea": "form-control",
    "text": "form-control",
}


def kind_of(field: BoundField) -> str:
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    for widget_class, kind in KINDS:
        if isinstance(widget, widget_class):
            return kind
    return "group" if field.use_fieldset else "text"
