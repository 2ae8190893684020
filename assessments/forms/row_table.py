"""A table that is typed in one go, and the total of which its rows may be shares."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from django.utils.datastructures import MultiValueDict

from assessments.forms.rows import CostLineRowForm, StreamRowForm
from assessments.models import ContactStream, CostLine
from ui.forms import QuestionForm, StrictDecimalField
from ui.numbers import whole_number, written

MOST_ROWS: Final = 40
FIRST_ROWS: Final = 4
TOLERANCE: Final = Decimal("0.005")
TABLE: Final = "t"


class TotalForm(QuestionForm):
    """All contacts together, where the streams are known as shares of it."""

    total = StrictDecimalField(
        required=False,
        label="All contacts in a month",
        help_text="Only if you know the streams as shares of the whole. The shares must add up to 100 %.",
        min_value=1,
        max_value=Decimal(10**9),
    )


class RowTable:
    """All rows of a table as forms. data: what was typed, or None to show what is stored."""

    def __init__(
        self,
        form: type[StreamRowForm] | type[CostLineRowForm],
        rows: Iterable[Any],
        *,
        currency: str,
        data: MultiValueDict[str, str] | None = None,
        more: int = 0,
    ) -> None:
        by_slug = {row.slug: row for row in rows}
        count = _count(data, len(by_slug), more)
        self.total = TotalForm(data) if form is StreamRowForm else None
        self.forms: list[StreamRowForm | CostLineRowForm] = []
        stored = list(by_slug.values())
        for number in range(count):
            prefix = f"{TABLE}{number}"
            row = _row_of(data, prefix, by_slug) if data is not None else None
            row = (stored[number] if number < len(stored) else None) if data is None else row
            initial = form.initial_of(row) | _named(row) if row else {}
            self.forms.append(form(data, prefix=prefix, currency=currency, row=row, initial=initial))

    @property
    def filled(self) -> list[StreamRowForm | CostLineRowForm]:
        return [form for form in self.forms if not form.is_blank]

    @property
    def errors(self) -> bool:
        return any(form.errors for form in self.filled) or bool(self.total and self.total.errors)

    def is_valid(self) -> bool:
        valid = [form.is_valid() for form in self.filled]
        if self.total is not None and self.total.is_valid():
            self._check_shares(self.total)
        return all(valid) and not self.errors

    def _check_shares(self, total: TotalForm) -> None:
        """Shares need the whole, and add up to it."""
        kept = [f for f in self.filled if not getattr(f, "cleaned_data", {}).get("remove")]
        shares = [f.cleaned_data.get("share") for f in kept if hasattr(f, "cleaned_data")]
        given = [share for share in shares if share is not None]
        if not given:
            return
        if total.cleaned_data.get("total") is None:
            total.add_error("total", "Enter all contacts of a month, or give contacts instead of shares")
        elif len(given) == len(kept) and abs(sum(given) - 1) > TOLERANCE:
            percent = written(sum(given) * 100, 1)
            total.add_error(
                "total", f"The shares add up to {percent} %. Change them until they add up to 100 %"
            )
        elif len(given) < len(kept):
            total.add_error("total", "Give every stream its share, or none")

    @property
    def whole(self) -> Decimal | None:
        """The total, where it and the shares are right."""
        if self.total is None or self.total.errors:
            return None
        return self.total.cleaned_data.get("total")


def _count(data: MultiValueDict[str, str] | None, stored: int, more: int) -> int:
    if data is None:
        return min((stored + 1 if stored else FIRST_ROWS) + more, MOST_ROWS)
    return min(whole_number(data.get("rows")) + more, MOST_ROWS)


def _row_of(data: MultiValueDict[str, str], prefix: str, by_slug: Mapping[str, Any]) -> Any:
    return by_slug.get(str(data.get(f"{prefix}-slug") or ""))


def _named(row: ContactStream | CostLine) -> dict[str, Any]:
    return {"slug": row.slug, "version": row.version, "name": row.name}
