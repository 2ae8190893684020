"""What can be chosen as an answer, as pairs of value and words."""

from collections.abc import Callable
from functools import cache
from zoneinfo import available_timezones

from assessments.journey.questions import Question, questionnaire
from vendors.journey.choices import Choices, country_names


def choices_of(question: Question) -> Choices:
    if isinstance(question.choices, tuple):
        return question.choices
    makers: dict[str, Callable[[], Choices]] = {
        "countries": countries,
        "countries_or_anywhere": lambda: (("", "No, it may be done anywhere"), *countries()),
        "timezones": timezones,
    }
    maker = makers.get(question.choices)
    return maker() if maker else questionnaire().choices[question.choices]


@cache
def countries() -> Choices:
    """ISO 3166 alpha-3 codes with English names, by name."""
    return tuple(country_names().items())


@cache
def timezones() -> Choices:
    areas = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    named = sorted(zone for zone in available_timezones() if zone.startswith(areas))
    return tuple((zone, zone.replace("_", " ")) for zone in named)


def words_for(question: Question, value: str) -> str:
    """How an answer is read back; the bare value where the list does not have it any more."""
    return dict(choices_of(question)).get(value, value)
