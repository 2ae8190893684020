"""The benchmark command runs, compares and prints; how long anything took is nobody's business here."""

import json
import sys
from io import StringIO
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from assessments.management.benchmarks import decisions, peers, queues, table
from assessments.management.benchmarks.measuring import Row, Timing, in_turns, peak_bytes
from assessments.management.commands.benchmark import CASE
from reports.management import printing_benchmark

NOWHERE = "no-such-folder"


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day instead of a year, and decisions of few futures."""
    monkeypatch.setattr(queues, "HALF_HOURS", 48)
    for name, futures in (("FUTURES", 128), ("QUICK_LOOK", 64), ("GLANCE", 64)):
        monkeypatch.setattr(decisions, name, futures)


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("benchmark", "--quick", "--peers", NOWHERE, *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_it_prints_a_table_and_the_machine_and_names_missing_peers(short: None) -> None:
    lines = printed("--only", "queues").splitlines()
    head, rule, *rows = [line for line in lines if line.startswith("|")]
    assert [cell.strip() for cell in head.strip("|").split("|")][:3] == ["work", "ours", "peer"]
    assert set(rule) == {"|", "-"}
    assert len(rows) == 3
    assert len({len(line) for line in (head, rule, *rows)}) == 1
    assert "Not installed: " in lines[-3]
    assert "Python 3." in lines[-1]
    assert "cores" in lines[-1]


def test_whole_decisions_are_measured_as_plain_data(short: None, tmp_path: Path) -> None:
    plain = json.loads((settings.BASE_DIR / CASE).read_text(encoding="utf-8"))
    plain["method"]["horizon_months"], plain["options"] = 4, plain["options"][:2]
    (tmp_path / "small.json").write_text(json.dumps(plain), encoding="utf-8")
    found = json.loads(printed("--only", "decisions", "--json", "--case", str(tmp_path / "small.json")))
    assert set(found["peers"]) == set(peers.NAMES)
    works = [row["work"] for row in found["rows"]]
    assert [w.split(":")[0] for w in works[:3]] == [
        "a glance at the verdict", "quick look while answering", "whole decision",
    ]  # fmt: skip
    assert [w for w in works if w.startswith("growth")] == [
        "growth: 256 futures",
        "growth: 4 options, 64 futures",
        "growth: 8 options, 64 futures",
    ]
    assert all(row["seconds"] > 0 for row in found["rows"])
    assert all(row["peak_bytes"] > 0 for row in found["rows"])


def test_a_case_that_is_none_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text("{}", encoding="utf-8")
    with pytest.raises(CommandError, match=r"case\.json: .*Name another with --case"):
        printed("--only", "decisions", "--case", str(tmp_path / "case.json"))


def test_peers_are_found_in_their_folder_and_measured(
    short: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in of the peer's name, so that the comparison itself is tried without it."""
    (tmp_path / "call_center_tools.py").write_text("def calc_staffing(*given): return 1\n", encoding="utf-8")
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.delitem(sys.modules, "call_center_tools", raising=False)
    out = StringIO()
    call_command(
        "benchmark",
        "--quick",
        "--only",
        "queues",
        "--json",
        "--peers",
        str(tmp_path),
        stdout=out,
        stderr=StringIO(),
    )
    monkeypatch.delitem(sys.modules, "call_center_tools")
    row = next(r for r in json.loads(out.getvalue())["rows"] if r["peer"] == "call-center-tools")
    assert row["peer_seconds"] > 0
    assert row["ratio"] == pytest.approx(row["peer_seconds"] / row["seconds"])


@pytest.mark.parametrize(
    ("row", "reached"),
    [
        (Row("w", Timing(1.0)), None),
        (Row("w", Timing(1.0), "p", Timing(20.0), least_ratio=20.0), True),
        (Row("w", Timing(1.0), "p", Timing(19.0), least_ratio=20.0), False),
        (Row("w", Timing(1.0), "p", None, least_ratio=20.0), None),
        (Row("w", Timing(0.3), most_seconds=0.3), True),
        (Row("w", Timing(0.31), most_seconds=0.3), False),
        (Row("w", Timing(1.0, 100), most_bytes=100), True),
        (Row("w", Timing(1.0, 101), most_bytes=100), False),
        (Row("w", Timing(1.0, 5), "p", Timing(9.0, 100), least_ratio=5.0, most_memory=0.05), True),
        (Row("w", Timing(1.0, 6), "p", Timing(9.0, 100), least_ratio=5.0, most_memory=0.05), False),
        (Row("w", Timing(1.0, 5), "p", Timing(4.0, 100), least_ratio=5.0, most_memory=0.05), False),
    ],
)
def test_what_counts_as_reached(row: Row, reached: bool | None) -> None:
    assert row.reached is reached
    cell = {None: "", True: "reached", False: "NOT reached"}[reached]
    assert f"| {cell}" in table.as_text([row], NOWHERE).splitlines()[2]


def test_memory_is_the_peak_and_turns_are_taken() -> None:
    def large() -> object:
        return bytearray(3_000_000)

    assert 3_000_000 <= peak_bytes(large) < 4_000_000
    calls: list[str] = []
    taken = in_turns({"a": lambda: calls.append("a"), "b": lambda: calls.append("b")}, 3)
    assert set(taken) == {"a", "b"}
    assert calls.index("b") < len(calls) - 1 - calls[::-1].index("a")


def test_a_peer_that_is_not_there_is_nothing() -> None:
    assert peers.peer("monaco") is None or isinstance(peers.peer("monaco"), ModuleType)
    assert peers.version("surely-not-installed") is None


def test_a_report_is_measured_beside_its_engine_and_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing_benchmark, "FUTURES", 64)
    monkeypatch.setattr(printing_benchmark, "BROWSERS", ("no-such-browser",))
    warm, alone = json.loads(printed("--only", "report", "--json"))["rows"]
    assert warm["peer"] == "bare WeasyPrint, same page"
    assert warm["seconds"] > 0 and warm["peer_seconds"] > 0
    assert alone["peer_seconds"] is None
    assert 20_000_000 < alone["peak_bytes"] < 2_000_000_000
