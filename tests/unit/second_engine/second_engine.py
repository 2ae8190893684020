"""A second engine in plain Python, to check the first one: the method's formulas one after the other.

Slow on purpose: no NumPy, no SciPy, no tables, no recurrences over months; one future at a time.
"""

import math
from itertools import pairwise

WEEKS_A_MONTH = 365.25 / 7 / 12
PLANNED = ("agents_fte", "shrinkage")
SUMS = ("work", "share", "settled", "hours", "contacts", "handle", "plan_contacts", "plan_handle")


def solve(rising, low, high):
    """Where a function that rises from below 0 to above 0 crosses it (the Illinois rule)."""
    at_low, at_high, side, x = rising(low), rising(high), 0, low
    for _ in range(200):
        x = (low * at_high - high * at_low) / (at_high - at_low)
        y = rising(x)
        if abs(y) < 1e-16 or not low < x < high:
            break
        if y > 0:
            high, at_high, at_low, side = x, y, at_low / (2 if side > 0 else 1), 1
        else:
            low, at_low, at_high, side = x, y, at_high / (2 if side < 0 else 1), -1
    return x


def clip(x, low=0.0, high=1.0):
    return min(max(x, low), high)


def beta_cdf(a, b, x):
    """The regularised incomplete beta function by its power series."""
    if x > 0.5:
        return 1 - beta_cdf(b, a, 1 - x)
    term, total, n = 1.0, 0.0, 0
    while abs(term) > 1e-19 and n < 400:
        total += term / (a + n)
        n += 1
        term *= (n - b) * x / n
    return x**a * total * math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b))


def beta_quantile(a, b, p):
    return solve(lambda x: beta_cdf(a, b, x) - p, 0.0, 1.0)


def pert(low, likely, high):
    """(minimum, maximum, alpha, beta): the 10th and 90th percentiles are low and high, likely the mode."""

    def shape(m):
        a, b = 1 + 4 * m, 5 - 4 * m
        return a, b, beta_quantile(a, b, 0.1), beta_quantile(a, b, 0.9)

    def error(m):
        _, _, q10, q90 = shape(m)
        return (m - q10) / (q90 - q10) - (likely - low) / (high - low)

    a, b, q10, q90 = shape(solve(error, 0.0, 1.0))
    width = (high - low) / (q90 - q10)
    return low - q10 * width, low - q10 * width + width, a, b


def piecewise(x, levels, values):
    """A straight line from point to point, level before the first and after the last."""
    points = pairwise(zip(levels, values, strict=True))
    return values[0] + sum((y1 - y0) * clip((x - x0) / (x1 - x0)) for (x0, y0), (x1, y1) in points)


def linear(x, worst, best):
    return 100 * clip((x - worst) / (best - worst))


def exponential(x, worst, best, curve):
    return 100 * (1 - math.exp(-curve * linear(x, worst, best) / 100)) / (1 - math.exp(-curve))


def target_band(x, *corners):
    return piecewise(x, corners, [0, 100, 100, 0])


def scaled(points):
    """Shares that sum to 1; equal shares of nothing."""
    return [p / sum(points) if sum(points) else 1 / len(points) for p in points]


def rank_order_centroid(n):
    return [sum(1 / k for k in range(i, n + 1)) / n for i in range(1, n + 1)]


def ahp(matrix, random_index):
    """(weights, consistency ratio) by power iteration."""
    n, weights, image = len(matrix), [0.0] * len(matrix), [1.0] * len(matrix)
    while math.dist(weights, scaled(image)) > 1e-15:
        weights = scaled(image)
        image = [sum(a * w for a, w in zip(row, weights, strict=True)) for row in matrix]
    largest = sum(y / w for y, w in zip(image, weights, strict=True)) / n
    return weights, max(0.0, (largest - n) / (n - 1) / random_index) if n > 2 else 0.0


