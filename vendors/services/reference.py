"""Bring the reference files into the database: all of a file or nothing, and only when it changed."""

import csv
import datetime as dt
import hashlib
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from vendors.models import Benchmark, Country, DataCategory, LegalRule, ReferenceEdition, Source, Wage

FOLDER = Path(__file__).resolve().parent.parent / "data"
Row = dict[str, str]


def load_reference(folder: Path = FOLDER, *, again: bool = False) -> dict[str, int]:
    """Rows by file for those that were loaded; files that are the same as last time are left alone."""
    editions = tomllib.loads((folder / "editions.toml").read_text())
    known = dict(ReferenceEdition.objects.values_list("file", "sha256"))
    loaded = {}
    for file, (needs, load) in LOADERS.items():
        digest = _digest(folder, (file, *needs))
        if again or known.get(file) != digest:
            loaded[file] = _load(folder, file, load, digest, editions[file])
    return loaded


@transaction.atomic
def _load(folder: Path, file: str, load: Callable[[Path], int], digest: str, as_of: dt.date) -> int:
    rows = load(folder)
    edition = {"sha256": digest, "as_of": as_of, "rows": rows, "loaded": timezone.now()}
    ReferenceEdition.objects.update_or_create(file=file, defaults=edition)
    return rows


def _load_sources(folder: Path) -> int:
    rows = [
        Source(
            id=row["source_id"],
            title=row["title"],
            publisher=row["publisher"],
            licence=row["licence"],
            licence_class=row["licence_class"],
            note=row["note"],
        )
        for row in _rows(folder / "sources.csv")
    ]
    return _replace(Source, rows)


def _load_benchmarks(folder: Path) -> int:
    rows = [
        Benchmark(
            id=row["id"],
            topic=row["topic"],
            label=row["metric"],
            value=_number(row["value"]),
            low=_number(row["value_low"]),
            high=_number(row["value_high"]),
            unit=row["unit"],
            region=row["region"],
            year=row["year"],
            source=row["source_title"],
            source_url=row["source_url"],
            confidence=row["confidence"],
            note=row["notes"],
        )
        for row in _rows(folder / "benchmarks.csv")
    ]
    return _replace(Benchmark, rows)


def _load_wages(folder: Path) -> int:
    hourly = ("mean", "median", "p10", "p25", "p75", "p90")
    rows = [
        Wage(
            area_code=row["area_code"],
            area_type=row["area_type"],
            area=row["area_name"],
            industry_code=row["industry_code"],
            industry=row["industry_name"],
            occupation_code=row["soc"],
            occupation=row["occupation"],
            employment=None if _number(row["employment"]) is None else int(row["employment"]),
            **{name: _number(row[f"hourly_{name}"]) for name in hourly},
        )
        for row in _rows(folder / "us_wages.csv")
    ]
    return _replace(Wage, rows)


def _load_countries(folder: Path) -> int:
    wages = tomllib.loads((folder / "call_centre_wages.toml").read_text())
    benchmarks = {row["id"]: row for row in _rows(folder / "benchmarks.csv")}
    shown = tomllib.loads((folder / "country_figures.toml").read_text())
    rows = [_country(row, wages, benchmarks, shown) for row in _rows(folder / "countries.csv")]
    return _replace(Country, rows)


def _country(row: Row, wages: dict[str, Any], benchmarks: dict[str, Row], shown: dict[str, Any]) -> Country:
    given = {name: row[name] for name in shown if row[name]}
    years = {name: row.get(f"{name}__year") or shown[name].get("year", "") for name in given}
    agent_wage = wages.get(row["iso3"])
    pay = _published_wage(agent_wage, benchmarks) if agent_wage else _wage_from_proxy(row)
    return Country(
        iso3=row["iso3"],
        iso2=row["iso2"],
        name=row["name"],
        region=row["region"],
        currency_code=row["currency_code"],
        timezone=row["main_timezone"],
        gdpr_transfer_status=row["gdpr_transfer_status"],
        country_of_concern=row["us_doj_country_of_concern"] == "yes",
        figures={name: _number_or_text(text) for name, text in given.items()},
        years=years,
        **pay,
    )


