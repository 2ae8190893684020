"""A plan in sentences and tables: the same for its page and for the report."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reports.presenters.numbers import in_hundred, number, percent, range_words
from reports.presenters.plan import wording
from reports.presenters.plan.drafting import Trace
from reports.presenters.plan.parts import PlanChart, PlanTable
from reports.presenters.plan.working_out import Back, VendorPay
from reports.presenters.reading import Reading
from reports.presenters.words import counted
from scoring.decision import Interval

PERIODS = {"week": "week", "month": "month"}


@dataclass(frozen=True)
class Item:
    """A term, an oversight item, a trigger … as it stands in a plan."""

    part: str
    provider: str
    group: str
    title: str
    why: str
    traces: tuple[Trace, ...]
    proposal: str
    fallback: str
    status: str
    who: str = ""
    rhythm: str = ""


@dataclass(frozen=True)
class Facts:
    """A plan as it stands; `decided` and `review_on` are ISO dates."""

    option: str
    decided: str
    review_on: str
    client_signs: str
    provider_signs: str
    scheme: dict[str, Any]
    items: tuple[Item, ...]

    def of(self, part: str, provider: str | None = None) -> tuple[Item, ...]:
        return tuple(i for i in self.items if i.part == part and provider in (None, i.provider))


def terms_tables(facts: Facts, provider: str) -> tuple[PlanTable, ...]:
    """One table per group, in the order in which they stand."""
    items = facts.of("contract", provider)
    groups = dict.fromkeys(item.group for item in items)
    heads = ("Term", "Why it is there", "Proposed", "If they refuse", "Status")
    return tuple(
        PlanTable(
            f"Contract terms: {group.lower()}" if group else "Contract terms of your own",
            heads,
            tuple((i.title, why_of(i), i.proposal, i.fallback, i.status) for i in items if i.group == group),
        )
        for group in groups
    )


def why_of(item: Item) -> str:
    return " ".join(filter(None, (item.why, *(f"{trace.text.rstrip('.')}." for trace in item.traces))))


def items_table(title: str, items: Sequence[Item], heads: tuple[str, ...]) -> PlanTable:
    """`heads` two or four long: with rhythm and who in between."""
    rows = [
        (i.title, i.proposal) if len(heads) == 2 else (i.title, i.rhythm, i.who, i.proposal) for i in items
    ]
    return PlanTable(title, heads, tuple(rows))


def scheme_words(facts: Facts) -> tuple[str, ...]:
    scheme, period = facts.scheme, PERIODS[facts.scheme["period"]]
    caps = [percent(scheme[name], 1) for name in ("bonus_cap", "malus_cap")]
    floor = number(100 * wording.incentives()["scheme"]["tolerance"])
    first = (
        f"Basic requirements come first: no bonus in a {period} that misses one of them, or in which"
        f" satisfaction is more than {floor} points below today's."
    )
    paid = (
        f"Each {period}: a bonus of up to {caps[0]} and a malus of up to {caps[1]} of the {period}'s fees,"
        " by the results below; straight lines in between."
    )
    rise = f"the price rises by {percent(scheme['step'], 1)} and " if scheme["step"] else ""
    step = (
        f"After a first year in which every target is met on average, {rise}the provider may ask for better"
        " terms: payment after 14 days, a longer term, first choice for new work."
    )
    return first, paid, step


def metrics_table(facts: Facts, pays: Sequence[VendorPay]) -> PlanTable:
    titles = {row["id"]: row["title"] for row in wording.incentives()["metric"]}
    several = len(pays) > 1
    hits = [f"On target, {pay.provider.name}" if several else "On target" for pay in pays]
    heads = ("Metric", "All of the malus at", "Target", "All of the bonus at", "Part", *hits)
    rows = []
    for row in facts.scheme["metrics"]:
        weekly = f" (weeks with {percent(row['weekly_target'])})" if row["weekly_target"] else ""
        reached = (
            f"{in_hundred(pay.on_target.get(row['key'], 0.0))} of 100 {_periods(facts)}" for pay in pays
        )
        ends = (percent(row[name], 0) for name in ("floor", "target", "stretch"))
        rows.append((titles[row["key"]] + weekly, *ends, percent(row["weight"]), *reached))
    return PlanTable("Metrics and targets", heads, tuple(rows))


def _periods(facts: Facts) -> str:
    return f"{PERIODS[facts.scheme['period']]}s"


def price_table(reading: Reading, pays: Sequence[VendorPay]) -> PlanTable:
    """What the scheme is expected to cost; a sum that comes back is negative."""
    heads = ("A year, once the work has moved", *(reading.provider_name(p.provider.id) for p in pays))
    names = (
        "Fees",
        "Bonus paid",
        "Malus taken",
        "Bonus less malus",
        f"The same over {reading.years}, with the step in pay",
        "Counted in the decision for incentives",
    )
    columns = [_priced(reading, pay) for pay in pays]
    return PlanTable(
        f"What the scheme costs: expected, and 80\u00a0% range over {reading.decision.futures:,} futures",
        heads,
        tuple((name, *(column[place] for column in columns)) for place, name in enumerate(names)),
    )


def _priced(reading: Reading, pay: VendorPay) -> tuple[str, ...]:
    shown = (pay.fees_a_year, pay.bonus, pay.malus, pay.a_year, pay.present)
    return *(_money(reading, interval) for interval in shown), reading.numbers.money(pay.counted)


def price_words(reading: Reading, pays: Sequence[VendorPay]) -> str:
    """The finding of the price table in a sentence."""
    net = sum(p.a_year.mean for p in pays)
    low, high = sum(p.a_year.low for p in pays), sum(p.a_year.high for p in pays)
    span = reading.numbers.money_range(low, high)
    if net < 0:
        back = reading.numbers.money(-net)
        lead = f"At the level expected of the provider, it would pay back about {back} a year"
    else:
        lead = f"The scheme is expected to cost {reading.numbers.money(net)} a year"
    return f"{lead} (bonus less malus; {range_words(span)})."


def warnings_table(reading: Reading, pays: Sequence[VendorPay]) -> PlanTable | None:
    """Where the provider would earn more by worsening what is not, or not enough, measured."""
    levers = {row["id"]: row for row in wording.incentives()["lever"]}
    rows = []
    for pay in pays:
        for found in pay.temptations:
            if not found.pays:
                continue
            lever, money = levers[found.key], reading.numbers.money
            text = lever["text"].format(gain=money(found.gain), loss=money(found.loss))
            name = f"{lever['title']}, {pay.provider.name}" if len(pays) > 1 else lever["title"]
            rows.append((name, text, lever["answer"]))
    if not rows:
        return None
    return PlanTable(
        "Where the provider would earn more by doing worse", ("What", "Why it pays", "Do this"), tuple(rows)
    )


def notice_words(back: Back) -> str:
    """Notice against the time that rebuilding takes."""
    stays = back.terms["notice"] + back.terms["exit_help"]
    both = f"{months(back.terms['notice'])} of notice and {months(back.terms['exit_help'])} of exit help"
    if back.rebuilt_in is None:
        return f"At this pace the team is not rebuilt within 36 months; the provider leaves after {both}."
    lead = f"Rebuilding the team takes {months(back.rebuilt_in)}"
    if back.gap:
        worst = min(month.covered for month in back.result.months)
        return (
            f"{lead}, the provider leaves after {both}: in {counted(back.gap, 'month')} between, as little as"
            f" {percent(worst)} of the work is done."
        )
    if back.rebuilt_in <= math.ceil(back.terms["notice"]):
        return f"{lead}, less than the notice of {months(back.terms['notice'])}: no contact goes unanswered."
    return f"{lead}; {both} ({months(stays)}) cover it, so that no contact goes unanswered.{_unhelped(back)}"


def _unhelped(back: Back) -> str:
    if back.unhelped is None:
        return ""
    month, share = back.unhelped
    what = f"{percent(share)} would be answered in time" if back.levels else f"{percent(share)} would be done"
    return f" Without exit help, {what} in month {month}."


def nucleus_words(back: Back) -> str:
    kept, free = number(back.kept), back.terms["free"]
    lead = f"{kept} of your own agents stay in any case; the work that stays takes {number(back.bound)}."
    if free < 0.5:
        return f"{lead} None is free for the returning work on the first day: they teach the new ones."
    return f"{lead} {number(free)} can take returning contacts on the first day."


def months_table(reading: Reading, back: Back) -> PlanTable:
    heads = ("Month", "Hired", "In training", "Able to work", "Own share of the work", "Provider's share")
    level = ("Answered in time",) if back.levels else ("Work done",)
    rows = []
    for place, month in enumerate(back.result.months):
        reached = back.levels[place] if back.levels else month.covered
        people = (number(n) for n in (month.hired, month.training, month.experienced))
        rows.append(
            (
                str(month.month),
                *people,
                percent(month.own_share),
                percent(month.provider_share),
                percent(reached),
            )
        )
    return PlanTable("Taking the work back, month by month", (*heads, *level), tuple(rows))


def cost_table(reading: Reading, back: Back) -> PlanTable:
    rows = (
        (f"Hiring and training {number(back.result.hires)} people", _money(reading, back.hiring)),
        ("Both teams while the work comes back", _money(reading, back.both_teams)),
        ("Fees for leaving", _money(reading, back.exit_fees)),
        ("Together", _money(reading, back.cost)),
        ("Counted in the decision: chance of ending early × cost", reading.numbers.money(back.counted)),
    )
    return PlanTable("What leaving costs: expected, and 80\u00a0% range", ("Cost", "Money"), rows)


def chart(back: Back) -> PlanChart:
    """Own people and those of the provider; its people as many as its share of the crew needed."""
    rows = back.result.months
    subtitle = "Agents by month after notice is given" + (
        "; above, the share answered in time" if back.levels else ""
    )
    done = back.rebuilt_in
    title = f"The team is back after {months(done)}" if done else "The team is not back within 36 months"
    return PlanChart(
        title=title,
        subtitle=subtitle,
        months=tuple(month.month for month in rows),
        inhouse=tuple(round(month.own_share * back.needed, 1) for month in rows),
        provider=tuple(round(month.provider_share * back.needed, 1) for month in rows),
        level=tuple(round(level, 4) for level in back.levels),
        target=back.target if back.levels else None,
    )


def months(value: float) -> str:
    """`3 months`, `1 month`, `2.5 months`."""
    whole = abs(value - round(value)) < 0.05
    return counted(round(value), "month") if whole else f"{number(value, 1)}\u00a0months"


def open_items(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(item for item in items if any(trace.kind == "gate" for trace in item.traces))


def _money(reading: Reading, interval: Interval) -> str:
    span = reading.numbers.money_range(interval.low, interval.high)
    return f"{reading.numbers.money(interval.mean)} ({span})"
