"""What a vendor costs: fees by price basis and all that comes with them (rules M14, M15)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scoring.case import Case, Offer

from ..draws import Numbers
from ..errors import Floats
from .billing import BY_CONTACTS, UNIT_NAMES, quoted_units, units_a_month
from .lines import Line
from .work import Part


def hourly_price(case: Case, part: Part, offer: Offer, numbers: Numbers) -> Floats:
    """The quote per productive hour, whatever its basis, in the case's currency."""
    at = f"providers.{part.provider.id}.offer"
    monthly = units_a_month(case, part, offer, numbers) * numbers(f"{at}.price")
    return np.asarray(monthly * numbers(f"{at}.currency_rate") / np.maximum(part.hours, 1e-9))


def vendor_lines(case: Case, part: Part, numbers: Numbers) -> Iterator[Line]:
    """Rule M14: fees, incentives, governance, travel, software, and rule M15: cost above plan."""
    offer = part.provider.offer
    if offer is None:
        return
    key, at = part.provider.id, f"providers.{part.provider.id}.offer"
    profile = _profile(key, offer)
    rate = numbers(f"{at}.currency_rate")
    fees = quoted_units(case, part, offer, numbers) * numbers(f"{at}.price") * rate
    yield _fees(key, at, offer, profile, fees)
    incentives = fees * numbers(f"{at}.incentive_share_of_fees")
    yield _line(
        key,
        "incentives",
        "Incentives at their expected cost",
        "fees × share",
        (f"{at}.incentive_share_of_fees",),
        ((profile, incentives),),
    )
    yield _governance(key, at, profile, fees, numbers)
    managed = []
    for name, label in (("travel", "Travel"), ("software", "Software for the vendor's seats")):
        amount = numbers(f"{at}.{name}_per_year") / 12 * rate
        managed.append((f"{key}:managed", amount))
        yield _line(
            key, name, label, "yearly sum while the work is there", (f"{at}.{name}_per_year",), (managed[-1],)
        )
    bias = numbers("method.optimism_bias")
    planned = ((profile, fees), (profile, incentives), *managed)
    yield _line(
        key,
        "bias",
        "Vendor cost above plan",
        "optimism bias × (fees, incentives, travel, software)",
        ("method.optimism_bias",),
        tuple((p, bias * amount) for p, amount in planned),
    )


def priced_amount(case: Case, part: Part, offer: Offer, numbers: Numbers) -> tuple[str, Floats]:
    """(profile, monthly amount) of all that grows in proportion to the price."""
    at = f"providers.{part.provider.id}.offer"
    fees = quoted_units(case, part, offer, numbers) * numbers(f"{at}.price") * numbers(f"{at}.currency_rate")
    times = (1 + numbers(f"{at}.incentive_share_of_fees")) * (1 + numbers("method.optimism_bias"))
    if not numbers.is_known(f"{at}.governance_per_year"):
        share = numbers.first(f"{at}.governance_share_of_fees", "method.governance_share_of_fees")
        times = times + numbers(share)
    return _profile(part.provider.id, offer), fees * times


def _profile(key: str, offer: Offer) -> str:
    """Time-based prices feel the learning curve, prices per contact do not."""
    return f"{key}:{'contacts' if offer.price_basis in BY_CONTACTS else 'hours'}"


def _fees(key: str, at: str, offer: Offer, profile: str, fees: Floats) -> Line:
    return _line(
        key,
        "fees",
        "Vendor fees",
        f"{UNIT_NAMES[offer.price_basis]} × price, with the rise a year, learning, repeat contacts, "
        "the minimum commitment and the exchange rate",
        (
            f"{at}.price",
            f"{at}.escalator_per_year",
            f"{at}.minimum_commitment_share",
            f"{at}.currency_rate",
            f"{at}.learning_extra_share",
            f"{at}.transition_weeks",
            f"providers.{key}.handle_time_ratio",
            f"providers.{key}.first_contact_resolution",
        ),
        ((profile, fees),),
    )


def _governance(key: str, at: str, profile: str, fees: Floats, numbers: Numbers) -> Line:
    """A sum a year where one is planned, else a share of the fees; the case's default at last."""
    yearly = f"{at}.governance_per_year"
    if numbers.is_known(yearly):
        terms, used = ((f"{key}:managed", numbers(yearly) / 12),), yearly
        formula = "planned sum a year"
    else:
        used = numbers.first(f"{at}.governance_share_of_fees", "method.governance_share_of_fees")
        terms, formula = ((profile, fees * numbers(used)),), "fees × share"
    return _line(key, "governance", "Managing the vendor", formula, (used,), terms)


def _line(
    key: str,
    name: str,
    label: str,
    formula: str,
    inputs: tuple[str, ...],
    terms: tuple[tuple[str, Floats], ...],
) -> Line:
    return Line(f"{key}_{name}", label, "vendor", formula, inputs, terms)
