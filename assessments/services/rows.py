"""Keep the rows of the service's tables: contact streams and cost lines."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from assessments.models import Allocation, Assessment, ContactStream, CostLine
from assessments.services.answers import keep_history
from clients.models import User
from clients.services import Conflict, record
from vendors.services.offers import mark_changed

TableRow = TypeVar("TableRow", ContactStream, CostLine)
TABLES = {ContactStream: "service.streams", CostLine: "service.cost_lines"}
LONGEST_SLUG = 60


@transaction.atomic
def add_row(
    model: type[TableRow], *, assessment: Assessment, name: str, actor: User, **values: Any
) -> TableRow:
    """A new row. The same name with the same values, sent twice, is one row; with other values a refusal."""
    slug = slugify(name)[:LONGEST_SLUG].strip("-") or "row"
    rows = model.objects.filter(assessment=assessment)
    row = model(assessment=assessment, slug=slug, name=name, order=rows.count(), answered_by=actor, **values)
    row.full_clean(validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return _as_before(rows.get(slug=slug), name, values)
    _told(assessment, actor, f"{_word(model)}.add", row.slug, None, {"name": name, **values})
    return row


def save_row(row: TableRow, *, version: int, actor: User, **changes: Any) -> TableRow:
    """Change what differs. Conflict when a colleague changed one of the same values meanwhile."""
    changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
    if not changed:
        return row
    if row.version != version:
        raise Conflict(row)
    return _change(row, version, actor, changed)


@transaction.atomic
def _change(row: TableRow, version: int, actor: User, changed: Mapping[str, Any]) -> TableRow:
    model = type(row)
    before = {name: getattr(row, name) for name in changed}
    past = (row.answered_by, row.answered_at)
    for name, value in changed.items():
        setattr(row, name, value)
    row.clean_fields(exclude={f.name for f in row._meta.fields} - set(changed))
    now = {"answered_by": actor, "answered_at": timezone.now(), "version": version + 1}
    if not model.objects.filter(pk=row.pk, version=version).update(**changed, **now):
        raise Conflict(model.objects.filter(pk=row.pk).first())
    for name, value in before.items():
        keep_history(row.assessment, f"{TABLES[model]}.{name}", value, version, *past, row=row.slug)
    _told(row.assessment, actor, f"{_word(model)}.change", row.slug, before, dict(changed))
    row.refresh_from_db()
    return row


@transaction.atomic
def remove_row(row: TableRow, *, version: int, actor: User) -> int:
    """Take the row away. The number of options that gave some of a stream away and do so no more."""
    model = type(row)
    options = 0
    if isinstance(row, ContactStream):
        options = Allocation.objects.filter(stream=row).values("option").distinct().count()
    before = {"name": row.name, "options": options}
    if not model.objects.filter(pk=row.pk, version=version).delete()[0]:
        raise Conflict(model.objects.filter(pk=row.pk).first())
    _told(row.assessment, actor, f"{_word(model)}.remove", row.slug, before, None)
    return options


def _as_before(row: TableRow, name: str, values: Mapping[str, Any]) -> TableRow:
    if row.name == name and all(getattr(row, key) == value for key, value in values.items()):
        return row
    raise ValidationError(f"There is a row “{row.name}” already. Give this one another name.", code="name")


def _word(model: type[TableRow]) -> str:
    return "stream" if model is ContactStream else "cost_line"


def _told(assessment: Assessment, actor: User, action: str, slug: str, before: Any, after: Any) -> None:
    mark_changed(assessment)
    target = f"assessment {assessment.slug} {slug}"
    record(client=assessment.client, actor=actor, action=action, target=target, before=before, after=after)
