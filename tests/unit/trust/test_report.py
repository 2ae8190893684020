"""The report on the tests says what the tests found, and a report that was typed is not shown."""

from pathlib import Path
from typing import Any

import pytest

from outsourcing.testing import Outcome
from outsourcing.trust import report
from outsourcing.trust.results import read

RESULTS = """<testsuites><testsuite>
<testcase classname="tests.integration.test_access" name="test_the_canary_would_be_seen"/>
<testcase classname="tests.integration.test_access" name="test_a[1]"><failure message="x"/></testcase>
<testcase classname="tests.integration.test_access" name="test_b"><skipped message="no moon"/></testcase>
<testcase classname="tests.unit.engine_laws.test_laws" name="test_c"><properties>
<property name="examples" value="25"/>
<property name="figure:Examples printed in books" value='{"value": 3, "unit": "examples"}'/>
</properties></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def made(tmp_path: Path) -> dict[str, Any]:
    (tmp_path / "results.xml").write_text(RESULTS)
    results = read(tmp_path / "results.xml")
    outcome = Outcome("all", passed=2, failed=1, results=results, seconds=61.4)
    outcome.skips["no moon"] += 1
    return report.make([outcome], long=False)


def promise(made: dict[str, Any], key: str) -> dict[str, Any]:
    return next(entry for entry in made["promises"] if entry["key"] == key)


def test_a_stage_is_counted(made: dict[str, Any]) -> None:
    (stage,) = made["stages"]
    assert (stage["passed"], stage["failed"], stage["skipped"], stage["seconds"]) == (2, 1, 1, 61)


def test_a_promise_counts_its_own_tests(made: dict[str, Any]) -> None:
    apart = promise(made, "kept_apart")
    assert (apart["passed"], apart["failed"], apart["skipped"]) == (1, 1, 1)
    assert promise(made, "browser")["passed"] == 0


def test_figures_stand_with_the_promise_of_their_test(made: dict[str, Any]) -> None:
    figures = {entry["name"]: entry["value"] for entry in promise(made, "numbers")["figures"]}
    assert figures == {"Examples printed in books": 3, "Cases made at random and tried": 25}


def test_parts_of_a_figure_are_added_up(tmp_path: Path) -> None:
    (tmp_path / "r.xml").write_text(RESULTS)
    results = [*read(tmp_path / "r.xml"), *read(tmp_path / "r.xml")]
    figures = promise(report.make([Outcome("all", results=results)], long=False), "numbers")["figures"]
    assert [entry["value"] for entry in figures] == [6, 50]


def test_a_control_that_was_not_run_is_not_said_to_hold(made: dict[str, Any]) -> None:
    held = [control["held"] for control in promise(made, "kept_apart")["controls"]]
    assert held == [True, None]


def test_a_control_that_failed_on_one_database_does_not_hold(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(RESULTS)
    (tmp_path / "b.xml").write_text(RESULTS.replace('seen"/>', 'seen"><failure/></testcase>'))
    outcomes = [Outcome(name, results=read(tmp_path / f"{name}.xml")) for name in ("a", "b")]
    controls = promise(report.make(outcomes, long=False), "kept_apart")["controls"]
    assert [control["held"] for control in controls] == [False, None]


def test_a_test_proves_by_its_file_its_folder_or_its_name() -> None:
    test = "tests/unit/ui/test_x.py::test_y"
    assert all(report.proves([proof], test) for proof in ("tests/unit/ui", "tests/unit/ui/test_x.py", test))
    assert not any(
        report.proves([proof], test) for proof in ("tests/unit/u", "tests/unit/ui/test_x.py::test")
    )


def test_what_was_written_is_read(made: dict[str, Any], tmp_path: Path) -> None:
    report.write(made, tmp_path / "r.json")
    assert report.read(tmp_path / "r.json") == made


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": 1, "seal": ""}'])
def test_anything_else_is_no_report(tmp_path: Path, text: str) -> None:
    (tmp_path / "r.json").write_text(text)
    assert report.read(tmp_path / "r.json") is None


def test_a_figure_that_was_typed_is_noticed(made: dict[str, Any], tmp_path: Path) -> None:
    made["stages"][0]["failed"] = 0
    report.write(made, tmp_path / "r.json")
    assert report.read(tmp_path / "r.json") is None


def test_the_younger_of_two_reports_is_shown(
    made: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(report, "SHIPPED", tmp_path / "shipped.json")
    assert report.newest() is None
    older = {**made, "date": "2020-01-01T00:00:00+00:00"}
    older["seal"] = report.seal(older)
    report.write(older, tmp_path / "shipped.json")
    assert report.newest() == older
    report.write(made, tmp_path / report.NAME)
    assert report.newest() == made


@pytest.mark.skipif(not report.SHIPPED.exists(), reason="type: manage.py selftest --ship")
def test_the_report_that_came_with_the_product_is_what_a_run_wrote() -> None:
    shipped = report.read(report.SHIPPED)
    assert shipped, "somebody changed it by hand"
    databases = {stage["database"] for stage in shipped["stages"]}
    assert databases == ({"SQLite", "PostgreSQL"} if shipped["long"] else {"SQLite"})
    assert [stage["name"] for stage in shipped["stages"] if stage["failed"] or stage["not_run"]] == []
    controls = [control for entry in shipped["promises"] for control in entry["controls"]]
    missed = {False} if not shipped["long"] else {False, None}
    assert [control["test"] for control in controls if control["held"] in missed] == []
