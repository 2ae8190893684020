"""Vendors of a client with what lists and pages need."""

from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from clients.models import Client
from vendors.models import Certification, Offer, Vendor, VendorFact

CALLED = "references_verified"
UNSEEN, EXPIRED, ELSEWHERE, CURRENT = "unseen", "expired", "elsewhere", "current"


def vendors_of(client: Client, *, archived: bool = False) -> QuerySet[Vendor]:
    rows = Vendor.objects.filter(client=client, archived__isnull=not archived)
    noted = Prefetch("facts", VendorFact.objects.filter(key=CALLED), to_attr="noted")
    return rows.annotate(
        offer_count=Count("offers", filter=Q(offers__archived=None), distinct=True),
        heard=Count("references", filter=Q(references__verified=True), distinct=True),
        fact_count=Count("facts", distinct=True),
    ).prefetch_related("client", "sites", "certifications__site", "links", noted)


def vendor_of(client: Client, slug: str) -> Vendor | None:
    offers = Prefetch("offers", Offer.objects.filter(archived=None).select_related("assessment"))
    rows = Vendor.objects.filter(client=client, slug=slug).select_related("client", "copied_from")
    parts = ("facts__answered_by", "sites", "languages", "certifications__site", "references", "interviews")
    return rows.prefetch_related(*parts, offers).first()


def offers_of(client: Client, assessment_slug: str) -> QuerySet[Offer]:
    rows = Offer.objects.filter(assessment__client=client, assessment__slug=assessment_slug, archived=None)
    return rows.select_related("vendor", "assessment__client").prefetch_related("facts", "one_off")


def references_called(vendor: Vendor) -> int:
    """Calls on record, or what was noted without a record, whichever is more."""
    noted = next((fact.value for fact in vendor.facts.all() if fact.key == CALLED), 0)
    called: int = sum(reference.verified for reference in vendor.references.all())
    return max(int(noted or 0), called)


def assurance_of(certificate: Certification, today: date) -> str:
    """Whether a certificate assures anything: only one that is current and covers this site and work."""
    elsewhere = certificate.site is not None and not certificate.site.is_main
    if elsewhere or certificate.covers_site_and_scope is False:
        return ELSEWHERE
    if certificate.expires is not None and certificate.expires < today:
        return EXPIRED
    return CURRENT if certificate.covers_site_and_scope and certificate.expires else UNSEEN
