"""What can be chosen as an answer, as pairs of value and words."""

from collections.abc import Callable
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from assessments.journey.questions import Question, questionnaire

Choices = tuple[tuple[str, str], ...]
LANGUAGES = (
    *("en", "es", "fr", "de", "it", "pt", "nl", "da", "sv", "nb", "fi", "is", "pl", "cs", "sk", "hu"),
    *("ro", "bg", "el", "hr", "sr", "sl", "lt", "lv", "et", "uk", "ru", "tr", "he", "ar", "fa", "hi"),
    *("bn", "ta", "te", "ur", "pa", "zh", "yue", "ja", "ko", "vi", "th", "id", "ms", "fil", "sw", "am"),
)
NOT_STATES = {"ZZ", "EU", "UN", "EZ", "QO", "XA", "XB"}


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
    names = Locale("en").territories
    codes: dict[str, str] = {}
    for code, targets in sorted(get_global("territory_aliases").items()):
        two = targets[0]
        if len(code) == 3 and code.isalpha() and len(two) == 2 and two in names and two not in NOT_STATES:
            codes[two] = code if code[:2] == two or two not in codes else codes[two]
    return tuple(sorted(((code, names[two]) for two, code in codes.items()), key=lambda pair: pair[1]))


@cache
def languages() -> Choices:
    names = Locale("en").languages
    return tuple(sorted(((code, names[code]) for code in LANGUAGES), key=lambda pair: pair[1]))


@cache
def timezones() -> Choices:
    areas = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    named = sorted(zone for zone in available_timezones() if zone.startswith(areas))
    return tuple((zone, zone.replace("_", " ")) for zone in named)


def words_for(question: Question, value: str) -> str:
    """How an answer is read back; the bare value where the list does not have it any more."""
    return dict(choices_of(question)).get(value, value)
