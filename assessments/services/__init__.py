"""Write: one module per subject. Nothing is imported here, for the reading of files runs without Django."""
