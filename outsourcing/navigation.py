"""The places at the top of every page, for the client that the address names."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from clients.choices import Role

ROLE_WORDS = {"viewer": "Executive", "editor": "Manager", "owner": "Owner"}
# label, name of the address, names of the parts that it needs, words of body data-section
PLACES = (
    ("Clients", "list_clients", ()),
    ("Assessment", "show_assessment", ("client", "assessment")),
    ("Vendors", "list_vendors", ("client",)),
    ("Compare", "compare_scenarios", ("client", "assessment")),
    ("Reports", "list_reports", ("client",)),
)
FOR_OWNERS = (("People", "list_people", ("client",)), ("Record", "list_events", ("client",)))
_UNDER = {
    "People": ("people", "person", "member", "token", "client_data"),
    "Record": ("event", "audit"),
    "Vendors": ("vendor", "countr", "offer", "law"),
    "Compare": ("compare", "scenario"),
    "Reports": ("report",),
}


def places(request: HttpRequest) -> dict[str, Any]:
    """Template context: `nav` and `user_role`."""
    match, membership = request.resolver_match, getattr(request, "membership", None)
    name = match.url_name or "" if match else ""
    known = match.kwargs if match and membership else {}  # a page that is not found leads nowhere
    here = _place_of(name, "assessment" in known)
    owner = membership is not None and membership.role == Role.OWNER
    shown = (*PLACES, *FOR_OWNERS) if owner else PLACES
    links = (_link(label, route, needs, known, here) for label, route, needs in shown)
    return {
        "nav": [link for link in links if link],
        "user_role": ROLE_WORDS.get(membership.role, "") if membership else "",
    }


def _link(
    label: str, route: str, needs: tuple[str, ...], known: dict[str, Any], here: str
) -> dict[str, Any] | None:
    if not all(need in known for need in needs):
        return None
    try:
        url = reverse(route, kwargs={need: known[need] for need in needs})
    except NoReverseMatch:
        return None
    return {"label": label, "url": url, "current": label == here}


def _place_of(name: str, in_assessment: bool) -> str:
    """The place that an address belongs to, by the word in its name. Offers and law are of an assessment."""
    for label, words in _UNDER.items():
        if any(word in name for word in words):
            return "Assessment" if in_assessment and label == "Vendors" else label
    return "Assessment" if in_assessment else "Clients"
