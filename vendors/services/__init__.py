"""Writing vendors, offers and reference data."""