def consensus(people):
    def entropy(shares):
        return -sum(s * math.log(s) for s in shares if s > 0)

    people = [scaled(p) for p in people]
    k, mean = len(people), [sum(column) / len(people) for column in zip(*people, strict=True)]
    beta = math.exp(entropy(mean) - sum(map(entropy, people)) / k)
    return (1 / beta - 1 / k) / (1 - 1 / k)


def weighted_sum(values, weights):
    return [sum(v * w for v, w in zip(row, scaled(weights), strict=True)) for row in values]


def rank_acceptability(futures, failed=()):
    """Share of futures in each rank; options with a failed gate come below all others; ties share."""
    n = len(futures[0])
    shares = [[0.0] * n for _ in range(n)]
    for values in futures:
        keys = [(i not in failed, v) for i, v in enumerate(values)]
        for i, key in enumerate(keys):
            better, equal = sum(k > key for k in keys), keys.count(key)
            for place in range(better, better + equal):
                shares[i][place] += 1 / equal / len(futures)
    return shares


def pairwise_winning(futures):
    n, beats = len(futures[0]), lambda a, b: 1.0 if a > b else 0.5 if a == b else 0.0
    return [[sum(beats(v[i], v[j]) for v in futures) / len(futures) for j in range(n)] for i in range(n)]


def regrets(futures):
    """(expected, greatest) regret by option."""
    losses = [[max(values) - v for v in values] for values in futures]
    columns = list(zip(*losses, strict=True))
    return [sum(c) / len(c) for c in columns], [max(c) for c in columns]


def evpi(futures):
    means = [sum(column) / len(column) for column in zip(*futures, strict=True)]
    return sum(map(max, futures)) / len(futures) - max(means)


def weight_flips(values, weights, k):
    """{rival: weight of criterion k at which it draws level}; the other weights keep their proportion."""

    def lead(rival, at):
        rest = sum(w for j, w in enumerate(weights) if j != k)
        given = [at if j == k else (1 - at) * w / rest for j, w in enumerate(weights)]
        return sum(g * (values[leader][j] - values[rival][j]) for j, g in enumerate(given))

    totals = weighted_sum(values, weights)
    leader = totals.index(max(totals))
    found = {}
    for rival in range(len(values)):
        at_none, at_all = lead(rival, 0.0), lead(rival, 1.0)
        if rival != leader and at_none * at_all < 0:
            found[rival] = at_none / (at_none - at_all)
    return found


def topsis(matrix, weights):
    weights, columns = scaled(weights), list(zip(*matrix, strict=True))
    lengths = [math.sqrt(sum(v * v for v in column)) or 1.0 for column in columns]
    rows = [[v * w / n for v, w, n in zip(row, weights, lengths, strict=True)] for row in matrix]
    best, worst = ([f(column) for column in zip(*rows, strict=True)] for f in (max, min))
    near = [(math.dist(row, worst), math.dist(row, best)) for row in rows]
    return [a / (a + b) if a + b else 0.5 for a, b in near]


PREFERENCES = {
    "usual": lambda d, q, p, s: float(d > 0),
    "u-shape": lambda d, q, p, s: float(d > q),
    "v-shape": lambda d, q, p, s: clip(d / p),
    "level": lambda d, q, p, s: 0.0 if d <= q else 0.5 if d <= p else 1.0,
    "linear": lambda d, q, p, s: clip((d - q) / (p - q)),
    "gaussian": lambda d, q, p, s: 1 - math.exp(-(d * d) / (2 * s * s)) if d > 0 else 0.0,
}


def promethee_ii(matrix, weights, kind, q, p, s):
    weights, n = scaled(weights), len(matrix)

    def over(a, b):
        pairs = zip(weights, a, b, strict=True)
        return sum(w * PREFERENCES[kind](x - y, q, p, s) for w, x, y in pairs)

    return [sum(over(a, b) - over(b, a) for b in matrix) / max(1, n - 1) for a in matrix]


def kendall_tau(first, second):
    pairs = [(i, j) for i in range(len(first)) for j in range(i)]
    signs = [[(of[i] > of[j]) - (of[i] < of[j]) for of in (first, second)] for i, j in pairs]
    size = math.sqrt(sum(a != 0 for a, _ in signs) * sum(b != 0 for _, b in signs))
    return sum(a * b for a, b in signs) / size


