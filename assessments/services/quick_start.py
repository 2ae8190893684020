"""A complete first draft from published figures, so that a first verdict is there in minutes.

Only what nobody has answered yet is filled in: doing it again changes nothing.
"""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from assessments.choices import CostKind, OptionModel
from assessments.models import Allocation, Answer, Assessment, ContactStream, CostLine, Option
from assessments.selectors.reference_figures import Figure, Place, figure_for, is_on_cost_included, place_of
from assessments.services.answers import save_answers
from assessments.services.rows import add_row
from assessments.services.typical_vendors import typical_offers
from clients.models import User
from clients.services import record
from ui.estimates import Estimate, make_estimate
from vendors.models import Benchmark
from vendors.services.facts import UNKNOWN

FILE = Path(__file__).resolve().parent.parent / "data" / "quick_start.toml"
GUESS, ESTIMATE = "E", "D"
OWN_WORD = "Our assumption for a usual service of this sector"
INCLUDED = "Included in the labour cost that stands for pay"
WAGE, ON_COST = "service.agent_wage_per_hour", "service.benefit_load"
HOURS = 2080.0
SPAN = 15
SIMPLE = 2

Asked = dict[str, tuple[tuple[str, ...], str, float | None]]
"""question id → references, unit, upper bound"""


@dataclass(frozen=True, slots=True)
class Sector:
    id: str
    name: str
    words: str
    streams: tuple[dict[str, Any], ...]


@cache
def sectors() -> tuple[Sector, ...]:
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(Sector(**{**entry, "streams": tuple(entry["streams"])}) for entry in data["sector"])


@transaction.atomic
def draft_quickly(
    *, assessment: Assessment, sector_id: str, agents: float, town: str, asked: Asked, actor: User
) -> None:
    """asked: the questions for which a published figure may exist."""
    Assessment.objects.select_for_update().get(pk=assessment.pk)
    sector = next(sector for sector in sectors() if sector.id == sector_id)
    place = replace(place_of(assessment), town=town, sector=sector.words)
    answers = _answers(agents, town, place, asked)
    have = set(Answer.objects.filter(assessment=assessment).values_list("key", flat=True))
    save_answers(
        assessment=assessment,
        answers={key: value for key, value in answers.items() if key not in have},
        versions={},
        actor=actor,
    )
    _streams(assessment, sector, agents, answers, actor)
    _cost_lines(assessment, agents, answers, actor)
    _options(assessment, place, actor)


def _answers(agents: float, town: str, place: Place, asked: Asked) -> dict[str, Any]:
    answers: dict[str, Any] = {
        "service.country_iso3": place.country,
        "service.paid_hours_per_fte_year": HOURS,
        "service.agents_fte": make_estimate(agents, ESTIMATE, source="Given at the quick start", least=0),
    }
    if town:
        answers["service.place"] = town
    for key, (references, unit, most) in asked.items():
        figure = figure_for(references, unit, place)
        if figure is not None:
            answers[key] = _estimate(figure, most)
    if WAGE in answers and ON_COST in asked and is_on_cost_included(place):
        answers[ON_COST] = make_estimate(0.0, GUESS, source=INCLUDED, least=0)
    return answers


def _estimate(figure: Figure, most: float | None) -> Estimate:
    return make_estimate(
        figure.likely,
        GUESS,
        low=figure.low,
        high=figure.high,
        source=figure.source[:500],
        least=0,
        most=most,
    )


def _streams(
    assessment: Assessment, sector: Sector, agents: float, answers: dict[str, Any], actor: User
) -> None:
    """As many contacts as the team can handle in its working time."""
    if ContactStream.objects.filter(assessment=assessment).exists():
        return
    hours = (
        agents * HOURS / 12 * (1 - _likely(answers, "shrinkage", 0.24)) * _likely(answers, "occupancy", 0.8)
    )
    contacts = hours * 3600 / sum(s["share"] * s["seconds"] for s in sector.streams)
    for stream in sector.streams:
        add_row(
            ContactStream,
            assessment=assessment,
            name=stream["name"],
            actor=actor,
            channels=stream["channels"],
            contacts_per_month=make_estimate(contacts * stream["share"], GUESS, source=OWN_WORD, least=0),
            handle_seconds=make_estimate(stream["seconds"], GUESS, source=OWN_WORD, least=0),
            complexity_1_to_5=stream["complexity"],
            documentation_1_to_5=stream["documentation"],
            sensitivity_1_to_5=stream["sensitivity"],
            data_categories=stream["data"],
            face_to_face_share=0.0,
            note=OWN_WORD,
        )


