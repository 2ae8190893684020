"""Colours are named once, stay readable in both themes, and every file that a stylesheet names is there."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[3] / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")
OWN_SHEETS = [CSS / f"{name}.css" for name in ("base", "layout", "components", "forms")]
RAW_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(")
TEXT = ["ink", "ink-2", "ink-3", "link", "go", "conditional", "nogo", "unclear"]
GROUNDS = ["paper", "ground", "wash"]


def block(opening: str) -> dict[str, str]:
    body = TOKENS.split(opening, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([a-z0-9-]+):\s*([^;]+);", body))


LIGHT = block('[data-bs-theme="light"] {')
DARK = block('[data-bs-theme="dark"] {')


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_device_s_dark_is_the_chosen_dark() -> None:
    assert block(":root:not([data-bs-theme]) {") == DARK


def test_both_themes_name_the_same_colours() -> None:
    assert set(LIGHT) == set(DARK)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_is_readable_on_every_ground(theme: dict[str, str]) -> None:
    weak = {
        (text, ground): round(contrast(theme[text], theme[ground]), 2)
        for text in TEXT
        for ground in GROUNDS
        if contrast(theme[text], theme[ground]) < 4.5
    }
    assert not weak


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("tone", ["go", "conditional", "nogo", "unclear"])
def test_a_verdict_is_readable_on_its_wash(theme: dict[str, str], tone: str) -> None:
    assert contrast(theme[tone], theme[f"{tone}-wash"]) >= 4.5
    assert contrast(theme["ink"], theme[f"{tone}-wash"]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_edge_of_a_field_can_be_seen(theme: dict[str, str]) -> None:
    assert contrast(theme["field-line"], theme["paper"]) >= 3
    assert contrast(theme["field-line"], theme["ground"]) >= 3


@pytest.mark.parametrize("sheet", OWN_SHEETS, ids=lambda sheet: sheet.name)
def test_raw_colours_live_in_the_tokens_alone(sheet: Path) -> None:
    assert not RAW_COLOUR.findall(sheet.read_text(encoding="utf-8"))


@pytest.mark.parametrize("sheet", OWN_SHEETS, ids=lambda sheet: sheet.name)
def test_every_name_is_defined(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    defined = set(re.findall(r"--([a-z0-9-]+):", TOKENS + text))
    assert not set(re.findall(r"var\(--([a-z0-9-]+)", text)) - defined


def test_every_font_is_there() -> None:
    named = re.findall(r'url\("([^"]+)"\)', (CSS / "fonts.css").read_text(encoding="utf-8"))
    assert len(named) == 14
    assert not [name for name in named if not (CSS / name).resolve().is_file()]
