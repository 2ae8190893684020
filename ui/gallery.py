"""Every component with its contract and its examples, read from the templates and ui/data/gallery.toml."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.core.paginator import Paginator
from django.template.loader import get_template, render_to_string
from django.utils.safestring import SafeString, mark_safe

EXAMPLES: Final = Path(__file__).parent / "data" / "gallery.toml"
CONTRACT: Final = re.compile(r"{% comment %}(.*?){% endcomment %}", re.DOTALL)


@dataclass(frozen=True)
class Exhibit:
    name: str
    contract: str
    examples: list[SafeString]
    layout: str


def contract_of(name: str) -> str:
    """The comment with which the template opens."""
    source = get_template(f"components/{name}.html").template.source  # type: ignore[attr-defined]
    match = CONTRACT.match(source)
    return match[1].strip() if match else ""


def prepared(parameters: dict[str, Any]) -> dict[str, Any]:
    """TOML holds neither pages nor safe HTML."""
    ready = dict(parameters)
    ready.update({key: mark_safe(text) for key, text in ready.pop("safe", {}).items()})  # noqa: S308 (own file)
    if "page" in ready:
        ready["page"] = Paginator(range(ready["page"]["pages"] * 10), 10).page(ready["page"]["number"])
    return ready


def exhibits() -> list[Exhibit]:
    found = []
    for entry in tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))["component"]:
        name = entry["name"]
        drawn = [
            render_to_string(f"components/{name}.html", prepared(example)) for example in entry["examples"]
        ]
        layout = "inline" if entry.get("inline") else "row" if entry.get("row") else "block"
        found.append(Exhibit(name, contract_of(name), drawn, layout))
    return found
