"""The verdict: one word, one headline, one sentence."""

from dataclasses import dataclass

from reports.presenters.numbers import in_hundred
from reports.presenters.reading import Reading
from reports.presenters.scope import Scope, scope_of
from reports.presenters.words import joined, lowered, sentence, spelled
from scoring.decision import OptionResult

WORDS = {"go": "Go", "conditional_go": "Conditional go", "no_go": "No-go"}
SIGNS = {"go": "●", "conditional_go": "◐", "no_go": "■"}
TONES = {"go": "go", "conditional_go": "conditional", "no_go": "nogo"}
_LISTED_STREAMS = 3
_LONGEST_LIST = 60  # letters: a headline is read at a glance
_CONFUSING = (" and ", ",", "/", "?")


@dataclass(frozen=True)
class VerdictView:
    kind: str
    word: str
    sign: str
    tone: str
    headline: str
    sentence: str
    caution: str  # said when no option is a clear winner, or gates were waived; else empty
    rule: str


def present(reading: Reading) -> VerdictView:
    kind = reading.decision.verdict.kind
    return VerdictView(
        kind=kind,
        word=WORDS[kind],
        sign=SIGNS[kind],
        tone=TONES[kind],
        headline=f"{WORDS[kind]}: {_advice(reading)}",
        sentence=_sentence(reading),
        caution=_caution(reading),
        rule=reading.decision.verdict.rule,
    )


def _advice(reading: Reading) -> str:
    leader = reading.leader
    if leader is None or reading.decision.verdict.kind == "no_go":
        return _stay_words(reading)
    return _move_words(reading, leader)


def _stay_words(reading: Reading) -> str:
    best = reading.best
    if best is None or best.model == "stay":
        return "keep customer service in-house as it is"
    if best.model == "improve":
        return "keep customer service in-house and improve it"
    if best.model == "training_only":
        return "keep customer service in-house; only the training goes outside"
    return f"do not sign with {_destinations(reading, best)}"


def _move_words(reading: Reading, option: OptionResult) -> str:
    scope = scope_of(reading, option.option_id)
    to = _destinations(reading, option)
    if not scope.moved:
        return f"choose {reading.option_name(option.option_id)}"
    if not scope.kept and not scope.parts:
        return f"move all contact streams to {to}"
    return f"move {_moved_words(reading, scope)} to {to}; {_kept_words(reading, scope)}"


def _destinations(reading: Reading, option: OptionResult) -> str:
    return joined(reading.provider_name(provider) for provider in option.providers) or reading.option_name(
        option.option_id
    )


def _moved_words(reading: Reading, scope: Scope) -> str:
    names = [_stream_words(reading, stream, scope) for stream in scope.moved]
    if len(names) > _LISTED_STREAMS or sum(map(len, names)) > _LONGEST_LIST:
        return f"{len(names)} of {len(reading.streams)} contact streams"
    return joined(names)


def _stream_words(reading: Reading, stream_id: str, scope: Scope) -> str:
    name = lowered(reading.stream_name(stream_id, 40))
    quoted = f"“{name}”" if any(mark in name for mark in _CONFUSING) else name
    return f"part of {quoted}" if stream_id in scope.parts else quoted


def _kept_words(reading: Reading, scope: Scope) -> str:
    if not scope.kept:
        return "the rest stays in-house"
    names = [_stream_words(reading, stream, scope) for stream in scope.kept]
    if len(names) > _LISTED_STREAMS or sum(map(len, names)) > _LONGEST_LIST:
        return "keep the rest in-house"
    return f"keep {joined(names)} in-house"


def _sentence(reading: Reading) -> str:
    leader = reading.leader
    if leader is None:
        return "No option moves work to a vendor or an own centre."
    name = (
        "Better"
        if reading.decision.verdict.kind != "no_go"
        else f"{reading.option_name(leader.option_id)} is better"
    )
    chance = (
        f"{name} than staying in-house in {in_hundred(leader.p_value_above_in_house)} of 100 futures"
        f" and {_saving_words(reading, leader)} in {in_hundred(leader.p_saves)}."
    )
    return f"{chance} {_conditions_words(reading)}".strip()


def _saving_words(reading: Reading, option: OptionResult) -> str:
    if option.money.hurdle <= 0:
        return "cheaper"
    return f"saves more than the hurdle of {reading.numbers.money(option.money.hurdle)}"


def _conditions_words(reading: Reading) -> str:
    verdict = reading.decision.verdict
    if verdict.kind == "no_go":
        failed = [gate for gate in (reading.leader.gates if reading.leader else ()) if gate.state == "fail"]
        if failed:
            return f"{spelled(len(failed), 'gate is', 'gates are')} not passed."
        return ""
    if not verdict.conditions:
        return "All gates are passed."
    return f"{spelled(len(verdict.conditions), 'condition')} must be met before signing."


def _caution(reading: Reading) -> str:
    verdict = reading.decision.verdict
    said = []
    if not verdict.clear_winner and reading.best and len(reading.decision.options) > 1:
        said.append(
            f"There is no clear winner: the lead is {verdict.lead_points:.1f} points of 100,"
            f" and {reading.option_name(reading.best.option_id)} comes first"
            f" in {in_hundred(reading.best.p_best)} of 100 futures"
        )
    said.extend(_waivers(reading))
    return " ".join(map(sentence, said))


def _waivers(reading: Reading) -> list[str]:
    gates = reading.leader.gates if reading.leader else ()
    return [
        f"{gate.name} was waived by {gate.waived_by} on {gate.waived_on}: {gate.waived_reason}"
        for gate in gates
        if gate.state == "waived"
    ]
