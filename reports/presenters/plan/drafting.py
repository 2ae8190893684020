"""From a decision to the first draft of a plan: which clauses, with which figures, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reports.presenters.plan import wording
from reports.presenters.plan.figures import figures
from reports.presenters.plan.subject import Figure, Subject
from reports.presenters.plan.wording import Clause, Sentence
from reports.presenters.words import sentence
from scoring.decision import CriterionResult, GateResult, OptionResult

WEAK = 40.0  # points of value below which a criterion counts as weak
WIDE = 40.0  # points of the 80 % interval from which it counts as uncertain
UNMET = ("open", "fail")


@dataclass(frozen=True)
class Trace:
    """Why a term is there or where a figure of it comes from. kind: gate, criterion, or that of a figure."""

    kind: str
    ref: str
    text: str


@dataclass(frozen=True)
class Draft:
    part: str  # contract, basics, oversight, triggers, exit
    key: str
    provider: str  # id, empty where the item is for all
    group: str
    title: str
    why: str
    traces: tuple[Trace, ...]
    proposal: str
    fallback: str
    urgent: bool  # it answers an open or failed gate
    who: str = ""
    rhythm: str = ""


def draft(subjects: Iterable[Subject]) -> tuple[Draft, ...]:
    """All items of a plan, provider by provider; what is not about one provider is drafted once."""
    found: list[Draft] = []
    for number, subject in enumerate(subjects):
        found += [item for clause in wording.terms() if (item := _term(subject, clause))]
        if number == 0:
            found += [_item("basics", subject, clause) for clause in wording.basics()]
            found += [_item("oversight", subject, clause) for clause in wording.oversight()]
            found += [_item("triggers", subject, clause) for clause in wording.triggers()]
            found += [_item("exit", subject, clause) for clause in wording.returns()]
    return tuple(found)


def concerns(option: OptionResult, clause: Clause) -> tuple[Trace, ...]:
    """The unmet gates and the weak or uncertain criteria of the option that a clause answers."""
    gates = [_gate(gate) for gate in option.gates if gate.gate in clause.gates and gate.state in UNMET]
    found = [_criterion(c) for c in option.criteria if c.id in clause.criteria]
    return (*gates, *(trace for trace in found if trace))


def written(sentences: Iterable[Sentence], known: Mapping[str, Figure]) -> tuple[str, tuple[str, ...]]:
    """The sentences with their figures filled in, and the names of the figures that were used."""
    texts: list[str] = []
    used: list[str] = []
    for each in sentences:
        if each.when and each.when not in known:
            continue
        whole = all(name in known for name in each.names)
        text = each.text if whole else each.unknown
        names = wording.names_in(text)
        if text and all(name in known for name in names):
            texts.append(text.format(**{name: known[name].text for name in names}))
            used += names
    return " ".join(texts), tuple(dict.fromkeys(used))


def _term(subject: Subject, clause: Clause) -> Draft | None:
    reasons = concerns(subject.option, clause)
    if subject.provider.kind not in clause.kinds or not (clause.always or reasons):
        return None
    return _draft("contract", subject, clause, reasons, subject.provider.id)


def _item(part: str, subject: Subject, clause: Clause) -> Draft:
    return _draft(part, subject, clause, concerns(subject.option, clause), "")


def _draft(part: str, subject: Subject, clause: Clause, reasons: tuple[Trace, ...], provider: str) -> Draft:
    known = figures(subject)
    proposal, used = written(clause.proposal, known)
    fallback, also = written(clause.fallback, known)
    sources = [known[name] for name in dict.fromkeys((*used, *also)) if known[name].source]
    return Draft(
        part=part,
        key=clause.id,
        provider=provider,
        group=clause.group,
        title=clause.title,
        why=clause.why,
        traces=(*reasons, *(Trace(figure.kind, "", figure.source) for figure in sources)),
        proposal=proposal,
        fallback=fallback,
        urgent=any(reason.kind == "gate" for reason in reasons),
        who=written((Sentence(clause.who, "To be named"),), known)[0] if clause.who else "",
        rhythm=clause.rhythm,
    )


def _gate(gate: GateResult) -> Trace:
    word = "fails" if gate.state == "fail" else "open"
    return Trace("gate", gate.gate, f"Gate {gate.gate} {gate.name} ({word}): {sentence(gate.reason)}")


def _criterion(criterion: CriterionResult) -> Trace | None:
    if criterion.value.mean < WEAK:
        word = f"weak, {criterion.value.mean:.0f} of 100"
    elif criterion.value.high - criterion.value.low > WIDE:
        word = f"uncertain, {criterion.value.low:.0f} to {criterion.value.high:.0f} of 100"
    else:
        return None
    return Trace("criterion", criterion.id, f"{criterion.name} ({word})")
