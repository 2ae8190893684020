"""Text in a file that a spreadsheet opens: what looks like a formula stays text. Numbers are left alone."""

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def plain_cell(text: str) -> str:
    """An apostrophe in front, which spreadsheets do not show."""
    hidden = text.lstrip(" \u00a0\ufeff")  # some skip these before they look
    return f"'{text}" if hidden.startswith(STARTS_A_FORMULA) else text
