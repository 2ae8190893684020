"""The case: everything that the method uses, as one frozen value that reads and writes JSON."""

from scoring.case.canonical import canonical, case_sha256
from scoring.case.codec import case_inputs, to_plain
from scoring.case.document import SCHEMA, Case
from scoring.case.estimate import EVIDENCE_GRADES, Estimate, Quantity
from scoring.case.labels import model_label
from scoring.case.options import Allocation, Improvement, Option, TrainingOnly, Waiver
from scoring.case.providers import Certification, LanguageSkill, MoneyLine, Offer, OwnCentre, Provider
from scoring.case.service import CostLine, Customers, LanguageShare, Readiness, Service, Stream
from scoring.case.terms import Country, LegalRule, Method, PersonWeights, Reference, Weights
from scoring.case.validation import problems, validate

__all__ = [
    "EVIDENCE_GRADES",
    "SCHEMA",
    "Allocation",
    "Case",
    "Certification",
    "CostLine",
    "Country",
    "Customers",
    "Estimate",
    "Improvement",
    "LanguageShare",
    "LanguageSkill",
    "LegalRule",
    "Method",
    "MoneyLine",
    "Offer",
    "Option",
    "OwnCentre",
    "PersonWeights",
    "Provider",
    "Quantity",
    "Readiness",
    "Reference",
    "Service",
    "Stream",
    "TrainingOnly",
    "Waiver",
    "Weights",
    "canonical",
    "case_inputs",
    "case_sha256",
    "model_label",
    "problems",
    "to_plain",
    "validate",
]
