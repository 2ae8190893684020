"""Today's service, what is at stake, options, weights, scenarios and stored decisions."""

from assessments.models.answers import Answer, AnswerComment, AnswerHistory, SectionAssignment
from assessments.models.assessment import Assessment
from assessments.models.decisions import Decision, Frozen, Scenario
from assessments.models.imports import ColumnMapping, ContactImport, ImportState
from assessments.models.options import Allocation, GateWaiver, Option, OptionFact, OptionSum
from assessments.models.sent_forms import SentForm
from assessments.models.streams import ContactStream, CostLine
from assessments.models.weights import WeightSet

__all__ = [
    "Allocation",
    "Answer",
    "AnswerComment",
    "AnswerHistory",
    "Assessment",
    "ColumnMapping",
    "ContactImport",
    "ContactStream",
    "CostLine",
    "Decision",
    "Frozen",
    "GateWaiver",
    "ImportState",
    "Option",
    "OptionFact",
    "OptionSum",
    "Scenario",
    "SectionAssignment",
    "SentForm",
    "WeightSet",
]
