"""Make and change vendors and the rows of their profile."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from clients.models import Client, User
from clients.services import record, update_if_unchanged
from vendors.choices import VendorKind
from vendors.models import Certification, LanguageSkill, Site, Vendor
from vendors.services.facts import Holder, Saved, contents_of, save_facts
from vendors.services.named import LONGEST_SLUG, as_before, change_named, free_name

NOUN = "a vendor"
RESERVED = ("new", "compare", "links")
ABOUT = "about."
COLUMNS = (
    *("website", "ownership", "founded_year", "employees", "yearly_revenue"),
    *("main_clients", "subcontractors", "incidents"),
)
PARTS = {"sites": Site, "languages": LanguageSkill, "certifications": Certification}
Rows = Iterable[Mapping[str, Any]]


def holder_of(vendor: Vendor) -> Holder:
    return Holder(vendor, vendor.client, f"vendor {vendor.slug}")


def create_vendor(*, client: Client, actor: User | None, name: str, **values: Any) -> Vendor:
    """A new vendor. The same name and place sent twice is one; another vendor of this name is refused."""
    try:
        with transaction.atomic():
            return _create(client, actor, name, values)
    except IntegrityError:  # sent twice at the same moment
        return as_before(Vendor.objects.get(client=client, name=name), values, NOUN)


def _create(client: Client, actor: User | None, name: str, values: Mapping[str, Any]) -> Vendor:
    Client.objects.select_for_update().get(pk=client.pk)
    if same := Vendor.objects.filter(client=client, name=name, archived=None).first():
        return as_before(same, values, NOUN)
    taken = Vendor.objects.filter(client=client)
    slug = free_name(name, taken, RESERVED, "vendor")
    vendor = Vendor(client=client, slug=slug, name=name, **values)
    vendor.full_clean(validate_unique=False, validate_constraints=False)
    vendor.save()
    said = {key: value.name if isinstance(value, Vendor) else value for key, value in values.items()}
    _told(vendor, actor, "vendor.create", None, {"name": name, **said})
    return vendor


@transaction.atomic
def change_vendor(vendor: Vendor, *, version: int, actor: User | None, **changes: Any) -> Vendor:
    """Raises Conflict when somebody else changed the vendor meanwhile."""
    others = Vendor.objects.filter(client=vendor.client, archived=None)
    if change := change_named(vendor, others, "vendor", version=version, **changes):
        _told(vendor, actor, "vendor.change", *change)
    return vendor


@transaction.atomic
def archive_vendor(vendor: Vendor, *, version: int, actor: User, archive: bool = True) -> None:
    """Put it away, or take it back. What builds on its offers stays as it is."""
    if bool(vendor.archived) == archive:
        return
    update_if_unchanged(vendor, version=version, archived=timezone.now() if archive else None)
    _told(vendor, actor, "vendor.archive" if archive else "vendor.restore", None, None)


@transaction.atomic
def save_profile(
    vendor: Vendor,
    *,
    contents: Mapping[str, Any],
    versions: Mapping[str, int] | None = None,
    seen: int | None = None,
    part: str = "",
    rows: Rows | None = None,
    actor: User | None,
) -> Saved:
    """Rows, columns and facts in one go. seen: the vendor's version that the person had before her.

    Without versions and seen it is written whatever was there. Facts that clash are returned; a vendor that
    somebody else changed raises Conflict, and nothing is kept.
    """
    version = vendor.version if seen is None else seen
    if rows is not None:
        save_rows(vendor, part, rows, version=version, actor=actor)
        version = vendor.version
    columns = {key.removeprefix(ABOUT): value for key, value in contents.items() if is_column(key)}
    changed = _changed_columns(vendor, columns)
    if changed:
        change_vendor(vendor, version=version, actor=actor, **changed)
    facts = {key: value for key, value in contents.items() if not is_column(key)}
    saved = save_facts(holder_of(vendor), contents=facts, versions=versions, actor=actor)
    saved.changed += [ABOUT + name for name in changed]
    return saved


def _changed_columns(vendor: Vendor, columns: Mapping[str, Any]) -> dict[str, Any]:
    clean = {name: _column(name, value) for name, value in columns.items()}
    return {name: value for name, value in clean.items() if getattr(vendor, name) != value}


def is_column(key: str) -> bool:
    return key.startswith(ABOUT) and key.removeprefix(ABOUT) in COLUMNS


def profile_of(vendor: Vendor) -> dict[str, Any]:
    """All that is known, by key: facts, and the columns that are questions."""
    columns = {ABOUT + name: getattr(vendor, name) for name in COLUMNS}
    known = {key: value for key, value in columns.items() if value not in (None, "")}
    return {**known, **contents_of(vendor)}


def _column(name: str, value: Any) -> Any:
    field = Vendor._meta.get_field(name)
    if value is None or isinstance(value, dict):  # a column cannot hold "nobody knows"
        return None if field.null else ""
    whole = name in ("founded_year", "employees")
    return int(value) if whole else value


@transaction.atomic
def save_rows(vendor: Vendor, part: str, rows: Rows, *, version: int, actor: User | None) -> None:
    """Replace the sites, languages or certifications. Raises Conflict when the vendor changed meanwhile.

    A row with a pk is changed, one without is new, and those that are not among them are removed.
    """
    model, before = PARTS[part], plain_rows(vendor, part)
    wanted = [dict(row) for row in rows]
    if _stand_already(vendor, part, wanted):
        return
    kept = {row["pk"] for row in wanted if row.get("pk")}
    current = getattr(vendor, part)
    update_if_unchanged(vendor, version=version)
    current.exclude(pk__in=kept).delete()
    if part == "sites":
        current.update(is_main=False)  # only one may be the main site, at every moment
    for values in wanted:
        pk = values.pop("pk", None)
        found = current.filter(pk=pk).first() if pk else None  # gone meanwhile: written anew
        row = found or model(vendor=vendor)
        for name, value in values.items():
            setattr(row, name, value)
        row.full_clean(validate_unique=False, validate_constraints=False)
        row.save()
    vendor._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    _told(vendor, actor, f"vendor.{part}", before, plain_rows(vendor, part))


def _stand_already(vendor: Vendor, part: str, wanted: list[dict[str, Any]]) -> bool:
    rows = list(getattr(vendor, part).all())
    if len(rows) != len(wanted):
        return False
    return all(
        getattr(row, name) == value
        for row, values in zip(rows, wanted, strict=True)
        for name, value in values.items()
    )


def plain_rows(vendor: Vendor, part: str) -> list[dict[str, Any]]:
    names = [f.name for f in PARTS[part]._meta.concrete_fields if f.name not in ("id", "vendor", "seen_by")]
    rows = getattr(vendor, part).all()
    return [
        {name: str(getattr(row, name)) if name == "site" else getattr(row, name) for name in names}
        for row in rows
    ]


def short_name(name: str) -> str:
    return slugify(name)[:LONGEST_SLUG].strip("-") or "offer"


def is_own_centre(vendor: Vendor) -> bool:
    return vendor.kind == VendorKind.OWN_CENTRE


def _told(vendor: Vendor, actor: User | None, action: str, before: Any, after: Any) -> None:
    target = f"vendor {vendor.slug}"
    record(client=vendor.client, actor=actor, action=action, target=target, before=before, after=after)
