"""Options: added once, ordered, changed with care, removed without losing decisions; the grid of shares."""

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from assessments.choices import OptionModel
from assessments.models import Allocation, Assessment, ContactStream, Option
from assessments.selectors.splitting import split_loss
from assessments.services.options import create_option, remove_option, set_shares
from assessments.snapshots import build_case
from clients.models import AuditEvent
from clients.services import Conflict
from scoring import decide
from vendors.choices import VendorKind
from vendors.models import Offer, Vendor
from vendors.services.facts import contents_of

NEW = {"name": "Improve with a trainer", "model": "training_only", "offer": "", "note": ""}


def option(place: Any, slug: str) -> Option:
    with scope(client=place.client):
        return Option.objects.select_related("assessment__client").get(slug=slug)


def offer(place: Any, slug: str) -> Offer:
    with scope(client=place.client):
        return Offer.objects.select_related("vendor").get(slug=slug)


def streams(place: Any) -> list[ContactStream]:
    with scope(client=place.client):
        return list(ContactStream.objects.order_by("order"))


def shares_of(place: Any, slug: str) -> dict[tuple[str, str], float]:
    with scope(client=place.client):
        rows = Allocation.objects.filter(option__slug=slug).select_related("stream", "offer")
        return {(row.stream.slug, row.offer.slug): row.share for row in rows}


def grid(place: Any, *cells: tuple[int, str, str], version: int = 1) -> dict[str, str]:
    """cells: number of the stream, offer, percent as typed"""
    rows = streams(place)
    data = {f"share_{rows[n].pk}_{offer(place, slug).pk}": text for n, slug, text in cells}
    return {**data, "version": str(version)}


def mix(place: Any, name: str = "Two places") -> Option:
    with scope(client=place.client):
        return create_option(
            assessment=place.assessment, name=name, model=OptionModel.MIX, actor=place.people["owner"]
        )


def test_an_assessment_without_any_option_shows_that_staying_is_one(retailer: Any) -> None:
    Option.objects.with_scopes_disabled().filter(assessment=retailer.assessment).delete()
    assert "Stay as is" in retailer.page("list_options")


def test_an_option_is_added_once(retailer: Any) -> None:
    for _ in range(3):
        answer = retailer.browser("editor").post(retailer.url("create_option"), NEW)
        assert answer["Location"] == retailer.url("edit_option", option="improve-with-a-trainer")
    with scope(client=retailer.client):
        assert Option.objects.filter(name=NEW["name"]).count() == 1


def test_another_of_the_same_name_is_refused(retailer: Any) -> None:
    retailer.browser().post(retailer.url("create_option"), NEW)
    answer = retailer.browser().post(retailer.url("create_option"), {**NEW, "model": "mix"})
    assert answer.status_code == 422
    assert "There is an option" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"model": "offshore"}, "Choose the offer that this option builds on"),
        ({"model": "captive", "offer": "offshore_philippines"}, "An own centre needs a plan of your own"),
        ({"model": "teleport"}, "Select a valid choice"),
        ({"name": ""}, "Enter an answer"),
    ],
)
def test_an_option_that_cannot_be_is_refused(retailer: Any, changes: dict[str, str], says: str) -> None:
    data = {**NEW, **changes}
    if data["offer"]:
        data["offer"] = str(offer(retailer, data["offer"]).pk)
    answer = retailer.browser().post(retailer.url("create_option"), data)
    assert answer.status_code == 422
    assert says in answer.content.decode().replace("&#x27;", "'")


def test_an_offer_of_another_client_is_no_choice(retailer: Any, place: Any) -> None:
    insurer = place("case2_health_insurer")
    with scope(client=insurer.client):
        foreign = Offer.objects.all()[0].pk
    data = {**NEW, "model": "offshore", "offer": str(foreign)}
    assert retailer.browser().post(retailer.url("create_option"), data).status_code == 422


def test_a_vendor_gets_all_that_may_move(retailer: Any) -> None:
    data = {**NEW, "name": "All to Manila", "model": "offshore"}
    data["offer"] = str(offer(retailer, "offshore_philippines").pk)
    retailer.browser().post(retailer.url("create_option"), data)
    moved = {stream for stream, _ in shares_of(retailer, "all-to-manila")}
    bound = {stream.slug for stream in streams(retailer) if stream.required_country_iso3 == "USA"}
    assert bound
    assert moved == {stream.slug for stream in streams(retailer)} - bound


def test_staying_is_always_there_and_cannot_be_removed(retailer: Any) -> None:
    assert "Stay as is" in retailer.page("list_options")
    with scope(client=retailer.client):
        stay = Option.objects.select_related("assessment__client").get(model=OptionModel.STAY)
        with pytest.raises(ValidationError):
            remove_option(stay, version=stay.version, actor=retailer.people["owner"])
        fresh = Assessment.objects.create(client=retailer.client, slug="fresh", title="Fresh")
        create_option(assessment=fresh, name="Better", model=OptionModel.IMPROVE, actor=None)
        assert {row.model for row in Option.objects.filter(assessment=fresh)} == {"stay", "improve"}


