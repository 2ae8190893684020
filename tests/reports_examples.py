"""A case and a decision written by hand, so that tests of presenters and prints know every number."""

from dataclasses import replace

from assessments.models import Assessment
from assessments.models import Decision as StoredDecision
from reports.presenters.plan.drafting import Draft
from reports.presenters.plan.told import Item
from scoring.case import (
    Allocation,
    Case,
    Certification,
    Country,
    Customers,
    Estimate,
    LegalRule,
    Offer,
    Option,
    Provider,
    Readiness,
    Service,
    Stream,
    Weights,
    case_sha256,
)
from scoring.decision import (
    SCHEMA,
    Condition,
    CriterionResult,
    Crosscheck,
    Decision,
    FactorResult,
    FindOut,
    FlipPoint,
    GateResult,
    InputUsed,
    Interval,
    MoneyLineResult,
    MoneyResult,
    OptionResult,
    Share,
    TornadoBar,
    VerdictResult,
    WeightLine,
)

FUTURES = 8192
SCHEME = {  # of a fee of 100,000: quality 69 % costs 720, satisfaction 85.5 % earns 1,400
    "period": "month", "bonus_cap": 0.04, "malus_cap": 0.06, "step": 0.01, "spread": 0.02,
    "metrics": [
        {"key": "quality", "floor": 0.66, "target": 0.71, "stretch": 0.75, "weight": 0.3,
         "weekly_target": None},
        {"key": "satisfaction", "floor": 0.80, "target": 0.84, "stretch": 0.87, "weight": 0.7,
         "weekly_target": None},
    ],
}  # fmt: skip
WEIGHTS = {"cost": 0.30, "quality": 0.22, "language": 0.12, "trust": 0.14, "legal": 0.12, "reputation": 0.10}
OPTIONS = (  # id, name, model, provider, value, cost, best, better, saves
    ("carolina_part", "Carolina Contact, part", "onshore", "carolina", 74.0, 10.4e6, 0.61, 0.83, 0.78),
    ("stay", "Stay in-house", "stay", "", 68.0, 12.3e6, 0.22, 0.0, 0.0),
    ("meridian", "Meridian, Manila", "offshore", "meridian", 63.0, 8.1e6, 0.15, 0.31, 0.91),
    ("own_sofia", "Own centre, Sofia", "captive", "sofia", 57.0, 11.0e6, 0.02, 0.12, 0.55),
)
STREAMS = (
    ("email", "E-mail", 14_000.0, ("email",)),
    ("orders", "Order status", 12_000.0, ("chat", "email")),
    ("returns", "Returns", 9_000.0, ("chat", "phone")),
    ("complaints", "Complaints", 6_000.0, ("phone",)),
)
GATES = (
    ("K01", "Face-to-face work stays"),
    ("K04", "Quality holds"),
    ("K05", "Language holds"),
    ("K06", "Data protection"),
    ("K07", "Security is proved"),
    ("K09", "References are checked"),
    ("K12", "A way out"),
    ("K14", "Affordable"),
    ("K16", "Customers stay"),
)


def example_case(**changes: object) -> Case:
    case = Case(
        schema="outsourcing-case/1",
        id="northwind-2026",
        client="Northwind Outfitters",
        title="2026 support review",
        currency="USD",
        as_of="2026-11-21",
        sector="retail",
        service=Service(
            country_iso3="USA",
            agents_fte=Estimate.constant(60.0),
            streams=tuple(_stream(*row) for row in STREAMS),
        ),
        customers=Customers(),
        readiness=Readiness(service_owner="Priya Nair"),
        providers=(
            _vendor("carolina", "Carolina Contact", "USA", 28.0),
            Provider(id="in_house", name="Own team", kind="in_house", country_iso3="USA"),
            _vendor("meridian", "Meridian", "PHL", 12.5),
            Provider(id="sofia", name="Own centre", kind="captive", country_iso3="BGR", place="Sofia"),
        ),
        options=tuple(_option(*row) for row in OPTIONS),
        weights=Weights(factors=WEIGHTS, criteria={}),
        countries=(
            Country(iso3="USA", name="United States"),
            Country(iso3="PHL", name="Philippines"),
            Country(iso3="BGR", name="Bulgaria"),
        ),
        laws=(_law("pci", "PCI DSS", True), _law("ccpa", "California Consumer Privacy Act", False)),
    )
    return replace(case, **changes)  # type: ignore[arg-type]