def erlang_b(load, agents):
    logs = [n * math.log(load) - math.lgamma(n + 1) for n in range(agents + 1)]
    return 1 / math.fsum(math.exp(value - logs[-1]) for value in logs)


def erlang_c(load, agents, target):
    """(wait probability, service level, average wait)."""
    b = erlang_b(load, agents)
    wait = agents * b / (agents - load * (1 - b))
    return wait, 1 - wait * math.exp(-(agents - load) * target), wait / (agents - load)


def erlang_a(load, agents, patience, target):
    """(wait probability, service level, average wait, abandonment) from the chain itself, uniformised."""
    most = agents
    logs = [n * math.log(load) - math.lgamma(n + 1) for n in range(agents + 1)]
    while logs[-1] > max(logs) - 45:
        most += 1
        logs.append(logs[-1] + math.log(load) - math.log(agents + (most - agents) / patience))
    weights = [math.exp(value - max(logs)) for value in logs]
    states = [w / math.fsum(weights) for w in weights]
    waiting = states[agents:]
    queue = math.fsum(k * w for k, w in enumerate(waiting))
    in_time = answered_in_time(len(waiting), agents, 1 / patience, target)
    served = math.fsum(states[:agents]) + math.fsum(w * f for w, f in zip(waiting, in_time, strict=True))
    return math.fsum(waiting), served, queue / load, queue / load / patience


def answered_in_time(places, agents, theta, target):
    """Chance to be answered within the target, by how many wait ahead."""
    rate = agents + places * theta
    lasting, chance, n, answered = [0.0] * places, math.exp(-rate * target), 0, [0.0] * places
    while n < rate * target + 12 * math.sqrt(rate * target) + 30:
        answered = [a + chance * p for a, p in zip(answered, lasting, strict=True)]
        ahead = [1.0, *lasting[:-1]]
        lasting = [
            ((agents + k * theta) * ahead[k] + (rate - agents - (k + 1) * theta) * lasting[k]) / rate
            for k in range(places)
        ]
        n += 1
        chance *= rate * target / n
    return answered


def npv(rate, flows):
    return sum(flow / (1 + rate) ** t for t, flow in enumerate(flows))


def payback_month(flows):
    totals = [sum(flows[: t + 1]) for t in range(len(flows))]
    good = [t for t in range(len(flows)) if min(totals[t:]) >= 0]
    return good[0] if good else None


def irr(flows):
    """For an outlay followed by returns."""
    return solve(lambda rate: math.atan(npv(rate, flows) / flows[0]), -0.95, 9.5)


