"""Staffing: how many agents answer a load in time, and what a split or a quiet night costs."""

from .channels import chat_handling_time, deferred_hours, repeat_factor
from .occupancy import OccupancyTable, occupancy_table, split_loss
from .queues import QueuePerformance, erlang_a, erlang_b, erlang_c, offered_load
from .sizing import WeeklyStaff, agents_required, capacity_table, headcount, weekly_staff

__all__ = [
    "OccupancyTable",
    "QueuePerformance",
    "WeeklyStaff",
    "agents_required",
    "capacity_table",
    "chat_handling_time",
    "deferred_hours",
    "erlang_a",
    "erlang_b",
    "erlang_c",
    "headcount",
    "occupancy_table",
    "offered_load",
    "repeat_factor",
    "split_loss",
    "weekly_staff",
]
