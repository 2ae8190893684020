"""Pages on which decisions and reports are read."""