def money(c, option, x, known):
    """One option in one future: ``c`` the case as plain data, ``x`` a value for every path of an input,
    ``known`` the paths that somebody answered. Any mix of vendors and own centres, improving, training."""
    method, horizon, at = c["method"], c["method"]["horizon_months"], f"options.{option['id']}"
    outside, lines = list(parts(c, option, x, known)), list(today(c, x))
    rate, part = 1 + method["discount_rate_per_year"], sum(p["work"] for p in outside)
    once, leaving = list(one_off(c, option, outside, x)), ending(c, option, outside, x, known)
    fee, training = trained(c, option, x)
    as_is = present = new = last = contacts = 0.0
    saved = [-sum(amount for month, amount in once if month <= 0.5)]
    for t in range(1, horizon + 1):
        growth = (1 + x["service.volume_growth_per_year"]) ** (t / 12)
        index = {False: growth, True: growth * (1 + x["service.wage_drift_per_year"]) ** (t / 12)}
        season = (c["service"]["monthly_volume_factors"] or [1] * 12)[(int(c["as_of"][5:7]) + t - 2) % 12]
        gone = sum(p["work"] * clip(t - p["start"] - p["length"]) for p in outside)
        stay = sum(amount * index[follows] for amount, follows, _ in lines)
        here = sum(amount * index[follows] * (1 - gone * stops) for amount, follows, stops in lines)
        here += training * index[True]
        if option["improvement"]:
            works = clip(t - x[f"{at}.improvement.months_to_effect"])
            here -= improvement(c, option, x) * stay * (1 - gone) * works
        others = fee * growth + sum(bill(c, p, x, known, t, growth, season) for p in outside)
        due = sum(amount for month, amount in once if t - 0.5 < month and (month <= t + 0.5 or t == horizon))
        saved.append(saved[-1] + stay - here - others - due)
        as_is += stay / rate ** (t / 12)
        present += (here + others) / rate ** (t / 12)
        new += others * (t <= 12)
        last += (here + others) * (t > horizon - 12)
        contacts += growth * season * (t > horizon - 12)
    once_now = sum(amount / rate ** (month / 12) for month, amount in once)
    hurdle = method["hurdle_share_of_personnel_cost"] * part * horizon * sum(a for a, pay, _ in lines if pay)
    amount = math.inf if method["hurdle_amount"] is None else method["hurdle_amount"]
    short = [t for t in range(1, horizon + 1) if saved[t] <= 0]
    return {
        "present": present + once_now + leaving / rate ** (horizon / 24),
        "as_is": as_is,
        "one_off": once_now,
        "new_money": new + sum(amount for month, amount in once if month <= 12),
        "hurdle": method["hurdle_enabled"] * min(hurdle, amount),
        "cumulative": saved[1:],
        "payback": math.inf if short[-1:] == [horizon] else 1 + max(short, default=0),
        **service(c, option, outside, x, known, last, contacts),
        **customers(c, option, outside, x, known),
    }


def first(known, *paths):
    return next((p for p in paths if p in known), paths[-1])


def today(c, x):
    """Monthly costs of the service as it is: (amount, whether it follows pay, share that stops)."""
    leavers = x["service.agents_fte"] * x["service.turnover_per_year"] / 12
    yield hours(c, x) * per_hour(x), True, x["service.agent_pay_avoidable_share"]
    yield leavers * x["service.replacement_cost_per_leaver"], True, x["service.turnover_avoidable_share"]
    for line in c["service"]["cost_lines"]:
        at = f"service.cost_lines.{line['id']}"
        follows = line["kind"] in ("supervision", "quality_training", "planning", "management")
        yield x[f"{at}.amount_per_year"] / 12, follows, x[f"{at}.avoidable_share"]


def hours(c, x):
    return x["service.agents_fte"] * c["service"]["paid_hours_per_fte_year"] / 12


def per_hour(x):
    return x["service.agent_wage_per_hour"] * (1 + x["service.benefit_load"])


def trained(c, option, x):
    """Monthly fees of a trainer, and what training changes in the cost of the team."""
    if not option["training"]:
        return 0.0, 0.0
    at, fte, now = (
        f"options.{option['id']}.training",
        x["service.agents_fte"] / 12,
        "service.turnover_per_year",
    )
    then, replacing = max(x[now] + x[f"{at}.turnover_change"], 0), x["service.replacement_cost_per_leaver"]
    own = min(x["service.training_weeks"] * 40 * per_hour(x), replacing) * then
    change = fte * ((then - x[now]) * replacing - own * x[f"{at}.inhouse_training_saved_share"])
    pay = hours(c, x) * per_hour(x) * x["service.agent_pay_avoidable_share"]
    return fte * then * x[f"{at}.fee_per_hire"], change - pay * (1 - repeats(c, at, x))


def repeats(c, at, x):
    """Contacts after a change of first-contact resolution, over contacts before it."""
    now, rho = x["service.first_contact_resolution"], c["method"]["repeat_contact_chance"]
    then = clip(now + x[f"{at}.first_contact_resolution_change"])
    return (1 + rho * (1 - then)) / (1 + rho * (1 - now))


