"""Addresses of assessments. Those of a client's pages name the client, see clients.permissions."""

from django.urls import URLPattern, path

from assessments.views import (
    best_mix,
    journey_answers,
    journey_imports,
    journey_pages,
    journey_panel,
    journey_start,
    journey_streams,
    journey_tasks,
    options_addresses,
    scenarios_addresses,
    weights,
    weights_group,
)

ASSESSMENT = "clients/<slug:client>/assessments/<slug:assessment>/"
CONTACTS = ASSESSMENT + "contacts/<int:contact_import>/"

start: list[URLPattern] = [
    path("clients/new/", journey_start.create_client, name="create_client"),
    path("clients/<slug:client>/assessments/new/", journey_start.create_assessment, name="create_assessment"),
    path(ASSESSMENT, journey_start.show_assessment, name="show_assessment"),
    path(ASSESSMENT + "quick-start/", journey_start.quick_start, name="quick_start"),
]

journey: list[URLPattern] = [
    path(ASSESSMENT + "questions/", journey_tasks.list_tasks, name="list_tasks"),
    path(ASSESSMENT + "questions/check/", journey_tasks.check_answers, name="check_answers"),
    path(ASSESSMENT + "questions/<slug:section>/assign/", journey_tasks.assign_task, name="assign_task"),
    path(ASSESSMENT + "questions/<slug:section>/<slug:page>/", journey_pages.answer_page, name="answer_page"),
    path(
        ASSESSMENT + "questions/<slug:section>/<slug:page>/row/",
        journey_streams.add_table_row,
        name="add_table_row",
    ),
    path(ASSESSMENT + "streams/<slug:stream>/", journey_streams.describe_stream, name="describe_stream"),
    path(
        ASSESSMENT + "streams/<slug:stream>/data/",
        journey_streams.describe_stream,
        {"part": "data"},
        name="describe_stream_data",
    ),
    path(ASSESSMENT + "answers/<str:key>/", journey_answers.show_answer, name="show_answer"),
    path(ASSESSMENT + "answers/<str:key>/comment/", journey_answers.comment_answer, name="comment_answer"),
    path(
        ASSESSMENT + "comments/<int:comment>/settle/",
        journey_answers.settle_answer_comment,
        name="settle_answer_comment",
    ),
    path(ASSESSMENT + "so-far/", journey_panel.decision_so_far, name="decision_so_far"),
]

contacts: list[URLPattern] = [
    path(ASSESSMENT + "contacts/", journey_imports.import_contacts, name="import_contacts"),
    path(CONTACTS + "columns/", journey_imports.map_columns, name="map_columns"),
    path(CONTACTS + "reading/", journey_imports.follow_import, name="follow_import"),
    path(CONTACTS + "stop/", journey_imports.stop_import, name="stop_import"),
    path(CONTACTS, journey_imports.review_import, name="review_import"),
    path(CONTACTS + "unreadable.csv", journey_imports.download_faults, name="download_faults"),
]

what_matters: list[URLPattern] = [
    path(ASSESSMENT + "best-mix/", best_mix.show_best_mix, name="show_best_mix"),
    path(ASSESSMENT + "best-mix/take/", best_mix.take_best_mix, name="take_best_mix"),
    path(ASSESSMENT + "weights/", weights.show_weights, name="show_weights"),
    path(ASSESSMENT + "weights/weigh/<slug:part>/", weights.weigh, name="weigh"),
    path(ASSESSMENT + "weights/weigh/<slug:part>/drop/", weights.drop_judgement, name="drop_judgement"),
    path(ASSESSMENT + "weights/use/", weights.use_weights, name="use_weights"),
    path(ASSESSMENT + "weights/hand-in/", weights.hand_in_weights, name="hand_in_weights"),
    path(ASSESSMENT + "weights/take-back/", weights.take_back_weights, name="take_back_weights"),
    path(ASSESSMENT + "weights/invite/", weights_group.invite_to_weigh, name="invite_to_weigh"),
    path(
        ASSESSMENT + "weights/withdraw/",
        weights_group.withdraw_invitation_to_weigh,
        name="withdraw_invitation_to_weigh",
    ),
    path(ASSESSMENT + "weights/reveal/", weights_group.reveal_weights, name="reveal_weights"),
    path(
        ASSESSMENT + "weights/another-round/", weights_group.start_weights_round, name="start_weights_round"
    ),
]

urlpatterns: list[URLPattern] = [
    *start,
    *journey,
    *contacts,
    *what_matters,
    *options_addresses.urlpatterns,
    *scenarios_addresses.urlpatterns,
]
