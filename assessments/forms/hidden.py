"""Numbers that a page sends along by itself; rubbish counts as none."""

LONGEST = 9


def whole_number(text: object) -> int:
    """A version or a number of rows as it was sent; 0 for anything else."""
    said = str(text or "")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= LONGEST else 0
