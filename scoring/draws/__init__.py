"""The uncertain numbers of a case in many futures, or in a table of what-if rows."""

from .assurance import current_reports, duties_shown, security_assurance
from .inputs import ModelInput, model_inputs
from .numbers import Numbers, SampledNumbers, TabledNumbers

__all__ = [
    "ModelInput",
    "Numbers",
    "SampledNumbers",
    "TabledNumbers",
    "current_reports",
    "duties_shown",
    "model_inputs",
    "security_assurance",
]
