"""What no Python package brings: Pango for the PDF, a browser for the tests. Standard library, Python 3.8.

Debian and its relatives get it by apt when this process may; elsewhere the person is told what to type.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

PANGO_PACKAGES = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]
PANGO_LIBRARIES = {
    "linux": ["libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"],
    "darwin": ["libgobject-2.0.0.dylib", "libpango-1.0.dylib", "libpangoft2-1.0.dylib"],
    "win32": ["libgobject-2.0-0.dll", "libpango-1.0-0.dll", "libpangoft2-1.0-0.dll"],
}
PANGO_HINTS = {
    "linux": "sudo apt-get install {}   (Fedora: sudo dnf install pango)".format(" ".join(PANGO_PACKAGES)),
    "darwin": "brew install pango",
    "win32": "winget install -e --id MSYS2.MSYS2, then in its shell: pacman -S mingw-w64-ucrt-x86_64-pango",
}
BROWSERS = [
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
]
BROWSER_PACKAGES = ["chromium"]
BROWSER_HINTS = {
    "linux": "sudo apt-get install chromium   (Fedora: sudo dnf install chromium)",
    "darwin": "brew install --cask chromium",
    "win32": "winget install -e --id Google.Chrome",
}
OFFICES = [
    *("soffice", "libreoffice"),
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
]
OFFICE_PACKAGES = ["libreoffice-calc", "libreoffice-writer"]
OFFICE_HINTS = {
    "linux": "sudo apt-get install --no-install-recommends {}   (Fedora: sudo dnf install {})".format(
        " ".join(OFFICE_PACKAGES), " ".join(OFFICE_PACKAGES)
    ),
    "darwin": "brew install --cask libreoffice",
    "win32": "winget install -e --id TheDocumentFoundation.LibreOffice",
}
HOMEBREW = ["/opt/homebrew/lib", "/usr/local/lib"]
INSTALL = ["install", "-y", "-q", "--no-install-recommends"]
MSYS2 = "C:\\msys64\\ucrt64\\bin"

_done: list[list[str]] = []  # the package lists are fetched once


def pango_is_missing() -> bool:
    if sys.platform == "win32" and os.path.isdir(MSYS2):
        os.add_dll_directory(MSYS2)
    return not all(_loads(name) for name in PANGO_LIBRARIES.get(sys.platform, []))


def browser() -> str | None:
    named = os.environ.get("OUTSOURCING_BROWSER")
    found = (shutil.which(name) for name in ([named] if named else BROWSERS))
    return next((path for path in found if path), None)


def office() -> str | None:
    """LibreOffice, which opens and computes what is written for Word and for spreadsheets."""
    return next((path for path in map(shutil.which, OFFICES) if path), None)


def hint(hints: dict[str, str]) -> str:
    return hints.get(sys.platform, hints["linux"])


def library_environment() -> dict[str, str]:
    """macOS looks for libraries of Homebrew only where it is told to."""
    if sys.platform != "darwin":
        return {}
    known = os.environ.get("DYLD_FALLBACK_LIBRARY_PATH", "").split(":")
    return {"DYLD_FALLBACK_LIBRARY_PATH": ":".join(dict.fromkeys([*known, *HOMEBREW])).strip(":")}


def apt_install(packages: list[str]) -> str:
    """Install Debian packages. What is returned is empty, or the reason why it was not possible."""
    if not shutil.which("apt-get"):
        return "there is no apt-get here"
    prefix = _as_root()
    if prefix is None:
        return "only root may install packages"
    return _apt(prefix, ["update", "-q"]) or _apt(prefix, [*INSTALL, *packages])


def _apt(prefix: list[str], arguments: list[str]) -> str:
    command = [*prefix, "apt-get", *arguments]
    if command in _done:
        return ""
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    result = subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if result.returncode:
        return f"apt-get {arguments[0]} failed: {result.stderr.strip()[-300:]}"
    _done.append(command)
    return ""


def _as_root() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], stderr=subprocess.DEVNULL).returncode == 0
    return ["sudo", "-n"] if allowed else None


def _loads(library: str) -> bool:
    folders = HOMEBREW if sys.platform == "darwin" else []
    for name in [library, *(os.path.join(folder, library) for folder in folders)]:
        try:
            ctypes.CDLL(name)
            return True
        except OSError:
            continue
    return False
