"""What a vendor's bill counts: units by price basis, and how far they are from what was quoted for."""

from __future__ import annotations

import numpy as np

from scoring.case import Case, Offer

from ..draws import Numbers
from ..errors import Floats
from .demand import present_share
from .work import Part

BY_CONTACTS = frozenset({"contact", "resolved_contact"})
UNIT_NAMES = {
    "productive_hour": "hours logged in",
    "paid_hour": "paid hours",
    "minute": "minutes of handling",
    "contact": "contacts",
    "resolved_contact": "resolved contacts",
    "fte_month": "agents (FTE)",
}


def units_a_month(case: Case, part: Part, offer: Offer, numbers: Numbers) -> Floats:
    """How many units of the offer's price basis a month takes at today's volume."""
    return _drawn(part, offer) * _units_in(case, part, offer, numbers)


def quoted_units(case: Case, part: Part, offer: Offer, numbers: Numbers) -> Floats:
    """The same at the volume that the quote was made for; where none was expected, as it comes."""
    drawn, planned = _drawn(part, offer), _planned(part, offer)
    return np.where(planned > 0, planned, drawn) * _units_in(case, part, offer, numbers)


def against_quote(part: Part) -> Floats:
    """Today's volume over the volume that the quote was made for (rule M9)."""
    offer = part.provider.offer
    if offer is None:
        return np.ones(part.hours.shape)
    drawn, planned = _drawn(part, offer), _planned(part, offer)
    return np.where(planned > 0, drawn / np.where(planned > 0, planned, 1.0), 1.0)


def _drawn(part: Part, offer: Offer) -> Floats:
    """What the price basis counts: contacts, handling hours, or the time of agents."""
    if offer.price_basis in BY_CONTACTS:
        return part.contacts
    return part.handle_hours if offer.price_basis == "minute" else part.hours


def _planned(part: Part, offer: Offer) -> Floats:
    if offer.price_basis in BY_CONTACTS:
        return part.planned_contacts
    return part.planned_handle_hours if offer.price_basis == "minute" else part.planned_hours


def _units_in(case: Case, part: Part, offer: Offer, numbers: Numbers) -> Floats:
    """Units of the price in one contact, handling hour or hour of an agent."""
    basis = offer.price_basis
    if basis == "resolved_contact":
        return part.resolution
    if basis in ("paid_hour", "fte_month"):
        paid = 1 / present_share(numbers)
        return paid if basis == "paid_hour" else paid / (case.service.paid_hours_per_fte_year / 12)
    return np.full(numbers.size, 60.0 if basis == "minute" else 1.0)
