"""Write down what was heard: calls to a vendor's other clients, and interviews with the vendor."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from clients.models import User
from clients.services import Conflict, record, update_if_unchanged
from ui.estimates import make_estimate
from vendors.models import Interview, InterviewAnswer, Reference, Vendor
from vendors.services.facts import save_facts
from vendors.services.vendors import holder_of

POSITIVE, HEARD = "references_positive_share", "said by the references that we called"
PLAIN = ("company", "contact", "similar_work", "called_by", "called_on", "outcome", "would_hire_again")


@transaction.atomic
def add_vendor_reference(*, vendor: Vendor, actor: User | None, **values: Any) -> Reference:
    """Another client of the vendor. The same one sent twice is one."""
    Vendor.objects.select_for_update().get(pk=vendor.pk)
    for same in Reference.objects.filter(vendor=vendor, company=values["company"]):
        if all(getattr(same, key) == value for key, value in values.items()):
            return same
    reference = Reference(vendor=vendor, **values)
    reference.full_clean(exclude=["vendor"])
    reference.save()
    _told(vendor, actor, "reference.add", None, _plain(reference))
    _count_voices(vendor, actor)
    return reference


@transaction.atomic
def change_reference(reference: Reference, *, version: int, actor: User | None, **changes: Any) -> Reference:
    """Raises Conflict when somebody else changed it meanwhile."""
    before = _plain(reference)
    differing = {name: value for name, value in changes.items() if getattr(reference, name) != value}
    if not differing:
        return reference
    update_if_unchanged(reference, version=version, **differing)
    _told(reference.vendor, actor, "reference.change", before, _plain(reference))
    _count_voices(reference.vendor, actor)
    return reference


@transaction.atomic
def remove_vendor_reference(reference: Reference, *, version: int, actor: User | None) -> None:
    before = _plain(reference)
    if not Reference.objects.filter(pk=reference.pk, version=version).delete()[0]:
        raise Conflict(Reference.objects.filter(pk=reference.pk).first())
    _told(reference.vendor, actor, "reference.remove", before, None)
    _count_voices(reference.vendor, actor)


def _count_voices(vendor: Vendor, actor: User | None) -> None:
    """The share that would hire again, as far as those that we called said so."""
    called = Reference.objects.filter(vendor=vendor, verified=True).exclude(would_hire_again=None)
    voices = [reference.would_hire_again for reference in called]
    share = None
    if voices:
        positive = sum(bool(voice) for voice in voices) / len(voices)
        share = make_estimate(positive, "B", source=HEARD, least=0, most=1)
    save_facts(holder_of(vendor), contents={POSITIVE: share}, versions=None, actor=actor)


@transaction.atomic
def save_interview(
    *,
    vendor: Vendor,
    answers: Iterable[tuple[str, str]],
    actor: User | None,
    interview: Interview | None = None,
    version: int = 0,
    **head: Any,
) -> Interview:
    """answers: question and what was said. The same new interview sent twice is one; raises Conflict."""
    said = [(question, answer) for question, answer in answers]
    Vendor.objects.select_for_update().get(pk=vendor.pk)
    if interview is None:
        if same := _same_interview(vendor, head, said):
            return same
        interview = Interview.objects.create(vendor=vendor, created_by=actor, **head)
        before = None
    else:
        before = _interview(interview)
        update_if_unchanged(interview, version=version, **head)
        interview.answers.all().delete()
    InterviewAnswer.objects.bulk_create(
        InterviewAnswer(interview=interview, question=question, answer=answer, order=order)
        for order, (question, answer) in enumerate(said)
    )
    _told(vendor, actor, "interview.save", before, _interview(interview))
    return interview


def _same_interview(vendor: Vendor, head: Mapping[str, Any], said: list[tuple[str, str]]) -> Interview | None:
    for row in Interview.objects.filter(vendor=vendor, **head):
        if [(answer.question, answer.answer) for answer in row.answers.all()] == said:
            return row
    return None


def _interview(interview: Interview) -> dict[str, Any]:
    head = {name: getattr(interview, name) for name in ("held_on", "held_by", "spoke_with")}
    return {**head, "answers": {row.question: row.answer for row in interview.answers.all()}}


def _plain(reference: Reference) -> dict[str, Any]:
    return {name: getattr(reference, name) for name in (*PLAIN, "verified", "confirms_facts")}


def _told(vendor: Vendor, actor: User | None, action: str, before: Any, after: Any) -> None:
    target = f"vendor {vendor.slug}"
    record(client=vendor.client, actor=actor, action=action, target=target, before=before, after=after)
