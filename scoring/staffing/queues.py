"""Queues that answer at once or let the caller wait: Erlang B, Erlang C and Erlang A.

Rates are contacts per hour, times are seconds, agents are whole numbers; arrays broadcast. Formulas
work in units of one handling time, so that only the offered load, the patience and the target in
handling times remain.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ..errors import Floats, InputError, array
from ..special import betainc

HOUR = 3600.0
MOST_AGENTS = 100_000

_NEGLIGIBLE = 40.0
_UNSEEN = 1e-17
_ALWAYS_FREE = 1e300
_LONGEST_QUEUE = 4_000_000


@dataclass(frozen=True)
class QueuePerformance:
    """What customers and agents meet. Each field has the broadcast shape of the arguments.

    ``wait_probability`` share who must wait; ``service_level`` share of all contacts answered within
    the target; ``average_wait`` seconds, over everybody; ``occupancy`` share of the agents' time
    spent on contacts; ``abandonment`` share who hang up (0 in Erlang C).
    """

    wait_probability: Floats
    service_level: Floats
    average_wait: Floats
    occupancy: Floats
    abandonment: Floats


def offered_load(rate: ArrayLike, aht: ArrayLike) -> Floats:
    """Work arriving, in agents kept busy (erlang): rate per hour × handling time in seconds."""
    load = array("rate", rate, at_least=0) * array("aht", aht, above=0) / HOUR
    return np.asarray(load)[()]


def erlang_b(load: ArrayLike, agents: ArrayLike) -> Floats:
    """Share of contacts that find all ``agents`` busy and leave at once, ``load`` in erlang.

    1/B_k = 1 + (k/A)/B_{k−1} (Erlang 1917; the recursion is stable for any size).
    """
    a, n = np.broadcast_arrays(array("load", load, at_least=0), crew(agents))
    with np.errstate(divide="ignore"):
        return np.asarray(1 / inverse_blocking(a.ravel(), n.ravel()).reshape(a.shape))[()]


def erlang_c(rate: ArrayLike, aht: ArrayLike, agents: ArrayLike, target: ArrayLike) -> QueuePerformance:
    """A queue where everybody waits as long as it takes (M/M/N, Erlang 1917).

    ``rate`` contacts per hour, ``aht`` and ``target`` seconds. Raises InputError naming ``agents``
    when the load is not below their number: then the queue grows without end and only ``erlang_a``,
    where people hang up, has an answer.
    """
    a, n, t, seconds = np.broadcast_arrays(
        offered_load(rate, aht),
        crew(agents),
        array("target", target, at_least=0) / array("aht", aht, above=0),
        array("aht", aht),
    )
    if (n <= a).any():
        short = int(np.argmax(n.ravel() <= a.ravel()))
        raise InputError(
            "agents",
            f"must exceed the offered load: {n.ravel()[short]:g} agents for {a.ravel()[short]:g} erlang is "
            "overload, the queue never ends. Add agents, or use erlang_a with the callers' patience",
        )
    wait = waiting_share(a.ravel(), n.ravel()).reshape(a.shape)
    return QueuePerformance(
        wait_probability=np.asarray(wait)[()],
        service_level=np.asarray(1 - wait * np.exp(-(n - a) * t))[()],
        average_wait=np.asarray(wait * seconds / (n - a))[()],
        occupancy=np.asarray(a / n)[()],
        abandonment=np.zeros(a.shape)[()],
    )


def erlang_a(
    rate: ArrayLike, aht: ArrayLike, patience: ArrayLike, agents: ArrayLike, target: ArrayLike
) -> QueuePerformance:
    """A queue where callers hang up after an exponential time with mean ``patience`` seconds.

    M/M/N+M (Palm 1957; Mandelbaum & Zeltyn, Service engineering in action, 2007). Any load has an
    answer. The service level counts contacts answered within ``target``, of all contacts.
    """
    seconds = array("aht", aht, above=0)
    a, n, theta, t, seconds = np.broadcast_arrays(
        offered_load(rate, aht),
        crew(agents),
        seconds / array("patience", patience, above=0),
        array("target", target, at_least=0) / seconds,
        seconds,
    )
    flat = [x.ravel() for x in (a, n, theta, t)]
    parts = np.array([impatient(*(x[i : i + 1] for x in flat))[:, 0] for i in range(a.size)])
    wait, served, queue = parts.T.reshape(3, *a.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        average = np.where(a > 0, queue / np.where(a > 0, a, 1), 0.0)
    lost = np.minimum(theta * average, 1.0)
    return QueuePerformance(
        wait_probability=np.asarray(wait)[()],
        service_level=np.asarray(np.clip(served, 0, 1))[()],
        average_wait=np.asarray(average * seconds)[()],
        occupancy=np.asarray(np.minimum(a * (1 - lost) / n, 1.0))[()],
        abandonment=np.asarray(lost)[()],
    )


def inverse_blocking(load: Floats, agents: Floats) -> Floats:
    """1/B for each pair; infinite where B is too small for a float. Vectors of equal length."""
    order = np.argsort(agents, kind="stable")
    crews, loads = agents[order], load[order]
    inverse = np.ones(len(loads))
    most = int(crews[-1]) if len(crews) else 0
    starts = np.searchsorted(crews, np.arange(1, most + 1))
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        steps = 1 / loads
        for k, start in enumerate(starts, 1):
            open_ = inverse[start:]
            open_ *= steps[start:]
            open_ *= k
            open_ += 1
    result = np.empty_like(inverse)
    result[order] = inverse
    return result


def waiting_share(load: Floats, agents: Floats) -> Floats:
    """Erlang C's P(wait) = N·B/(N − A(1 − B)), in 1/B; vectors, load below agents."""
    inverse = inverse_blocking(load, agents)
    return np.asarray(agents / ((agents - load) * inverse + load))