def example_decision(case: Case | None = None, **changes: object) -> Decision:
    case = case or example_case()
    decision = Decision(
        schema=SCHEMA,
        engine_version="1.0.0",
        case_sha256=case_sha256(case),
        futures=FUTURES,
        seed=1,
        currency=case.currency,
        horizon_months=36,
        verdict=VerdictResult(
            kind="conditional_go",
            rule="V3",
            option_id="carolina_part",
            best_option_id="carolina_part",
            clear_winner=True,
            lead_points=6.0,
            reasons=(
                "The onshore quote is 24 % below today's avoidable cost per contact",
                "Offshore quotes are cheaper still, yet lose on data protection and on customers who would leave",  # noqa: E501
            ),
            conditions=(
                Condition(kind="gate", text="Two more reference clients confirm their results", gate="K09"),
                Condition(kind="term", text="The contract caps exit cost at three months' fees", gate="K12"),
            ),
        ),
        options=tuple(_result(rank, *row) for rank, row in enumerate(OPTIONS, 1)),
        pairwise_winning=_pairwise(),
        evpi_points=1.9,
        evpi_money=310_000.0,
        money_per_point=163_000.0,
        find_out=_find_out(),
        flips=_flips(),
        smallest_upset={
            "option_id": "stay",
            "weights": {**WEIGHTS, "cost": 0.17, "quality": 0.35},
            "distance": 0.13,
        },
        tornado=_tornado(),
        weight_lines=_weight_lines(),
        crosschecks=(
            Crosscheck(method="TOPSIS", order=_ids(), kendall_tau=1.0, agrees_on_winner=True),
            Crosscheck(method="PROMETHEE II", order=_ids(), kendall_tau=0.67, agrees_on_winner=True),
        ),
        factor_weights=WEIGHTS,
        consensus=None,
        inputs=_inputs(),
        warnings=("Measured productive hours are 6 % above what contacts and handling time explain",),
    )
    return replace(decision, **changes)  # type: ignore[arg-type]


def stored_example(assessment: Assessment, case: Case, seed: int = 1) -> StoredDecision:
    """The decision of an example as an assessment keeps it."""
    decision = example_decision(case, seed=seed)
    return StoredDecision.objects.create(
        assessment=assessment,
        case=case.to_dict(),
        case_sha256=decision.case_sha256,
        decision=decision.to_dict(),
        engine_version=decision.engine_version,
        seed=seed,
        futures=decision.futures,
        verdict=decision.verdict.kind,
    )


def drafted_item(draft: Draft) -> Item:
    """A draft as it stands in a plan before anybody changed it."""
    return Item(
        *(draft.part, draft.provider, draft.group, draft.title, draft.why, draft.traces),
        *(draft.proposal, draft.fallback, "Draft", draft.who, draft.rhythm),
    )


def _ids() -> tuple[str, ...]:
    return tuple(row[0] for row in OPTIONS)


def _stream(key: str, name: str, contacts: float, channels: tuple[str, ...]) -> Stream:
    contacts_per_month = Estimate(low=0.97 * contacts, likely=contacts, high=1.03 * contacts, evidence="A")
    return Stream(id=key, name=name, channels=channels, contacts_per_month=contacts_per_month)


def _vendor(key: str, name: str, country: str, price: float) -> Provider:
    quoted = Estimate(low=0.9 * price, likely=price, high=1.2 * price, evidence="C", source="quote")
    return Provider(
        id=key,
        name=name,
        kind="vendor",
        country_iso3=country,
        offer=Offer(price_basis="productive_hour", price=quoted, notice_days=90.0, valid_until="2027-01-31"),
        certifications=(
            Certification(name="SOC 2 Type II", covers_site_and_scope=True, expires="2026-06-30"),
        ),
        references_verified=1,
        audit_rights=True,
    )


