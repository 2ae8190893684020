"""A page per provider: who it is, what it offers, what is proved and what is only claimed."""

from dataclasses import dataclass

from reports.charts.builders.answer import GATE_WORDS
from reports.presenters.evidence import grade_words
from reports.presenters.numbers import date_words, number
from reports.presenters.reading import Reading
from reports.presenters.units import PRICE_BASES, plain, written
from reports.presenters.words import counted, joined, sentence
from scoring.case import Offer, Provider
from scoring.decision import InputUsed, OptionResult

_KINDS = {"vendor": "Vendor", "captive": "Own centre abroad", "in_house": "In-house team"}
_YES_NO = {True: "yes", False: "no", None: "not answered"}
_SCOPES = {True: "covers this site and work", False: "covers another site or work", None: "scope not shown"}
_MAIN = (
    "offer.price",
    "offer.escalator_per_year",
    "offer.minimum_commitment_share",
    "offer.transition_weeks",
    "offer.liability_cap",
    "own_centre.labour_cost_per_hour",
    "own_centre.build_months",
    "first_contact_resolution",
    "satisfaction",
    "turnover_per_year",
    "agents_at_language_level_share",
    "dedicated_agents_share",
    "months_to_take_back",
    "location_accepted_share",
)
_BLANK = ("not known", "not answered")
_ANSWERS = (
    ("audit_rights", "We may audit"),
    ("recordings", "Recordings are open to us"),
    ("real_time_data", "Figures in real time"),
    ("floor_access", "We may visit the floor"),
    ("campaign_briefing", "Briefed before campaigns"),
    ("transfer_safeguards", "Safeguards for data that leave the country"),
    ("labour_attestation", "Attests to labour law"),
    ("privileged_access_limited", "Access to systems is limited"),
)
_TERMS = (
    ("termination_for_convenience", "We may end it without a reason"),
    ("returns_data_and_knowledge", "Returns data and knowledge"),
)


@dataclass(frozen=True)
class Fact:
    name: str
    value: str
    range: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class VendorPage:
    id: str
    name: str
    kind: str
    place: str
    options: str
    price: str
    offer: tuple[Fact, ...]
    figures: tuple[Fact, ...]
    main: tuple[Fact, ...]  # what a reader asks first; all figures are among the assumptions
    not_known: str
    terms: tuple[Fact, ...]
    answers: tuple[Fact, ...]
    certificates: tuple[str, ...]
    references: str
    open_points: tuple[str, ...]


def present(reading: Reading) -> tuple[VendorPage, ...]:
    """Providers outside that an option uses, in the order in which the options stand."""
    used = [key for option in reading.decision.options for key in option.providers]
    known = [reading.providers[key] for key in dict.fromkeys(used) if key in reading.providers]
    return tuple(_page(reading, provider) for provider in known if provider.kind != "in_house")


def _page(reading: Reading, provider: Provider) -> VendorPage:
    options = [option for option in reading.decision.options if provider.id in option.providers]
    place = joined(filter(None, (provider.place, reading.country_name(provider.country_iso3))), ",")
    offer, figures = _offer(reading, provider), _figures(reading, provider)
    blank = sum(fact.value in _BLANK for fact in (*offer, *figures))
    return VendorPage(
        id=provider.id,
        name=provider.name,
        kind=_KINDS[provider.kind],
        place=place.replace(" , ", ", "),
        options=joined(reading.option_name(option.option_id) for option in options),
        price=_price(reading, provider),
        offer=offer,
        figures=figures,
        main=_main(reading, provider),
        not_known=counted(blank, "figure") if blank else "",
        terms=_plain_terms(provider.offer) if provider.offer else (),
        answers=tuple(Fact(words, _YES_NO[getattr(provider, field)]) for field, words in _ANSWERS),
        certificates=tuple(
            _certificate(reading, provider, index) for index in range(len(provider.certifications))
        ),
        references=_references(provider),
        open_points=_open_points(options),
    )


def _price(reading: Reading, provider: Provider) -> str:
    if provider.offer is None:
        return "built and run by ourselves" if provider.kind == "captive" else "no offer"
    price = provider.offer.price.likely
    if price is None:
        return "no price yet"
    shown = reading.numbers_at(f"providers.{provider.id}.offer.price").price(price)
    return f"{shown} {PRICE_BASES[provider.offer.price_basis]}"


def _offer(reading: Reading, provider: Provider) -> tuple[Fact, ...]:
    offer = provider.offer
    if offer is None:
        return ()
    return (
        *_facts(reading, f"providers.{provider.id}.offer."),
        *(Fact(words, _YES_NO[getattr(offer, field)]) for field, words in _TERMS),
        *_plain_terms(offer),
    )


def _plain_terms(offer: Offer) -> tuple[Fact, ...]:
    days, months = offer.notice_days, offer.exit_fee_months
    return (
        Fact("Notice", "not answered" if days is None else f"{number(days)} days"),
        Fact("Fee for leaving", "not answered" if months is None else f"{number(months, 1)} months of fees"),
        Fact("Offer holds until", date_words(offer.valid_until) if offer.valid_until else "not answered"),
    )


def _figures(reading: Reading, provider: Provider) -> tuple[Fact, ...]:
    prefix = f"providers.{provider.id}."
    return _facts(reading, prefix, without=f"{prefix}offer.")


def _main(reading: Reading, provider: Provider) -> tuple[Fact, ...]:
    paths = {f"providers.{provider.id}.{name}": name for name in _MAIN}
    found = {paths[used.path]: _fact(reading, used) for used in reading.decision.inputs if used.path in paths}
    return tuple(found[name] for name in _MAIN if name in found)


def _facts(reading: Reading, prefix: str, without: str = "\0") -> tuple[Fact, ...]:
    return tuple(
        _fact(reading, used)
        for used in reading.decision.inputs
        if used.path.startswith(prefix) and not used.path.startswith(without)
    )


def _fact(reading: Reading, used: InputUsed) -> Fact:
    basis, numbers = reading.price_basis(used.path), reading.numbers_at(used.path)
    low, high = (plain(value, used.unit, numbers, basis) for value in (used.low, used.high))
    unknown = used.evidence == "unknown"
    likely = "not known" if unknown else written(used.likely, used.unit, numbers, basis)
    spread = "" if low == high else f"{low} to {high}"
    return Fact(used.label, likely, spread, grade_words(used.evidence))


def _certificate(reading: Reading, provider: Provider, index: int) -> str:
    certificate = provider.certifications[index]
    scope = _SCOPES[certificate.covers_site_and_scope]
    if certificate.expires is None:
        return f"{certificate.name}: {scope}, no date of expiry"
    ended = certificate.expires < reading.case.as_of
    return (
        f"{certificate.name}: {scope}, {'expired on' if ended else 'until'} {date_words(certificate.expires)}"
    )


def _references(provider: Provider) -> str:
    count = provider.references_verified
    if count is None:
        return "No reference client has been called."
    if count == 0:
        return "No reference client has been reached yet."
    return f"{count} reference client{'s' if count > 1 else ''} called and recorded."


def _open_points(options: list[OptionResult]) -> tuple[str, ...]:
    unmet = [gate for option in options for gate in option.gates if gate.state in ("open", "fail")]
    texts = (f"{gate.name} ({GATE_WORDS[gate.state]}): {sentence(gate.reason)}" for gate in unmet)
    return tuple(dict.fromkeys(texts))
