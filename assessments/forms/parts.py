"""Questions of several parts: languages with their shares, and the months of a year."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from ui.numbers import NotANumber, read_decimal, without_unit, written
from vendors.journey.choices import languages

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
SPARE_ROWS: Final = 2
LEAST_ROWS: Final = 3
MOST_ROWS: Final = 12
TOLERANCE: Final = 0.005


class PartsWidget(forms.Widget):
    """Draws a project template with texts that were typed, or with a stored value."""

    use_fieldset = True

    def id_for_label(self, id_: str) -> str:
        return ""

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        return mark_safe(render_to_string(template_name, context))  # noqa: S308 (rendered and escaped)

    def parts(self, name: str, attrs: Mapping[str, Any] | None, **more: Any) -> dict[str, Any]:
        given = attrs or {}
        described = given.get("aria-describedby", "")
        return {"name": name, "id": given.get("id") or f"id_{name}", "describedby": described, **more}


class LanguagesWidget(PartsWidget):
    template_name = "assessments/parts/languages.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]]:
        rows = [
            {
                "code": str(data.get(f"{name}_{n}_code") or ""),
                "share": str(data.get(f"{name}_{n}_share") or ""),
            }
            for n in range(MOST_ROWS)
        ]
        return [row for row in rows if row["code"] or row["share"].strip()]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}_0_code" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        rows = [{"code": row["code"], "share": _percent(row["share"])} for row in value or ()]
        count = min(max(len(rows) + SPARE_ROWS, LEAST_ROWS), MOST_ROWS)
        rows += [{"code": "", "share": ""}] * (count - len(rows))
        context = super().get_context(name, value, attrs)
        context["parts"] = self.parts(name, attrs, rows=rows, languages=languages())
        return context


class LanguagesField(forms.Field):
    """A list of code and share (0 to 1) that adds up to 1, the largest first."""

    widget = LanguagesWidget

    def clean(self, value: list[dict[str, str]] | None) -> list[dict[str, Any]]:
        rows = [self._row(row) for row in value or ()]
        if not rows:
            if self.required:
                raise ValidationError("Choose at least one language and its share", code="required")
            return []
        if len({row["code"] for row in rows}) < len(rows):
            raise ValidationError("Give each language only once", code="twice")
        total = sum(row["share"] for row in rows)
        if abs(total - 1) > TOLERANCE:
            raise ValidationError(
                f"The shares add up to {written(total * 100, 1)} %. Change them until they add up to 100 %",
                code="total",
            )
        return sorted(rows, key=lambda row: (-row["share"], row["code"]))

    def _row(self, row: Mapping[str, str]) -> dict[str, Any]:
        if row["code"] not in dict(languages()):
            raise ValidationError("Choose a language for each share", code="language")
        share = read_share(row["share"], 100)
        if share is None:
            raise ValidationError("Enter a share for each language, for example 93", code="share")
        return {"code": row["code"], "share": share}


class MonthsWidget(PartsWidget):
    template_name = "assessments/parts/months.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [str(data.get(f"{name}_{n}") or "").strip() for n in range(12)]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}_0" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        texts = [_percent(item) for item in value or ()] + [""] * 12
        context = super().get_context(name, value, attrs)
        context["parts"] = self.parts(name, attrs, months=list(zip(MONTHS, texts[:12], strict=True)))
        return context


class MonthsField(forms.Field):
    """Twelve factors from January with mean 1, or an empty list. Other means are brought to 1."""

    widget = MonthsWidget
    most = 1000

    def clean(self, value: list[str] | None) -> list[float]:
        texts = value or []
        if not any(texts):
            return []
        if not all(texts):
            missing = MONTHS[next(n for n, text in enumerate(texts) if not text)]
            raise ValidationError(
                f"Enter all twelve months, or none. {missing} is missing; 100 % is an average month",
                code="missing",
            )
        shares = [read_share(text, self.most) for text in texts]
        factors = [share for share in shares if share is not None]
        mean = sum(factors) / 12
        if not mean:
            raise ValidationError("At least one month must be above 0 %", code="nothing")
        return [factor / mean for factor in factors]


def read_share(text: str, most: int) -> float | None:
    """A fraction from a percentage; ValidationError says what to type."""
    bare = without_unit(text, "%")
    if not bare:
        return None
    advice = f"Enter each share as a number between 0 and {most}, for example 35"
    try:
        number = read_decimal(bare)
    except NotANumber:
        raise ValidationError(advice, code="invalid") from None
    if not 0 <= number <= most:
        raise ValidationError(advice, code="range")
    return float(number / 100)


def _percent(value: Any) -> str:
    return value if isinstance(value, str) else written(value * 100, 1)
