"""The engine: one case in, one decision out; no clock, no database, no settings (docs/method.md)."""

from .case import Case
from .decision import Decision
from .engine import decide

__all__ = ["Case", "Decision", "decide"]
