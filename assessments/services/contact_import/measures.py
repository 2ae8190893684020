"""What the sums over a file of contacts are taken by; kept apart so that a page need not load pandas."""

TARGETS = (10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 900, 1800, 3600, 4 * 3600, 8 * 3600, 24 * 3600)
SLOTS = 336
OTHERS = "(all other subjects)"
