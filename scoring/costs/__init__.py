"""The money model: what an option costs, month by month, in every future."""

from .crews import crew_table, peak_share
from .customers import abroad, satisfaction_of
from .demand import Demand, demand_of, present_share
from .lines import Group, Line
from .money import LineValue, Money, money_of
from .work import Part, Work, provider_input, work_of

__all__ = [
    "Demand",
    "Group",
    "Line",
    "LineValue",
    "Money",
    "Part",
    "Work",
    "abroad",
    "crew_table",
    "demand_of",
    "money_of",
    "peak_share",
    "present_share",
    "provider_input",
    "satisfaction_of",
    "work_of",
]
