"""What matters, as each person says it alone and as the decision uses it."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from assessments.choices import Factor, WeightMethod
from assessments.models import Assessment, WeightSet
from assessments.services.judgements import least_sure, weights_from
from clients.choices import Role
from clients.models import Membership, User
from clients.services import Conflict, record
from scoring.criteria import criteria
from scoring.weights import geometric_mean_of
from vendors.services.offers import mark_changed

LEAST: Final = 0.001  # in a group one person's 0 is counted as this, so that nobody strikes a factor alone
FEWEST: Final = 2


class NotReady(Exception):
    """The step needs another one before it; the text says which, to a person."""


@transaction.atomic
def keep_judgement(
    *,
    assessment: Assessment,
    person: User,
    part: str,
    way: str,
    given: Mapping[str, Any],
    items: list[str],
    concentration: float | None,
    version: int,
) -> WeightSet:
    """What a person says about the factors, or the criteria within one; nothing of it is shown to others.

    version: of her weights as she saw them, 0: none. Conflict when she saved in another window.
    """
    weights = weights_from(way, given, items)
    row = _own(assessment, person)
    if row.judgements and row.version != version:
        raise Conflict(row)
    if row.submitted:
        raise NotReady("You have handed in your weights. Take them back to change them.")
    row.judgements = {**row.judgements, part: {"way": way, "given": dict(given)}}
    if part == "factors":
        row.factors, row.method, row.concentration = weights, WeightMethod(way), concentration
    else:
        row.criteria = {**row.criteria, **weights}
    row.changed, row.version = timezone.now(), row.version + 1 if row.pk else 1
    row.save()
    _told(assessment, person, "weights.weigh", {"part": part, "way": way})
    return row


@transaction.atomic
def drop_judgement(*, assessment: Assessment, person: User, factor: str) -> None:
    """Within this factor the weights of the method count again."""
    row = _own(assessment, person)
    if not row.pk or row.submitted or factor not in row.judgements:
        return
    own = {c.id for c in criteria() if c.factor == factor}
    row.judgements = {part: said for part, said in row.judgements.items() if part != factor}
    row.criteria = {name: weight for name, weight in row.criteria.items() if name not in own}
    row.changed, row.version = timezone.now(), row.version + 1
    row.save()
    _told(assessment, person, "weights.weigh", {"part": factor, "way": ""})


@transaction.atomic
def invite(*, assessment: Assessment, people: Iterable[User], actor: User) -> list[User]:
    """Ask members to weigh on their own. Who was asked before is left alone."""
    asked = set(_of_people(assessment).values_list("person_id", flat=True))
    new = [person for person in people if person.pk not in asked]
    for person in new:
        WeightSet.objects.create(
            assessment=assessment, person=person, person_name=person.name, asked_by=actor
        )
        _told(assessment, actor, "weights.invite", {"person": person.email})
    return new


@transaction.atomic
def withdraw_invitation(*, assessment: Assessment, person_id: int, actor: User) -> None:
    """Who has said something already stays."""
    _settles(assessment, actor)
    row = _of_people(assessment).filter(person_id=person_id, submitted=None).select_related("person").first()
    if row and not row.factors and row.person:
        row.delete()
        _told(assessment, actor, "weights.withdraw_invitation", {"person": row.person.email})


@transaction.atomic
def hand_in(*, assessment: Assessment, person: User) -> WeightSet:
    """Final until taken back; still hidden from all others."""
    row = _own(assessment, person)
    if not row.factors:
        raise NotReady("Weigh the six factors first.")
    if row.submitted is None:
        row.submitted, row.version = timezone.now(), row.version + 1
        row.save()
        _told(assessment, person, "weights.hand_in", {"way": row.method})
    return row


@transaction.atomic
def take_back(*, assessment: Assessment, person: User) -> None:
    row = _own(assessment, person)
    if row.submitted is None:
        return
    if row.revealed:
        raise NotReady("The weights are revealed. Start another round to weigh again.")
    row.submitted, row.version = None, row.version + 1
    row.save()
    _told(assessment, person, "weights.take_back", {})


@transaction.atomic
def reveal(*, assessment: Assessment, actor: User) -> WeightSet:
    """Show what everybody said, and put the group's weights in force."""
    _settles(assessment, actor)
    rows = list(_of_people(assessment).exclude(submitted=None).filter(revealed=None).exclude(factors={}))
    if len(rows) < FEWEST:
        raise NotReady("At least two people have to hand in their weights before they are revealed.")
    _of_people(assessment).exclude(pk__in=[row.pk for row in rows]).update(revealed=None)
    now = timezone.now()
    for row in rows:
        row.revealed, row.version = now, row.version + 1
        row.save()
    said = {row.person_name: {"factors": row.factors, "way": row.method} for row in rows}
    return _put_in_force(
        assessment,
        actor,
        "weights.reveal",
        said,
        method=_one_method(rows),
        factors=_mean([row.factors for row in rows]),
        criteria=group_criteria([row.criteria for row in rows]),
        concentration=least_sure([row.concentration for row in rows]),
        judgements={"people": [_said(row) for row in rows]},
    )


