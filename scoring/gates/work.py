"""Gates about the work and its quality: K01 to K05."""

from __future__ import annotations

import numpy as np

from scoring.case import Provider

from .view import NOT_CONCERNED, Finding, GateView, listed, worst

CEFR = ("", "A1", "A2", "B1", "B2", "C1", "C2")
ENOUGH_TESTED = 0.95
NEEDED_METRICS = {
    "volume": ("volume",),
    "subjects": ("subject",),
    "outcomes": ("fcr", "csat", "outcome", "resolution"),
    "service level": ("service_level", "first_reply", "asa", "aht"),
}
SPOKEN = frozenset({"phone", "voice", "video"})


def k01(view: GateView) -> Finding:
    """Face-to-face work in scope fails; it is cured by carving it out."""
    in_scope = [s for s in view.moved_streams if s.face_to_face_share]
    if in_scope:
        return Finding("fail", f"{listed([s.name for s in in_scope])} needs meeting the customer.")
    unknown = [s.name for s in view.moved_streams if s.face_to_face_share is None]
    if unknown:
        return Finding("open", f"Not answered whether {listed(unknown)} needs meeting the customer.")
    return Finding("pass", "None of the work that moves needs meeting the customer.")


def k02(view: GateView) -> Finding:
    judged = view.case.readiness.owner_can_judge_quality
    if judged is None:
        return Finding(
            "open", "Not answered whether anybody in the company can judge the quality of this work."
        )
    if judged:
        return Finding("pass", "Somebody in the company can judge the quality of this work.")
    return Finding("fail", "Nobody in the company can judge the quality of this work.", curable=False)


def k03(view: GateView) -> Finding:
    measured = view.case.readiness.metrics_measured
    if measured is None:
        return Finding("open", "Not answered what you measure today.")
    missing = [name for name, any_of in NEEDED_METRICS.items() if not set(any_of) & set(measured)]
    if missing:
        return Finding("open", f"Not measured today: {listed(missing)}.")
    return Finding("pass", "Volume, subjects, outcomes and service are measured.")


def k04(view: GateView) -> Finding:
    """Fails where even the upper end of the 80 % interval lies below today less the tolerance."""
    findings = []
    for provider in view.providers:
        for name, words in (
            ("first_contact_resolution", "first-contact resolution"),
            ("satisfaction", "satisfaction"),
        ):
            findings.append(_floor(view, provider, name, words))
    return worst(findings, NOT_CONCERNED)


def _floor(view: GateView, provider: Provider, name: str, words: str) -> Finding:
    path = f"providers.{provider.id}.{name}"
    if not view.numbers.is_known(path):
        return Finding("open", f"{words.capitalize()} of {provider.name} is not known.")
    floor = float(view.numbers(f"service.{name}").mean()) - view.case.method.quality_tolerance
    high = float(np.quantile(view.numbers(path), 0.9))
    if high < floor:
        return Finding(
            "fail",
            f"{words.capitalize()} of {provider.name} reaches {high:.0%} at best; you need {floor:.0%}.",
        )
    return Finding("pass", f"{provider.name} can hold today's {words}.")


def k05(view: GateView) -> Finding:
    return worst([_language(view, p) for p in view.providers], NOT_CONCERNED)


def _language(view: GateView, provider: Provider) -> Finding:
    """By language where levels are listed; else by the tested share of agents, which must be 95 %."""
    if provider.languages:
        return _listed_levels(view, provider)
    path = f"providers.{provider.id}.agents_at_language_level_share"
    if not view.numbers.is_known(path):
        return Finding("open", f"The language level of the agents of {provider.name} is not known.")
    low = float(np.quantile(view.numbers(path), 0.1))
    if low >= ENOUGH_TESTED:
        return Finding("pass", f"Nearly all agents of {provider.name} are at the level needed.")
    return Finding("open", f"Only {low:.0%} of the agents of {provider.name} may be at the level needed.")


def _listed_levels(view: GateView, provider: Provider) -> Finding:
    method, skills = view.case.method, {skill.code: skill for skill in provider.languages}
    spoken = any(set(s.channels) & SPOKEN for s in view.streams_of(provider))
    missing, untested = [], []
    for served in _served(view, provider):
        skill = skills.get(served)
        bar, level = (
            (method.voice_level, skill and skill.voice_level)
            if spoken
            else (method.written_level, skill and skill.written_level)
        )
        if skill is None or (level and CEFR.index(level) < CEFR.index(bar)):
            missing.append(f"{served} at {bar}")
        elif not level:
            untested.append(served)
    if missing:
        return Finding("fail", f"{provider.name} does not offer {listed(missing)}.")
    if untested:
        return Finding("open", f"The level of {provider.name} in {listed(untested)} is not known.")
    return Finding("pass", f"{provider.name} reaches the level needed in every language served.")


def _served(view: GateView, provider: Provider) -> list[str]:
    shares = [s.languages or view.case.service.languages for s in view.streams_of(provider)]
    return sorted({language.code for languages in shares for language in languages if language.share > 0})
