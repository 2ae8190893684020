"""From nothing to a first verdict by three answers."""

import pytest
from django.urls import reverse

from assessments.models import Answer, Assessment, ContactStream, CostLine, Option
from assessments.selectors.decision_so_far import decision_so_far
from assessments.services.quick_start import sectors
from assessments.snapshots import build_case
from clients.models import AuditEvent, Client
from clients.selectors import membership_of
from scoring import decide

QUICK = {"sector": "retail", "agents": "60", "town": "Columbus, OH"}


def test_a_person_makes_a_client_and_becomes_its_owner(client, people):
    client.force_login(people["stranger"])
    data = {"name": "Fabrikam", "sector": "", "country": "USA", "currency": "usd", "key": "abc"}
    for _ in range(2):
        response = client.post(reverse("create_client"), data)
        assert response.url == reverse("create_assessment", kwargs={"client": "fabrikam"})
    assert Client.objects.filter(name="Fabrikam").count() == 1
    assert membership_of(people["stranger"], "fabrikam").role == "owner"


@pytest.mark.parametrize(
    ("field", "text", "advice"),
    [
        ("currency", "dollars", "three letters"),
        ("currency", "XXQ", "three letters"),
        ("country", "", "Choose one"),
        ("name", "", "Enter an answer"),
    ],
)
def test_a_client_that_cannot_be_is_refused_with_advice(client, people, field, text, advice):
    client.force_login(people["stranger"])
    data = {"name": "Fabrikam", "country": "USA", "currency": "USD", field: text}
    response = client.post(reverse("create_client"), data)
    assert response.status_code == 422
    assert advice in response.content.decode()


def test_only_an_owner_begins_an_assessment(client, people, company):
    address = reverse("create_assessment", kwargs={"client": company.slug})
    client.force_login(people["editor"])
    assert client.post(address, {"title": "X"}).status_code == 403
    client.force_login(people["owner"])
    first = client.post(address, {"title": "Service 2027", "key": "k"})
    again = client.post(address, {"title": "Service 2027", "key": "k"})
    assert first.url == again.url
    other = client.post(address, {"title": "Service 2027", "key": "other"})
    assert other.url != first.url


def test_three_answers_give_a_draft_and_a_first_verdict(priya, address, assessment):
    assert priya.post(address("quick_start"), QUICK).status_code == 302
    wage = Answer.objects.get(key="service.agent_wage_per_hour").estimate
    assert wage["likely"] == 22.76
    assert (
        "Columbus, OH" in priya.get(address("answer_page", section="staffing", page="pay")).content.decode()
    )
    assert wage["evidence"] == "E"
    so_far = decision_so_far(assessment)
    assert so_far.missing == ""
    assert so_far.verdict in {"go", "conditional_go", "no_go"}
    panel = priya.get(address("decision_so_far")).content.decode()
    assert "Chance it saves money" in panel
    assert "Worth finding out next" in panel


def test_where_no_single_answer_changes_the_choice_the_widest_one_is_named(priya, address, assessment):
    """On a draft of guesses the options lie far apart: only several answers together could change them."""
    priya.post(address("quick_start"), QUICK)
    so_far = decision_so_far(assessment)
    assert so_far.next_money == 0 and so_far.whole_money > 0
    assert so_far.moved_low < so_far.moved_high
    panel = priya.get(address("decision_so_far")).content.decode()
    assert "No single answer changes the choice by itself yet" in panel
    assert so_far.next_label in panel


def test_every_figure_of_the_draft_is_a_guess_with_its_source(priya, address, assessment):
    priya.post(address("quick_start"), QUICK)
    given = {"service.agents_fte"}
    estimates = [row for row in Answer.objects.exclude(estimate=None) if row.key not in given]
    assert len(estimates) >= 10
    for row in estimates:
        assert (row.estimate["evidence"], bool(row.estimate["source"])) == ("E", True), row.key
    for stream in ContactStream.objects.all():
        assert stream.contacts_per_month["evidence"] == "E"
    for line in CostLine.objects.all():
        assert line.amount_per_year["source"]