def _option(key: str, name: str, model: str, provider: str, *_: float) -> Option:
    moved = {"onshore": ("email", "orders"), "offshore": tuple(row[0] for row in STREAMS)}.get(
        model, ("email",)
    )
    allocations = tuple(Allocation(stream_id=stream, provider_id=provider, share=1.0) for stream in moved)
    return Option(id=key, name=name, model=model, allocations=allocations if provider else ())  # type: ignore[arg-type]


def _law(key: str, regime: str, read: bool) -> LegalRule:
    return LegalRule(
        id=key,
        regime=regime,
        requirement="Card numbers are protected at every place that sees them",
        effect="requires control",
        citation=f"{regime} § 12.8",
        status="in force",
        categories=("payment_card",),
        text_read=read,
        closes_with="an attestation of compliance for the site",
    )


def _spread(mean: float, share: float = 0.1) -> Interval:
    return Interval(mean=mean, low=mean - abs(mean) * share, high=mean + abs(mean) * share)


def _share(value: float) -> Share:
    return Share(share=value, standard_error=(value * (1 - value) / FUTURES) ** 0.5)


def _result(
    rank: int, key: str, name: str, model: str, provider: str, value: float, cost: float, best: float,
    better: float, saves: float,
) -> OptionResult:  # fmt: skip
    places = (best, *[(1 - best) / 3] * 3)
    return OptionResult(
        option_id=key,
        name=name,
        model=model,
        is_outsourcing=model != "stay",
        rank=rank,
        moved_share=0.0 if model == "stay" else 0.63,
        providers=(provider,) if provider else (),
        value=Interval(mean=value, low=value - 7, high=value + 6),
        factors=tuple(_factor(factor, weight, value) for factor, weight in WEIGHTS.items()),
        criteria=_criteria(value),
        money=_money(cost, model),
        gates=_gates(key),
        p_saves=_share(saves),
        p_value_above_in_house=_share(better),
        p_best=_share(best),
        rank_acceptability=places,
        central_weights=WEIGHTS,
        confidence_factor=0.7,
        regret_mean=1.5,
        regret_max=14.0,
        dominated_by=(),
        satisfaction=_spread({"stay": 0.840, "onshore": 0.828, "offshore": 0.79}.get(model, 0.81), 0.03),
        first_contact_resolution=_spread(
            {"stay": 0.71, "onshore": 0.72, "offshore": 0.67}.get(model, 0.7), 0.05
        ),
        released_fte=_spread(0.0 if model == "stay" else 34.2),
        verdict=None if model == "stay" else "conditional_go",
    )


def _factor(factor: str, weight: float, value: float) -> FactorResult:
    own = value * {"cost": 1.1, "quality": 1.0, "language": 0.95, "trust": 0.9}.get(factor, 0.97)
    return FactorResult(
        factor=factor, value=Interval(mean=own, low=own - 8, high=own + 8), weight=weight, points=weight * own
    )


def _criteria(value: float) -> tuple[CriterionResult, ...]:
    rows = (
        ("C1", "cost", "Whole-life cost against today", "ratio", 0.85, 1.3, 0.5),
        ("Q1", "quality", "Settled at the first contact", "share", 0.72, 0.5, 0.85),
        ("Q2", "quality", "Customers satisfied", "share", 0.828, 0.5, 0.9),
        ("Q4", "quality", "Agent turnover a year", "share/year", 0.38, 1.0, 0.1),
        ("L1", "language", "Agents at the language level needed", "share", 0.97, 0.6, 1.0),
        ("L3", "language", "Hours that overlap with your day", "hours", 8.0, 0.0, 8.0),
        ("T6", "trust", "Months to take the work back", "months", 6.0, 18.0, 3.0),
        ("G5", "legal", "Liability cap against a plausible loss", "ratio", 0.6, 0.1, 1.5),
        ("P1", "reputation", "Customers who accept the location", "share", 0.9, 0.4, 0.95),
    )
    return tuple(
        CriterionResult(
            id=key, factor=factor, name=name, unit=unit, level=_spread(level), value=_spread(value), weight=0.04,  # noqa: E501
            worst=worst, best=best, inputs=(), explanation=f"{name}, weighted by contacts",
        )
        for key, factor, name, unit, level, worst, best in rows
    )  # fmt: skip


