"""What fields for numbers make of a text: refused in words, nothing, or the number that it means."""

import math
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.forms import BaseForm, Field

from ui.forms import EstimateField, PercentField
from ui.forms.numeric import StrictDecimalField

from .pages import Control
from .sending import fields_of, read_alone
from .spellings import SPELLINGS

TEXTS = tuple(SPELLINGS)


def is_percent(field: Field) -> bool:
    measure = getattr(field, "measure", None) or getattr(getattr(field, "lever", None), "measure", None)
    return isinstance(field, PercentField) or bool(measure and measure.is_percent)


def meant(form: BaseForm, name: str, text: str) -> float | None:
    """As it is stored: a share as a fraction."""
    number = SPELLINGS[text]
    return None if number is None else float(number / 100 if is_percent(form.fields[name]) else number)


def read(form: BaseForm, name: str, control: Control, text: str) -> object:
    """An estimate with how one knows it; its ends with the likely value, which is the same."""
    if not isinstance(form.fields[name], EstimateField):
        return read_alone(form, name, control, text)
    estimate = form.add_prefix(name)
    return read_alone(form, name, control, text, {f"{estimate}_evidence": "A", f"{estimate}_likely": text})


def fault_of(form: BaseForm, name: str, control: Control, text: str) -> str:
    """Empty where the text is refused in words, is nothing, or is the number that it means."""
    try:
        value = read(form, name, control, text)
    except ValidationError as refusal:
        return "" if all(refusal.messages) else "refused without a word"
    except Exception as fault:  # whatever it is, a person would see a fault of the server
        return repr(fault)[:200]
    wanted = meant(form, name, text)
    if isinstance(value, dict):
        found = [float(value[part]) for part in ("low", "likely", "high") if value[part] is not None]
        right = not found or value["likely"] == wanted
    else:
        found = [float(value)] if isinstance(value, (int, float, Decimal)) else []
        right = found in ([], [wanted])
    return "" if right and all(map(math.isfinite, found)) else f"read as {found}"


def number_fields(made: dict[object, BaseForm]) -> list[tuple[BaseForm, str, Control]]:
    """By what the field is, and by what its input on the page says."""
    return [
        found
        for found in fields_of(made)
        if found[2].kind == "number" or isinstance(found[0].fields[found[1]], StrictDecimalField)
    ]


def wrong_readings(made: dict[object, BaseForm]) -> dict[tuple[str, str, str], str]:
    faults = {}
    for form, name, control in number_fields(made):
        for text in TEXTS:
            if fault := fault_of(form, name, control, text):
                faults[type(form).__name__, control.name, text[:40]] = fault
    return faults
