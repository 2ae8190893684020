"""Fields, widgets and the one layout for all forms."""

from ui.forms.choices import CheckboxGroup, RadioCards
from ui.forms.estimate import EstimateField, EstimateWidget
from ui.forms.numeric import MoneyField, PercentField, StrictDecimalField, StrictIntegerField
from ui.forms.questions import Benchmark, QuestionForm, QuestionFormMixin

__all__ = [
    "Benchmark",
    "CheckboxGroup",
    "EstimateField",
    "EstimateWidget",
    "MoneyField",
    "PercentField",
    "QuestionForm",
    "QuestionFormMixin",
    "RadioCards",
    "StrictDecimalField",
    "StrictIntegerField",
]