def _money(cost: float, model: str) -> MoneyResult:
    saving = 12.3e6 - cost
    stays = model == "stay"
    customers = 0.0 if stays else -0.1e6
    benefit = saving + customers
    return MoneyResult(
        present_cost=_spread(cost),
        saving=_spread(saving, 0.7),
        customer_value_change=Interval(mean=customers, low=3 * customers, high=0.0),
        net_benefit=Interval(mean=benefit, low=benefit - 1.5e6, high=benefit + 1.4e6),
        one_off=_spread(0.0 if stays else 640_000),
        first_year_cost_p90=cost / 2.4,
        cost_per_resolved_contact=_spread(9.84),
        payback_month=None if stays else 14,
        payback_share=0.0 if stays else 0.87,
        break_even_price=None if stays else 31.4,
        hurdle=480_000.0,
        lines=_lines(cost, stays),
        cumulative_saving=tuple(
            Interval(
                mean=(m - 13) * 7.0e4, low=(m - 13) * 7.0e4 - 1.5e4 * m, high=(m - 13) * 7.0e4 + 1.6e4 * m
            )
            for m in range(36)
        ),
        saving_histogram=tuple(
            (-1e6 + i * 2.5e5, -1e6 + (i + 1) * 2.5e5, round(2000 * 2.718 ** (-(((i - 11) / 4.5) ** 2))))
            for i in range(24)
        ),
    )


def _lines(cost: float, stays: bool) -> tuple[MoneyLineResult, ...]:
    rows = (
        (("agents", "Agent pay", "in_house", 0.74), ("overhead", "Overhead", "in_house", 0.26))
        if stays
        else (
            ("agents", "Agent pay, work that stays", "in_house", 0.41),
            ("rent", "Space and equipment that do not stop", "stranded", 0.06),
            ("fees", "Vendor fees", "vendor", 0.42),
            ("governance", "Managing the vendor", "vendor", 0.03),
            ("transition", "Handover and training", "one_off", 0.06),
            ("exit", "Leaving early", "exit", 0.02),
        )
    )
    return tuple(
        MoneyLineResult(
            id=key, name=name, group=group, present_value=_spread(cost * share), first_year=cost * share / 2.8,  # noqa: E501
            steady_year=cost * share / 2.7, formula="hours × price × (1 + price rise)^(month/12)",
            inputs=("providers.carolina.offer.price",),
        )
        for key, name, group, share in rows
    )  # fmt: skip


def _gates(key: str) -> tuple[GateResult, ...]:
    unmet = {
        "carolina_part": {"K09": "open", "K12": "open"},
        "meridian": {"K06": "open", "K07": "open", "K09": "open", "K16": "open"},
        "own_sofia": {"K14": "fail"},
    }.get(key, {})
    return tuple(
        GateResult(
            gate=gate,
            name=name,
            state=unmet.get(gate, "pass"),  # type: ignore[arg-type]
            reason="One of three references was called" if gate == "K09" else f"{name}: shown in the case",
            closes_with="Call two more references" if gate == "K09" else f"Prove it: {name.lower()}",
            curable=gate != "K14",
            citations=("pci", "ccpa") if gate == "K06" else (),
        )
        for gate, name in GATES
    )


def _pairwise() -> dict[str, dict[str, float]]:
    ahead = {"carolina_part": 0.83, "stay": 0.55, "meridian": 0.4, "own_sofia": 0.1}
    return {
        row: {other: 0.5 + (ahead[row] - ahead[other]) / 2 for other in ahead if other != row}
        for row in ahead
    }


def _find_out() -> tuple[FindOut, ...]:
    rows = (
        (
            "providers.carolina.first_contact_resolution",
            "Settled at the first contact",
            "share",
            0.66,
            0.78,
            190_000.0,
        ),
        ("service.agent_pay_avoidable_share", "Share of agent pay that stops", "share", 0.46, 0.8, 120_000.0),
        ("providers.carolina.offer.price", "Quoted price", "money", 25.2, 33.6, 45_000.0),
    )
    return tuple(
        FindOut(
            path=path, label=label, unit=unit, question=f"What is it really: {label.lower()}?", evppi_points=worth / 163e3,  # noqa: E501
            evppi_money=worth, evidence="C", low=low, high=high,
        )
        for path, label, unit, low, high, worth in rows
    )  # fmt: skip


