"""Currencies that an offer can be in: those with a published rate."""

from babel import Locale

from vendors.models import Country


def currencies() -> tuple[tuple[str, str], ...]:
    codes = {*Country.objects.values_list("currency_code", flat=True), "USD", "EUR", "GBP"} - {""}
    names = Locale("en").currencies
    return tuple(sorted((code, f"{code} – {names.get(code, code)}") for code in codes))
