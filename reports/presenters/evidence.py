"""How a figure is known, in words."""

GRADES = {
    "A": ("measured", "Read from own records or a measurement"),
    "B": ("independently verified", "Confirmed by somebody without interest in the answer, or published"),
    "C": ("quoted or contracted", "Said by the one who would be paid"),
    "D": ("estimated", "Worked out by somebody who knows the matter"),
    "E": ("guessed", "A guess"),
    "unknown": ("not known", "The whole plausible range stood in"),
}


def grade_words(grade: str) -> str:
    """`measured (A)`, `not known`."""
    name = GRADES[grade][0] if grade in GRADES else grade
    return name if grade == "unknown" or grade not in GRADES else f"{name} ({grade})"


SHORT = {
    "A": "measured",
    "B": "verified",
    "C": "quoted",
    "D": "estimated",
    "E": "guessed",
    "unknown": "not known",
}


def grade_rows() -> tuple[tuple[str, str, str], ...]:
    """Grade, name and meaning, for the legend of the assumptions."""
    return tuple(("–" if grade == "unknown" else grade, *words) for grade, words in GRADES.items())