def _cost_lines(assessment: Assessment, agents: float, answers: dict[str, Any], actor: User) -> None:
    """Supervisors by a usual span; the rest from the published share of pay in the cost of a centre."""
    wage = answers.get(WAGE)
    if CostLine.objects.filter(assessment=assessment).exists() or not wage or wage == UNKNOWN:
        return
    load = 1 + _likely(answers, "benefit_load", 0.3)
    pay = agents * HOURS * wage["likely"] * load
    leaders = Benchmark.objects.in_bulk(["us_supervisor_wage", "us_csr_wage", "labour_share_opex"])
    ratio = _value(leaders, "us_supervisor_wage", 35) / _value(leaders, "us_csr_wage", 22)
    supervisors = pay / SPAN * ratio
    share = _value(leaders, "labour_share_opex", 70) / 100
    lines = (
        (
            "Supervisors",
            CostKind.SUPERVISION,
            supervisors,
            f"One supervisor for {SPAN} agents, paid as in {_source(leaders, 'us_supervisor_wage')}",
        ),
        (
            "Space, technology and other running cost",
            CostKind.OTHER,
            (pay + supervisors) * (1 - share) / share,
            _source(leaders, "labour_share_opex"),
        ),
    )
    for name, kind, amount, source in lines:
        estimate = make_estimate(amount, GUESS, source=source, least=0)
        add_row(CostLine, assessment=assessment, name=name, actor=actor, kind=kind, amount_per_year=estimate)


def _options(assessment: Assessment, place: Place, actor: User) -> None:
    """Stay, improve, and typical vendors at home and far away for the work that travels well."""
    if Option.objects.filter(assessment=assessment).exists():
        return
    plain = (
        (OptionModel.STAY, "stay", "Stay as we are"),
        (OptionModel.IMPROVE, "improve", "Improve in-house"),
    )
    for order, (model, slug, name) in enumerate(plain):
        Option.objects.create(assessment=assessment, slug=slug, name=name, model=model, order=order)
    streams = _that_travel(assessment)
    for order, (model, offer) in enumerate(typical_offers(assessment, place, actor), start=len(plain)):
        option = Option.objects.create(
            assessment=assessment, slug=offer.slug, name=offer.name, model=model, order=order
        )
        Allocation.objects.bulk_create(
            Allocation(option=option, stream=stream, offer=offer, share=1.0) for stream in streams
        )
    record(
        client=assessment.client,
        actor=actor,
        action="options.draft",
        target=f"assessment {assessment.slug}",
        after={"options": list(Option.objects.filter(assessment=assessment).values_list("slug", flat=True))},
    )


def _that_travel(assessment: Assessment) -> list[ContactStream]:
    """The simple and written-down streams; the simplest one where there are none."""
    streams = list(ContactStream.objects.filter(assessment=assessment))
    simple = [s for s in streams if (s.complexity_1_to_5 or 5) <= SIMPLE and not s.required_country_iso3]
    return simple or sorted(streams, key=lambda s: s.complexity_1_to_5 or 5)[:1]


def _likely(answers: dict[str, Any], name: str, otherwise: float) -> float:
    estimate = answers.get(f"service.{name}")
    return float(estimate["likely"]) if isinstance(estimate, dict) and "likely" in estimate else otherwise


def _value(rows: dict[Any, Benchmark], key: str, otherwise: float) -> float:
    return rows[key].value or otherwise if key in rows else otherwise


def _source(rows: dict[Any, Benchmark], key: str) -> str:
    return f"{rows[key].source}, {rows[key].year}" if key in rows else OWN_WORD