def test_removing_leaves_the_decision_alone(retailer: Any) -> None:
    found = option(retailer, "offshore_philippines")
    url = retailer.url("remove_option", option=found.slug)
    retailer.browser("editor").post(url, {"version": "99"})
    assert option(retailer, "offshore_philippines").archived is None
    retailer.browser("editor").post(url, {"version": str(found.version)})
    assert option(retailer, "offshore_philippines").archived is not None
    assert "Offshore BPO" not in retailer.page("list_options")


def test_the_order_is_changed(retailer: Any) -> None:
    def listed() -> list[str]:
        return re.findall(r"<h2>(.*?)</h2>", retailer.page("list_options"))

    before = listed()
    last = option(retailer, "offshore_philippines")
    retailer.browser("editor").post(retailer.url("move_option", option=last.slug), {"action": "up"})
    after = listed()
    assert after != before
    assert sorted(after) == sorted(before)


def test_the_grid_moves_two_of_the_five_processes(retailer: Any) -> None:
    mix(retailer)
    cells = grid(retailer, (0, "onshore_bpo", "100"), (1, "nearshore_colombia", "60"))
    answer = retailer.browser("editor").post(retailer.url("mix_option", option="two-places"), cells)
    assert answer.status_code == 302
    rows = streams(retailer)
    assert shares_of(retailer, "two-places") == {
        (rows[0].slug, "onshore_bpo"): 1.0,
        (rows[1].slug, "nearshore_colombia"): 0.6,
    }
    page = retailer.page("mix_option", role="editor", option="two-places")
    assert "more agent time" in page


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ([(0, "onshore_bpo", "60"), (0, "nearshore_colombia", "60")], "add up to 120 %"),
        ([(0, "onshore_bpo", "101")], "between 0 and 100"),
        ([(0, "onshore_bpo", "-5")], "between 0 and 100"),
        ([(0, "onshore_bpo", "half")], "between 0 and 100"),
    ],
)
def test_shares_that_cannot_be_are_refused_and_kept_on_the_page(
    retailer: Any, cells: list[Any], says: str
) -> None:
    mix(retailer)
    url = retailer.url("mix_option", option="two-places")
    answer = retailer.browser("editor").post(url, grid(retailer, *cells))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page.replace("\u00a0", " ")
    assert f'value="{cells[0][2]}"' in page
    assert shares_of(retailer, "two-places") == {}


def test_exactly_all_of_a_stream_may_be_given_away_in_parts(retailer: Any) -> None:
    mix(retailer)
    thirds = [(0, slug, text) for slug, text in (
        ("onshore_bpo", "33.3333"), ("nearshore_colombia", "33.3333"), ("offshore_philippines", "33.3334"),
    )]  # fmt: skip
    url = retailer.url("mix_option", option="two-places")
    assert retailer.browser("editor").post(url, grid(retailer, *thirds)).status_code == 302


def test_one_provider_means_one(retailer: Any) -> None:
    cells = grid(retailer, (0, "onshore_bpo", "50"), (1, "nearshore_colombia", "50"))
    found = option(retailer, "onshore_bpo")
    url = retailer.url("mix_option", option="onshore_bpo")
    answer = retailer.browser("editor").post(url, {**cells, "version": str(found.version)})
    assert answer.status_code == 422
    assert "This option has one provider" in answer.content.decode()


def test_two_people_at_the_grid(retailer: Any) -> None:
    mix(retailer)
    url = retailer.url("mix_option", option="two-places")
    retailer.browser("owner").post(url, grid(retailer, (0, "onshore_bpo", "100")))
    answer = retailer.browser("editor").post(url, grid(retailer, (0, "onshore_bpo", "40")))
    assert answer.status_code == 409
    assert 'value="40"' in answer.content.decode()
    assert list(shares_of(retailer, "two-places").values()) == [1.0]


def test_a_stream_of_another_assessment_is_refused(retailer: Any) -> None:
    found = mix(retailer)
    with scope(client=retailer.client):
        other = Assessment.objects.create(client=retailer.client, slug="other", title="Other")
        stream = ContactStream.objects.create(assessment=other, slug="calls", name="Calls")
        wanted = {(stream.pk, offer(retailer, "onshore_bpo").pk): 1.0}
        with pytest.raises(ValidationError):
            set_shares(found, wanted, version=1, actor=None)
        with pytest.raises(Conflict):
            mine = {(streams(retailer)[0].pk, offer(retailer, "onshore_bpo").pk): 1.0}
            set_shares(found, mine, version=5, actor=None)


