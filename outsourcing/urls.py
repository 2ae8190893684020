"""Which app answers at which address."""

from django.urls import URLPattern, URLResolver, include, path

from outsourcing import client_data
from outsourcing.health import healthz
from outsourcing.trust.page import how_tested

handler400 = "outsourcing.bad_requests.answer_bad_request"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("how-this-was-tested", how_tested, name="how_tested"),
    path("", include("api.urls")),
    path("clients/<slug:client>/data/", client_data.show_client_data, name="show_client_data"),
    path("clients/<slug:client>/data/export/", client_data.export_client_data, name="export_client_data"),
    path("clients/<slug:client>/data/delete/", client_data.delete_client_data, name="delete_client_data"),
    path("accounts/", include("allauth.urls")),
    path("gallery/", include("ui.urls")),
    path("", include("clients.urls")),
    path("", include("assessments.urls")),
    path("", include("vendors.urls")),
    path("", include("reports.urls")),
]
