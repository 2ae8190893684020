"""What each line of cost is a month, and what falls due once (rules M11 to M18)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from reports.exports.formulas import Term, above, added, between, choose, largest, number, smallest
from reports.exports.inputs_page import Inputs
from reports.exports.money.steps import Steps
from reports.exports.money.timeline import Handover, runs_centre
from reports.exports.money.work import Share, Split
from scoring.case import Case, Offer, Option
from scoring.costs.billing import BY_CONTACTS
from scoring.costs.in_house import PAY_KINDS, WEEK_HOURS

_LEAST = 1e-12


@dataclass(frozen=True)
class Due:
    """A sum that falls due once; `moves` when its month depends on other figures."""

    amount: Term
    month: Term
    moves: bool = False


@dataclass(frozen=True)
class Amounts:
    """Of one line, by its id in the engine: monthly amounts by factor, and sums that fall due once."""

    id: str
    terms: tuple[tuple[str, Term], ...] = ()
    dues: tuple[Due, ...] = field(default=())


@dataclass(frozen=True)
class TodayCost:
    id: str
    profile: str
    amount: Term
    avoidable: Term


class AmountSteps:
    """Writes every amount as a step of its own, so that the months can refer to it."""

    def __init__(
        self,
        case: Case,
        option: Option,
        split: Split,
        handovers: dict[str, Handover],
        inputs: Inputs,
        steps: Steps,
    ) -> None:
        self.case, self.option, self.split, self.handovers = case, option, split, handovers
        self.inputs, self.steps = inputs, steps
        self.pay = steps.step(
            "Hourly pay with on-cost",
            inputs("service.agent_wage_per_hour") * (1 + inputs("service.benefit_load")),
            "price",
        )
        self.today = tuple(self._today())

    def every(self) -> list[Amounts]:
        lines = [*self._in_house(), *self._improvement(), *self._training()]
        for share in self.split.shares:
            lines += [*self._vendor(share), *self._own_centre(share)]
        return [*lines, *self._one_off(), *self._exit()]

    def money(self, label: str, term: Term, note: str = "a month") -> Term:
        return self.steps.step(label, term, "money", note)

    def _today(self) -> Iterator[TodayCost]:
        use, split, step = self.inputs, self.split, self.money
        agents = step("Agents", split.paid_hours * self.pay)
        yield TodayCost("agents", "pay", agents, use("service.agent_pay_avoidable_share"))
        leavers = use("service.agents_fte") * use("service.turnover_per_year") / 12
        cost = step("Replacing people who leave", leavers * use("service.replacement_cost_per_leaver"))
        yield TodayCost("turnover", "pay", cost, use("service.turnover_avoidable_share"))
        for line in self.case.service.cost_lines:
            at = f"service.cost_lines.{line.id}"
            amount = step(line.name, use(f"{at}.amount_per_year") / 12)
            profile = "pay" if line.kind in PAY_KINDS else "flat"
            yield TodayCost(line.id, profile, amount, use(f"{at}.avoidable_share"))

    def _in_house(self) -> Iterator[Amounts]:
        moves = bool(self.split.shares)
        for cost in self.today:
            gone = ((f"{cost.profile}:gone", -cost.amount),) if moves else ()
            yield Amounts(cost.id, ((cost.profile, cost.amount), *gone))
            if moves:
                stays = cost.amount * (1 - cost.avoidable)
                yield Amounts(f"stranded_{cost.id}", ((f"{cost.profile}:gone", stays),))

    def _improvement(self) -> Iterator[Amounts]:
        if self.option.improvement is None:
            return
        at = f"options.{self.option.id}.improvement"
        repeats = self._fewer_repeats(self.inputs(f"{at}.first_contact_resolution_change"))
        saved = self.steps.step(
            "Share saved by improvements",
            1 - (1 - self.inputs(f"{at}.cost_saving_share")) * (1 - repeats),
            "share",
        )
        terms = tuple((f"{c.profile}:improved", -saved * c.amount) for c in self.today)
        yield Amounts("improvement_saving", terms)
        yield _once("improvement_cost", self.inputs(f"{at}.one_off_cost"), 0)

    def _fewer_repeats(self, change: Term) -> Term:
        """Share of contacts that no longer come back when more is settled at once (rule M5)."""
        today, chance = self.inputs("service.first_contact_resolution"), self.inputs.setting("repeat")
        better = between(today + change, 0, 1)
        share = 1 - (1 + chance * (1 - better)) / (1 + chance * (1 - today))
        return self.steps.step("Repeat contacts that no longer come", share, "share")

    def _training(self) -> Iterator[Amounts]:
        if self.option.training is None:
            return
        use, at = self.inputs, f"options.{self.option.id}.training"
        agents, turnover = use("service.agents_fte"), use("service.turnover_per_year")
        leavers = self.steps.step(
            "New hires a year with the training firm",
            agents * largest(turnover + use(f"{at}.turnover_change"), 0),
            "number",
        )
        fewer = leavers / 12 - agents * turnover / 12
        own = smallest(
            use("service.training_weeks") * WEEK_HOURS * self.pay, use("service.replacement_cost_per_leaver")
        )
        yield Amounts(
            "training_fees",
            (("flat", self.money("Fees of the training firm", leavers / 12 * use(f"{at}.fee_per_hire"))),),
        )
        stops = self.money(
            "Own training that stops", use(f"{at}.inhouse_training_saved_share") * own * leavers / 12
        )
        replaced = self.money(
            "Change of replacing leavers", fewer * use("service.replacement_cost_per_leaver")
        )
        yield Amounts("training_saved", (("pay", -stops), ("pay", replaced)))
        repeats = self._fewer_repeats(use(f"{at}.first_contact_resolution_change"))
        pay = self.split.paid_hours * self.pay * use("service.agent_pay_avoidable_share")
        yield Amounts("training_repeats", (("pay", -self.money("Pay for repeat contacts", repeats * pay)),))
        yield _once("training_set_up", use(f"{at}.one_off_cost"), 0)

    def _units(self, share: Share, offer: Offer, counted: Term) -> Term:
        """Units of the price basis for so many contacts, handling hours or hours of agents."""
        if offer.price_basis == "minute":
            return counted * 60
        if offer.price_basis == "resolved_contact":
            return counted * share.resolution
        if offer.price_basis in ("paid_hour", "fte_month"):
            paid = counted / self.split.present
            return (
                paid if offer.price_basis == "paid_hour" else paid / (self.inputs.setting("paid_hours") / 12)
            )
        return counted

    def _vendor(self, share: Share) -> Iterator[Amounts]:
        offer, key, name = share.provider.offer, share.provider.id, share.provider.name
        if offer is None:
            return
        use, at = self.inputs, f"providers.{key}.offer"
        profile = f"{key}:{'contacts' if offer.price_basis in BY_CONTACTS else 'hours'}"
        rate, managed = use(f"{at}.currency_rate"), f"{key}:managed"
        quoted = choose(above(share.planned, 0), share.planned, share.drawn)
        units = self.steps.step(
            f"{name}: units of the quote", self._units(share, offer, quoted), "number", "a month"
        )
        fees = self.money(f"{name}: fees", units * use(f"{at}.price") * rate)
        incentives = self.money(f"{name}: incentives", fees * use(f"{at}.incentive_share_of_fees"))
        travel = self.money(f"{name}: travel", use(f"{at}.travel_per_year") / 12 * rate)
        software = self.money(f"{name}: software", use(f"{at}.software_per_year") / 12 * rate)
        yield Amounts(f"{key}_fees", ((profile, fees),))
        yield Amounts(f"{key}_incentives", ((profile, incentives),))
        yield Amounts(f"{key}_governance", (self._governance(at, name, profile, managed, fees),))
        yield Amounts(f"{key}_travel", ((managed, travel),))
        yield Amounts(f"{key}_software", ((managed, software),))
        planned = ((profile, fees), (profile, incentives), (managed, travel), (managed, software))
        bias = use("method.optimism_bias")
        yield Amounts(f"{key}_bias", tuple((p, bias * amount) for p, amount in planned))

    def _governance(self, at: str, name: str, profile: str, managed: str, fees: Term) -> tuple[str, Term]:
        yearly, label = f"{at}.governance_per_year", f"{name}: managing the vendor"
        if self.inputs.is_known(yearly):
            return managed, self.money(label, self.inputs(yearly) / 12)
        path = self.inputs.first(f"{at}.governance_share_of_fees", "method.governance_share_of_fees")
        return profile, self.money(label, fees * self.inputs(path))

    def _own_centre(self, share: Share) -> Iterator[Amounts]:
        if not runs_centre(share.provider, self.handovers[share.provider.id]):
            return
        use, key, name = self.inputs, share.provider.id, share.provider.name
        at, year = f"providers.{key}.own_centre", self.inputs.setting("paid_hours")
        team = self.steps.step(
            f"{name}: agents employed", share.hours / self.split.present / (year / 12), "number"
        )
        hourly = self.steps.step(
            f"{name}: labour cost an hour",
            use(f"{at}.labour_cost_per_hour") * use(f"{at}.skill_premium_ratio"),
            "price",
        )
        leaders = use(f"{at}.leaders_fte") * use(f"{at}.leader_ratio") * hourly * year / 12
        runs = (
            ("team", f"{key}:team", self.money(f"{name}: team", team * year / 12 * hourly)),
            ("leaders", f"{key}:pay", self.money(f"{name}: local leaders", leaders)),
            (
                "seats",
                f"{key}:seats",
                self.money(f"{name}: seats", team * use(f"{at}.occupancy_cost_per_seat_year") / 12),
            ),
            (
                "fixed",
                f"{key}:open",
                self.money(f"{name}: yearly sum", use(f"{at}.fixed_cost_per_year") / 12),
            ),
        )
        for line, profile, amount in runs:
            yield Amounts(f"{key}_{line}", ((profile, amount),))
        bias = use("method.optimism_bias")
        yield Amounts(f"{key}_centre_bias", tuple((profile, bias * amount) for _, profile, amount in runs))
        yield from self._set_up(share, team)

    def _set_up(self, share: Share, team: Term) -> Iterator[Amounts]:
        handover, key = self.handovers[share.provider.id], share.provider.id
        if handover.transfer is not None or share.provider.own_centre is None:
            return
        use, at, half_way = self.inputs, f"providers.{key}.own_centre", handover.start / 2
        sent = use(f"{at}.leaders_sent") * use(f"{at}.leader_package_per_month") * use(f"{at}.leader_months")
        sums = {
            "fit_out": team * use(f"{at}.fit_out_per_seat"),
            "legal": use(f"{at}.legal_set_up"),
            "hiring": team * use(f"{at}.hiring_per_agent"),
            "leaders_sent": sent,
        }
        for name, amount in sums.items():
            yield Amounts(f"{key}_{name}", dues=(Due(amount, half_way, moves=True),))
        for line in share.provider.own_centre.one_off:
            yield _once(f"{key}_{line.id}", use(f"{at}.one_off.{line.id}.amount"), line.month)

    def _one_off(self) -> Iterator[Amounts]:
        use, option = self.inputs, self.option
        for line in option.one_off:
            yield _once(f"option_{line.id}", use(f"options.{option.id}.one_off.{line.id}.amount"), line.month)
        for share in self.split.shares:
            at = f"providers.{share.provider.id}.offer"
            for line in share.provider.offer.one_off if share.provider.offer else ():
                amount = use(f"{at}.one_off.{line.id}.amount") * use(f"{at}.currency_rate")
                yield _once(f"{share.provider.id}_{line.id}", amount, line.month)
        if self.split.shares:
            yield self._severance()
        if any(handover.transfer is not None for handover in self.handovers.values()):
            fee = use(f"options.{option.id}.transfer_fee")
            yield _once("transfer_fee", fee, option.transfer_month or 0)

    def _severance(self) -> Amounts:
        use, shares = self.inputs, self.split.shares
        leaving = self.released() * (1 - use("readiness.redeployed_share"))
        moved = largest(added([share.released for share in shares]), _LEAST)
        months = [
            (self.handovers[s.provider.id].start + self.handovers[s.provider.id].length) * s.released / moved
            for s in shares
        ]
        month = self.steps.step("Severance falls due in month", added(months), "number")
        amount = leaving * use(f"options.{self.option.id}.severance_per_released_fte")
        return Amounts("severance", dues=(Due(amount, month, moves=True),))

    def released(self) -> Term:
        """Agents of today's team that are set free."""
        return self.split.released * self.inputs("service.agents_fte")

    def _exit(self) -> Iterator[Amounts]:
        shares, use = self.split.shares, self.inputs
        if not shares:
            return
        fees = [self._exit_fee(share) for share in shares]
        rehire = self.released() * use("service.replacement_cost_per_leaver")
        back = added([s.released * self.handovers[s.provider.id].length / 2 for s in shares])
        parallel = back * self.split.paid_hours * self.pay
        chance = use(use.first(f"options.{self.option.id}.exit_probability", "method.exit_probability"))
        cost = self.money("What leaving early would cost", added([*fees, rehire, parallel]), "once")
        yield Amounts(
            "expected_exit", dues=(Due(chance * cost, number(self.case.method.horizon_months / 2)),)
        )

    def _exit_fee(self, share: Share) -> Term:
        offer, at = share.provider.offer, f"providers.{share.provider.id}.offer"
        if offer is None:
            return number(0)
        monthly = (
            self._units(share, offer, share.drawn)
            * self.inputs(f"{at}.price")
            * self.inputs(f"{at}.currency_rate")
        )
        return monthly * self.inputs(f"{at}.exit_fee_months")


def _once(key: str, amount: Term, month: int) -> Amounts:
    return Amounts(key, dues=(Due(amount, number(month)),))
