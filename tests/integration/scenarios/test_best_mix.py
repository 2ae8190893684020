"""The best mix on its page: what it gains, what bounds it, and one click that takes it."""

from dataclasses import replace

import pytest

from assessments.models import Allocation, Option
from assessments.selectors.best_mix import Beside, Terms, find_best_mix
from assessments.services.options import create_option, set_shares
from assessments.snapshots import build_case
from assessments.views.best_mix import _headline
from scoring.glance import glance, prepare


def test_the_mix_saves_at_least_what_any_option_within_its_bounds_saves(retailer):
    found = find_best_mix(retailer, Terms(satisfaction_loss=0.2, most_providers=3))
    assert found.places
    assert found.best_other is not None
    assert found.mix.saving >= found.best_other.saving - 1


def test_fewer_providers_never_save_more(retailer):
    one, two = (find_best_mix(retailer, Terms(most_providers=n, satisfaction_loss=0.05)) for n in (1, 2))
    assert len(set(one.places.values())) <= 1
    assert one.mix.saving <= two.mix.saving + 1


def test_a_barred_pair_is_not_in_the_mix_and_is_named(retailer, signed_in, address):
    found = find_best_mix(retailer, Terms(satisfaction_loss=0.2))
    assert not set(found.places.items()) & set(found.barred)
    page = signed_in("viewer").get(address("show_best_mix")).content.decode()
    assert "A gate keeps it from" in page
    assert "Take it as an option" not in page


def test_taken_it_is_an_option_once(retailer, signed_in, address):
    browser, data = signed_in("editor"), {"aim": "saving", "most_providers": "2", "key": "k"}
    before = Option.objects.filter(assessment=retailer).count()
    addresses = {browser.post(address("take_best_mix"), data).url for _ in range(2)}
    assert addresses == {address("edit_option", option="best-mix")}
    option = Option.objects.get(slug="best-mix")
    found = find_best_mix(retailer, Terms())
    places = {row.stream.slug: row.offer.slug for row in Allocation.objects.filter(option=option)}
    assert (Option.objects.filter(assessment=retailer).count(), option.model) == (before + 1, "mix")
    assert places
    assert set(places) <= {stream.id for stream in build_case(retailer).service.streams}
    assert found.mix.saving > 0


def test_the_option_taken_saves_what_was_proposed(retailer, signed_in, address):
    """On the same futures, as long as it has no terms of its own."""
    found = find_best_mix(retailer, Terms())
    signed_in("editor").post(address("take_best_mix"), {"key": "k"})
    taken = glance(prepare(build_case(retailer), 512)).of("best-mix")
    assert taken.saving == pytest.approx(found.mix.saving, rel=0.02)


def test_a_second_mix_gets_a_name_of_its_own(retailer, signed_in, address, people):
    create_option(assessment=retailer, name="Best mix", model="mix", actor=people["editor"], note="by hand")
    signed_in("editor").post(address("take_best_mix"), {"key": "k"})
    assert Option.objects.filter(assessment=retailer, name="Best mix 2").exists()


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        ({"most_providers": "0"}, "between 1 and 8"),
        ({"most_providers": "two"}, "Enter a whole number"),
        ({"satisfaction_loss": "30"}, "between 0 and 20"),
        ({"aim": "glory"}, "glory"),
    ],
)
def test_terms_that_cannot_be_are_refused_with_advice(retailer, signed_in, address, query, advice):
    response = signed_in("viewer").get(address("show_best_mix"), query)
    assert response.status_code == 422
    assert advice in response.content.decode()


def test_without_providers_the_page_says_what_is_missing(retailer, signed_in, address, people):
    for option in Option.objects.filter(assessment=retailer).exclude(model="stay"):
        set_shares(option, {}, version=option.version, actor=people["editor"])
    page = signed_in("viewer").get(address("show_best_mix")).content.decode()
    assert "This cannot be computed yet" in page
    signed_in("editor").post(address("take_best_mix"), {"key": "k"})
    assert not Option.objects.filter(slug="best-mix").exists()


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("stranger", 404)])
def test_who_may_not_take_it(retailer, signed_in, address, role, status):
    assert signed_in(role).post(address("take_best_mix")).status_code == status


@pytest.mark.parametrize(
    ("saving", "words"),
    [
        (900.0, "Your option “Stay as is” is better by $100. No mix of whole streams beats it."),
        (1000.0, "Your option “Stay as is” is as good as this mix. No mix of whole streams beats it."),
        (1100.0, "This mix saves $100 more than your best option, “Stay as is”."),
    ],
)
def test_the_heading_says_worse_equal_or_better(saving, words):
    rival = Beside("stay", "Stay as is", value=50, saving=1000.0, p_saves=0.0, open_gates=0, failed_gates=0)
    assert _headline(replace(rival, saving=saving), rival, "USD", by_value=False) == words
