"""Estimates and futures: what is not known, drawn so that everybody meets the same luck."""

from .evidence import EVIDENCE_SPREAD, Grade, spread
from .futures import (
    normal_scores,
    replicate_slices,
    replicate_standard_error,
    standard_error,
    uniforms,
    uniforms_by_replicate,
)
from .pert import Pert, pert_parameters

__all__ = [
    "EVIDENCE_SPREAD",
    "Grade",
    "Pert",
    "normal_scores",
    "pert_parameters",
    "replicate_slices",
    "replicate_standard_error",
    "spread",
    "standard_error",
    "uniforms",
    "uniforms_by_replicate",
]