@transaction.atomic
def use_own(*, assessment: Assessment, person: User, version: int) -> WeightSet:
    """One person's weights, where nobody else was asked. version: of the weights in force, 0: none."""
    row = _own(assessment, person)
    if not row.factors:
        raise NotReady("Weigh the six factors first.")
    if others_asked(assessment, person):
        raise NotReady("Others were asked to weigh, too. Hand in your weights and reveal them together.")
    _settles(assessment, person)
    if row.revealed:
        raise NotReady("The weights are revealed. Start another round to weigh again.")
    current = in_force(assessment)
    if (current.version if current else 0) != version:
        raise Conflict(current)
    return _put_in_force(
        assessment,
        person,
        "weights.use_own",
        {person.name: {"factors": row.factors, "way": row.method}},
        method=row.method,
        factors=row.factors,
        criteria=row.criteria,
        concentration=row.concentration,
        judgements={"people": [_said(row)]},
    )


@transaction.atomic
def new_round(*, assessment: Assessment, actor: User) -> None:
    """Everybody weighs again, starting from what she said; what is in force stays until the next reveal."""
    _settles(assessment, actor)
    rows = _of_people(assessment).exclude(revealed=None)
    if not rows.exists():
        return
    for row in rows:
        row.submitted, row.revealed, row.version = None, None, row.version + 1
        row.save()
    _told(assessment, actor, "weights.new_round", {"people": [row.person_name for row in rows]})
    mark_changed(assessment)


def in_force(assessment: Assessment) -> WeightSet | None:
    return WeightSet.objects.filter(assessment=assessment, in_force=True).first()


def may_settle(assessment: Assessment, person: User) -> bool:
    """Whose word it is which weights count: an owner's, or of who asked for the round; else any manager's."""
    asking = set(_of_people(assessment).exclude(asked_by=None).values_list("asked_by_id", flat=True))
    return not asking or person.pk in asking or _owns(assessment, person)


def others_asked(assessment: Assessment, person: User) -> bool:
    """Whether somebody else was asked and not everything is revealed yet."""
    return bool(_of_people(assessment).filter(revealed=None).exclude(person=person).exists())


def group_criteria(people: list[dict[str, float]]) -> dict[str, float]:
    """Within each factor the mean of those who weighed it; what nobody weighed keeps the defaults."""
    found: dict[str, float] = {}
    for factor in Factor:
        own = [c.id for c in criteria() if c.factor == factor.value]
        said = [{name: person[name] for name in own} for person in people if own[0] in person]
        if said:
            found |= _mean(said)
    return found


def _settles(assessment: Assessment, person: User) -> None:
    if not may_settle(assessment, person):
        raise NotReady("Who asked for this round, or an owner of the client, says which weights count.")


def _owns(assessment: Assessment, person: User) -> bool:
    return Membership.objects.filter(client=assessment.client, user=person, role=Role.OWNER).exists()


def _mean(people: list[dict[str, float]]) -> dict[str, float]:
    names = list(people[0])
    mean = geometric_mean_of([[max(person[name], LEAST) for name in names] for person in people])
    return dict(zip(names, (float(weight) for weight in mean), strict=True))


def _said(row: WeightSet) -> dict[str, Any]:
    return {"name": row.person_name, "factors": row.factors}


def _one_method(rows: list[WeightSet]) -> str:
    methods = {row.method for row in rows}
    return methods.pop() if len(methods) == 1 else WeightMethod.DIRECT


def _put_in_force(
    assessment: Assessment, actor: User, action: str, said: dict[str, Any], **values: Any
) -> WeightSet:
    before = in_force(assessment)
    row = before or WeightSet(assessment=assessment, in_force=True, version=0)
    earlier = {"factors": row.factors} if before else None
    for name, value in values.items():
        setattr(row, name, value)
    row.changed, row.submitted, row.version = timezone.now(), timezone.now(), row.version + 1
    row.save()
    mark_changed(assessment)
    _told(assessment, actor, action, {"factors": row.factors, "people": said}, earlier)
    return row


def _own(assessment: Assessment, person: User) -> WeightSet:
    """Locked until the end of the transaction, so that two windows write one after the other."""
    Assessment.objects.select_for_update().get(pk=assessment.pk)
    row = _of_people(assessment).filter(person=person).first()
    return row or WeightSet(assessment=assessment, person=person, person_name=person.name, version=0)


def _of_people(assessment: Assessment) -> Any:
    return WeightSet.objects.filter(assessment=assessment, in_force=False)


def _told(assessment: Assessment, actor: User, action: str, after: Any, before: Any = None) -> None:
    target = f"assessment {assessment.slug} weights"
    record(client=assessment.client, actor=actor, action=action, target=target, before=before, after=after)
