"""One palette for page, chart and print, readable in light and dark."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from reports.charts.palette import COLOURS, FACTORS, TOKENS, Theme, contrast, mix, option_roles, ramp_role

CSS = Path(settings.BASE_DIR, "static", "css", "tokens.css").read_text()


def tokens(selector: str) -> dict[str, str]:
    blocks = re.findall(rf"(?m)^{re.escape(selector)}\s*{{([^}}]*)}}", CSS)
    assert blocks
    return {name: value for block in blocks for name, value in re.findall(r"--([\w-]+):\s*(#\w{6});", block)}


def test_the_palette_equals_the_tokens_of_the_pages() -> None:
    constant = tokens(":root")
    in_css: dict[Theme, dict[str, str]] = {
        "light": tokens(':root, [data-bs-theme="light"]') | constant,
        "dark": tokens('[data-bs-theme="dark"]') | constant,
    }
    for theme, colours in TOKENS.items():
        assert colours == {name: in_css[theme][name] for name in colours}


def test_factors_keep_their_colour_in_the_dark() -> None:
    assert [COLOURS["light"][f] for f in FACTORS] == [COLOURS["dark"][f] for f in FACTORS]
    assert len({COLOURS["light"][f] for f in FACTORS}) == 6


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_on_fills_can_be_read(theme: Theme) -> None:
    colours = COLOURS[theme]
    fills = [*FACTORS, "inhouse", "link", *(f"ramp-{n}" for n in range(12))]
    assert {f: contrast(colours[f], colours[f"on-{f}"]) for f in fills if _hard(colours, f)} == {}


def _hard(colours: dict[str, str], fill: str) -> bool:
    return contrast(colours[fill], colours[f"on-{fill}"]) < 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_on_paper_can_be_read(theme: Theme) -> None:
    colours = COLOURS[theme]
    roles = ["ink", "ink-2", "ink-3", "go", "nogo", "conditional", "link"]
    roles += [f"option-{n}" for n in range(1, 5)]
    assert {r for r in roles if contrast(colours[r], colours["paper"]) < 4.5} == set()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_signs_on_their_wash_can_be_read(theme: Theme) -> None:
    colours = COLOURS[theme]
    states = ("go", "conditional", "nogo", "unclear")
    assert {s for s in states if contrast(colours[s], colours[f"{s}-wash"]) < 4.5} == set()


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_colours_are_mixed_in_parts() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert mix("#102030", "#405060", 0) == "#102030"


def test_ranks_and_quantities_stay_on_the_ramp() -> None:
    assert [ramp_role(share) for share in (-1, 0, 1, 2)] == ["ramp-0", "ramp-0", "ramp-11", "ramp-11"]


def test_the_leader_is_ink_and_in_house_is_grey() -> None:
    assert option_roles(4, 2, 0) == ("inhouse", "option-2", "ink", "option-4")
    assert option_roles(2, None, None) == ("option-1", "option-2")
