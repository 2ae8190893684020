"""The deal plan: drafted from a decision, edited by people, printed as chapters of a report."""

from reports.presenters.plan.parts import Plan, PlanChart, PlanPart, PlanTable, plan_from

__all__ = ["Plan", "PlanChart", "PlanPart", "PlanTable", "plan_from"]
