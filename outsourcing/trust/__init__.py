"""What the product promises, what the last run of its tests found, and the page that says so."""
