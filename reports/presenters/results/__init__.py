"""Living with a deal: the entered months, what they pay, what they trigger, and what was expected."""
