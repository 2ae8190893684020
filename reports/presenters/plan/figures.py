"""The figures that the wording of a plan may name, each with where it comes from. None: not known."""

from collections.abc import Callable, Mapping

from assessments.journey.questions import questionnaire
from reports.presenters.evidence import grade_words
from reports.presenters.numbers import number, percent
from reports.presenters.plan.subject import Figure, Subject, contacts_a_month
from reports.presenters.units import written
from reports.presenters.words import counted, joined, lowered
from scoring.case import Estimate

UNIT_WORDS = {
    "productive_hour": "an hour logged in",
    "paid_hour": "a paid hour",
    "minute": "a minute of handling",
    "contact": "a contact",
    "resolved_contact": "a settled contact",
    "fte_month": "an agent and month",
}
LIABILITY_TIMES = 1.5


def figures(subject: Subject) -> Mapping[str, Figure]:
    """Those that are known."""
    found = {name: make(subject) for name, make in FIGURES.items()}
    return {name: figure for name, figure in found.items() if figure is not None}


def _name(text: str) -> Figure | None:
    return Figure(text) if text else None


def _estimate(subject: Subject, holder: object, field: str, label: str, unit: str) -> Figure | None:
    value = getattr(holder, field, None)
    if not isinstance(value, Estimate) or value.likely is None:
        return None
    text = written(value.likely, unit, subject.reading.numbers)
    return Figure(text, _kind(holder), f"{label}: {text} ({lowered(grade_words(value.evidence))})")


def _kind(holder: object) -> str:
    return "offer" if type(holder).__name__ in ("Offer", "Provider") else "answer"


def _price(s: Subject) -> Figure | None:
    offer = s.provider.offer
    if offer is None or offer.price.likely is None:
        return None
    text = _quoted(s, offer.price.likely)
    return Figure(text, "offer", f"Quoted price: {text} ({lowered(grade_words(offer.price.evidence))})")


def _quoted(s: Subject, price: float) -> str:
    return s.reading.numbers_at(f"providers.{s.provider.id}.offer.price").price(price)


def _basis(s: Subject) -> Figure | None:
    return _name(UNIT_WORDS[s.provider.offer.price_basis]) if s.provider.offer else None


def _break_even(s: Subject) -> Figure | None:
    price, priced = s.option.money.break_even_price, [p for p in s.reading.case.providers if p.offer]
    only = [p for p in priced if p.id in s.option.providers]
    if price is None or price <= 0 or only != [s.provider]:
        return None
    text = _quoted(s, price)
    return Figure(text, "decision", f"Price at which the saving is the least wanted: {text}")


def _streams(s: Subject) -> Figure | None:
    option = s.reading.case_options[s.option.option_id]
    names = [
        s.reading.stream_name(a.stream_id) + ("" if a.share > 0.999 else f" ({percent(a.share)})")
        for a in option.allocations
        if a.provider_id == s.provider.id and a.share > 0
    ]
    return _name(joined(names))


def _contacts(s: Subject) -> Figure | None:
    value = contacts_a_month(s)
    text = number(round(value, -2 if value > 2_000 else 0))
    return Figure(text, "answer", f"Contacts a month of these streams: {text}") if value else None


def _weeks(s: Subject) -> Figure | None:
    holder = s.provider.offer or s.provider.own_centre
    return _estimate(s, holder, "transition_weeks", "Handover and parallel running", "weeks")


def _floor(field: str, label: str) -> Callable[[Subject], Figure | None]:
    def make(s: Subject) -> Figure | None:
        value = getattr(s.reading.case.service, field)
        if value.likely is None:
            return None
        tolerance = s.reading.case.method.quality_tolerance
        text, less = percent(value.likely - tolerance), f"{100 * tolerance:g}"
        return Figure(text, "answer", f"{label} today {percent(value.likely)}, less {less} points: {text}")

    return make


def _today(field: str, label: str, unit: str = "share") -> Callable[[Subject], Figure | None]:
    return lambda s: _estimate(s, s.reading.case.service, field, label, unit)


def _offered(field: str, label: str, unit: str) -> Callable[[Subject], Figure | None]:
    def make(s: Subject) -> Figure | None:
        found = _estimate(s, s.provider.offer, field, label, unit)
        value = getattr(s.provider.offer, field, None)
        return found if value is not None and value.likely else None

    return make


def _target(s: Subject) -> Figure | None:
    seconds = s.reading.case.service.service_level_target_seconds
    text = f"{number(seconds)} seconds" if seconds else ""
    return Figure(text, "answer", f"Your answering target: {text}") if text else None


def _plain(kind: str, label: str, text: str) -> Figure | None:
    return Figure(text, kind, f"{label}: {text}") if text else None


def _notice(s: Subject) -> Figure | None:
    days = s.provider.offer.notice_days if s.provider.offer else None
    return _plain("offer", "Notice in the offer", f"{number(days)} days'" if days else "")


def _exit_fee(s: Subject) -> Figure | None:
    months = s.provider.offer.exit_fee_months if s.provider.offer else None
    text = f"{number(months, 1 if months % 1 else 0)} months of fees" if months else ""
    return _plain("offer", "Fee for leaving in the offer", text.replace("1 months", "1 month"))


def _provider_notice(s: Subject) -> Figure | None:
    months = s.back.rebuilt_in if s.back else None
    return _plain("computed", "Time to rebuild the team", f"{months} months'" if months else "")


def _exit_help(s: Subject) -> Figure | None:
    months = s.back.exit_help if s.back else 0.0
    text = counted(round(months), "month") if months else ""
    return _plain("computed", "Rebuilding less notice, at least 3 months", text)


