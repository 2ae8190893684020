"""The shipped third-party files: the right version, whole, with their licence, and asking nobody."""

import re
from pathlib import Path

import pytest
from plotly.offline import get_plotlyjs_version

STATIC = Path(__file__).resolve().parents[3] / "static"
VENDOR = STATIC / "vendor"
README = (VENDOR / "README.md").read_text(encoding="utf-8")


def test_plotly_js_is_the_version_that_plotly_py_names() -> None:
    wanted = get_plotlyjs_version()
    bundle = (VENDOR / "plotly" / "plotly-cartesian.min.js").read_text(encoding="utf-8")
    sheet = (VENDOR / "plotly" / "plotly-style.css").read_text(encoding="utf-8")
    assert f"v{wanted}" in bundle[:400]
    assert sheet.startswith(f"/* plotly.js-style-global of plotly.js {wanted} */")
    assert f"| plotly.js-cartesian-dist-min | {wanted}" in README


@pytest.mark.parametrize(
    ("file", "pattern"),
    [
        ("bootstrap/bootstrap.min.css", r"Bootstrap\s+v([0-9.]+)"),
        ("bootstrap/bootstrap.bundle.min.js", r"Bootstrap v([0-9.]+)"),
        ("htmx/htmx.min.js", r'version:"([0-9.]+)"'),
    ],
)
def test_the_list_names_the_versions_that_are_there(file: str, pattern: str) -> None:
    found = re.search(pattern, (VENDOR / file).read_text(encoding="utf-8"))
    assert found
    assert f"| {found[1]} |" in README


def test_no_source_map_is_promised() -> None:
    files = [path for path in VENDOR.rglob("*") if path.suffix in {".css", ".js"}]
    assert len(files) >= 5
    assert not [path.name for path in files if "sourceMappingURL" in path.read_text(encoding="utf-8")]


def test_everything_has_its_licence() -> None:
    folders = [path for path in [*VENDOR.iterdir(), *(STATIC / "fonts").iterdir()] if path.is_dir()]
    assert not [folder.name for folder in folders if not list(folder.glob("LICEN[SC]E*"))]