def _published_wage(entry: dict[str, Any], benchmarks: dict[str, Row]) -> dict[str, Any]:
    row = benchmarks[entry["benchmark"]]
    return {
        "agent_wage_per_hour": _number(row["value"]),
        "agent_wage_low": _number(row["value_low"]),
        "agent_wage_high": _number(row["value_high"]),
        "wage_grade": "A",
        "wage_year": int(row["year"]),
        "wage_source": row["source_title"],
        "benefit_load": (entry["benefit_low"] + entry["benefit_high"]) / 2,
    }


def _wage_from_proxy(row: Row) -> dict[str, Any]:
    """Grade B holds the on-cost already, so that nothing comes on top; for grade C it is unknown."""
    value, grade = _number(row["labour_cost_proxy_usd_hour"]), row["labour_cost_proxy_grade"]
    if value is None:
        return {}
    source = "ILO, labour cost of the whole economy" if grade == "B" else "ILO, earnings of all employees"
    return {
        "agent_wage_per_hour": value,
        "wage_grade": grade,
        "wage_year": int(row["labour_cost_proxy_usd_hour__year"]),
        "wage_source": source,
        "benefit_load": 0.0 if grade == "B" else None,
    }


def _load_law(folder: Path) -> int:
    places = tomllib.loads((folder / "legal_places.toml").read_text())
    rules = [_rule(row, places[row["id"]], places["groups"]) for row in _rows(folder / "legal.csv")]
    DataCategory.objects.all().delete()
    loaded = _replace(LegalRule, rules)
    links = list(_rows(folder / "legal_matrix.csv"))
    labels = {link["category"]: link["label"] for link in links}
    DataCategory.objects.bulk_create(DataCategory(id=key, label=label) for key, label in labels.items())
    through = DataCategory.rules.through
    through.objects.bulk_create(
        through(datacategory_id=link["category"], legalrule_id=link["legal_id"]) for link in links
    )
    return loaded


def _rule(row: Row, place: dict[str, Any], groups: dict[str, list[str]]) -> LegalRule:
    home = [country for name in place.get("home", ()) for country in groups.get(name, [name])]
    return LegalRule(
        id=row["id"],
        regime=row["regime"],
        jurisdiction=row["jurisdiction"],
        triggered_by=row["triggered_by"],
        requirement=row["requirement"],
        effect=row["effect_on_outsourcing"],
        citation=row["citation"],
        source_url=row["source_url"],
        confidence=row["confidence"],
        status=row["status"],
        text_read=row["text_read"] == "yes",
        allowed_countries=place.get("allowed"),
        forbidden_countries=place.get("forbidden", []),
        home_countries=sorted(set(home)),
        home_states=place.get("states", []),
        follows_persons=place.get("persons", []),
        closes_with=place["closes_with"],
    )


def _replace(model: type[Model], rows: list[Any]) -> int:
    model._default_manager.all().delete()
    model._default_manager.bulk_create(rows, batch_size=200)
    return len(rows)


def _rows(path: Path) -> Iterator[Row]:
    with path.open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _number_or_text(text: str) -> float | str:
    number = _number(text)
    return text if number is None else number


def _digest(folder: Path, files: tuple[str, ...]) -> str:
    return hashlib.sha256(b"".join((folder / file).read_bytes() for file in files)).hexdigest()


LOADERS: dict[str, tuple[tuple[str, ...], Callable[[Path], int]]] = {
    "sources.csv": ((), _load_sources),
    "benchmarks.csv": ((), _load_benchmarks),
    "us_wages.csv": ((), _load_wages),
    "countries.csv": (
        ("call_centre_wages.toml", "country_figures.toml", "benchmarks.csv", "editions.toml"),
        _load_countries,
    ),
    "legal.csv": (("legal_matrix.csv", "legal_places.toml"), _load_law),
}
