"""The colours of charts by role, for light and dark. The same names and values as static/css/tokens.css."""

from typing import Literal

Theme = Literal["light", "dark"]

FACTORS = ("cost", "quality", "language", "trust", "legal", "reputation")
OTHER_OPTIONS = ("option-1", "option-2", "option-3", "option-4")
RAMP_STEPS = 12

# The same in both themes: a factor keeps its colour on every page, in every chart and in print.
_CONSTANT = {
    "cost": "#0072b2",
    "quality": "#009e73",
    "language": "#56b4e9",
    "trust": "#cc79a7",
    "legal": "#d55e00",
    "reputation": "#7a6a00",
    "inhouse": "#67758a",
}

_LIGHT = {
    "ink": "#14243a",
    "ink-2": "#46566b",
    "ink-3": "#5b687c",
    "line": "#dde3ea",
    "line-2": "#c3ccd8",
    "paper": "#ffffff",
    "wash": "#eef2f6",
    "link": "#0b5cab",
    "go": "#14735a",
    "go-wash": "#e3f3ed",
    "conditional": "#8a5a00",
    "conditional-wash": "#fdf2d8",
    "nogo": "#a6302b",
    "nogo-wash": "#fbe6e4",
    "unclear": "#46566b",
    "unclear-wash": "#e9edf2",
}

_DARK = {
    "ink": "#e8edf4",
    "ink-2": "#b3bfce",
    "ink-3": "#94a2b5",
    "line": "#28364a",
    "line-2": "#3a4a60",
    "paper": "#16202e",
    "wash": "#1e2b3c",
    "link": "#7fbbf5",
    "go": "#62cba8",
    "go-wash": "#12332b",
    "conditional": "#efb64a",
    "conditional-wash": "#3a2c0e",
    "nogo": "#f29a94",
    "nogo-wash": "#411f1e",
    "unclear": "#b3bfce",
    "unclear-wash": "#26344a",
}

TOKENS: dict[Theme, dict[str, str]] = {"light": _LIGHT | _CONSTANT, "dark": _DARK | _CONSTANT}

# Only charts need these: text on a filled mark, and options that are neither leader nor in-house.
_CHART_ONLY: dict[Theme, dict[str, str]] = {
    "light": {
        "on-dark": "#ffffff",
        "on-light": "#000000",
        "option-1": "#6a51a3",
        "option-2": "#8f4a5e",
        "option-3": "#3c7378",
        "option-4": "#86603a",
    },
    "dark": {
        "on-dark": "#ffffff",
        "on-light": "#000000",
        "option-1": "#b7a3e3",
        "option-2": "#dd9fb1",
        "option-3": "#8cc4c9",
        "option-4": "#d3ae86",
    },
}


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(first: str, second: str, share: float) -> str:
    """The colour that lies `share` (0–1) of the way from the first to the second."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _scaled(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _scaled(colour: str) -> list[float]:
    return [channel / 255 for channel in _channels(colour)]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of WCAG 2.2, 1–21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _ramp(tokens: dict[str, str]) -> dict[str, str]:
    """Steps from almost paper to a deep blue, for quantities and for ranks."""
    deep = mix(tokens["link"], tokens["ink"], 0.25)
    shares = (0.05 + 0.95 * step / (RAMP_STEPS - 1) for step in range(RAMP_STEPS))
    return {f"ramp-{step}": mix(tokens["paper"], deep, share) for step, share in enumerate(shares)}


def _readable(colours: dict[str, str]) -> dict[str, str]:
    """For every fill the one of two text colours that reads best on it, as `on-` and the fill's name."""
    return {
        f"on-{role}": max((colours["on-dark"], colours["on-light"]), key=lambda text: contrast(text, fill))
        for role, fill in colours.items()
        if not role.startswith("on-")
    }


def _all(theme: Theme) -> dict[str, str]:
    colours = TOKENS[theme] | _CHART_ONLY[theme] | _ramp(TOKENS[theme])
    return colours | _readable(colours)


COLOURS: dict[Theme, dict[str, str]] = {"light": _all("light"), "dark": _all("dark")}


def ramp_role(share: float) -> str:
    """The role for a quantity that is `share` (0–1) of the largest."""
    return f"ramp-{round(min(max(share, 0), 1) * (RAMP_STEPS - 1))}"


def name_role(role: str) -> str:
    """The role for words about a mark: in-house grey is too faint for text in the dark."""
    return "ink-3" if role == "inhouse" else role


def option_roles(count: int, leader: int | None, inhouse: int | None) -> tuple[str, ...]:
    """One colour role per option: ink for the leader, grey for in-house, muted tones for the others."""
    roles = [OTHER_OPTIONS[index % len(OTHER_OPTIONS)] for index in range(count)]
    if inhouse is not None:
        roles[inhouse] = "inhouse"
    if leader is not None:
        roles[leader] = "ink"
    return tuple(roles)
