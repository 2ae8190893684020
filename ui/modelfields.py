"""The estimate as a model field: JSON that cannot hold anything else."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Field

from ui.estimates import fault_of
from ui.forms.estimate import EstimateField


class EstimateModelField(models.JSONField):
    """Null means not asked yet; evidence "unknown" means asked, and nobody knows."""

    description = "Low, most likely, high and how it is known"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"null": True, "blank": True, **kwargs})

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value is None:
            return
        fault = fault_of(value) if isinstance(value, dict) else "An estimate is a set of named values."
        if fault:
            raise ValidationError(fault, code="estimate")

    def formfield(self, **kwargs: Any) -> Field | None:
        defaults = {"required": not self.blank, "label": self.verbose_name, "help_text": self.help_text}
        return EstimateField(**{**defaults, **kwargs})
