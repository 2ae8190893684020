"""Who weighed what, how far people agree, and whether it matters to the winner. Inside the client's scope."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from assessments.choices import Factor
from assessments.models import Assessment, WeightSet
from assessments.selectors.decisions import latest_decision
from clients.models import AuditEvent, Client, User
from scoring.case import Weights
from scoring.criteria import within_factor
from scoring.decision import Decision, OptionResult
from scoring.weights import consensus


@dataclass(frozen=True, slots=True)
class TodayCost:
    """Present value of staying as is, over so many months."""

    amount: float
    months: int
    currency: str

    @property
    def per_year(self) -> float:
        return self.amount * 12 / self.months


@dataclass(frozen=True, slots=True)
class PersonsChoice:
    """What one person's own weights would choose; changes says that it is not what the group's choose."""

    person: str
    winner: str
    changes: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """people: name to weights by factor · consensus 0 (nothing shared) to 1 · choices need a decision."""

    people: dict[str, dict[str, float]]
    consensus: float
    widest: str  # the factor on which they differ most
    narrowest: str
    group_winner: str
    choices: tuple[PersonsChoice, ...]


def weights_in_force(assessment: Assessment) -> WeightSet | None:
    return WeightSet.objects.filter(assessment=assessment, in_force=True).first()


def own_weights(assessment: Assessment, person: User) -> WeightSet | None:
    return WeightSet.objects.filter(assessment=assessment, in_force=False, person=person).first()


def participants(assessment: Assessment) -> QuerySet[WeightSet]:
    """Everybody who was asked or weighed. Do not show what they said before it is revealed."""
    rows = WeightSet.objects.filter(assessment=assessment, in_force=False).exclude(person=None)
    return rows.select_related("person", "asked_by").order_by("person_name", "pk")


def members_to_invite(client: Client, assessment: Assessment) -> list[User]:
    asked = participants(assessment).values("person_id")
    people = User.objects.filter(memberships__client=client).exclude(pk__in=asked)
    return list(people.order_by("name", "pk"))


def record_of_weights(assessment: Assessment) -> QuerySet[AuditEvent]:
    """Who said what, when; what was said stands in it from the reveal on."""
    target = f"assessment {assessment.slug} weights"
    events = AuditEvent.objects.filter(client=assessment.client, target=target)
    return events.select_related("actor").order_by("-sequence")


def decided(assessment: Assessment) -> Decision | None:
    stored = latest_decision(assessment)
    return Decision.from_dict(stored.decision) if stored else None


def today_cost(decision: Decision | None) -> TodayCost | None:
    """What staying as is costs, from the latest decision."""
    if decision is None:
        return None
    stay = next((option for option in decision.options if option.model == "stay"), None)
    if stay is None:
        return None
    return TodayCost(stay.money.present_cost.mean, decision.horizon_months, decision.currency)


def agreement(assessment: Assessment, decision: Decision | None) -> Agreement | None:
    """None until at least two people's weights are revealed."""
    rows = [row for row in participants(assessment) if row.revealed and row.factors]
    current = weights_in_force(assessment)
    if len(rows) < 2 or current is None:
        return None
    names = _distinct_names(rows)
    people = dict(zip(names, (row.factors for row in rows), strict=True))
    spread = {f.value: _spread(people, f.value) for f in Factor}
    winner = winner_under(decision, current.factors, current.criteria) if decision else None
    return Agreement(
        people=people,
        consensus=consensus([[weights[f.value] for f in Factor] for weights in people.values()]),
        widest=max(spread, key=lambda factor: spread[factor]),
        narrowest=min(spread, key=lambda factor: spread[factor]),
        group_winner=winner.name if winner else "",
        choices=tuple(
            _choice(name, row, current, decision, winner) for name, row in zip(names, rows, strict=True)
        ),
    )


def winner_under(
    decision: Decision, factors: Mapping[str, float], criteria: Mapping[str, float]
) -> OptionResult:
    """The option with the greatest mean value under these weights; one with a failed gate never wins."""
    shares = within_factor(Weights(factors=dict(factors), criteria=dict(criteria)))
    standing = [o for o in decision.options if all(gate.state != "fail" for gate in o.gates)]

    def value(option: OptionResult) -> float:
        return sum(factors.get(c.factor, 0.0) * shares[c.id] * c.value.mean for c in option.criteria)

    return max(standing or decision.options, key=value)


def _choice(
    name: str,
    row: WeightSet,
    current: WeightSet,
    decision: Decision | None,
    group: OptionResult | None,
) -> PersonsChoice:
    """Within the factors that a person did not weigh, the group's weights count."""
    if decision is None or group is None:
        return PersonsChoice(name, "", False)
    own = winner_under(decision, row.factors, {**current.criteria, **row.criteria})
    return PersonsChoice(name, own.name, own.option_id != group.option_id)


def _spread(people: Mapping[str, Mapping[str, float]], factor: str) -> float:
    weights = [person[factor] for person in people.values()]
    return max(weights) - min(weights)


def _distinct_names(rows: list[WeightSet]) -> list[str]:
    """Two people of one name are told apart by their addresses."""
    names = [row.person_name for row in rows]
    return [
        f"{name} ({row.person.email})" if names.count(name) > 1 and row.person else name
        for name, row in zip(names, rows, strict=True)
    ]


def without_documents(row: WeightSet) -> dict[str, Any]:
    """What may be shown of a person's weights before they are revealed."""
    return {
        "name": row.person_name,
        "person_id": row.person_id,
        "handed_in": row.submitted,
        "revealed": row.revealed,
        "begun": bool(row.factors),
    }
