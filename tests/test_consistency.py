"""The tree itself: what was agreed about modules, names, words and locks is checked here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
APPS = ["outsourcing", "api", "reports", "assessments", "vendors", "jobs", "clients", "ui", "scoring"]
FOLDERS = {*APPS, "templates", "static", "docs", "tests", ".ci", ".git"}
FILES = {
    *("manage.py", "importlinter.ini", "pyproject.toml", ".gitignore", ".dockerignore"),
    *("README.md", "CHANGELOG.md", "SECURITY.md", "THREAT_MODEL.md", "LICENSE"),
    *("Dockerfile", "compose.yaml"),
    *(f"requirements{kind}.{end}" for kind in ("", "-dev", "-setup", "-bench") for end in ("in", "txt")),
}
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "misc", "stuff", "tools"}
TEXTS = {".py", ".html", ".md", ".toml", ".css", ".js", ".in", ".ini", ".csv", ".json", ".svg", ".yaml", ""}
LEFTOVERS = re.compile(r"/work/|\bTODO\b|\bFIXME\b|\bXXX\b|\bHACK\b|raise NotImplementedError")
NO_MARKUP = re.compile(r"{% comment.*?{% endcomment %}|{#.*?#}", re.DOTALL)
INCLUDED = re.compile(r'{%\s*include\s+"([^"]+)"((?:(?!%}).)*)%}')
TOKEN = re.compile(r"{%\s*csrf_token\s*%}")
BLOCKED_BY_CSP = re.compile(r"<[^>]*\s(style|on[a-z]+)=[\"']|<style|<script(?![^>]*\ssrc=)(?![^>]*json)")


def product_modules() -> list[Path]:
    found = (path for app in APPS for path in (ROOT / app).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def own_texts() -> Iterator[Path]:
    ignored = ignored_names()
    for entry in sorted(ROOT.iterdir()):
        if entry.name in ignored or entry.name == ".git":
            continue
        files = entry.rglob("*") if entry.is_dir() else [entry]
        yield from (file for file in files if file.is_file() and is_own_text(file))


def is_own_text(file: Path) -> bool:
    foreign = {"vendor", "__pycache__", *ignored_names()} & set(file.relative_to(ROOT).parts)
    minified = file.name.endswith((".min.js", ".min.css"))
    return file.suffix in TEXTS and not foreign and not minified and file != Path(__file__)


def ignored_names() -> set[str]:
    return {line.strip("/") for line in (ROOT / ".gitignore").read_text().split()}


def long_functions(source: str) -> list[str]:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = (node for node in ast.walk(ast.parse(source)) if isinstance(node, functions))
    return [node.name for node in nodes if (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION]


def forms_without_token(pages: dict[str, str]) -> list[str]:
    """Includes that keep the token away, with `only`, from a template that prints it itself or includes one
    that does."""
    included = {name: INCLUDED.findall(NO_MARKUP.sub("", text)) for name, text in pages.items()}
    sending = {name for name, text in pages.items() if TOKEN.search(NO_MARKUP.sub("", text))}
    while more := {n for n, found in included.items() if any(x in sending for x, _ in found)} - sending:
        sending |= more
    return [
        f"{name} includes {child}"
        for name, found in included.items()
        for child, said in found
        if child in sending and said.split()[-1:] == ["only"] and "csrf_token=csrf_token" not in said
    ]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_modules_have_one_subject() -> None:
    long = {name_of(path): len(path.read_text().splitlines()) for path in product_modules()}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_MODULE} == {}


def test_functions_fit_the_screen() -> None:
    found = {name_of(path): long_functions(path.read_text()) for path in product_modules()}
    assert {name: functions for name, functions in found.items() if functions} == {}


def test_a_function_of_41_lines_would_be_found() -> None:
    source = "def long():\n" + "    x = 1\n" * LONGEST_FUNCTION
    assert long_functions(source) == ["long"]
    assert long_functions(source.removesuffix("    x = 1\n")) == []


def test_no_module_has_a_vague_name() -> None:
    parts = {name_of(path): {*path.parent.parts, path.stem} & VAGUE_NAMES for path in product_modules()}
    assert {name: vague for name, vague in parts.items() if vague} == {}


def test_every_room_is_known() -> None:
    entries = {entry.name for entry in ROOT.iterdir()} - ignored_names()
    entries -= {name for name in entries if name.startswith(".") and (ROOT / name).is_dir()}
    assert entries - FOLDERS - FILES == set()


def test_nothing_is_left_over_from_the_way_here() -> None:
    lines = {
        f"{name_of(path)}:{number}": line.strip()[:80]
        for path in own_texts()
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if LEFTOVERS.search(line)
    }
    assert lines == {}


@pytest.mark.parametrize("text", ["# TODO later", "open('/work/x')", "    raise NotImplementedError"])
def test_a_leftover_would_be_found(text: str) -> None:
    assert LEFTOVERS.search(text)


def test_no_template_needs_what_the_content_security_policy_blocks() -> None:
    """Print templates are read by the PDF engine alone, which knows no such policy."""
    pages = (path for path in (ROOT / "templates").rglob("*.html") if "print" not in name_of(path))
    found = {name_of(path): BLOCKED_BY_CSP.findall(path.read_text()) for path in pages}
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize("html", ['<p style="x">', "<a onclick='y'>", "<style>", "<script>alert(1)</script>"])
def test_blocked_html_would_be_found(html: str) -> None:
    assert BLOCKED_BY_CSP.search(html)


@pytest.mark.parametrize(
    "html", ['<script src="/a.js" defer></script>', '<p class="style">', "<p data-on=1>"]
)
def test_allowed_html_is_left_alone(html: str) -> None:
    assert not BLOCKED_BY_CSP.search(html)


def test_every_form_that_is_included_gets_the_token() -> None:
    folder = ROOT / "templates"
    pages = {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*.html")}
    assert forms_without_token(pages) == []


@pytest.mark.parametrize(
    ("how", "refused"),
    [
        ('with url="/a" only', True),
        ("only", True),
        ("with csrf_token=csrf_token only", False),
        ("", False),
        ('with label="only"', False),
    ],
)
def test_a_form_without_its_token_would_be_found(how: str, refused: bool) -> None:
    pages = {
        "form.html": "<form>{% csrf_token %}</form>",
        "part.html": '{% include "form.html" %}',
        "page.html": f'{{% include "part.html" {how} %}}',
        "told.html": '{# {% csrf_token %} #}{% comment %}{% include "form.html" only %}{% endcomment %}',
    }
    assert forms_without_token(pages) == (["page.html includes part.html"] if refused else [])


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt", "requirements-setup.txt"])
def test_every_locked_requirement_has_a_hash(lock: str) -> None:
    entries = re.split(r"\n(?=[A-Za-z0-9])", (ROOT / lock).read_text())
    pinned = [entry for entry in entries if "==" in entry.splitlines()[0]]
    assert pinned
    assert [entry.splitlines()[0] for entry in pinned if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev", "requirements-setup"])
def test_every_requirement_is_locked(name: str) -> None:
    wanted = re.findall(r"^[A-Za-z][A-Za-z0-9_-]*", (ROOT / f"{name}.in").read_text(), re.MULTILINE)
    locked = re.findall(r"^[A-Za-z0-9_-]+", (ROOT / f"{name}.txt").read_text(), re.MULTILINE)
    assert {word.lower() for word in wanted} - {word.lower() for word in locked} == set()


def test_every_component_opens_with_its_contract() -> None:
    components = sorted((ROOT / "templates" / "components").glob("*.html"))
    assert components
    assert [path.name for path in components if not path.read_text().startswith("{% comment %}")] == []


@pytest.mark.django_db
def test_migrations_are_up_to_date() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
