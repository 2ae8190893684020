"""What happens before Django is there. The whole of it is shown by a run on a bare machine, see .ci/run."""

import ast
import sys
from pathlib import Path

import pytest

from outsourcing import bootstrap, system_packages

SOURCES = [Path(module.__file__ or "") for module in (bootstrap, system_packages)]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_an_old_python_can_read_it(source: Path) -> None:
    ast.parse(source.read_text(), feature_version=(3, 8))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_it_needs_the_standard_library_alone(source: Path) -> None:
    nodes = list(ast.walk(ast.parse(source.read_text())))
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    names = {name.split(".")[0] for name in imported} - {"outsourcing"}
    assert names <= set(sys.stdlib_module_names)


@pytest.fixture
def tree(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name, value in {
        "ROOT": tmp_path,
        "VENV": tmp_path / ".venv",
        "VENV_PYTHON": tmp_path / ".venv" / "python",
    }.items():
        monkeypatch.setattr(bootstrap, name, value)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "python").touch()
    for lock in bootstrap.TEST_LOCKS:
        (tmp_path / lock).write_text("a==1")
    monkeypatch.setattr(bootstrap, "_install", lambda locks: None)
    monkeypatch.setattr(bootstrap, "_make_venv", lambda: None)
    monkeypatch.setattr(bootstrap, "_install_pango", lambda: None)
    return tmp_path


def test_an_installed_lock_is_not_installed_again_until_it_changes(tree: Path) -> None:
    assert not bootstrap._is_installed(bootstrap.LOCKS)
    bootstrap._set_up(bootstrap.LOCKS)
    assert bootstrap._is_installed(bootstrap.LOCKS)
    assert not bootstrap._is_installed(bootstrap.TEST_LOCKS)
    (tree / "requirements.txt").write_text("a==2")
    assert not bootstrap._is_installed(bootstrap.LOCKS)


def test_an_environment_with_the_tools_for_tests_keeps_them(tree: Path) -> None:
    bootstrap._set_up(bootstrap.TEST_LOCKS)
    (tree / "requirements.txt").write_text("a==2")
    (tree / "requirements-dev.txt").write_text("b==2")
    bootstrap._set_up(bootstrap.LOCKS)
    assert bootstrap._is_installed(bootstrap.TEST_LOCKS)


@pytest.mark.parametrize("uv_works", [True, False])
def test_nothing_is_installed_without_its_hash(monkeypatch: pytest.MonkeyPatch, uv_works: bool) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "_uv", lambda: None)
    monkeypatch.setattr(bootstrap, "_run", commands.append)

    def runs(command: list[str]) -> bool:
        commands.append(command)
        return uv_works or "pip" in command[1:3]

    monkeypatch.setattr(bootstrap, "_runs", runs)
    bootstrap._install(bootstrap.LOCKS)
    installing = [command for command in commands if "install" in command]
    assert installing
    for command in installing:
        assert "--require-hashes" in command
        assert command[command.index("--only-binary") + 1] == ":all:"


def test_without_a_new_python_it_says_what_to_type(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "_find_python", lambda: None)
    monkeypatch.setattr(bootstrap, "_uv", lambda: None)
    with pytest.raises(SystemExit) as stop:
        bootstrap._make_venv()
    assert "Python 3.11 or newer is needed" in str(stop.value)
    assert "Please type: " in str(stop.value)


def test_a_python_on_the_path_that_fails_is_not_trusted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shim = tmp_path / "python3"
    shim.write_text("#!/bin/sh\necho 'no version is set' >&2\nexit 127\n")
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "version_info", (3, 8, 18))
    assert bootstrap._find_python() is None
    shim.write_text("#!/bin/sh\necho 3 12\n")
    assert bootstrap._find_python() == str(shim)


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_without_pango_it_says_what_to_type_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], platform: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(system_packages, "pango_is_missing", lambda: True)
    monkeypatch.setattr(system_packages.shutil, "which", lambda name: None)
    bootstrap._install_pango()
    said = capsys.readouterr().err
    assert "there is no apt-get here" in said
    assert f"Please type: {system_packages.PANGO_HINTS[platform]}" in said


def test_only_root_installs_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(
        system_packages.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None
    )
    assert system_packages.apt_install(["chromium"]) == "only root may install packages"