def streams(c, x, known):
    """Id, contacts, handling hours, both as likely, resolution, share of contacts and of work."""
    rows = []
    for s in c["service"]["streams"]:
        at, names = f"service.streams.{s['id']}", ("contacts_per_month", "handle_seconds")
        drawn = [x[f"{at}.{name}"] for name in names]
        likely = [x[f"{at}.{n}"] if s[n]["likely"] is None else s[n]["likely"] for n in names]
        resolution = x[first(known, f"{at}.first_contact_resolution", "service.first_contact_resolution")]
        works = [n * seconds / s["concurrency"] / 3600 for n, seconds in (drawn, likely)]
        rows.append((s["id"], drawn[0], works[0], likely[0], works[1], resolution))
    shares = zip(scaled([r[1] for r in rows]), scaled([r[2] for r in rows]), strict=True)
    return [(*row, *share) for row, share in zip(rows, shares, strict=True)]


def parts(c, option, x, known):
    """What each provider outside does, and when it takes over; ``plan`` is what a quote was made for."""
    rho, s, transfer = c["method"]["repeat_contact_chance"], c["service"], option["transfer_month"]
    fte, away = (x[f"service.{n}"] if s[n]["likely"] is None else s[n]["likely"] for n in PLANNED)
    team = hours(c, x) * (1 - x["service.shrinkage"])
    planned = fte * s["paid_hours_per_fte_year"] / 12 * (1 - away)
    for p in c["providers"]:
        at, own, share = f"providers.{p['id']}", p["kind"] == "captive", {}
        for a in option["allocations"]:
            if a["provider_id"] == p["id"]:
                share[a["stream_id"]] = share.get(a["stream_id"], 0.0) + a["share"]
        if p["kind"] == "in_house" or not any(share.values()):
            continue
        found = dict.fromkeys(SUMS, 0.0)
        better = x[f"{at}.first_contact_resolution"] - x["service.first_contact_resolution"]
        for key, come, handle, likely, long, now, of_contacts, of_work in streams(c, x, known):
            mine, then = share.get(key, 0.0), clip(now + better)
            again = mine * (1 + rho * (1 - then)) / (1 + rho * (1 - now))
            longer = again * x[f"{at}.handle_time_ratio"]
            more = (mine * of_work, mine * of_contacts, mine * of_contacts * then, longer * of_work)
            more += (again * come, longer * handle, again * likely, longer * long)
            found = {k: v + m for (k, v), m in zip(found.items(), more, strict=True)}
        found |= {"plan_hours": found["hours"] * planned, "hours": found["hours"] * team}
        terms = f"{at}.own_centre" if own else f"{at}.offer"
        start = option["start_month"] + (x[f"{terms}.build_months"] if own else 0)
        taken = not own and p["own_centre"] and transfer and transfer < c["method"]["horizon_months"]
        when = {"terms": terms, "start": start, "length": x[f"{terms}.transition_weeks"] / WEEKS_A_MONTH}
        yield {**p, **found, **when, "own": own, "transfer": transfer if taken else math.inf}


def fees(c, p, x):
    """Monthly fees at today's volume, and at the volume that the quote was made for."""
    offer, basis = f"providers.{p['id']}.offer", p["offer"]["price_basis"]
    counted = "contacts" if "contact" in basis else "handle" if basis == "minute" else "hours"
    price = {"minute": 60, "resolved_contact": p["settled"] / p["share"]}.get(basis, 1) * x[f"{offer}.price"]
    price /= 1 - x["service.shrinkage"] if basis in ("paid_hour", "fte_month") else 1
    price *= 12 / c["service"]["paid_hours_per_fte_year"] if basis == "fte_month" else 1
    return [p[key] * price * x[f"{offer}.currency_rate"] for key in (counted, f"plan_{counted}")]


def worked(p, t):
    """Share of month t that the provider works: the handover moves evenly over its length."""

    def until(elapsed):
        inside = clip(elapsed, 0.0, p["length"])
        return inside * inside / (2 * p["length"] or 1) + max(elapsed - p["length"], 0.0)

    return until(t - p["start"]) - until(t - 1 - p["start"])


