"""Reading vendors and reference data."""
