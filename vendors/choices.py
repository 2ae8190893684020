"""The words that vendors, offers and reference data are described with."""

from django.db import models


class VendorKind(models.TextChoices):
    VENDOR = "vendor", "Vendor"
    OWN_CENTRE = "own_centre", "Own centre"


class PriceBasis(models.TextChoices):
    PRODUCTIVE_HOUR = "productive_hour", "per productive hour"
    PAID_HOUR = "paid_hour", "per paid hour"
    MINUTE = "minute", "per minute"
    CONTACT = "contact", "per contact"
    RESOLVED_CONTACT = "resolved_contact", "per contact settled"
    FTE_MONTH = "fte_month", "per agent and month"


class CefrLevel(models.TextChoices):
    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"


class ProposalState(models.TextChoices):
    OPEN = "open", "To be looked at"
    ACCEPTED = "accepted", "Accepted"
    REFUSED = "refused", "Refused"


class FactHolder(models.TextChoices):
    VENDOR = "vendor", "The vendor"
    OFFER = "offer", "The offer"


class LegalEffect(models.TextChoices):
    PROHIBITS = "prohibits", "Forbids"
    REQUIRES_CONTROL = "requires control", "Requires a control"
    REQUIRES_NOTICE = "requires notice", "Requires notice"
    INFORMATIONAL = "informational", "For information"