def learns(p, x, t):
    """Handling time of month t over that of people who have learned."""
    left = min(1.0, 2 ** ((p["start"] + 0.5 - t) / max(x[f"{p['terms']}.learning_half_life_months"], 0.05)))
    return 1 + x[f"{p['terms']}.learning_extra_share"] * left


def fee(c, p, x, t, growth, season):
    """What a vendor invoices for month t as planned, before incentives."""
    at, likely = p["terms"], c["service"]["volume_growth_per_year"]["likely"] or 0.0
    now, plan = fees(c, p, x)
    monthly = max(now * growth, plan * (1 + likely) ** (t / 12) * x[f"{at}.minimum_commitment_share"])
    monthly *= 1.0 if "contact" in p["offer"]["price_basis"] else learns(p, x, t)
    swing = p["offer"]["currency_volatility_per_year"] * math.sqrt(t / 12) * x[f"{at}.currency_shock"]
    return monthly * (1 + x[f"{at}.escalator_per_year"]) ** (t / 12) * math.exp(swing) * season * worked(p, t)


def bill(c, p, x, known, t, growth, season):
    """What a provider costs in month t: fees, or the running cost of the client's own centre."""
    at, learning, there = p["terms"], learns(p, x, t), clip(t - p["start"])
    if p["own"] or t > p["transfer"]:
        at = f"providers.{p['id']}.own_centre"
        pay, agents = running(c, p, at, x, t)
        run = pay * agents * growth * worked(p, t) * learning
        run += pay * x[f"{at}.leaders_fte"] * there * x[f"{at}.leader_ratio"]
        run += agents * x[f"{at}.occupancy_cost_per_seat_year"] / 12 * there * growth
        return (run + x[f"{at}.fixed_cost_per_year"] / 12 * there) * (1 + x["method.optimism_bias"])
    monthly = fee(c, p, x, t, growth, season)
    sums = (x[f"{at}.travel_per_year"] + x[f"{at}.software_per_year"]) * x[f"{at}.currency_rate"] * there / 12
    share = first(known, f"{at}.governance_share_of_fees", "method.governance_share_of_fees")
    budget = f"{at}.governance_per_year"
    managing = x[budget] * there / 12 if budget in known else monthly * x[share]
    on_plan = monthly * (1 + x[f"{at}.incentive_share_of_fees"]) + sums
    return on_plan * (1 + x["method.optimism_bias"]) + managing


def running(c, p, at, x, t):
    """A month's cost of an agent in the own centre, and how many there are."""
    year, local = c["service"]["paid_hours_per_fte_year"], (1 + x[f"{at}.wage_drift_per_year"]) ** (t / 12)
    hourly = x[f"{at}.labour_cost_per_hour"] * x[f"{at}.skill_premium_ratio"]
    return hourly * year / 12 * local, p["hours"] / (1 - x["service.shrinkage"]) * 12 / year


def one_off(c, option, outside, x):
    """(month, amount) of all that falls due once."""
    at, part = f"options.{option['id']}", sum(p["work"] for p in outside)
    for way in ("improvement", "training"):
        yield 0, x[f"{at}.{way}.one_off_cost"] if option[way] else 0.0
    for line in option["one_off"]:
        yield line["month"], x[f"{at}.one_off.{line['id']}.amount"]
    for p in outside:
        terms, rate = p["terms"], 1.0 if p["own"] else x[f"{p['terms']}.currency_rate"]
        for line in p["own_centre" if p["own"] else "offer"]["one_off"]:
            yield line["month"], x[f"{terms}.one_off.{line['id']}.amount"] * rate
        if p["own"]:
            sent = x[f"{terms}.leaders_sent"] * x[f"{terms}.leader_package_per_month"]
            sent *= x[f"{terms}.leader_months"]
            each = x[f"{terms}.fit_out_per_seat"] + x[f"{terms}.hiring_per_agent"]
            yield p["start"] / 2, running(c, p, terms, x, 0)[1] * each + x[f"{terms}.legal_set_up"] + sent
    for month in sorted({p["transfer"] for p in outside} - {math.inf}):
        yield month, x[f"{at}.transfer_fee"]
    if outside:
        month = sum((p["start"] + p["length"]) * p["work"] for p in outside) / part
        let_go = part * x["service.agents_fte"] * (1 - x["readiness.redeployed_share"])
        yield month, let_go * x[f"{at}.severance_per_released_fte"]


