"""The reference data that ship with the product."""

import shutil
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

from vendors.models import Benchmark, Country, DataCategory, LegalRule, ReferenceEdition, Source, Wage
from vendors.services.reference import FOLDER, load_reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(FOLDER, copy)
    return copy


def test_migrating_brings_everything_in() -> None:
    counts = {edition.file: edition.rows for edition in ReferenceEdition.objects.all()}
    assert counts["countries.csv"] == Country.objects.count() == 61
    assert counts["legal.csv"] == LegalRule.objects.count() == 48
    assert counts["benchmarks.csv"] == Benchmark.objects.count() == 99
    assert counts["us_wages.csv"] == Wage.objects.count() > 1000
    assert DataCategory.objects.count() == 25
    assert Wage.objects.get(area="Columbus, OH", occupation_code="43-4051").mean == 22.76


def test_loading_again_changes_nothing_unless_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert load_reference() == {}
    call_command("load_reference")
    assert "up to date" in capsys.readouterr().out
    call_command("load_reference", "--again")
    assert "countries.csv: 61 rows" in capsys.readouterr().out


def test_a_changed_file_is_loaded_and_only_that(folder: Path) -> None:
    path = folder / "us_wages.csv"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:11]))
    assert load_reference(folder) == {"us_wages.csv": 10}
    assert Wage.objects.count() == 10


def test_a_broken_file_leaves_what_was_there(folder: Path) -> None:
    path = folder / "legal.csv"
    path.write_text(path.read_text().replace(",prohibits,", ",forbids it all and a lot more than that,"))
    with pytest.raises(Exception, match=r"(?i)legal_rule_effect_is_known|too long"):
        load_reference(folder)
    assert LegalRule.objects.filter(effect="prohibits").count() > 5


def test_a_blank_is_unknown_never_zero() -> None:
    kosovo = Country.objects.get(pk="XKX")
    assert kosovo.agent_wage_per_hour is None
    assert "labour_cost_proxy_usd_hour" not in kosovo.figures
    assert 0 not in {c.agent_wage_per_hour for c in Country.objects.all()}


def test_every_figure_that_is_kept_has_label_source_and_year() -> None:
    sources = set(Source.objects.values_list("id", flat=True))
    shown = tomllib.loads((FOLDER / "country_figures.toml").read_text())
    assert {entry["source"] for entry in shown.values()} <= sources
    for country in Country.objects.all():
        assert set(country.figures) <= set(shown)
        assert all(country.years[name] for name in country.figures), country
        assert country.agent_wage_per_hour is None or (country.wage_year and country.wage_source)


def test_sources_that_forbid_shipping_are_not_among_them() -> None:
    assert not Source.objects.filter(licence_class="restricted").exists()
    assert not Source.objects.filter(id__in=["WEF", "WJP", "GPI", "ITU-GCI", "OOKLA", "EFEPI"]).exists()


def test_a_call_centre_wage_goes_before_a_proxy() -> None:
    colombia, romania = Country.objects.get(pk="COL"), Country.objects.get(pk="ROU")
    assert (colombia.agent_wage_per_hour, colombia.wage_grade, colombia.benefit_load) == (4.5, "A", 0.45)
    assert (romania.agent_wage_per_hour, romania.wage_grade, romania.benefit_load) == (11.5512, "B", 0.0)


def test_rules_about_places_name_their_countries() -> None:
    allowed = {rule.id: rule.allowed_countries for rule in LegalRule.objects.exclude(allowed_countries=None)}
    assert allowed == {
        "medicaid_state_offshore": ["USA"],
        "irs_1075": ["USA"],
        "cjis": ["USA", "CAN"],
        "itar": ["USA"],
        "federal_contract": ["USA"],
        "florida_ehr": ["USA", "CAN"],
    }
    assert "RUS" in LegalRule.objects.get(pk="doj_bulk_prohibit").forbidden_countries


def test_every_rule_says_what_closes_it_and_every_category_brings_rules_in() -> None:
    assert not LegalRule.objects.filter(closes_with="").exists()
    assert all(category.rules.exists() for category in DataCategory.objects.all())
    assert "ROU" in LegalRule.objects.get(pk="gdpr_28").home_countries
    assert "AUT" in LegalRule.objects.get(pk="gdpr_28").home_countries
