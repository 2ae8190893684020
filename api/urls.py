"""Addresses for programs."""

from django.urls import URLPattern, URLResolver, path

from api.describing import describe_api, not_here
from api.interface import interface

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", describe_api, name="describe_api"),
    path("api/v1/", interface.urls),
    path("api/<path:rest>", not_here, name="api_not_here"),
]