def ending(c, option, outside, x, known):
    """The chance of leaving early times what it costs."""
    chance = x[first(known, f"options.{option['id']}.exit_probability", "method.exit_probability")]
    cost = 0.0
    for p in outside:
        cost += 0.0 if p["own"] else fees(c, p, x)[0] * x[f"{p['terms']}.exit_fee_months"]
        cost += p["work"] * x["service.agents_fte"] * x["service.replacement_cost_per_leaver"]
        cost += p["work"] * p["length"] / 2 * hours(c, x) * per_hour(x)
    return chance * cost


def improvement(c, option, x):
    """Share of the cost that stays which the client's own improvements save."""
    at = f"options.{option['id']}.improvement"
    return 1 - (1 - x[f"{at}.cost_saving_share"]) * repeats(c, at, x)


def service(c, option, outside, x, known, cost, months):
    """First-contact resolution, and the last year's cost per contact that is settled at once."""
    rows = streams(c, x, known)
    kept = {r[0]: 1.0 for r in rows}
    for a in option["allocations"]:
        kept[a["stream_id"]] -= a["share"] if a["provider_id"] in [p["id"] for p in outside] else 0.0
    here = sum(kept[r[0]] * r[6] for r in rows)
    inside = sum(kept[r[0]] * r[6] * r[5] for r in rows) / here if here > 1e-12 else 0.0
    for way in ("improvement", "training"):
        inside += x[f"options.{option['id']}.{way}.first_contact_resolution_change"] if option[way] else 0.0
    resolution = clip(inside) * here + sum(p["settled"] for p in outside)
    settled = sum(r[1] for r in rows) * months * resolution
    return {"resolution": resolution, "per_resolved": cost / settled if settled else 0.0}


def customers(c, option, outside, x, known):
    """Present value of the margin lost, by satisfaction and by location."""
    now, rate = x["service.satisfaction"], 1 + c["method"]["discount_rate_per_year"]
    at = f"options.{option['id']}.improvement"
    better, effect = now, math.inf
    if option["improvement"]:
        better = clip(now + x[f"{at}.satisfaction_change"])
        effect = x[f"{at}.months_to_effect"]
    theirs = {p["id"]: x[f"providers.{p['id']}.satisfaction"] for p in outside}
    reached = x["customers.count"] * x["customers.contacting_share_per_year"]
    per_point = x[first(known, *(f"{of}.churn_per_satisfaction_point" for of in ("customers", "method")))]
    unhappy = resentful = lost = lost_abroad = 0.0
    staying = 1 - x["customers.churn_per_year"] / 12
    for t in range(1, c["method"]["horizon_months"] + 1):
        moved = {p["id"]: p["share"] * worked(p, t) for p in outside}
        points = sum(share * (now - theirs[key]) for key, share in moved.items())
        points += (1 - sum(moved.values())) * (now - better) * clip(t - effect)
        margin = x["customers.yearly_margin"] / 12 / rate ** (t / 12)
        unhappy = unhappy * staying + reached * 100 * points * per_point / 12
        resentful *= staying
        for p in [p for p in outside if p["country_iso3"] != c["service"]["country_iso3"]]:
            since = [clip(u - p["start"] - p["length"], 0.0, 12.0) for u in (t - 1, t)]
            share = p["share"] * x["customers.would_leave_if_abroad_share"]
            resentful += reached * share * (since[1] - since[0]) / 12
        lost += unhappy * margin
        lost_abroad += resentful * margin
    then = better + sum(p["share"] * (theirs[p["id"]] - better) for p in outside)
    return {"customer_change": -lost - lost_abroad, "location_loss": lost_abroad, "satisfaction": then}
