"""Addresses of the people of a client and of what they did."""

from django.urls import URLPattern, path

from clients.views import drafts, events, invitations, people, tokens

PEOPLE = "clients/<slug:client>/people/"

urlpatterns: list[URLPattern] = [
    path(PEOPLE, people.list_people, name="list_people"),
    path(
        PEOPLE + "invitations/<int:invitation>/withdraw/",
        people.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path(PEOPLE + "<int:member>/role/", people.change_member_role, name="change_member_role"),
    path(PEOPLE + "<int:member>/remove/", people.remove_person, name="remove_person"),
    path(PEOPLE + "tokens/", tokens.list_tokens, name="list_tokens"),
    path(PEOPLE + "tokens/<int:api_token>/revoke/", tokens.revoke_api_token, name="revoke_api_token"),
    path("clients/<slug:client>/record/", events.list_events, name="list_events"),
    path("clients/<slug:client>/record/record.csv", events.download_events, name="download_events"),
    path("clients/<slug:client>/drafts/keep/", drafts.keep_draft, name="keep_draft"),
    path("clients/<slug:client>/drafts/drop/", drafts.drop_draft, name="drop_draft"),
    path("invitations/<str:token>/", invitations.accept_invitation, name="accept_invitation"),
]
