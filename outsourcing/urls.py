"""Which app answers at which address."""

from django.urls import URLPattern, URLResolver, include, path

from outsourcing.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("allauth.urls")),
    path("gallery/", include("ui.urls")),
    path("", include("clients.urls")),
    path("", include("assessments.urls")),
    path("", include("vendors.urls")),
    path("", include("reports.urls")),
]