def test_the_draft_makes_sense_together(priya, address, assessment):
    """The contacts are as many as the team can handle, so that no agent is short or idle."""
    priya.post(address("quick_start"), QUICK)
    streams = ContactStream.objects.all()
    hours = sum(s.contacts_per_month["likely"] * s.handle_seconds["likely"] for s in streams) / 3600
    assert hours == pytest.approx(60 * 2080 / 12 * (1 - 0.24) * 0.825)


def test_doing_it_again_changes_nothing(priya, address):
    priya.post(address("quick_start"), QUICK)
    before = AuditEvent.objects.count()
    priya.post(address("quick_start"), QUICK | {"agents": "90", "sector": "bank"})
    assert AuditEvent.objects.count() == before
    assert Option.objects.count() == 4


def test_what_was_answered_already_stays(priya, address, assessment):
    page = address("answer_page", section="staffing", page="pay")
    typed = {
        "service__agent_wage_per_hour_likely": "30",
        "service__agent_wage_per_hour_evidence": "A",
        "version_service__agent_wage_per_hour": "0",
    }
    priya.post(page, typed)
    priya.post(address("quick_start"), QUICK)
    assert Answer.objects.get(key="service.agent_wage_per_hour").estimate["likely"] == 30


@pytest.mark.parametrize("sector", sectors(), ids=lambda sector: sector.id)
def test_every_sector_gives_a_case_that_can_be_decided(priya, address, assessment, sector):
    assert sum(stream["share"] for stream in sector.streams) == pytest.approx(1)
    priya.post(address("quick_start"), {"sector": sector.id, "agents": "25"})
    decision = decide(build_case(assessment), futures=256, seed=1)
    assert len(decision.options) == 4


@pytest.mark.parametrize(
    ("country", "currency"), [("DEU", "EUR"), ("GBR", "GBP"), ("PHL", "PHP"), ("NOR", "NOK")]
)
def test_other_countries_give_a_draft_too(priya, address, assessment, company, country, currency):
    Client.objects.filter(pk=company.pk).update(country_iso3=country, currency=currency)
    company.refresh_from_db()
    assert priya.post(address("quick_start"), {"sector": "other", "agents": "25"}).status_code == 302
    fresh = Assessment.objects.select_related("client").get(pk=assessment.pk)
    assert decide(build_case(fresh), futures=256, seed=1).verdict.kind


@pytest.mark.parametrize("agents", ["", "0", "many", "1e5", "60,5"])
def test_a_size_that_cannot_be_is_refused(priya, address, agents):
    response = priya.post(address("quick_start"), QUICK | {"agents": agents})
    assert response.status_code == 422
    assert not Option.objects.exists()


def test_the_start_page_offers_three_ways_and_then_what_is_next(priya, address):
    page = priya.get(address("show_assessment")).content.decode()
    assert all(words in page for words in ("Start quickly", "Import contacts", "Answer the questions"))
    priya.post(address("quick_start"), QUICK)
    assert "Go on with the questions" in priya.get(address("show_assessment")).content.decode()


@pytest.mark.parametrize(("left", "words"), [(1, "about 1 minute."), (2, "about 2 minutes.")])
def test_the_start_page_counts_minutes_in_words(priya, address, monkeypatch, left, words):
    monkeypatch.setattr("assessments.views.journey_frame.minutes_left", lambda sections: left)
    priya.post(address("quick_start"), QUICK)
    assert words in priya.get(address("show_assessment")).content.decode()


def test_the_first_decision_is_computed_and_only_a_later_one_again(priya, address):
    page = priya.get(address("show_decision")).content.decode()
    assert "No decision yet" in page and ">Compute it</button>" in page


def test_without_an_option_the_panel_leads_to_the_options(priya, address, assessment):
    before = priya.get(address("decision_so_far")).content.decode()
    assert f'href="{address("quick_start")}"' in before
    priya.post(address("quick_start"), QUICK)
    Option.objects.filter(assessment=assessment).exclude(model="stay").delete()
    panel = priya.get(address("decision_so_far")).content.decode()
    assert f'href="{address("list_options")}">Add an option' in panel
    checked = priya.get(address("check_answers")).content.decode()
    assert f'href="{address("list_options")}">Go on to the options' in checked
