"""How numbers are written on marks, on axes and in tables."""

import math
from dataclasses import dataclass, replace

NO_BREAK = "\u00a0"
MINUS = "\u2212"
MISSING = "–"
_UNITS = ((1e9, "bn"), (1e6, "M"), (1e3, "k"))


@dataclass(frozen=True)
class NumberFormat:
    """`scale` multiplies before writing (100 for shares); `compact` shortens thousands to k, M and bn."""

    prefix: str = ""
    suffix: str = ""
    decimals: int = 0
    scale: float = 1
    compact: bool = False
    clock: bool = False

    def text(self, value: float | None, signed: bool = False) -> str:
        """The number as people read it: `$1.9 M`, `83 %`, `−1.2 pts`; a dash where there is none."""
        if value is None or not math.isfinite(value):
            return MISSING
        if self.clock:
            return f"{int(value):02d}:{round(value % 1 * 60):02d}"
        digits = self._digits(abs(value * self.scale))
        sign = self._sign(value, digits, signed)
        return f"{sign}{self.prefix}{digits}{self.suffix}"

    def in_full(self, value: float | None) -> str:
        """The number as it stands in a table: not shortened to k or M."""
        return replace(self, compact=False).text(value)

    def tick(self, value: float, step: float) -> str:
        """A number on an axis whose gridlines lie `step` apart: as many decimals as the step needs."""
        if self.clock:
            return self.text(value)
        if self.compact:
            return self._compact_tick(value, step)
        decimals = _decimals_of(step * self.scale)
        return replace(self, decimals=decimals).text(value)

    def _digits(self, size: float) -> str:
        if not self.compact:
            return f"{size:,.{self.decimals}f}"
        for divisor, unit in _UNITS:
            if round(size, 0) >= divisor:
                return _shortened(size / divisor, 9.95 if unit == "k" else 99.95) + NO_BREAK + unit
        return f"{size:,.{self.decimals}f}"

    def _compact_tick(self, value: float, step: float) -> str:
        size, step = abs(value * self.scale), step * self.scale
        divisor, unit = next(((d, NO_BREAK + u) for d, u in _UNITS if size >= d), (1, ""))
        digits = f"{size / divisor:,.{_decimals_of(step / divisor)}f}"
        if unit and "." in digits:
            digits = digits.rstrip("0").rstrip(".")
        return f"{self._sign(value, digits, False)}{self.prefix}{digits}{unit}{self.suffix}"

    @staticmethod
    def _sign(value: float, digits: str, signed: bool) -> str:
        if not any(digit in "123456789" for digit in digits):
            return ""
        return MINUS if value < 0 else "+" if signed else ""


def _shortened(size: float, exact_below: float) -> str:
    return f"{size:,.1f}" if size < exact_below else f"{size:,.0f}"


def _decimals_of(step: float) -> int:
    """Decimals that tell neighbours on an axis apart: 0 for 50, 1 for 2.5, 2 for 0.25."""
    if step <= 0 or not math.isfinite(step):
        return 0
    return next((n for n in range(7) if math.isclose(round(step, n), step, rel_tol=1e-6)), 6)


def money(symbol: str) -> NumberFormat:
    """Amounts in whole units of a currency; the symbol or code stands in front: `$`, `€`, `CHF `."""
    return NumberFormat(prefix=symbol, compact=True)


def money_exact(symbol: str, decimals: int = 2) -> NumberFormat:
    """Rates and prices that must not be shortened: `$31.40`."""
    return NumberFormat(prefix=symbol, decimals=decimals)


def share(decimals: int = 0) -> NumberFormat:
    """Shares given as 0–1 and written as per cent."""
    return NumberFormat(suffix=NO_BREAK + "%", scale=100, decimals=decimals)


def points(decimals: int = 0) -> NumberFormat:
    """Value points 0–100, without a unit."""
    return NumberFormat(decimals=decimals)


def quantity(unit: str = "", decimals: int = 0) -> NumberFormat:
    """A count or measure with its unit behind it: `12 agents`, `1.5 h`."""
    return NumberFormat(suffix=NO_BREAK + unit if unit else "", decimals=decimals)


def clock() -> NumberFormat:
    """Hours after midnight written as a time: 8.5 is 08:30."""
    return NumberFormat(clock=True)
