"""The import itself: check everything, then write everything in one transaction."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django_scopes import scope

from assessments.models import Answer, Assessment, ContactStream, CostLine, WeightSet
from assessments.services.client_import.document import Document, ImportRefused, check_document, not_read
from assessments.services.client_import.figures import is_estimate
from assessments.services.client_import.service import answers_of, cost_lines_of, home_country, streams_of
from assessments.services.client_import.sourcing import write_options
from assessments.snapshots import build_case
from clients.models import Client, User
from clients.services import create_client, free_slug, record

# What Python and the database say to a value of another kind than the document's layout has there.
UNUSABLE = (DatabaseError, TypeError, LookupError, ValueError, AttributeError, ArithmeticError)


@dataclass(frozen=True, slots=True)
class Imported:
    client: Client
    assessment: Assessment
    notices: tuple[str, ...]


def import_client(
    *,
    document: Document,
    user: User | None = None,
    again: bool = False,
    as_of: dt.date | None = None,
    is_demo: bool = False,
) -> Imported:
    """A new client with one assessment. ImportRefused names every fault; nothing is written then."""
    with _whole_or_refused(document):
        return _write(document, user, again, as_of, is_demo)


def import_assessment(*, client: Client, document: Document, user: User) -> Imported:
    """One more assessment of a client that is there. Call it in the client's scope.

    The client stays as it is: name, country and sector of the document are not taken over.
    """
    with _whole_or_refused(document):
        currency = str(document.get("currency", "USD"))
        if currency != client.currency:
            raise ImportRefused([f"currency: the client reckons in {client.currency}, not in {currency}."])
        return _write_assessment(client, document, user, None)


@contextmanager
def _whole_or_refused(document: Document) -> Iterator[None]:
    try:
        check_document(document)
        with transaction.atomic():
            yield
    except ValidationError as error:
        raise ImportRefused(_named(error)) from error
    except UNUSABLE as error:
        raise ImportRefused([f"The document cannot be used: {error}."]) from error


def _named(error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    return [f"{name}: {text}" for name, texts in error.message_dict.items() for text in texts]


def _write(
    document: Document, user: User | None, again: bool, as_of: dt.date | None, is_demo: bool
) -> Imported:
    name = str(document["company"]["name"]).replace("(fictitious)", "").strip()
    if not again:
        _refuse_a_second_time(name, document["id"])
    client = create_client(
        name=name,
        country_iso3=home_country(document),
        currency=str(document.get("currency", "USD")),
        sector=str(document["sector"]),
        owner=user,
        is_demo=is_demo,
    )
    with scope(client=client):
        return _write_assessment(client, document, user, as_of)


def _write_assessment(
    client: Client, document: Document, user: User | None, as_of: dt.date | None
) -> Imported:
    assessment = _assessment(client, document, user, as_of)
    notices = [*not_read(document), *_fill(assessment, document, user)]
    build_case(assessment)  # what was imported can be decided, or the import is refused
    after = {"document": document["id"], "title": assessment.title}
    record(client=client, actor=user, action="assessment.import", target=assessment.slug, after=after)
    return Imported(client, assessment, tuple(notices))


def _refuse_a_second_time(name: str, document_id: str) -> None:
    everywhere = Assessment.objects.with_scopes_disabled()
    before = everywhere.filter(client__name=name, imported_from=document_id).first()
    if before:
        raise ImportRefused(
            [f"{name} was imported already, as assessment {before.pk}. Use --again for a second client."]
        )


def _assessment(client: Client, document: Document, user: User | None, as_of: dt.date | None) -> Assessment:
    given = document.get("as_of")
    taken = set(Assessment.objects.filter(client=client).values_list("slug", flat=True))
    assessment = Assessment(
        client=client,
        slug=free_slug(document["title"], taken.__contains__, longest=60, otherwise="assessment"),
        title=document["title"],
        as_of=dt.date.fromisoformat(given) if given else as_of or dt.date.today(),
        law_ids=sorted(set(document.get("legal_ids", []))),
        imported_from=str(document["id"]),
        created_by=user,
    )
    assessment.full_clean()
    assessment.save()
    return assessment


def _fill(assessment: Assessment, document: Document, user: User | None) -> list[str]:
    Answer.objects.bulk_create(
        _answer(assessment, key, content, user) for key, content in answers_of(document).items()
    )
    rows: list[ContactStream | CostLine] = [*streams_of(document), *cost_lines_of(document)]
    for row in rows:
        row.assessment, row.answered_by = assessment, user
        row.full_clean()
        row.save()
    _weights(assessment, document)
    return write_options(assessment, document, user)


def _answer(assessment: Assessment, key: str, content: Any, user: User | None) -> Answer:
    said = is_estimate(content)
    answer = Answer(assessment=assessment, key=key, answered_by=user)
    answer.estimate, answer.value = (content, None) if said else (None, content)
    answer.clean_fields()
    return answer


def _weights(assessment: Assessment, document: Document) -> None:
    points = document.get("weights")
    if not points:
        return
    total = sum(points.values())
    factors = {name: value / total for name, value in points.items()}
    WeightSet(assessment=assessment, in_force=True, judgements={"points": points}, factors=factors).save()
