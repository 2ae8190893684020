"""Who could do the work, on which terms, and the published facts about places and law."""

from vendors.models.diligence import Interview, InterviewAnswer, Reference
from vendors.models.fact import Fact, OneOffSum
from vendors.models.link import VendorLink, VendorProposal
from vendors.models.offer import Offer, OfferFact, OfferSum
from vendors.models.reference_data import (
    Benchmark,
    Country,
    CountryOverride,
    DataCategory,
    LegalRule,
    ReferenceEdition,
    Source,
    Wage,
)
from vendors.models.vendor import Certification, LanguageSkill, Site, Vendor, VendorFact

__all__ = [
    "Benchmark",
    "Certification",
    "Country",
    "CountryOverride",
    "DataCategory",
    "Fact",
    "Interview",
    "InterviewAnswer",
    "LanguageSkill",
    "LegalRule",
    "Offer",
    "OfferFact",
    "OfferSum",
    "OneOffSum",
    "Reference",
    "ReferenceEdition",
    "Site",
    "Source",
    "Vendor",
    "VendorFact",
    "VendorLink",
    "VendorProposal",
    "Wage",
]
