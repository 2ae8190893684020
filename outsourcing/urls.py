"""Which app answers at which address."""

from django.urls import URLPattern, URLResolver, include, path

from outsourcing.health import healthz
from outsourcing.trust.page import how_tested

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("how-this-was-tested", how_tested, name="how_tested"),
    path("accounts/", include("allauth.urls")),
    path("gallery/", include("ui.urls")),
    path("", include("clients.urls")),
    path("", include("assessments.urls")),
    path("", include("vendors.urls")),
    path("", include("reports.urls")),
]
