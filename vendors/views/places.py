"""Countries: one, several side by side, and where the figures come from."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.services import Conflict
from clients.views.drafts import keeps_typed, typed, versions
from vendors.forms.facts import seen_version
from vendors.forms.places import HoursForm, OwnFigureForm
from vendors.journey.places import (
    GRADES,
    OWN,
    RULE_OF_LAW,
    TRANSFER,
    Shown,
    figure_of,
    figure_words,
    figures_of,
    on_cost_of,
    own_figures,
    source_titles,
    wage_of,
)
from vendors.models import Country, CountryOverride, LegalRule, ReferenceEdition, Source
from vendors.selectors.year_overlap import YearOverlap, year_overlap
from vendors.services.overrides import remove_override, set_override
from vendors.views.frame import page

OPENS, CLOSES = 9, 18
MOST_COMPARED = 6
SHORT = ("english_users_pct", RULE_OF_LAW, "inflation_pct", TRANSFER)
SORTS = ("name", "wage", "overlap", "rule_of_law")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@client_view(Role.VIEWER)
@require_GET
def list_countries(request: HttpRequest, client: Client) -> HttpResponse:
    """Grouped by what the wage is a wage of, so that unlike is never ranked against unlike."""
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else "name"
    own, sources, hours = _own(client), source_titles(), _hours(request)
    countries = Country.objects.all()
    home = next((row for row in countries if row.iso3 == client.country_iso3), None)
    rows = [_row(client, row, home, own.get(row.iso3, {}), sources, hours) for row in countries]
    context = page(request, client, "Countries") | {
        "groups": _by_grade(rows, sort),
        "sort": sort,
        "hours": hours,
        "hours_form": HoursForm(initial={"opens": hours[0], "closes": hours[1]}),
        "home": home,
        "as_of": _as_of("countries.csv"),
    }
    return render(request, "vendors/list_countries.html", context)


def _row(
    client: Client, country: Country, home: Country | None, own: Any, sources: Any, hours: tuple[int, int]
) -> dict[str, Any]:
    overlap = _overlap(home, country, hours)
    return {
        "country": country,
        "url": reverse("show_country", args=[client.slug, country.iso3]),
        "wage": wage_of(country, own, client.currency),
        "on_cost": on_cost_of(country, own),
        "overlap": overlap,
        "short": [figure_of(country, key, own, sources) for key in SHORT],
    }


def _by_grade(rows: list[dict[str, Any]], sort: str) -> list[dict[str, Any]]:
    keys = {
        "name": lambda row: row["country"].name,
        "wage": lambda row: row["country"].agent_wage_per_hour or 0.0,
        "overlap": lambda row: -(row["overlap"].mean if row["overlap"] else -1.0),
        "rule_of_law": lambda row: -float(row["country"].figures.get(RULE_OF_LAW) or -1.0),
    }
    words = {"own": "Your own figure", **GRADES}
    groups = []
    for grade, title in words.items():
        found = sorted((row for row in rows if row["wage"].grade == grade), key=keys[sort])
        if found:
            groups.append({"grade": grade, "title": title, "rows": found})
    return groups


@client_view(Role.VIEWER)
@require_GET
def show_country(request: HttpRequest, client: Client, country: str) -> HttpResponse:
    found = get_object_or_404(Country, pk=country)
    home = Country.objects.filter(pk=client.country_iso3).first()
    hours, own = _hours(request), _own(client).get(found.iso3, {})
    overlap = _overlap(home, found, hours)
    figures = figures_of(found, own, client.currency)
    context = page(
        request, client, found.name, ("Countries", reverse("list_countries", args=[client.slug]))
    ) | {
        "country": found,
        "home": home,
        "hours": hours,
        "hours_form": HoursForm(initial={"opens": hours[0], "closes": hours[1]}),
        "overlap": overlap,
        "months": list(zip(MONTHS, overlap.months, strict=True)) if overlap else [],
        "wage": figures[0],
        "grade_words": GRADES.get(figures[0].grade, "Your own figure"),
        "key": [
            _named(figures, key) for key in (RULE_OF_LAW, TRANSFER, "inflation_pct", "english_users_pct")
        ],
        "figures": figures,
        "own": [_own_link(client, found, key, own.get(key)) for key in OWN],
        "rules": _rules(found),
        "as_of": _as_of("countries.csv"),
    }
    return render(request, "vendors/show_country.html", context)


def _named(figures: list[Shown], key: str) -> Shown:
    return next(figure for figure in figures if figure.key == key)


def _own_link(client: Client, country: Country, key: str, row: CountryOverride | None) -> dict[str, Any]:
    url = reverse("override_country_figure", args=[client.slug, country.iso3, key])
    return {"label": OWN[key][0], "url": url, "row": row}


def _rules(country: Country) -> list[LegalRule]:
    """Rules that name this country or one of its laws."""
    rules = LegalRule.objects.all()
    named = (
        country.iso3 in rule.forbidden_countries or rule.home_countries == [country.iso3] for rule in rules
    )
    return [rule for rule, is_named in zip(rules, named, strict=True) if is_named]


@client_view(Role.VIEWER)
@require_GET
def compare_countries(request: HttpRequest, client: Client) -> HttpResponse:
    wanted = list(dict.fromkeys(request.GET.getlist("country")))[:MOST_COMPARED]
    rows = {row.iso3: row for row in Country.objects.all()}
    chosen = [rows[iso3] for iso3 in wanted if iso3 in rows]
    if len(chosen) < 2:
        messages.info(request, "Choose at least two countries to compare, and at most six.")
        return redirect("list_countries", client=client.slug)
    own = _own(client)
    columns = [figures_of(country, own.get(country.iso3, {}), client.currency) for country in chosen]
    home = Country.objects.filter(pk=client.country_iso3).first()
    grades = {column[0].grade for column in columns}
    context = page(
        request, client, "Side by side", ("Countries", reverse("list_countries", args=[client.slug]))
    ) | {
        "countries": chosen,
        "table": list(zip(*columns, strict=True)),
        "overlaps": [_overlap(home, country, _hours(request)) for country in chosen],
        "unlike": len(grades) > 1,
        "grades": [GRADES.get(column[0].grade, "Your own figure") for column in columns],
        "as_of": _as_of("countries.csv"),
    }
    return render(request, "vendors/compare_countries.html", context)


@client_view(Role.EDITOR)
@keeps_typed
@require_http_methods(["GET", "POST"])
def override_country_figure(request: HttpRequest, client: Client, country: str, figure: str) -> HttpResponse:
    found = get_object_or_404(Country, pk=country)
    if figure not in OWN:
        raise Http404
    row = CountryOverride.objects.filter(client=client, country_iso3=country, figure=figure).first()
    initial = {"value": row.value, "source": row.source} if row else {}
    form = OwnFigureForm(figure, typed(request), currency=client.currency, initial=initial)
    if request.method == "GET":
        return _figure_page(request, client, found, figure, form, row)
    if not form.is_valid():
        return _figure_page(request, client, found, figure, form, row, status=422)
    try:
        set_override(
            client=client,
            country=country,
            figure=figure,
            value=float(form.cleaned_data["value"]),
            source=form.cleaned_data["source"],
            version=seen_version(request.POST),
            actor=person(request),
        )
    except Conflict as conflict:
        now: Any = conflict.current
        said = f"{now.value:g} ({now.source})" if now else "the published one"
        words = f"A colleague changed this figure meanwhile to {said}. Save again to keep yours."
        form.add_error(None, words)
        return _figure_page(request, client, found, figure, form, now, status=409)
    messages.success(request, "Saved. Your figure is marked as your own wherever it is used.")
    return redirect("show_country", client=client.slug, country=country)


def _figure_page(
    request: HttpRequest,
    client: Client,
    country: Country,
    figure: str,
    form: OwnFigureForm,
    row: CountryOverride | None,
    status: int = 200,
) -> HttpResponse:
    url = reverse("show_country", args=[client.slug, country.iso3])
    context = page(request, client, "Own figure", (country.name, url)) | {
        "country": country,
        "form": form,
        "row": row,
        "figure": figure,
        "label": OWN[figure][0],
        "versions": versions(request, [("version", row.version if row else 0)]),
        "country_url": url,
    }
    return render(request, "vendors/override_country_figure.html", context, status=status)


@client_view(Role.EDITOR)
@require_POST
def use_published_country_figure(
    request: HttpRequest, client: Client, country: str, figure: str
) -> HttpResponse:
    rows = CountryOverride.objects.select_related("client")
    row = get_object_or_404(rows, client=client, country_iso3=country, figure=figure)
    try:
        remove_override(row, version=seen_version(request.POST), actor=person(request))
        messages.success(request, "The published figure is used again.")
    except Conflict:
        messages.error(request, "A colleague changed this figure meanwhile. Look at it again first.")
    return redirect("show_country", client=client.slug, country=country)


@client_view(Role.VIEWER)
@require_GET
def list_country_sources(request: HttpRequest, client: Client) -> HttpResponse:
    used: dict[str, list[str]] = {}
    for words in figure_words().values():
        used.setdefault(words["source"], []).append(words["label"])
    context = page(request, client, "Where the figures come from") | {
        "sources": [{"source": row, "figures": used.get(row.pk, [])} for row in Source.objects.all()],
        "editions": ReferenceEdition.objects.all(),
    }
    return render(request, "vendors/list_country_sources.html", context)


def _own(client: Client) -> dict[str, dict[str, CountryOverride]]:
    return own_figures(CountryOverride.objects.filter(client=client))


def _hours(request: HttpRequest) -> tuple[int, int]:
    form = HoursForm(request.GET)
    return (form.cleaned_data["opens"], form.cleaned_data["closes"]) if form.is_valid() else (OPENS, CLOSES)


def _overlap(home: Country | None, away: Country, hours: tuple[int, int]) -> YearOverlap | None:
    """None where a time zone is not known."""
    if home is None:
        return None
    try:
        year = timezone.localdate().year
        return year_overlap(home.timezone, home.iso2, away.timezone, away.iso2, *hours, year)
    except (KeyError, ValueError):
        return None


def _as_of(file: str) -> Any:
    return ReferenceEdition.objects.filter(pk=file).values_list("as_of", flat=True).first()
