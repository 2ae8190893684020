"""The deal in plain Python: what incentives pay, and month by month what taking the work back needs."""

import math
from statistics import NormalDist

from tests.unit.second_engine.second_engine import (
    WEEKS_A_MONTH,
    clip,
    erlang_a,
    erlang_c,
    fee,
    fees,
    hours,
    per_hour,
    piecewise,
    worked,
)

NORMAL = NormalDist()
MOODS = [NORMAL.inv_cdf((k + 0.5) / 24) for k in range(24)]


def result(level, shift, weekly, period, spread):
    """What is measured in one period that goes so well or badly; with a weekly target the share of weeks."""
    of_week = spread * math.sqrt(WEEKS_A_MONTH)
    found = level + shift * (of_week if period == "week" else spread)
    if weekly is None:
        return clip(found)
    if period == "week" or not of_week:
        return float(found >= weekly)
    return NORMAL.cdf((found - weekly) / of_week)


def earned(scheme, found, met):
    """(bonus, malus) of a period as shares of its fee. found: result by metric."""
    points = {m["key"]: piecewise(found[m["key"]], m["at"], [-1, 0, 1]) for m in scheme["metrics"]}
    weights = {m["key"]: m["weight"] for m in scheme["metrics"]}
    bonus = math.fsum(weights[key] * max(p, 0) for key, p in points.items()) * scheme["bonus"] * met
    return bonus, math.fsum(weights[key] * max(-p, 0) for key, p in points.items()) * scheme["malus"]


def pay(scheme, levels):
    """(bonus, malus, step) in one future: the mean over good and bad periods."""

    def found(shift, spread):
        return {
            m["key"]: result(levels[m["level"]], shift, m["weekly"], scheme["period"], spread)
            for m in scheme["metrics"]
        }

    wide = scheme["spread"] * (math.sqrt(WEEKS_A_MONTH) if scheme["period"] == "week" else 1)
    periods = [
        earned(
            scheme,
            found(shift, scheme["spread"]),
            all(levels[name] + wide * shift >= least for name, least in scheme["basics"]),
        )
        for shift in MOODS
    ]
    usual = found(0, scheme["spread"])
    reached = all(usual[m["key"]] >= m["at"][1] for m in scheme["metrics"])
    bonus, malus = (math.fsum(part) / len(MOODS) for part in zip(*periods, strict=True))
    return bonus, malus, scheme["step"] * reached


def sample(expected, margin, population):
    """The least number of contacts whose finite-population margin is no wider than wanted."""
    z = NORMAL.inv_cdf(0.95)
    n = 1
    while n < population and margin_of(expected, n, population, z) > margin * (1 + 1e-9):
        n += 1
    return n


def margin_of(p, n, population, z):
    return z * math.sqrt(p * (1 - p) / n * (population - n) / (population - 1))


def taking_back(terms, last):
    """One row a month until ``last``: (experienced, training, hired, own share, provider's share)."""
    stay = (1 - min(terms["turnover"], 1)) ** (1 / 12)
    wanted = terms["needed"] * (1 + (1 - stay) * (math.ceil(terms["training"]) + 2))
    hired, rows = {}, []
    for t in range(1, last + 1):
        began = {month: max(month + 1, math.ceil(month + terms["training"])) for month in hired}
        able = terms["nucleus"] * stay ** (t - 1) + math.fsum(
            people * stay ** (t - began[month]) for month, people in hired.items() if began[month] <= t
        )
        learning = math.fsum(people for month, people in hired.items() if began[month] > t)
        new = math.fsum(people for month, people in hired.items() if began[month] == t)
        room = wanted - able - learning if t >= max(terms["first_hires"], 1) else 0
        if (people := max(min(terms["pace"], room), 0)) > 0:
            hired[t], learning = people, learning + people
        own = min((able - new * (1 - terms["speed"])) / terms["needed"], 1)
        rows.append((able, learning, people, own, (1 - own) * clip(terms["stays"] - t + 1)))
    return rows


def service(load, seconds, target, level, patience, covered):
    """Share answered in time by a part of the crew: a straight line between two whole agents."""
    crew = math.floor(load) + 1
    while erlang_c(load, crew, target / seconds)[1] < level:
        crew += 1

    def answered(agents):
        return erlang_a(load, agents, patience / seconds, target / seconds)[1] if agents else 0.0

    there = covered * crew
    below, above = math.floor(there + 1e-9), math.ceil(there - 1e-9)
    between = answered(below) + (answered(above) - answered(below)) * clip(there - below)
    return level * min(between / answered(crew), 1)


def course(c, outside, x, begun, begins):
    """(fees, contacts) of each month after ``begun``, a calendar month ``begins``, in one future."""
    seasons = c["service"]["monthly_volume_factors"] or [1] * 12
    for t in range(begun + 1, c["method"]["horizon_months"] + 1):
        season = seasons[(begins + t - begun - 2) % 12]
        growth = (1 + x["service.volume_growth_per_year"]) ** (t / 12)
        paid = [p for p in outside if not p["own"] and t <= p["transfer"]]
        invoiced = sum(fee(c, p, x, t, growth, season) for p in paid)
        come = sum(p["contacts"] * worked(p, t) for p in outside)
        yield invoiced * (1 + x["method.optimism_bias"]), come * growth * season


def fees_of_last_year(c, p, x):
    last, seasons = c["method"]["horizon_months"], c["service"]["monthly_volume_factors"] or [1] * 12
    rise = 1 + x["service.volume_growth_per_year"]

    def invoiced(t):
        return fee(c, p, x, t, rise ** (t / 12), seasons[(int(c["as_of"][5:7]) + t - 2) % 12])

    return sum(invoiced(t) for t in range(max(last - 11, 1), last + 1) if t <= p["transfer"])


def tempted(c, p, x, gain, size, hour):
    """What one lever earns the provider in a year of one future; ``hour``: usual pay for an hour worked."""
    yearly, again = fees_of_last_year(c, p, x), c["method"]["repeat_contact_chance"]
    resolution = p["settled"] / p["share"]
    return {
        "longer": yearly * size,
        "repeats": yearly * again * size / (1 + again * (1 - resolution)),
        "claims": yearly * size / max(resolution, 0.05),
        "labour": p["hours"] * 12 * size * hour,
    }[gain]


def cost_of_leaving(c, outside, x, hires):
    """(hiring, both teams, exit fees) in one future."""
    hiring = hires * x["service.replacement_cost_per_leaver"]
    both = sum(p["work"] * p["length"] for p in outside) / 2 * hours(c, x) * per_hour(x)
    vendors = [p for p in outside if not p["own"]]
    return hiring, both, sum(fees(c, p, x)[0] * x[f"{p['terms']}.exit_fee_months"] for p in vendors)
