"""Countries: figures with year and source, unknown said so, unlike wages kept apart, own figures marked."""

import re
from typing import Any

import pytest
from django.urls import reverse
from django_scopes import scope

from assessments.snapshots.countries import countries_of
from clients.services import Conflict
from vendors.models import Country, CountryOverride, Source
from vendors.services.overrides import set_override


def address(world: Any, name: str, **more: Any) -> str:
    return reverse(name, kwargs={"client": world.client.slug, **more})


def page(browser: Any, url: str) -> str:
    return browser.get(url).content.decode().replace("\u00a0", " ")


def test_countries_are_grouped_by_what_the_wage_is_a_wage_of(world: Any, browser_of: Any) -> None:
    text = page(browser_of("viewer"), address(world, "list_countries") + "?sort=wage")
    titles = re.findall(r"<h2>(.*?)(?: <span|</h2>)", text)
    assert titles == [
        "Pay of call-centre agents",
        "Labour cost of the whole economy, with what employers pay on top",
        "Earnings of all employees, without what employers pay on top",
        "No figure was found",
    ]
    grades = dict(Country.objects.values_list("name", "wage_grade"))
    for title, part in zip(titles, re.split(r"<h2>", text)[1:], strict=True):
        names = re.findall(r'<th scope="row"><a[^>]*>(.*?)</a>', part)
        assert len({grades[name.replace("&#x27;", "'")] for name in names}) == 1, title


def test_within_a_group_the_cheapest_comes_first(world: Any, browser_of: Any) -> None:
    text = page(browser_of("viewer"), address(world, "list_countries") + "?sort=wage")
    names = re.findall(r'<th scope="row"><a[^>]*>(.*?)</a>', re.split(r"<h2>", text)[1])
    wages = dict(Country.objects.filter(wage_grade="A").values_list("name", "agent_wage_per_hour"))
    assert [wages[name] for name in names] == sorted(wages.values())


def test_a_figure_has_year_and_source_and_a_blank_is_unknown(world: Any, browser_of: Any) -> None:
    text = page(browser_of("viewer"), address(world, "show_country", country="PHL"))
    assert "$2.50 ($2.00 to $3.00)" in text
    assert "2024" in text
    assert "Site Selection Group" in text
    assert re.search(r"People able to use German</th><td><span class=\"is-missing\">unknown", text)


def test_every_source_is_listed_with_its_licence(world: Any, browser_of: Any) -> None:
    text = page(browser_of("viewer"), address(world, "list_country_sources"))
    for source in Source.objects.all():
        assert f'id="{source.pk}"' in text


def test_unlike_wages_side_by_side_are_said_to_be_unlike(world: Any, browser_of: Any) -> None:
    url = address(world, "compare_countries")
    unlike = Country.objects.filter(wage_grade="C").values_list("pk", flat=True)[0]
    assert "These wages are of different people" in page(
        browser_of("viewer"), f"{url}?country=PHL&country={unlike}"
    )
    assert "of different people" not in page(browser_of("viewer"), f"{url}?country=PHL&country=COL")


def test_one_country_cannot_be_compared(world: Any, browser_of: Any) -> None:
    answer = browser_of("viewer").get(address(world, "compare_countries") + "?country=PHL&country=QQQ")
    assert answer.status_code == 302


def test_the_hours_can_be_chosen_and_nonsense_falls_back(world: Any, browser_of: Any) -> None:
    url = address(world, "show_country", country="COL")
    assert "of 15 hours" in page(browser_of("viewer"), url + "?opens=7&closes=22")
    assert "of 9 hours" in page(browser_of("viewer"), url + "?opens=22&closes=7")
    assert "of 9 hours" in page(browser_of("viewer"), url + "?opens=1e3&closes=x")


OWN = {"value": "3.40", "source": "Quote of a local recruiter, October 2026", "version": "0"}


def own(world: Any, browser_of: Any, who: str = "editor", **changes: str) -> Any:
    url = address(world, "override_country_figure", country="PHL", figure="agent_wage_per_hour")
    return browser_of(who).post(url, {**OWN, **changes})


def test_an_own_figure_is_used_and_marked(world: Any, browser_of: Any) -> None:
    assert own(world, browser_of).status_code == 302
    text = page(browser_of("viewer"), address(world, "show_country", country="PHL"))
    assert "your own figure; published $2.50" in text
    with scope(client=world.client):
        country = countries_of(world.client, {"PHL"})[0]
    assert (country["agent_wage_per_hour"], country["wage_grade"]) == (3.4, "own")
    with scope(client=world.other):
        assert countries_of(world.other, {"PHL"})[0]["agent_wage_per_hour"] == 2.5


def test_the_published_figure_can_be_used_again(world: Any, browser_of: Any) -> None:
    own(world, browser_of)
    url = address(world, "use_published_country_figure", country="PHL", figure="agent_wage_per_hour")
    browser_of("editor").post(url, {"version": "1"})
    with scope(client=world.client):
        assert not CountryOverride.objects.exists()


def test_two_people_with_own_figures(world: Any, browser_of: Any) -> None:
    own(world, browser_of)
    answer = own(world, browser_of, "owner", value="3.90")
    assert answer.status_code == 409
    assert "3.4" in answer.content.decode()
    with scope(client=world.client), pytest.raises(Conflict):
        figure = {"country": "PHL", "figure": "agent_wage_per_hour", "value": 9.0, "source": "x"}
        set_override(client=world.client, version=0, actor=world.owner, **figure)


@pytest.mark.parametrize("changes", [{"value": "-1"}, {"value": ""}, {"value": "3,40"}, {"source": ""}])
def test_a_wrong_own_figure_is_refused(world: Any, browser_of: Any, changes: dict[str, str]) -> None:
    assert own(world, browser_of, **changes).status_code == 422


def test_only_some_figures_can_be_own(world: Any, browser_of: Any) -> None:
    url = address(world, "override_country_figure", country="PHL", figure="population")
    assert browser_of("editor").get(url).status_code == 404
    assert browser_of("viewer").get(url).status_code == 403