def test_splitting_costs_more_the_smaller_the_crews(retailer: Any) -> None:
    with scope(client=retailer.client):
        case = build_case(retailer.assessment)
    live = next(s.id for s in case.service.streams if "phone" in s.channels)
    whole, half, thirds = ([1.0], [0.5], [1 / 3, 1 / 3, 1 / 3])
    lost = [split_loss(case, {live: shares})[live] for shares in (whole, half, thirds)]
    assert lost[0] == 0
    assert 0 < lost[1] < lost[2]


def test_what_is_asked_depends_on_the_kind(retailer: Any) -> None:
    retailer.browser().post(retailer.url("create_option"), NEW)
    trainer = retailer.page("edit_option", role="editor", option="improve-with-a-trainer")
    assert "What does the trainer charge per new agent?" in trainer
    vendor = retailer.page("edit_option", role="editor", option="onshore_bpo")
    assert "What does it cost to release one person?" in vendor
    assert "trainer" not in vendor


def test_answers_about_an_option_reach_the_case(retailer: Any) -> None:
    retailer.browser().post(retailer.url("create_option"), NEW)
    found = option(retailer, "improve-with-a-trainer")
    data = {
        "name": found.name, "start_month": "3", "note": "", "version": str(found.version),
        "training__fee_per_hire_likely": "2,400", "training__fee_per_hire_evidence": "C",
        "training__turnover_change_likely": "-4", "training__turnover_change_evidence": "D",
    }  # fmt: skip
    answer = retailer.browser("editor").post(retailer.url("edit_option", option=found.slug), data)
    assert answer.status_code == 302
    with scope(client=retailer.client):
        case = build_case(retailer.assessment)
    made = next(o for o in case.options if o.id == found.slug)
    assert made.training is not None
    assert (made.start_month, made.training.fee_per_hire.likely) == (3, 2400)
    assert made.training.turnover_change.likely == pytest.approx(-0.04)


def test_the_head_of_a_colleague_is_not_overwritten(retailer: Any) -> None:
    found = option(retailer, "onshore_bpo")
    data = {
        "name": "Mine",
        "start_month": "0",
        "note": "",
        "sums-TOTAL_FORMS": "0",
        "sums-INITIAL_FORMS": "0",
    }
    url = retailer.url("edit_option", option=found.slug)
    first = {**data, "name": "Theirs", "version": str(found.version)}
    retailer.browser("owner").post(url, {**first, **_sums(retailer, found)})
    answer = retailer.browser("editor").post(url, {**data, "version": str(found.version)})
    assert answer.status_code == 409
    assert option(retailer, "onshore_bpo").name == "Theirs"


def _sums(place: Any, found: Option) -> dict[str, str]:
    return {"sums-TOTAL_FORMS": "0", "sums-INITIAL_FORMS": "0"}


def test_an_own_centre_is_planned_and_decided(retailer: Any) -> None:
    """From the vendor page to an option of its own that the engine can count."""
    browser = retailer.browser()
    slug = {"client": retailer.client.slug}
    from django.urls import reverse

    new = {
        "name": "Own centre, Sofia",
        "kind": "own_centre",
        "country_iso3": "BGR",
        "place": "Sofia",
        "note": "",
    }
    browser.post(reverse("create_vendor", kwargs=slug), new)
    url = retailer.url("create_offer", vendor="own-centre-sofia")
    assert browser.post(url, {"name": "Forty seats", "note": ""}).status_code == 302
    terms = {"labour_cost_per_hour_likely": "9", "labour_cost_per_hour_evidence": "C"}
    section = retailer.url("edit_offer_section", offer="forty-seats", section="run")
    assert browser.post(section, terms).status_code == 302
    with scope(client=retailer.client):
        assert Vendor.objects.get(slug="own-centre-sofia").kind == VendorKind.OWN_CENTRE
        assert contents_of(Offer.objects.get(slug="forty-seats"))["labour_cost_per_hour"]["likely"] == 9
    data = {**NEW, "name": "Sofia", "model": "captive", "offer": str(offer(retailer, "forty-seats").pk)}
    assert browser.post(retailer.url("create_option"), data).status_code == 302
    with scope(client=retailer.client):
        decision = decide(build_case(retailer.assessment), futures=64, seed=1)
    assert any(o.option_id == "sofia" and o.is_outsourcing for o in decision.options)


def test_every_change_is_in_the_audit_trail(retailer: Any) -> None:
    mix(retailer)
    url = retailer.url("mix_option", option="two-places")
    retailer.browser("editor").post(url, grid(retailer, (0, "onshore_bpo", "100")))
    with scope(client=retailer.client):
        event = AuditEvent.objects.get(action="option.shares")
    assert event.before == []
    assert [row["share"] for row in event.after] == [1.0]


def test_a_viewer_sees_options_and_changes_none(retailer: Any) -> None:
    assert "Add an option" not in retailer.page("list_options")
    for name, more in (("create_option", {}), ("mix_option", {"option": "onshore_bpo"})):
        assert retailer.browser("viewer").post(retailer.url(name, **more), NEW).status_code == 403
