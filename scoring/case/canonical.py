"""One order for everything, and what every case has: the team in-house, staying, and a priced vendor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from scoring.case.codec import case_sha256 as _sha256
from scoring.case.document import Case
from scoring.case.options import Option
from scoring.case.providers import Offer, OwnCentre, Provider

T = TypeVar("T", bound="_Named")
IN_HOUSE = "in_house"
STAY = "stay"


def canonical(case: Case) -> Case:
    """The case with its lists sorted by id, an in-house provider and an option to stay as is.

    A vendor without an offer gets one of which nothing is known, an own centre likewise: what nobody
    priced is uncertain, not free. An own centre has no offer: who builds it buys nothing.
    """
    providers, options = [_priced(p) for p in case.providers], list(case.options)
    if not any(p.kind == "in_house" for p in providers):
        name, country = "In-house team", case.service.country_iso3
        providers.append(
            Provider(id=_free(IN_HOUSE, providers), name=name, kind="in_house", country_iso3=country)
        )
    if not any(o.model == "stay" for o in options):
        options.append(Option(id=_free(STAY, options), name="Stay as is", model="stay"))
    service = case.service
    return replace(
        case,
        providers=_sorted(providers),
        options=_sorted(_sorted_allocations(o) for o in options),
        service=replace(service, streams=_sorted(service.streams), cost_lines=_sorted(service.cost_lines)),
        countries=tuple(sorted(case.countries, key=lambda c: c.iso3)),
        laws=_sorted(case.laws),
        references=_sorted(case.references),
    )


def _priced(provider: Provider) -> Provider:
    if provider.kind == "vendor" and provider.offer is None:
        provider = replace(provider, offer=Offer(price_basis="productive_hour"))
    if provider.kind == "captive" and provider.own_centre is None:
        provider = replace(provider, own_centre=OwnCentre())
    offer, centre = None if provider.kind == "captive" else provider.offer, provider.own_centre
    return replace(
        provider,
        offer=offer and replace(offer, one_off=_sorted(offer.one_off)),
        own_centre=centre and replace(centre, one_off=_sorted(centre.one_off)),
    )


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def _sorted(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(sorted(items, key=lambda item: item.id))


def _sorted_allocations(option: Option) -> Option:
    by_place = sorted(option.allocations, key=lambda a: (a.stream_id, a.provider_id))
    return replace(option, allocations=tuple(by_place), one_off=_sorted(option.one_off))


def _free(wanted: str, taken: list[Provider] | list[Option]) -> str:
    ids = {item.id for item in taken}
    return (
        wanted
        if wanted not in ids
        else next(f"{wanted}_{i}" for i in range(2, 999) if f"{wanted}_{i}" not in ids)
    )


def case_sha256(case: Case) -> str:
    """Hash of a case in its one order: the same whatever order its lists had."""
    return _sha256(canonical(case))
