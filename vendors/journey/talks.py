"""What to ask in an interview and on a call to a reference."""

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "data" / "interview_questions.toml"


@cache
def talk_questions() -> dict[str, tuple[str, ...]]:
    """Questions to the vendor and to a reference, in the order in which they are asked."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: tuple(questions) for name, questions in data.items()}
