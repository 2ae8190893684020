"""Set the project up on a bare machine: .venv, the locked requirements, what the PDF needs from the system.

Standard library only, and in the syntax of Python 3.8, so that an old Python can say what is wrong.
OUTSOURCING_NO_BOOTSTRAP=1 switches it off, for a container image that brings all that is needed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from outsourcing import system_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = ["requirements.txt"]
TEST_LOCKS = ["requirements.txt", "requirements-dev.txt"]
OLDEST = (3, 11)
PYTHONS = ["python3.13", "python3.12", "python3.11", "python3", "python"]
PYTHON_HINTS = {
    "linux": "sudo apt-get install python3   (Debian 12 or Ubuntu 24.04, or newer)",
    "darwin": "brew install python@3.12",
    "win32": "winget install -e --id Python.Python.3.12",
}


def ensure(argv: list[str]) -> None:
    """Return when this process has all it needs; otherwise set up and start the same command in .venv."""
    if os.environ.get("OUTSOURCING_NO_BOOTSTRAP") or _in_environment_of_the_user():
        return
    locks = TEST_LOCKS if _wants_tests(argv) else LOCKS
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    if not inside and _wants_tests(argv):
        _install_browser()
        if "--all" in argv:
            _install_office()
    if not _is_installed(locks):
        _set_up(locks)
    elif inside:
        return
    _restart_in_venv(argv)


def _wants_tests(argv: list[str]) -> bool:
    return len(argv) > 1 and argv[1] == "selftest"


def _in_environment_of_the_user() -> bool:
    """Somebody who made an environment and put Django into it knows what she does."""
    if sys.prefix == sys.base_prefix or Path(sys.prefix).resolve() == VENV.resolve():
        return False
    return bool(importlib.util.find_spec("django"))


def _set_up(locks: list[str]) -> None:
    _say(f"Setting up in {VENV}. This happens once and takes about a minute.")
    _install_pango()
    if not _version(str(VENV_PYTHON)):
        _make_venv()
    if _stamp(TEST_LOCKS[-1]):
        locks = TEST_LOCKS  # an environment that has the tools for tests keeps them
    _install(locks)
    for lock in locks:
        (VENV / _stamp_name(lock)).write_text(_digest(lock))


def _install_pango() -> None:
    if system_packages.pango_is_missing():
        _apt_or_hint(
            system_packages.PANGO_PACKAGES,
            "Pango, which draws the PDF",
            system_packages.hint(system_packages.PANGO_HINTS),
            "Until then reports are pages to print; everything else works.",
        )


def _install_browser() -> None:
    if not system_packages.browser():
        _apt_or_hint(
            system_packages.BROWSER_PACKAGES,
            "Chromium, which the browser tests drive",
            system_packages.hint(system_packages.BROWSER_HINTS),
            "Until then the browser tests are counted as not run.",
        )


def _install_office() -> None:
    if not system_packages.office():
        _apt_or_hint(
            system_packages.OFFICE_PACKAGES,
            "LibreOffice, which computes the spreadsheet again and reads the Word document",
            system_packages.hint(system_packages.OFFICE_HINTS),
            "Until then these tests are counted as not run.",
        )


def _apt_or_hint(packages: list[str], what: str, hint: str, meanwhile: str) -> None:
    _say("Installing {}: apt-get install {}".format(what, " ".join(packages)))
    problem = system_packages.apt_install(packages)
    if problem:
        _say(f"  not possible: {problem}.\n  Please type: {hint}\n  {meanwhile}")


def _make_venv() -> None:
    python = _find_python()
    uv = _uv()
    if uv and (not python or not _can_make_venv(python)):
        _say("Making the environment with uv")
        _run([uv, "venv", "--clear", "--seed", "--python", python or "3.12", str(VENV)])
        return
    if not python:
        _stop("Python {}.{} or newer is needed.".format(*OLDEST), system_packages.hint(PYTHON_HINTS))
    if not _can_make_venv(python):
        version = "python{}.{}-venv".format(*_version(python))
        _say("Installing what makes environments: apt-get install python3-venv")
        if system_packages.apt_install(["python3-venv"]) or not _can_make_venv(python):
            _stop("This Python cannot make environments.", "sudo apt-get install python3-venv " + version)
    _say(f"Making the environment with {python}")
    _run([python, "-m", "venv", "--clear", str(VENV)])


def _install(locks: list[str]) -> None:
    """With uv, because it takes seconds instead of a minute; the hashes are checked either way."""
    _say(f"Installing the locked requirements: {', '.join(locks)}")
    paths = [str(ROOT / lock) for lock in locks]
    safe = ["--require-hashes", "--only-binary", ":all:"]
    uv = _uv() or _own_uv(safe)
    if uv and _runs([*_uv_install(uv), *safe, *_each("-r", paths)]):
        return
    _run([*_pip(), "install", "-q", *safe, *_each("-r", paths)])


def _uv_install(uv: str) -> list[str]:
    return [uv, "pip", "install", "--compile-bytecode", "--python", str(VENV_PYTHON)]


def _own_uv(safe: list[str]) -> str | None:
    uv = VENV_PYTHON.with_name("uv.exe" if os.name == "nt" else "uv")
    installed = uv.exists() or _runs([*_pip(), "install", *safe, "-r", str(ROOT / "requirements-setup.txt")])
    return str(uv) if installed else None


def _pip() -> list[str]:
    pip = [str(VENV_PYTHON), "-m", "pip"]
    if not _runs([*pip, "--version"]):
        _run([str(VENV_PYTHON), "-m", "ensurepip", "--upgrade"])
    return [*pip, "--disable-pip-version-check"]


def _each(option: str, values: list[str]) -> list[str]:
    return [part for value in values for part in (option, value)]


def _find_python() -> str | None:
    """A Python on the path may be a shim that fails: run it before trusting it."""
    if sys.version_info[:2] >= OLDEST:
        return getattr(sys, "_base_executable", "") or sys.executable
    found = (shutil.which(name) for name in PYTHONS)
    usable = (path for path in found if path and VENV not in Path(path).parents)
    return next((path for path in usable if _version(path) >= OLDEST), None)


def _version(python: str) -> tuple[int, ...]:
    """What this interpreter says it is; empty when it does not run."""
    code = "import sys; print(*sys.version_info[:2])"
    try:
        output = subprocess.run([python, "-c", code], capture_output=True, timeout=20).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(int(part) for part in output.split())


def _can_make_venv(python: str) -> bool:
    """Debian keeps the module that puts pip into an environment in a package of its own."""
    return _runs([python, "-c", "import ensurepip, venv"])


def _uv() -> str | None:
    uv = shutil.which("uv")
    return uv if uv and _runs([uv, "--version"]) else None


def _restart_in_venv(argv: list[str]) -> NoReturn:
    environment = dict(os.environ, **system_packages.library_environment())
    if os.name == "nt":  # there, exec returns to the prompt at once
        sys.exit(subprocess.call([str(VENV_PYTHON), *argv], env=environment))
    os.execve(str(VENV_PYTHON), [str(VENV_PYTHON), *argv], environment)


def _is_installed(locks: list[str]) -> bool:
    return VENV_PYTHON.exists() and all(_stamp(lock) == _digest(lock) for lock in locks)


def _stamp(lock: str) -> str:
    stamp = VENV / _stamp_name(lock)
    return stamp.read_text() if stamp.exists() else ""


def _stamp_name(lock: str) -> str:
    return f"installed-{lock}.sha256"


def _digest(lock: str) -> str:
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def _runs(command: list[str]) -> bool:
    environment = dict(os.environ, UV_SYSTEM_CERTS="1", UV_NATIVE_TLS="1", UV_NO_PROGRESS="1")
    result = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return result.returncode == 0


def _run(command: list[str]) -> None:
    if subprocess.run(command).returncode:
        _stop("This step did not work, see above.", " ".join(command))


def _say(text: str) -> None:
    print("[set-up] " + text, file=sys.stderr, flush=True)


def _stop(problem: str, command: str) -> NoReturn:
    sys.exit(f"[set-up] {problem}\n[set-up] Please type: {command}\n[set-up] Then start again.")
