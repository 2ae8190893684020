"""Addresses of vendors and countries. Those of a client's pages name the client, see clients.permissions.

The vendor's own pages, under vendor/, name its token instead.
"""

from django.urls import URLPattern, path

from vendors.views import answering, asking, copying, diligence, places, profile, vendors

VENDORS = "clients/<slug:client>/vendors/"
VENDOR = VENDORS + "<slug:vendor>/"
REFERENCE = VENDOR + "references/<int:reference>/"
LINK = VENDOR + "links/<int:vendor_link>/"
COUNTRIES = "clients/<slug:client>/countries/"
COUNTRY = COUNTRIES + "<slug:country>/"
LINKED = "vendor/<str:token>/"

lists: list[URLPattern] = [
    path(VENDORS, vendors.list_vendors, name="list_vendors"),
    path(VENDORS + "new/", vendors.create_vendor, name="create_vendor"),
]

one: list[URLPattern] = [
    path(VENDOR, vendors.show_vendor, name="show_vendor"),
    path(VENDOR + "edit/", vendors.edit_vendor, name="edit_vendor"),
    path(VENDOR + "archive/", vendors.archive_vendor, name="archive_vendor"),
    path(VENDOR + "copy/", copying.copy_vendor, name="copy_vendor"),
    path(VENDOR + "profile/<slug:section>/", profile.edit_vendor_profile, name="edit_vendor_profile"),
]

heard: list[URLPattern] = [
    path(VENDOR + "references/", diligence.list_vendor_references, name="list_vendor_references"),
    path(VENDOR + "references/new/", diligence.add_vendor_reference, name="add_vendor_reference"),
    path(REFERENCE, diligence.edit_vendor_reference, name="edit_vendor_reference"),
    path(REFERENCE + "remove/", diligence.remove_vendor_reference, name="remove_vendor_reference"),
    path(VENDOR + "interviews/", diligence.list_vendor_interviews, name="list_vendor_interviews"),
    path(VENDOR + "interviews/new/", diligence.add_vendor_interview, name="add_vendor_interview"),
    path(
        VENDOR + "interviews/<int:interview>/", diligence.edit_vendor_interview, name="edit_vendor_interview"
    ),
]

asked: list[URLPattern] = [
    path(VENDOR + "ask/", asking.ask_vendor, name="ask_vendor"),
    path(VENDOR + "ask/workbook.xlsx", asking.download_vendor_workbook, name="download_vendor_workbook"),
    path(VENDOR + "ask/workbook/", asking.upload_vendor_workbook, name="upload_vendor_workbook"),
    path(LINK, asking.review_vendor_answers, name="review_vendor_answers"),
    path(LINK + "revoke/", asking.revoke_vendor_link, name="revoke_vendor_link"),
]

of_the_vendor: list[URLPattern] = [
    path(LINKED, answering.answer_as_vendor, name="answer_as_vendor"),
    path(LINKED + "send/", answering.submit_answers, name="submit_answers"),
    path(LINKED + "workbook.xlsx", answering.download_workbook, name="download_workbook"),
    path(LINKED + "workbook/", answering.upload_workbook, name="upload_workbook"),
    path(LINKED + "<slug:holder>/<slug:step>/", answering.answer_step, name="answer_step"),
]

countries: list[URLPattern] = [
    path(COUNTRIES, places.list_countries, name="list_countries"),
    path(COUNTRIES + "compare/", places.compare_countries, name="compare_countries"),
    path(COUNTRIES + "sources/", places.list_country_sources, name="list_country_sources"),
    path(COUNTRY, places.show_country, name="show_country"),
    path(COUNTRY + "own/<slug:figure>/", places.override_country_figure, name="override_country_figure"),
    path(
        COUNTRY + "own/<slug:figure>/remove/",
        places.use_published_country_figure,
        name="use_published_country_figure",
    ),
]

urlpatterns: list[URLPattern] = [*lists, *one, *heard, *asked, *of_the_vendor, *countries]
