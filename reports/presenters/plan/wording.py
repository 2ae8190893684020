"""The wording that plans are drafted from: reports/data/plan."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "data" / "plan"


@dataclass(frozen=True)
class Sentence:
    """`unknown` stands in where a figure of `text` is not known; `when` names a figure that must be."""

    text: str
    unknown: str = ""
    when: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return names_in(self.text)


@dataclass(frozen=True)
class Clause:
    """A term, an oversight item, a trigger or a part of the exit, before any figure is filled in."""

    id: str
    title: str
    proposal: tuple[Sentence, ...]
    fallback: tuple[Sentence, ...] = ()
    group: str = ""
    why: str = ""
    gates: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    always: bool = True
    kinds: tuple[str, ...] = ("vendor", "captive")
    who: str = ""
    rhythm: str = ""


def terms() -> tuple[Clause, ...]:
    return tuple(map(_clause, _data("terms")["term"]))


def counsel_note() -> str:
    return str(_data("terms")["note"])


def oversight() -> tuple[Clause, ...]:
    return tuple(map(_clause, _data("oversight")["item"]))


def triggers() -> tuple[Clause, ...]:
    return tuple(map(_clause, _data("exit")["trigger"]))


def returns() -> tuple[Clause, ...]:
    return tuple(map(_clause, _data("exit")["item"]))


def basics() -> tuple[Clause, ...]:
    return tuple(map(_clause, _data("incentives")["basic"]))


def assumed() -> Mapping[str, float]:
    found: Mapping[str, float] = _data("exit")["assumed"]
    return found


def incentives() -> Mapping[str, Any]:
    return _data("incentives")


def names_in(text: str) -> tuple[str, ...]:
    return tuple(name for _, name, _, _ in Formatter().parse(text) if name)


def _clause(plain: dict[str, Any]) -> Clause:
    proposal = plain.get("proposal", plain.get("text", ()))
    return Clause(
        id=plain["id"],
        title=plain.get("title", ""),
        proposal=_sentences(proposal),
        fallback=_sentences(plain.get("fallback", ())),
        group=plain.get("group", ""),
        why=plain.get("why", ""),
        gates=tuple(plain.get("gates", ())),
        criteria=tuple(plain.get("criteria", ())),
        rows=tuple(plain.get("rows", ())),
        always=plain.get("drafted", "always") == "always",
        kinds=tuple(plain.get("kinds", ("vendor", "captive"))),
        who=plain.get("who", ""),
        rhythm=plain.get("rhythm", ""),
    )


def _sentences(plain: str | Iterable[dict[str, str]]) -> tuple[Sentence, ...]:
    if isinstance(plain, str):
        return (Sentence(plain),)
    return tuple(Sentence(**sentence) for sentence in plain)


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
