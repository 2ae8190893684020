"""Read: one module per subject."""
