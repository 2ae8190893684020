"""Gates about data, law and proof: K06 to K09."""

from __future__ import annotations

from scoring.case import LegalRule, Provider

from ..costs import abroad
from ..criteria import applies, duties_of, forbids
from ..draws import security_assurance
from .view import NOT_CONCERNED, Finding, GateView, listed, worst

GDPR_DATA = frozenset({"eu_personal", "uk_personal"})
GDPR_ADEQUATE = frozenset({"eu_member", "adequate", "adequate_partial"})
NEEDS_ASSURANCE = ("payment", "phi_", "bank_", "tax_", "health")
STAFF = ("staff_",)
WANTED_REFERENCES = 2


def k06(view: GateView) -> Finding:
    return worst([f for p in view.providers for f in _data(view, p)], NOT_CONCERNED)


def _data(view: GateView, provider: Provider) -> list[Finding]:
    streams = view.streams_of(provider)
    categories = frozenset(c for s in streams for c in s.data_categories or ())
    found = [*_bound_to_place(view, provider), *_barred(view, provider, categories)]
    if any(s.data_categories is None for s in streams):
        found.append(Finding("open", "Not answered which kinds of data the work touches."))
    found += _transfer(view, provider, categories)
    shown = provider.duties_evidenced or ()
    missing = [d for d in duties_of(view.case, categories) if d.id not in shown]
    if missing:
        names = listed([d.regime for d in missing])
        found.append(
            Finding(
                "open", f"{provider.name} has not shown that it meets {names}.", citations=_cited(missing)
            )
        )
    return found or [Finding("pass", f"The data may be handled by {provider.name}.")]


def _bound_to_place(view: GateView, provider: Provider) -> list[Finding]:
    bound = [
        s.name
        for s in view.streams_of(provider)
        if s.required_country_iso3 and s.required_country_iso3 != provider.country_iso3
    ]
    return (
        [Finding("fail", f"{listed(bound)} must stay in the country by your own rule or contract.", False)]
        if bound
        else []
    )


def _barred(view: GateView, provider: Provider, categories: frozenset[str]) -> list[Finding]:
    rules = [
        r for r in view.case.laws if applies(r, view.case, categories) and forbids(r, provider.country_iso3)
    ]
    return [
        Finding(
            "fail", f"{r.regime}: this work may not be done in {provider.country_iso3}.", False, _cited([r])
        )
        for r in rules
    ]


def _transfer(view: GateView, provider: Provider, categories: frozenset[str]) -> list[Finding]:
    """European data need an adequacy decision or signed safeguards to leave."""
    if not categories & GDPR_DATA or not abroad(view.case, provider.country_iso3):
        return []
    status = next(
        (c.gdpr_transfer_status for c in view.case.countries if c.iso3 == provider.country_iso3), ""
    )
    if status in GDPR_ADEQUATE or provider.transfer_safeguards:
        return []
    state = "fail" if provider.transfer_safeguards is False else "open"
    return [
        Finding(
            "fail" if state == "fail" else "open",
            f"No adequacy decision covers {provider.country_iso3}, and transfer safeguards are not signed.",
            citations=("GDPR, articles 44 to 49",),
            closes_with="Sign standard contractual clauses with a transfer assessment.",
        )
    ]


def k07(view: GateView) -> Finding:
    return worst([_assurance(view, p) for p in view.providers], NOT_CONCERNED)


def _assurance(view: GateView, provider: Provider) -> Finding:
    if provider.privileged_access_limited is False:
        return Finding("fail", f"Privileged access of {provider.name} cannot be limited.", curable=False)
    categories = {c for s in view.streams_of(provider) for c in s.data_categories or ()}
    sensitive = sorted(c for c in categories if c.startswith(NEEDS_ASSURANCE))
    unanswered = any(s.data_categories is None for s in view.streams_of(provider))
    if not sensitive and not unanswered:
        return Finding("pass", "No payment, health or financial data moves.")
    if security_assurance(provider, view.case.as_of) == 3.0:
        return Finding("pass", f"{provider.name} has a current report for this site and this work.")
    if provider.will_certify is False and sensitive:
        return Finding(
            "fail", f"{provider.name} has no security report for the site and will not obtain one.", False
        )
    return Finding("open", f"{provider.name} has no current security report for this site and this work.")


def k08(view: GateView) -> Finding:
    found = [_labour(p) for p in view.providers]
    planned = view.case.readiness.layoff_notice_planned
    rules = _notice_rules(view)
    if rules and view.money.released_fte.mean() > 0.5 and not planned:
        names = listed([r.regime for r in rules])
        found.append(
            Finding(
                "open",
                f"People are released and the duties of {names} are not planned yet.",
                citations=_cited(rules),
                closes_with="Plan notice and consultation with counsel before the decision is announced.",
            )
        )
    return worst(found, NOT_CONCERNED)


def _notice_rules(view: GateView) -> list[LegalRule]:
    staff = frozenset(c for r in view.case.laws for c in r.categories if c.startswith(STAFF))
    return [r for r in view.case.laws if r.effect != "informational" and applies(r, view.case, staff)]


def _labour(provider: Provider) -> Finding:
    if provider.kind == "captive":
        return Finding("pass", "You are the employer there and answer for it yourself.")
    if provider.labour_attestation is None:
        return Finding("open", f"{provider.name} has not attested that it keeps to labour law.")
    if not provider.labour_attestation:
        return Finding("fail", f"{provider.name} will not attest that it keeps to labour law.", curable=False)
    return Finding("pass", f"{provider.name} attests that it keeps to labour law.")


def k09(view: GateView) -> Finding:
    return worst([_references(p) for p in view.vendors], Finding("not_applicable", "No vendor takes part."))


def _references(provider: Provider) -> Finding:
    count = provider.references_verified
    if count is None:
        return Finding("open", f"No reference of {provider.name} was called yet.")
    if count < WANTED_REFERENCES:
        return Finding("open", f"{count} of {WANTED_REFERENCES} references of {provider.name} checked.")
    return Finding("pass", f"{count} references of {provider.name} checked.")


def _cited(rules: list[LegalRule]) -> tuple[str, ...]:
    return tuple(
        r.citation if r.text_read else f"{r.citation} (check with counsel)" for r in rules if r.citation
    )
