"""What the page of the weights shows: in force, one's own, the others, the record."""

import math
from typing import Any

from django.http import HttpRequest

from assessments.choices import Factor, WeightMethod
from assessments.forms.weights import InviteForm, pair_words
from assessments.journey.read_back import in_service, read_back
from assessments.journey.swings import FACTORS, part_name, swings_of
from assessments.models import Assessment, WeightSet
from assessments.selectors import weights as selectors
from assessments.services.judgements import confidence_of, nearest_on_scale, odd_pair
from assessments.services.weights import FEWEST, may_settle, others_asked
from assessments.views.journey_frame import crumbs, link
from clients.choices import Role
from clients.permissions import person

SURE_WORDS = {
    "sure": "Sure",
    "fairly": "Fairly sure",
    "unsure": "Unsure",
    "order": "Only the order is known",
}
METHOD_WORDS = {
    WeightMethod.SWING: "by what would be lifted first",
    WeightMethod.RANK: "by order",
    WeightMethod.PAIRWISE: "two at a time",
    WeightMethod.DIRECT: "by points",
}
ACTIONS = {
    "weights.weigh": "weighed",
    "weights.invite": "asked somebody to weigh",
    "weights.withdraw_invitation": "withdrew a request to weigh",
    "weights.hand_in": "handed in weights",
    "weights.take_back": "took weights back",
    "weights.reveal": "revealed the weights of all",
    "weights.use_own": "put weights in force",
    "weights.new_round": "started another round",
}


def page(request: HttpRequest, assessment: Assessment, invite: InviteForm | None = None) -> dict[str, Any]:
    me = person(request)
    own = selectors.own_weights(assessment, me)
    people = list(selectors.participants(assessment))
    current = selectors.weights_in_force(assessment)
    decision = selectors.decided(assessment)
    cost = selectors.today_cost(decision)
    writes = Role(request.membership.role).includes(Role.EDITOR)  # type: ignore[attr-defined]
    agreement = selectors.agreement(assessment, decision)
    members = selectors.members_to_invite(assessment.client, assessment) if writes else []
    members = [member for member in members if member != me]
    settles = writes and may_settle(assessment, me)
    return {
        "assessment": assessment,
        "client": assessment.client,
        "breadcrumbs": [*crumbs(assessment, ""), {"label": "What matters", "url": ""}],
        "current": set_view(current, cost) if current and current.factors else None,
        "current_people": _names(current),
        "current_version": current.version if current else 0,
        "own": set_view(own, cost) if own and own.factors else None,
        "own_row": own,
        "own_parts": _parts(assessment, own),
        "look_again": look_again(own, FACTORS),
        "may_weigh": writes or own is not None,
        "may_use": settles and bool(own and own.factors) and not others_asked(assessment, me),
        "writes": writes,
        "settles": settles,
        "asked_by": _asking(people),
        "in_group": others_asked(assessment, me) or bool(own and own.revealed),
        "people": [selectors.without_documents(row) for row in people],
        "may_reveal": settles and _can_reveal(people),
        "waiting_for": [row.person_name for row in people if not row.submitted],
        "is_revealed": bool(people) and all(row.revealed for row in people),
        "invite": (invite or InviteForm(members=members)) if members else None,
        "agreement": agreement_view(agreement) if agreement else None,
        "record": [_event(event) for event in selectors.record_of_weights(assessment)[:100]],
        "weigh_url": link(assessment, "weigh", part=FACTORS),
        "urls": _addresses(assessment),
    }


def _addresses(assessment: Assessment) -> dict[str, str]:
    names = (
        *("hand_in_weights", "take_back_weights", "use_weights"),
        *("invite_to_weigh", "withdraw_invitation_to_weigh", "reveal_weights", "start_weights_round"),
    )
    return {name: link(assessment, name) for name in names}


def set_view(row: WeightSet, cost: selectors.TodayCost | None) -> dict[str, Any]:
    """A set of weights as bars, and read back in money and in service."""
    return {
        "bars": bars(row.factors, None if _is_group(row) else row.concentration),
        "how": METHOD_WORDS[WeightMethod(row.method)],
        "sure": SURE_WORDS[confidence_of(row.concentration)],
        "changed": row.changed,
        "read_back": read_back(row.factors, row.criteria, cost),
        "in_service": in_service(row.factors, row.criteria, cost),
    }


