"""The self-test tells the truth about what it ran."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from outsourcing import testing
from outsourcing.testing import Missing, Outcome, Stage

TESTS = """
import pytest
def test_good(): pass
def test_bad(): assert False
@pytest.mark.skip(reason="no moon")
def test_moon(): pass
@pytest.mark.long
def test_long(): pass
"""


@pytest.fixture
def folder(tmp_path: Path, project_root: Path) -> Path:
    (tmp_path / "test_three.py").write_text(TESTS)
    (tmp_path / "conftest.py").write_text((project_root / "tests" / "conftest.py").read_text())
    return tmp_path


def test_a_stage_counts_what_passed_failed_and_was_skipped(folder: Path) -> None:
    outcome = testing.run(Stage("three", [str(folder)]), ["-p", "no:cacheprovider"], folder)
    assert (outcome.passed, outcome.failed, outcome.skips) == (1, 1, {"no moon": 1})
    assert not outcome.crashed


def test_long_tests_run_with_all(folder: Path) -> None:
    outcome = testing.run(Stage("three", [str(folder)]), ["--all", "-p", "no:cacheprovider"], folder)
    assert outcome.passed == 2


def test_a_stage_that_cannot_run_is_named_and_counted(folder: Path) -> None:
    @contextlib.contextmanager
    def moon(folder: Path) -> Iterator[dict[str, str]]:
        raise Missing("The moon is missing; type: apt-get install moon")
        yield

    outcome = testing.run(Stage("three", [str(folder)], moon), [], folder)
    assert (outcome.passed, outcome.skipped) == (0, 3)
    assert str(outcome) == "three: NOT RUN. 3 tests. The moon is missing; type: apt-get install moon"


def test_a_file_that_cannot_be_read_is_a_failure(folder: Path) -> None:
    (folder / "test_three.py").write_text("import moon")
    outcome = testing.run(Stage("three", [str(folder)]), ["-p", "no:cacheprovider"], folder)
    assert outcome.crashed or outcome.failed


@pytest.mark.parametrize(
    ("outcome", "options", "code"),
    [
        (Outcome("a", passed=1), {}, 0),
        (Outcome("a", failed=1), {}, 1),
        (Outcome("a", crashed=True), {}, 1),
        (Outcome("a", missing="moon"), {}, 1),
        (Outcome("a", missing="moon"), {"allow_missing": True}, 0),
        (Outcome("a", failed=1, missing="moon"), {"allow_missing": True}, 1),
    ],
)
def test_the_exit_code_never_hides_a_failure_or_a_gap(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    outcome: Outcome,
    options: dict[str, bool],
    code: int,
) -> None:
    monkeypatch.setattr("django.conf.settings.DATA_DIR", tmp_path)
    monkeypatch.setattr("outsourcing.management.commands.selftest.stages", lambda _: [Stage("a", [])])
    monkeypatch.setattr("outsourcing.management.commands.selftest.run", lambda *args: outcome)
    with pytest.raises(SystemExit) as end:
        call_command("selftest", **options)
    assert end.value.code == code
    last = capsys.readouterr().out.rstrip().splitlines()[-1]
    assert last == f"{outcome.passed} passed, {outcome.failed} failed, {outcome.skipped} skipped"


def test_the_stages_reach_every_test_of_the_tree(project_root: Path) -> None:
    stages = testing.stages(with_long=True)
    reached = {file for stage in stages for file in testing._test_files(stage)}
    assert reached == set((project_root / "tests").rglob("test_*.py"))
    assert "the whole on PostgreSQL" in {stage.name for stage in stages}
