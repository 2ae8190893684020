"""How fast the engine is, measured side by side with its peers in one run (docs/performance.md)."""
