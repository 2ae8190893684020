"""Forms about vendors, offers and places."""
