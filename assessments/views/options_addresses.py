"""Addresses of offers, options and law below that of an assessment; assessments.urls takes them in."""

from django.urls import URLPattern, path

from assessments.views import (
    options_compare,
    options_law,
    options_list,
    options_mix,
    options_offers,
    options_terms,
)

ASSESSMENT = "clients/<slug:client>/assessments/<slug:assessment>/"
OFFER = ASSESSMENT + "offers/<slug:offer>/"
OPTION = ASSESSMENT + "options/<slug:option>/"

offers: list[URLPattern] = [
    path(ASSESSMENT + "offers/", options_offers.list_offers, name="list_offers"),
    path(ASSESSMENT + "offers/compare/", options_compare.compare_vendors, name="compare_vendors"),
    path(ASSESSMENT + "offers/new/<slug:vendor>/", options_offers.create_offer, name="create_offer"),
    path(OFFER, options_offers.show_offer, name="show_offer"),
    path(OFFER + "edit/", options_offers.edit_offer, name="edit_offer"),
    path(OFFER + "sums/", options_terms.edit_offer_sums, name="edit_offer_sums"),
    path(OFFER + "archive/", options_offers.archive_offer, name="archive_offer"),
    path(OFFER + "terms/<slug:section>/", options_terms.edit_offer_section, name="edit_offer_section"),
]

options: list[URLPattern] = [
    path(ASSESSMENT + "options/", options_list.list_options, name="list_options"),
    path(ASSESSMENT + "options/new/", options_list.create_option, name="create_option"),
    path(OPTION, options_list.edit_option, name="edit_option"),
    path(OPTION + "mix/", options_mix.mix_option, name="mix_option"),
    path(OPTION + "move/", options_list.move_option, name="move_option"),
    path(OPTION + "remove/", options_list.remove_option, name="remove_option"),
]

law: list[URLPattern] = [
    path(ASSESSMENT + "law/", options_law.show_law, name="show_law"),
    path(ASSESSMENT + "law/<slug:rule>/", options_law.switch_law, name="switch_law"),
    path(ASSESSMENT + "duties/<slug:vendor>/", options_law.show_duties_met, name="show_duties_met"),
    path(OPTION + "gates/<slug:gate>/waive/", options_law.waive_gate, name="waive_gate"),
    path(OPTION + "gates/<slug:gate>/end/", options_law.end_gate_waiver, name="end_gate_waiver"),
]

urlpatterns: list[URLPattern] = [*offers, *options, *law]