def impatient(load: Floats, agents: Floats, theta: Floats, target: Floats) -> Floats:
    """Rows P(wait), P(answered within target), mean queue for vectors in handling times.

    With k waiting ahead, the time to reach an agent is a sum of exponentials of rates N + jθ, j = 0…k,
    and e^{−θ·time} is Beta(N/θ, k + 1). So P(answered within T | k) is the incomplete beta function
    below: the absorbing chain of Mandelbaum & Zeltyn in closed form, right for any size and target.
    """
    log_queue = _queue_lengths(load, agents, theta)
    top = log_queue.max(axis=1)
    queue = np.exp(log_queue - top[:, None])
    k = np.arange(queue.shape[1])
    queued = queue.sum(axis=1)
    with np.errstate(over="ignore"):
        no_queue = np.minimum((inverse_blocking(load, agents) - 1) * np.exp(-top), _ALWAYS_FREE)
    total = no_queue + queued
    patience = (agents / theta)[:, None]
    # the incomplete beta function is the dear part: not where nobody would be
    reached = np.zeros(queue.shape)
    in_time = np.broadcast_to(-np.expm1(-theta * target)[:, None], queue.shape)
    betainc(k + 1.0, patience + 1, in_time, out=reached, where=queue > _UNSEEN)
    answered = (queue * reached * patience / (patience + k + 1)).sum(axis=1)
    return np.array(
        [
            np.where(no_queue < _ALWAYS_FREE, queued / total, 0.0),
            (no_queue + answered) / total,
            (queue * k).sum(axis=1) / total,
        ]
    )


def _queue_lengths(load: Floats, agents: Floats, theta: Floats) -> Floats:
    """Log of P(k waiting) over P(0 waiting), shape (pairs, k), until the rest is negligible."""
    length = 64
    while True:
        j = np.arange(1, length)
        with np.errstate(divide="ignore"):
            steps = np.log(load)[:, None] - np.log(agents[:, None] + j * theta[:, None])
        logs = np.concatenate([np.zeros((len(load), 1)), np.cumsum(steps, axis=1)], axis=1)
        if (logs[:, -1] < logs.max(axis=1) - _NEGLIGIBLE).all():
            return logs
        if length * len(load) > _LONGEST_QUEUE:
            raise InputError("patience", "is so long for this overload that the queue has no useful end")
        length *= 2


def crew(agents: ArrayLike) -> Floats:
    """Agents as whole numbers from 1, or an InputError."""
    n = array("agents", agents, at_least=1, at_most=MOST_AGENTS)
    if (n != np.floor(n)).any():
        raise InputError("agents", "must be whole numbers")
    return n
