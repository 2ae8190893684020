"""Customers lost or kept because the service changed (rule M20)."""

from dataclasses import dataclass

from reports.exports.formulas import Term, added, between, number, smallest
from reports.exports.inputs_page import Inputs
from reports.exports.money.steps import Months, Steps
from reports.exports.money.timeline import Timeline
from reports.exports.money.work import Split
from scoring.case import Case, Option
from scoring.costs import abroad

_YEAR = 12


@dataclass(frozen=True)
class Losses:
    """Rows of the margin lost a month, by satisfaction and by place; None where nothing changes."""

    dissatisfied: Months | None
    resentful: Months | None


def losses(case: Case, option: Option, split: Split, time: Timeline, inputs: Inputs, steps: Steps) -> Losses:
    if not split.shares and option.improvement is None:
        return Losses(None, None)
    return _Customers(case, option, split, time, inputs, steps).losses()


class _Customers:
    def __init__(
        self, case: Case, option: Option, split: Split, time: Timeline, inputs: Inputs, steps: Steps
    ) -> None:
        self.case, self.option, self.split, self.time = case, option, split, time
        self.inputs, self.steps = inputs, steps
        steps.section("Customers lost or won")
        self.reached = steps.step(
            "Customers who contact you in a year",
            inputs("customers.count") * inputs("customers.contacting_share_per_year"),
            "whole",
        )
        self.staying = steps.step(
            "Share that would have stayed a month more", 1 - inputs("customers.churn_per_year") / 12, "share"
        )
        self.margin = inputs("customers.yearly_margin") / 12
        self.offended = self.reached * inputs("customers.would_leave_if_abroad_share")
        reaction = inputs.first(
            "customers.churn_per_satisfaction_point", "method.churn_per_satisfaction_point"
        )
        self.reacting = steps.step(
            "Customers lost a month if nobody were satisfied",
            self.reached * 100 * inputs(reaction) / 12,
            "whole",
        )

    def losses(self) -> Losses:
        leaving, improved = self._leaving(), self._improved()
        self.steps.month_heads(sums=False)
        going = self.steps.running(
            "Customers who go by satisfaction", self._going(leaving, improved), "number"
        )
        lost = self.steps.recursive(
            "Customers lost by satisfaction, still missed",
            number(0),
            lambda month, before: before * self.staying + going.cells[month],
            "number",
        )
        dissatisfied = self.steps.running(
            "Margin lost by satisfaction", [cell * self.margin for cell in lost.cells[1:]], "money"
        )
        return Losses(dissatisfied, self._resentful())

    def _leaving(self) -> dict[str, Term]:
        """By provider: customers who go a month once it has taken over."""
        today = self.inputs("service.satisfaction")
        return {
            s.provider.id: self.steps.step(
                f"{s.provider.name}: customers lost a month",
                self.reacting
                * s.of_contacts
                * (today - self.inputs(f"providers.{s.provider.id}.satisfaction")),
                "number",
            )
            for s in self.split.shares
        }

    def _improved(self) -> Term | None:
        """Customers won a month by the team in-house once it has improved, if it had all the contacts."""
        if self.option.improvement is None:
            return None
        today = self.inputs("service.satisfaction")
        change = self.inputs(f"options.{self.option.id}.improvement.satisfaction_change")
        lost = self.reacting * (today - between(today + change, 0, 1))
        return self.steps.step("Customers lost a month by the improved team", lost, "number")

    def _going(self, leaving: dict[str, Term], improved: Term | None) -> list[Term]:
        ramps = [(s, self.time.factors[f"{s.provider.id}:ramp"]) for s in self.split.shares]
        months = range(1, self.steps.horizon + 1)
        found = [[leaving[s.provider.id] * ramp.cells[m] for s, ramp in ramps] for m in months]
        if improved is not None:
            for m, terms in zip(months, found, strict=True):
                here = 1 - added([s.of_contacts * ramp.cells[m] for s, ramp in ramps])
                terms.append(improved * self.time.factors["improved"].cells[m] * here)
        return [added(terms) for terms in found]

    def _resentful(self) -> Months | None:
        """Customers who go because the work went abroad, in its first year there."""
        shares = [s for s in self.split.shares if abroad(self.case, s.provider.country_iso3)]
        if not shares:
            return None
        gone = {s.provider.id: self._gone(s.provider.id, s.provider.name) for s in shares}
        lost = self.steps.recursive(
            "Customers lost by the place",
            number(0),
            lambda month, before: added(
                [
                    before * self.staying,
                    *(
                        self.offended
                        * s.of_contacts
                        * (gone[s.provider.id].cells[month] - gone[s.provider.id].cells[month - 1])
                        for s in shares
                    ),
                ]
            ),
            "number",
        )
        return self.steps.running(
            "Margin lost by the place", [cell * self.margin for cell in lost.cells[1:]], "money"
        )

    def _gone(self, key: str, name: str) -> Months:
        released = self.time.factors[f"{key}:released"]
        return self.steps.recursive(
            f"{name}: part of its first year that has passed",
            number(0),
            lambda month, before: smallest(before + released.cells[month] / _YEAR, 1),
        )
