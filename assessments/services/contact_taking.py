"""Take over what was derived from a file of contacts: streams and answers, measured, with their counts."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from assessments.models import Answer, Assessment, ColumnMapping, ContactImport, ContactStream, ImportState
from assessments.services.answers import save_answers
from assessments.services.contact_cleaning import forget_file
from assessments.services.contact_files import header_hash
from assessments.services.contact_import.figures import Proposal, ProposedStream, propose
from assessments.services.rows import LONGEST_SLUG, add_row, remove_row, save_row
from clients.models import User
from clients.services import Conflict, record, update_if_unchanged

TARGET = "service.service_level_target_seconds"


def proposal_of(contact_import: ContactImport, names: dict[str, str]) -> Proposal:
    """names: subject to the stream that it goes into; empty leaves it out."""
    sums: dict[str, Any] = contact_import.sums or {}
    first, last = sums["months"]["first"], sums["months"]["last"]
    source = f"Import of {contact_import.file_name}, {first} to {last}"
    answers = Answer.objects.filter(assessment=contact_import.assessment, key=TARGET)
    return propose(sums, names, source, answers.values_list("value", flat=True).first())


@transaction.atomic
def take_over(
    *,
    contact_import: ContactImport,
    version: int,
    names: dict[str, str],
    chosen: set[str],
    replace: bool,
    actor: User,
) -> ContactImport:
    """chosen: ids of the answers to take besides the streams · replace: other streams are removed.

    Taken over once: a second press finds it done.
    """
    if contact_import.state == ImportState.APPLIED:
        return contact_import
    if contact_import.state != ImportState.READ:
        raise Conflict(contact_import)
    proposal, assessment = proposal_of(contact_import, names), contact_import.assessment
    taken = [_take_stream(assessment, stream, actor) for stream in proposal.streams]
    if replace:
        for row in ContactStream.objects.filter(assessment=assessment).exclude(pk__in=taken):
            remove_row(row, version=row.version, actor=actor)
    _take_answers(assessment, proposal, chosen, actor)
    done = update_if_unchanged(
        contact_import,
        version=version,
        state=ImportState.APPLIED,
        names=names,
        applied=timezone.now(),
    )
    _remember_names(contact_import, names)
    record(
        client=assessment.client,
        actor=actor,
        action="contacts.take_over",
        target=f"assessment {assessment.slug} contacts {contact_import.pk}",
        after={"streams": [stream.name for stream in proposal.streams], "answers": sorted(chosen)},
    )
    transaction.on_commit(lambda: forget_file(done))
    return done


def _take_stream(assessment: Assessment, stream: ProposedStream, actor: User) -> int:
    """A stream of this name is brought up to date; what people said about its difficulty stays."""
    values: dict[str, Any] = {name: figure.estimate for name, figure in stream.figures.items()}
    if stream.arrival_profile:
        values["arrival_profile"] = list(stream.arrival_profile)
    if stream.channels:
        values["channels"] = list(stream.channels)
    slug = slugify(stream.name)[:LONGEST_SLUG].strip("-") or "row"
    row = ContactStream.objects.filter(assessment=assessment, slug=slug).first()
    if row is None:
        return add_row(ContactStream, assessment=assessment, name=stream.name, actor=actor, **values).pk
    return save_row(row, version=row.version, actor=actor, name=stream.name, **values).pk


def _take_answers(assessment: Assessment, proposal: Proposal, chosen: set[str], actor: User) -> None:
    answers: dict[str, Any] = {key: figure.estimate for key, figure in proposal.figures.items()}
    if proposal.monthly_volume_factors:
        answers["service.monthly_volume_factors"] = list(proposal.monthly_volume_factors)
    kept = {key: value for key, value in answers.items() if key in chosen}
    rows = Answer.objects.filter(assessment=assessment, key__in=list(kept))
    save_answers(
        assessment=assessment,
        answers=kept,
        versions={row.key: row.version for row in rows},
        actor=actor,
    )


def _remember_names(contact_import: ContactImport, names: dict[str, str]) -> None:
    ColumnMapping.objects.filter(
        client=contact_import.assessment.client,
        header_sha256=header_hash(contact_import.sample["header"]),
    ).update(names=names)
