"""What a provider's security reports amount to (scoring/data/assurance.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from scoring.case import Certification, Provider

_FILE = Path(__file__).parent.parent / "data" / "assurance.toml"


@cache
def _reports() -> dict[str, tuple[str, ...]]:
    with _FILE.open("rb") as file:
        return {row["name"]: tuple(row["shows"]) for row in tomllib.load(file)["reports"]}


def security_assurance(provider: Provider, as_of: str) -> float | None:
    """0 claim, 1 questionnaire, 2 report of another scope, 3 current report of the right scope."""
    if current_reports(provider, as_of):
        return 3.0
    if any(_is_report(c) for c in provider.certifications):
        return 2.0
    if provider.security_questionnaire:
        return 1.0
    refused = provider.security_questionnaire is False or provider.will_certify is False
    return 0.0 if provider.kind == "vendor" and refused else None


def current_reports(provider: Provider, as_of: str) -> tuple[Certification, ...]:
    """Reports for the right site and scope that have not run out on ``as_of`` (ISO date)."""
    return tuple(
        c
        for c in provider.certifications
        if _is_report(c) and c.covers_site_and_scope and (c.expires is None or c.expires >= as_of)
    )


def duties_shown(provider: Provider, as_of: str) -> frozenset[str]:
    """Ids of the legal duties that the provider has shown to meet, by itself or by its reports."""
    by_report = {
        duty
        for report in current_reports(provider, as_of)
        for name, shows in _reports().items()
        if report.name.startswith(name)
        for duty in shows
    }
    return frozenset(by_report | set(provider.duties_evidenced or ()))


def _is_report(certification: Certification) -> bool:
    return certification.name.startswith(tuple(_reports()))