def bars(factors: dict[str, float], concentration: float | None = None) -> list[dict[str, Any]]:
    """Greatest first; width against the greatest. spread: how far confidence lets a weight move."""
    top = max(factors.values()) or 1.0
    rows = [(factor, factors.get(factor.value, 0.0)) for factor in Factor]
    return [
        {
            "factor": factor.value,
            "label": factor.label,
            "weight": weight,
            "width": round(100 * weight / top, 2),
            "spread": _spread(weight, concentration),
        }
        for factor, weight in sorted(rows, key=lambda row: -row[1])
    ]


def _is_group(row: WeightSet) -> bool:
    """Each future draws one of its people, so no single confidence says how far its weights move."""
    return len(row.judgements.get("people", [])) > 1


def _spread(weight: float, concentration: float | None) -> float | None:
    """Standard deviation of the weight over the futures; None where only the order is known (rule M27)."""
    return math.sqrt(weight * (1 - weight) / (concentration + 1)) if concentration else None


def look_again(own: WeightSet | None, part: str) -> dict[str, str] | None:
    """The one pair that sits worst with the other answers; None where they agree well enough."""
    said = own.judgements.get(part, {}) if own else {}
    if said.get("way") != WeightMethod.PAIRWISE:
        return None
    items = swings_of(part)
    odd = odd_pair(said["given"], [item.id for item in items])
    if odd is None:
        return None
    by_name = {item.id: item for item in items}
    first, second = by_name[odd.first], by_name[odd.second]
    return {
        "first": first.name,
        "second": second.name,
        "said": pair_words(nearest_on_scale(odd.said), first, second),
        "implied": pair_words(nearest_on_scale(odd.implied), first, second),
        "anchor": f"div_id_item_{odd.first}_{odd.second}",
    }


def agreement_view(found: selectors.Agreement) -> dict[str, Any]:
    turning = [choice for choice in found.choices if choice.changes]
    return {
        "words": consensus_words(found.consensus),
        "consensus": found.consensus,
        "widest": part_name(found.widest),
        "narrowest": part_name(found.narrowest),
        "factors": [factor.label for factor in Factor],
        "rows": [
            {"name": name, "weights": [weights[factor.value] for factor in Factor]}
            for name, weights in found.people.items()
        ],
        "group_winner": found.group_winner,
        "turning": turning,
        "same": [choice.person for choice in found.choices if not choice.changes]
        if found.group_winner
        else [],
    }


def consensus_words(index: float) -> str:
    """Bands after Goepel (2013): below 50 % very low, from 90 % very high."""
    for least, words in (
        (0.9, "You agree almost entirely"),
        (0.75, "You agree on most"),
        (0.65, "You agree in part"),
    ):
        if index >= least:
            return words
    return "You see this differently"


def _parts(assessment: Assessment, own: WeightSet | None) -> list[dict[str, Any]]:
    """The factors, each with how its criteria were weighed."""
    said = own.judgements if own else {}
    return [
        {
            "label": factor.label,
            "url": link(assessment, "weigh", part=factor.value),
            "drop_url": link(assessment, "drop_judgement", part=factor.value),
            "way": METHOD_WORDS[WeightMethod(said[factor.value]["way"])] if factor.value in said else "",
            "look_again": look_again(own, factor.value),
        }
        for factor in Factor
    ]


def _can_reveal(people: list[WeightSet]) -> bool:
    return sum(bool(row.submitted and not row.revealed and row.factors) for row in people) >= FEWEST


def _asking(people: list[WeightSet]) -> list[str]:
    return sorted({row.asked_by.name for row in people if row.asked_by})


def _names(current: WeightSet | None) -> list[str]:
    return [said["name"] for said in current.judgements.get("people", [])] if current else []


def _event(event: Any) -> dict[str, Any]:
    after = event.after or {}
    about = ""
    if event.action == "weights.weigh":
        about = part_name(after["part"]).lower() + (
            f", {METHOD_WORDS[WeightMethod(after['way'])]}" if after["way"] else ", back to the usual"
        )
    return {
        "who": event.actor.name if event.actor else event.actor_email or "The system",
        "what": ACTIONS.get(event.action, event.action),
        "about": about or after.get("person", ""),
        "at": event.at,
        "said": [
            {"name": name, "bars": bars(said["factors"])}
            for name, said in (after.get("people") or {}).items()
        ]
        if isinstance(after.get("people"), dict)
        else [],
    }