def _law_names(s: Subject) -> Figure | None:
    kinds, home = set(_kinds_of_data(s)), s.reading.case.service.country_iso3
    rules = [
        rule
        for rule in s.reading.case.laws
        if kinds & set(rule.categories) and (not rule.home_countries or home in rule.home_countries)
    ]
    names = list(dict.fromkeys(rule.regime for rule in rules if rule.effect != "informational"))
    return _plain("answer", "Rules that bear on this data", joined(names) if names else "")


def _data(s: Subject) -> Figure | None:
    labels = dict(questionnaire().choices["data_categories"])
    words = [lowered(labels.get(kind, kind.replace("_", " "))) for kind in _kinds_of_data(s)]
    return _plain("answer", "Kinds of data in these streams", "; ".join(words))


def _kinds_of_data(s: Subject) -> list[str]:
    option = s.reading.case_options[s.option.option_id]
    ids = [a.stream_id for a in option.allocations if a.provider_id == s.provider.id and a.share > 0]
    return list(dict.fromkeys(kind for i in ids for kind in s.reading.streams[i].data_categories or ()))


def _liability_wanted(s: Subject) -> Figure | None:
    loss = s.reading.case.customers.plausible_loss_p95.likely
    text = s.reading.numbers.money(LIABILITY_TIMES * loss) if loss else ""
    said = s.reading.numbers.money(loss) if loss else ""
    return Figure(text, "answer", f"{LIABILITY_TIMES:g} × a serious loss of {said}: {text}") if loss else None


def _foreign_currency(s: Subject) -> Figure | None:
    offer = s.provider.offer
    return _name(offer.currency if offer and offer.currency not in ("", s.reading.case.currency) else "")


def _people_released(s: Subject) -> Figure | None:
    people = s.option.released_fte.mean
    return _plain("decision", "Jobs that the move releases", number(people)) if people >= 1 else None


def _local_cost(s: Subject) -> Figure | None:
    cost = s.back.local_cost.get(s.provider.id) if s.back else None
    return _plain("computed", "Local pay with on-cost", s.reading.numbers.price(cost) if cost else "")


def _budget(s: Subject) -> Figure | None:
    value = s.reading.case.readiness.budget_one_off_and_first_year
    return _plain(
        "answer", "Budget for change and first year", s.reading.numbers.amount(value) if value else ""
    )


def _governance(s: Subject) -> Figure | None:
    value = s.reading.case.readiness.governance_budget_per_year
    return _plain(
        "answer", "Money for managing the provider", s.reading.numbers.amount(value) if value else ""
    )


def _review(s: Subject) -> Figure | None:
    return _plain(
        "answer", "Review of the plan", f"{number(s.reading.case.readiness.contingency_review_months)} months"
    )


def _second(s: Subject) -> Figure | None:
    """The next outsourcing option by value that no failed gate bars, with other providers."""
    others = [
        o
        for o in s.reading.decision.options
        if o.is_outsourcing
        and not set(o.providers) & set(s.option.providers)
        and not any(gate.state == "fail" for gate in o.gates)
    ]
    name = s.reading.option_name(others[0].option_id) if others else ""
    return Figure(name, "decision", f"Next by value: {name}") if name else None


def _sample(s: Subject) -> Figure | None:
    return _plain("computed", "Sample for 5 points at 90 %", str(s.sample) if s.sample else "")


def _level(name: str, label: str) -> Callable[[Subject], Figure | None]:
    return lambda s: _plain("answer", label, getattr(s.reading.case.method, name))


FIGURES: Mapping[str, Callable[[Subject], Figure | None]] = {
    "client": lambda s: _name(s.reading.client),
    "provider": lambda s: _name(s.reading.provider_name(s.provider.id)),
    "country": lambda s: _name(s.reading.country_name(s.provider.country_iso3)),
    "home_country": lambda s: _name(s.reading.country_name(s.reading.case.service.country_iso3)),
    "owner": lambda s: _name(s.reading.case.readiness.service_owner),
    "streams": _streams,
    "contacts": _contacts,
    "transition": _weeks,
    "price": _price,
    "basis": _basis,
    "break_even": _break_even,
    "escalator": _offered("escalator_per_year", "Price rise in the offer", "share"),
    "offer_currency": _foreign_currency,
    "foreign_currency": _foreign_currency,
    "volume_band": _offered("volume_band_share", "Volume change that the offer follows", "share"),
    "minimum_commitment": _offered("minimum_commitment_share", "Commitment in the offer", "share"),
    "liability_cap": _offered("liability_cap", "Liability cap in the offer", "money"),
    "liability_wanted": _liability_wanted,
    "plausible_loss": lambda s: _estimate(
        s, s.reading.case.customers, "plausible_loss_p95", "Loss from a serious data incident", "money"
    ),
    "local_cost": _local_cost,
    "budget": _budget,
    "service_level": _today("service_level", "Answered in time today"),
    "target_seconds": _target,
    "resolution": _today("first_contact_resolution", "Settled at the first contact today"),
    "resolution_floor": _floor("first_contact_resolution", "Settled at the first contact"),
    "satisfaction": _today("satisfaction", "Customers satisfied today"),
    "satisfaction_floor": _floor("satisfaction", "Customers satisfied"),
    "turnover": _today("turnover_per_year", "Turnover of your own team"),
    "voice_level": _level("voice_level", "Language level for calls"),
    "written_level": _level("written_level", "Language level in writing"),
    "data": _data,
    "laws": _law_names,
    "people_released": _people_released,
    "notice": _notice,
    "exit_fee": _exit_fee,
    "provider_notice": _provider_notice,
    "exit_help": _exit_help,
    "governance_budget": _governance,
    "review_months": _review,
    "second": _second,
    "sample": _sample,
}
