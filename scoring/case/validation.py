"""Whether a case makes sense as a whole: ids, references between them, shares, dates, weights, settings."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from scoring.case.codec import case_inputs
from scoring.case.document import SCHEMA, Case
from scoring.case.options import Option
from scoring.case.service import Service, Stream
from scoring.case.terms import Method, Weights

FACTORS = ("cost", "quality", "language", "trust", "legal", "reputation")
CRITERIA = {
    factor: tuple(f"{letter}{n}" for n in range(1, count + 1))
    for factor, letter, count in zip(FACTORS, "CQLTGP", (4, 6, 4, 6, 5, 5), strict=True)
}
GATES = tuple(f"K{n:02}" for n in range(1, 17))
HALF_HOURS_A_WEEK = 336
LONGEST_HORIZON = 120
LARGEST = 1e15
_ID = re.compile(r"[A-Za-z0-9_\-]+")
_CLOSE = 1e-6


def validate(case: Case) -> None:
    """Raises ValueError with every fault of the case, each with its path and what would do."""
    if found := problems(case):
        raise ValueError("; ".join(found))


def problems(case: Case) -> tuple[str, ...]:
    """Faults that no single field shows; empty for a case that can be decided."""
    checks = (_head, _ids, _numbers, _service, _options, _providers, _weights, _method)
    return tuple(fault for check in checks for fault in check(case))


def _head(case: Case) -> Iterator[str]:
    if case.schema != SCHEMA:
        yield f"schema: is {case.schema!r}, this engine reads {SCHEMA!r}"
    if not re.fullmatch(r"[A-Z]{3}", case.currency):
        yield f"currency: {case.currency!r} is not an ISO 4217 code such as USD"
    yield from _dates(
        {"as_of": case.as_of, "readiness.contingency_plan_reviewed": case.readiness.contingency_plan_reviewed}
    )


def _ids(case: Case) -> Iterator[str]:
    lists: dict[str, Iterable[str]] = {
        "service.streams": [s.id for s in case.service.streams],
        "service.cost_lines": [line.id for line in case.service.cost_lines],
        "providers": [p.id for p in case.providers],
        "options": [o.id for o in case.options],
        "laws": [r.id for r in case.laws],
    }
    lists |= {f"options.{o.id}.one_off": [line.id for line in o.one_off] for o in case.options}
    for p in case.providers:
        for name, holder in (("offer", p.offer), ("own_centre", p.own_centre)):
            if holder is not None:
                lists[f"providers.{p.id}.{name}.one_off"] = [line.id for line in holder.one_off]
    for path, ids in lists.items():
        for item, times in Counter(ids).items():
            if times > 1:
                yield f"{path}: the id {item!r} is used {times} times"
            if not _ID.fullmatch(item):
                yield f"{path}: the id {item!r} may have letters, digits, _ and - only"
    if sum(p.kind == "in_house" for p in case.providers) > 1:
        yield "providers: there is more than one of kind in_house"


def _numbers(case: Case) -> Iterator[str]:
    """Estimates that were put together in code pass by the checks of reading JSON."""
    for item in case_inputs(case):
        e, what = item.estimate, item.quantity
        values = (e.low, e.likely, e.high)
        if e.is_unknown:
            continue
        known = [v for v in values if v is not None]
        if len(known) < 3 or not all(map(math.isfinite, known)) or known != sorted(known):
            yield f"{item.path}: needs low ≤ likely ≤ high, got {values}"
        elif max(map(abs, known)) > LARGEST:
            yield f"{item.path}: {max(known, key=abs):g} is too large to be meant"
        elif what.minimum is not None and known[0] < what.minimum:
            yield f"{item.path}: {known[0]:g} is below {what.minimum:g}"
        elif what.maximum is not None and known[2] > what.maximum:
            hint = "; shares are written as fractions, 0.35 for 35 %" if what.maximum == 1 else ""
            yield f"{item.path}: {known[2]:g} is above {what.maximum:g}{hint}"


def _service(case: Case) -> Iterator[str]:
    service = case.service
    yield from _country("service.country_iso3", service.country_iso3)
    yield from _within("service.hours_per_week", service.hours_per_week, 0, 168)
    yield from _within("service.paid_hours_per_fte_year", service.paid_hours_per_fte_year, 1, 8784)
    yield from _within(
        "service.service_level_target_seconds", service.service_level_target_seconds, 0, 86_400
    )
    yield from _season(service)
    yield from _languages("service.languages", service)
    for stream in service.streams:
        yield from _stream(f"service.streams.{stream.id}", stream)


def _season(service: Service) -> Iterator[str]:
    factors = service.monthly_volume_factors
    if not factors:
        return
    if len(factors) != 12 or not all(math.isfinite(f) and f >= 0 for f in factors):
        yield "service.monthly_volume_factors: needs 12 factors of 0 or more, from January, or none"
    elif abs(sum(factors) / 12 - 1) > 0.01:
        yield f"service.monthly_volume_factors: the mean must be 1, is {sum(factors) / 12:.3f}"


def _stream(path: str, stream: Stream) -> Iterator[str]:
    for name in ("complexity_1_to_5", "documentation_1_to_5", "sensitivity_1_to_5"):
        yield from _within(f"{path}.{name}", getattr(stream, name), 1, 5)
    yield from _within(f"{path}.face_to_face_share", stream.face_to_face_share, 0, 1)
    yield from _within(f"{path}.concurrency", stream.concurrency, 1, 20)
    yield from _languages(f"{path}.languages", stream)
    if stream.required_country_iso3:
        yield from _country(f"{path}.required_country_iso3", stream.required_country_iso3)
    profile = stream.arrival_profile
    if profile and (len(profile) != HALF_HOURS_A_WEEK or min(profile) < 0 or not math.isfinite(sum(profile))):
        yield f"{path}.arrival_profile: needs {HALF_HOURS_A_WEEK} half hours of 0 or more, or none"


def _languages(path: str, holder: Service | Stream) -> Iterator[str]:
    shares = [language.share for language in holder.languages]
    for code, times in Counter(language.code for language in holder.languages).items():
        if times > 1:
            yield f"{path}: the language {code!r} is listed {times} times"
    if any(not 0 <= s <= 1 for s in shares) or sum(shares) > 1 + _CLOSE:
        yield f"{path}: shares must lie between 0 and 1 and sum to at most 1 (0.35 for 35 %)"


def _options(case: Case) -> Iterator[str]:
    streams, providers = {s.id for s in case.service.streams}, {p.id for p in case.providers}
    for option in case.options:
        yield from _allocations(f"options.{option.id}.allocations", option, streams, providers)
        yield from _within(
            f"options.{option.id}.start_month", option.start_month, 0, case.method.horizon_months - 1
        )
        yield from _within(f"options.{option.id}.transfer_month", option.transfer_month, 1, LONGEST_HORIZON)
        if option.model == "stay" and option.allocations:
            yield f"options.{option.id}.allocations: staying as is gives nothing away"
        for waiver in option.waivers:
            at = f"options.{option.id}.waivers"
            if waiver.gate not in GATES:
                yield f"{at}: {waiver.gate!r} is no gate; gates are {GATES[0]} to {GATES[-1]}"
            if not (waiver.by.strip() and waiver.reason.strip()):
                yield f"{at}: a waiver of {waiver.gate} needs the name of who answers for it and a reason"
            yield from _dates({at: waiver.on})


def _allocations(path: str, option: Option, streams: set[str], providers: set[str]) -> Iterator[str]:
    total: Counter[str] = Counter()
    for a in option.allocations:
        if a.stream_id not in streams:
            known = ", ".join(sorted(streams)) or "none"
            yield f"{path}: there is no stream {a.stream_id!r}; streams are {known}"
        if a.provider_id not in providers:
            known = ", ".join(sorted(providers))
            yield f"{path}: there is no provider {a.provider_id!r}; providers are {known}"
        if not 0 <= a.share <= 1:
            yield f"{path}: the share of {a.stream_id} is {a.share:g}, must be 0 to 1 (0.35 for 35 %)"
        else:
            total[a.stream_id] += a.share  # type: ignore[assignment]
    for stream, share in total.items():
        if share > 1 + _CLOSE:
            yield f"{path}: {share:.0%} of {stream} is given away, at most 100 % can be"


def _providers(case: Case) -> Iterator[str]:
    for p in case.providers:
        at = f"providers.{p.id}"
        yield from _country(f"{at}.country_iso3", p.country_iso3)
        yield from _dates({f"{at}.certifications.{c.name}.expires": c.expires for c in p.certifications})
        if p.references_verified is not None and p.references_verified < 0:
            yield f"{at}.references_verified: must be 0 or more"
        if p.offer is not None:
            yield from _within(
                f"{at}.offer.currency_volatility_per_year", p.offer.currency_volatility_per_year, 0, 1
            )
            yield from _within(f"{at}.offer.notice_days", p.offer.notice_days, 0, 3650)
            yield from _within(f"{at}.offer.exit_fee_months", p.offer.exit_fee_months, 0, 60)
            yield from _dates({f"{at}.offer.valid_until": p.offer.valid_until})


def _weights(case: Case) -> Iterator[str]:
    weights = case.weights
    yield from _shares("weights.factors", weights.factors)
    for person in weights.people:
        yield from _shares(f"weights.people.{person.name}", person.factors)
    yield from _criteria(weights)
    if weights.concentration is not None and not weights.concentration > 0:
        yield f"weights.concentration: must be above 0, or nothing, is {weights.concentration:g}"


def _shares(path: str, factors: dict[str, float]) -> Iterator[str]:
    if unknown := sorted(set(factors) - set(FACTORS)):
        yield f"{path}: {unknown[0]!r} is no factor; factors are {', '.join(FACTORS)}"
    elif any(not math.isfinite(w) or w < 0 for w in factors.values()):
        yield f"{path}: weights must be 0 or more"
    elif abs(sum(factors.values()) - 1) > _CLOSE:
        yield f"{path}: weights must sum to 1, sum to {sum(factors.values()):g}"


def _criteria(weights: Weights) -> Iterator[str]:
    """A factor has weights of its own for all of its criteria, or for none: a missing one is no 0."""
    for ids in CRITERIA.values():
        named = [c for c in ids if c in weights.criteria]
        missing = [c for c in ids if c not in weights.criteria]
        if named and missing:
            others = ", ".join(missing)
            yield f"weights.criteria: {named[0]} has a weight, {others} in the same factor have none"
    for name, weight in weights.criteria.items():
        if not any(name in ids for ids in CRITERIA.values()):
            yield f"weights.criteria: {name!r} is no criterion"
        if not math.isfinite(weight) or weight < 0:
            yield f"weights.criteria.{name}: must be 0 or more"


def _method(case: Case) -> Iterator[str]:
    method: Method = case.method
    yield from _within("method.horizon_months", method.horizon_months, 1, LONGEST_HORIZON)
    yield from _within("method.discount_rate_per_year", method.discount_rate_per_year, -0.5, 1)
    for name in (
        "hurdle_share_of_personnel_cost",
        "repeat_contact_chance",
        "quality_tolerance",
        "go_probability_saving",
        "go_probability_value",
        "go_probability_best",
        "no_go_probability",
        "clear_lead_share",
    ):
        yield from _within(f"method.{name}", getattr(method, name), 0, 1)
    yield from _within("method.hurdle_amount", method.hurdle_amount, 0, LARGEST)
    yield from _within("method.clear_lead_points", method.clear_lead_points, 0, 100)


def _within(path: str, value: float | None, low: float, high: float) -> Iterator[str]:
    if value is not None and not low <= value <= high:
        yield f"{path}: must lie from {low:g} to {high:g}, is {value:g}"


def _country(path: str, iso3: str) -> Iterator[str]:
    if not re.fullmatch(r"[A-Z]{3}", iso3):
        yield f"{path}: {iso3!r} is not an ISO 3166 code of three letters such as USA"


def _dates(values: dict[str, str | None]) -> Iterator[str]:
    for path, text in values.items():
        if text is None:
            continue
        try:
            date.fromisoformat(text)
        except ValueError:
            yield f"{path}: {text!r} is not a date such as 2026-11-01"