def _flips() -> tuple[FlipPoint, ...]:
    def flip(
        kind: str, path: str, label: str, unit: str, now: float, at: float, way: str, beyond: float
    ) -> FlipPoint:
        return FlipPoint(
            kind=kind, path=path, label=label, unit=unit, current=now, flips_at=at, direction=way,  # type: ignore[arg-type]
            share_beyond=beyond, from_option_id="carolina_part", to_option_id="stay",
        )  # fmt: skip

    return (
        flip("input", "providers.carolina.offer.price", "Quoted price", "money", 28.0, 31.4, "above", 0.11),
        flip(
            "input",
            "service.agent_pay_avoidable_share",
            "Share of agent pay that stops",
            "share",
            0.65,
            0.46,
            "below",
            0.09,
        ),
        flip("weight", "cost", "Cost", "share", 0.30, 0.17, "below", 0.0),
    )


def _tornado() -> tuple[TornadoBar, ...]:
    rows = (
        ("providers.carolina.offer.price", "Quoted price", "money", 25.2, 33.6, 3.0e6, -0.2e6),
        (
            "service.agent_pay_avoidable_share",
            "Share of agent pay that stops",
            "share",
            0.46,
            0.8,
            0.1e6,
            2.6e6,
        ),
        ("method.optimism_bias", "Vendor cost above plan", "share", 0.02, 0.3, 2.5e6, 0.9e6),
        ("service.turnover_per_year", "Agent turnover a year", "share/year", 0.25, 0.45, 1.5e6, 2.2e6),
    )
    return tuple(
        TornadoBar(path=p, label=name, unit=u, low_input=a, high_input=b, at_low=x, at_high=y)
        for p, name, u, a, b, x, y in rows
    )


def _weight_lines() -> tuple[WeightLine, ...]:
    grid = tuple(i / 20 for i in range(21))
    slopes = {
        "carolina_part": (71.0, 10.0),
        "stay": (74.0, -20.0),
        "meridian": (50.0, 43.0),
        "own_sofia": (54.0, 10.0),
    }
    return tuple(
        WeightLine(factor="cost", option_id=key, weights=grid, values=tuple(a + b * w for w in grid))
        for key, (a, b) in slopes.items()
    )


def _inputs() -> tuple[InputUsed, ...]:
    rows = (
        ("service.agents_fte", "Agents", "FTE", 60.0, 60.0, 60.0, "A", "payroll, October 2026"),
        (
            "service.agent_pay_avoidable_share",
            "Share of agent pay that stops",
            "share",
            0.46,
            0.65,
            0.8,
            "D",
            "own estimate",
        ),
        (
            "service.streams.email.contacts_per_month",
            "Contacts",
            "contacts/month",
            13_580.0,
            14_000.0,
            14_420.0,
            "A",
            "tickets",
        ),
        ("service.turnover_per_year", "Agent turnover a year", "share/year", 0.25, 0.32, 0.45, "B", "HR"),
        (
            "providers.carolina.offer.price",
            "Quoted price",
            "money",
            25.2,
            28.0,
            33.6,
            "C",
            "quote of 3 November 2026",
        ),
        (
            "providers.carolina.first_contact_resolution",
            "Settled at the first contact",
            "share",
            0.66,
            0.72,
            0.78,
            "C",
            "reference call",
        ),
        (
            "providers.carolina.months_to_take_back",
            "Months to take the work back",
            "months",
            3.0,
            9.0,
            18.0,
            "unknown",
            "",
        ),
        (
            "method.optimism_bias",
            "Vendor cost above plan",
            "share",
            0.0,
            0.1,
            0.41,
            "C",
            "HM Treasury, Green Book",
        ),
    )
    return tuple(
        InputUsed(path=p, label=name, unit=u, low=a, likely=b, high=c, evidence=e, source=s)
        for p, name, u, a, b, c, e, s in rows
    )
