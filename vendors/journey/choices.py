"""What can be chosen, as pairs of value and words."""

from functools import cache

from babel import Locale
from babel.core import get_global

from vendors.models import Country

Choices = tuple[tuple[str, str], ...]
LANGUAGES = (
    *("en", "es", "fr", "de", "it", "pt", "nl", "da", "sv", "nb", "fi", "is", "pl", "cs", "sk", "hu"),
    *("ro", "bg", "el", "hr", "sr", "sl", "lt", "lv", "et", "uk", "ru", "tr", "he", "ar", "fa", "hi"),
    *("bn", "ta", "te", "ur", "pa", "zh", "yue", "ja", "ko", "vi", "th", "id", "ms", "fil", "sw", "am"),
)
NOT_STATES = {"ZZ", "EU", "UN", "EZ", "QO", "XA", "XB"}


@cache
def country_names() -> dict[str, str]:
    """English names by ISO 3166 alpha-3 code, in the order of the names."""
    names = Locale("en").territories
    codes: dict[str, str] = {}
    for code, targets in sorted(get_global("territory_aliases").items()):
        two = targets[0]
        if len(code) == 3 and code.isalpha() and len(two) == 2 and two in names and two not in NOT_STATES:
            codes[two] = code if code[:2] == two or two not in codes else codes[two]
    return dict(sorted(((code, names[two]) for two, code in codes.items()), key=lambda pair: pair[1]))


def countries() -> Choices:
    """All countries; those with published figures first."""
    known = list(Country.objects.order_by("name").values_list("iso3", "name"))
    listed = {iso3 for iso3, _ in known}
    others = [pair for pair in country_names().items() if pair[0] not in listed]
    return (*known, *others)


def country_name(iso3: str) -> str:
    return country_names().get(iso3, iso3)


@cache
def languages() -> Choices:
    names = Locale("en").languages
    return tuple(sorted(((code, names[code]) for code in LANGUAGES), key=lambda pair: pair[1]))


def language_name(code: str) -> str:
    return dict(languages()).get(code, code)
