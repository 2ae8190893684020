"""One client of two: exported and imported, or deleted, without touching the other."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django_scopes import scope

from assessments.models import Decision, SentForm
from assessments.services.client_import import import_client
from assessments.services.deciding import decide_assessment
from clients.models import Client, InstallationEvent, User
from clients.services import first_broken_event
from jobs.choices import JobState
from jobs.models import Job
from jobs.services import enqueue
from outsourcing.backups import rows
from outsourcing.backups.holding import path_to_client
from reports.models import MonthResult
from reports.selectors.plan import plannable, reading_of
from reports.selectors.results import present_terms
from reports.services.plan import draft_plan
from reports.services.results import begin_deal, save_month
from vendors.models import Vendor

from ..assessments.conftest import AS_OF, NAMES, document

pytestmark = pytest.mark.django_db(transaction=True)
CANARY = "a canary that sings in one client alone"


@pytest.fixture
def two(tmp_path: Path, settings: Any) -> tuple[Client, Client]:
    settings.MEDIA_ROOT = tmp_path / "files"
    return _make(NAMES[0], "ana", CANARY), _make(NAMES[1], "eve", "")


def _make(name: str, person: str, mark: str) -> Client:
    content = document(name)
    content["company"]["name"] += f" {mark}"
    content["title"] += f" {mark}"
    owner = User.objects.create_user(f"{person}@example.com", "pw", name=person)
    found = import_client(document=content, user=owner, as_of=AS_OF)
    with scope(client=found.client):
        decide_assessment(found.assessment, owner, futures=64)
    return found.client


def decisions() -> list[dict[str, Any]]:
    return list(Decision.objects.with_scopes_disabled().order_by("pk").values())


def counts(client: Client) -> dict[str, int]:
    paths = {model: path_to_client(model) for model in rows.kept_models()}
    return {
        model._meta.label: model._base_manager.filter(**{path: client.pk}).count()
        for model, path in paths.items()
        if path
    }


def every_table() -> str:
    """All that the database holds, also what no model of ours describes."""
    texts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            texts += [str(row) for row in cursor.fetchall()]
    return "\n".join(texts)


def folder_with_file(client: Client, settings: Any) -> Path:
    folder = Path(settings.MEDIA_ROOT) / "reports" / str(client.pk)
    folder.mkdir(parents=True)
    (folder / "half-written").write_text(CANARY)
    return folder


def test_a_client_moves_whole_and_alone(two: tuple[Client, Client], tmp_path: Path) -> None:
    one, _ = two
    before, found = counts(one), [row for row in decisions() if row["assessment_id"] in _assessments(one)]
    call_command("export_client", one.slug, output=tmp_path / "one.client")
    call_command("flush", interactive=False, verbosity=0)
    call_command("import_client_archive", str(tmp_path / "one.client"))
    assert counts(Client.objects.get()) == before
    assert decisions() == found
    assert first_broken_event(Client.objects.get()) is None
    assert [user.email for user in User.objects.all()] == ["ana@example.com"]
    assert not User.objects.get().has_usable_password()
    assert InstallationEvent.objects.get().action == "client.import"


def test_the_months_of_a_deal_travel_with_it_and_go_with_it(
    two: tuple[Client, Client], tmp_path: Path
) -> None:
    client, _ = two
    with scope(client=client):
        _enter_a_month(client)
    found = list(MonthResult.objects.with_scopes_disabled().values())
    call_command("export_client", client.slug, output=tmp_path / "one.client")
    call_command("flush", interactive=False, verbosity=0)
    call_command("import_client_archive", str(tmp_path / "one.client"))
    assert list(MonthResult.objects.with_scopes_disabled().values()) == found and len(found) == 1
    call_command("delete_client", client.slug, confirm=client.slug)
    assert not MonthResult.objects.with_scopes_disabled().exists()


def _enter_a_month(client: Client) -> None:
    decision = Decision.objects.get(assessment__client=client)
    owner, option = User.objects.get(email="ana@example.com"), plannable(reading_of(decision))[0].option_id
    plan = draft_plan(decision=decision, option=option, user=owner)
    plan = begin_deal(plan=plan, version=plan.version, user=owner, began=dt.date(2026, 2, 1))
    figures = {
        "contacts": 9_000,
        "fee": Decimal("81234.50"),
        "rating": Decimal("4.25"),
        "reasons": "Parcels.",
    }
    told = {"measured": {"satisfaction": [0.855]}, "terms": present_terms(plan, reading_of(plan.decision))}
    save_month(plan=plan, month=dt.date(2026, 2, 1), version=0, user=owner, **figures, **told)


def _assessments(client: Client) -> list[int]:
    with scope(client=client):
        return list(client.assessments.values_list("pk", flat=True))


def test_an_export_holds_not_a_word_of_another_client(two: tuple[Client, Client], tmp_path: Path) -> None:
    one, other = two
    with scope(client=[one, other]):
        copy = Vendor.objects.filter(client=other)[0]
        copy.copied_from = Vendor.objects.filter(client=one)[0]
        copy.save()
    call_command("export_client", other.slug, output=tmp_path / "other.client")
    call_command("flush", interactive=False, verbosity=0)
    call_command("import_client_archive", str(tmp_path / "other.client"))
    assert CANARY not in every_table()
    assert not Vendor.objects.with_scopes_disabled().exclude(copied_from=None).exists()


def test_it_is_not_imported_beside_another(two: tuple[Client, Client], tmp_path: Path) -> None:
    call_command("export_client", two[0].slug, output=tmp_path / "one.client")
    with pytest.raises(CommandError, match="in use"):
        call_command("import_client_archive", str(tmp_path / "one.client"))


def test_a_damaged_export_is_refused(two: tuple[Client, Client], tmp_path: Path) -> None:
    target = tmp_path / "one.client"
    call_command("export_client", two[0].slug, output=target)
    call_command("flush", interactive=False, verbosity=0)
    content = bytearray(target.read_bytes())
    content[len(content) // 2] ^= 1
    target.write_bytes(content)
    with pytest.raises(CommandError, match="changed or damaged"):
        call_command("import_client_archive", str(target))
    assert not Client.objects.exists()


def test_a_deleted_client_leaves_nothing_behind(two: tuple[Client, Client], settings: Any) -> None:
    one, other = two
    before, folder = counts(other), folder_with_file(one, settings)
    ana = User.objects.get(email="ana@example.com")
    SentForm.objects.create(user=ana, key="k", made=f"/clients/{one.slug}/assessments/x/")
    enqueue(kind="render_report", params={"note": CANARY}, client=one, user=ana)
    with pytest.raises(CommandError, match="--confirm"):
        call_command("delete_client", one.slug)
    assert CANARY in every_table()  # the search below would find it
    call_command("delete_client", one.slug, confirm=one.slug)
    assert CANARY not in every_table()
    assert set(counts(one).values()) == {0}
    assert counts(other) == before
    assert not folder.exists()
    assert not SentForm.objects.exists()
    connection.check_constraints()
    entry = InstallationEvent.objects.get()
    assert (entry.action, entry.target, entry.details["rows"] > 100) == ("client.delete", one.slug, True)
    assert entry.details["last_seal"]


def test_the_file_of_the_database_forgets_it_too(two: tuple[Client, Client]) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL forgets with its next VACUUM")
    place = Path(connection.settings_dict["NAME"])

    def is_there() -> bool:
        return any(CANARY.encode() in path.read_bytes() for path in place.parent.glob(f"{place.name}*"))

    assert is_there()
    call_command("delete_client", two[0].slug, confirm=two[0].slug)
    assert not is_there()


def test_a_copy_at_another_client_stays(two: tuple[Client, Client]) -> None:
    one, other = two
    with scope(client=[one, other]):
        copy = Vendor.objects.filter(client=other)[0]
        copy.copied_from = Vendor.objects.filter(client=one)[0]
        copy.save()
    call_command("delete_client", one.slug, confirm=one.slug)
    with scope(client=other):
        assert Vendor.objects.get(pk=copy.pk).copied_from_id is None


def test_a_client_that_is_worked_on_is_not_deleted(two: tuple[Client, Client]) -> None:
    job = enqueue(kind="render_report", params={}, client=two[0])
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempt=1, lease_until=timezone.now())
    with pytest.raises(CommandError, match="Try again"):
        call_command("delete_client", two[0].slug, confirm=two[0].slug)
    assert Client.objects.filter(pk=two[0].pk).exists()
