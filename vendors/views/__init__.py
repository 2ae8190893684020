"""Pages about vendors, their offers and the places where they work."""
