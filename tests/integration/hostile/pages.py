"""What a page asks for, read from its HTML as a browser reads it; and whether anything in it is alive."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin, urlsplit

from .strings import MARK, PRODUCT

TEXT: Final = ("text", "search", "url", "email", "tel", "date", "password")
NUMERIC: Final = ("decimal", "numeric")
FORBIDDEN: Final = {"iframe", "object", "embed", "base", "plaintext", "frame", "applet"}
ADDRESSES: Final = ("href", "src", "action", "formaction", "xlink:href", "hx-get", "hx-post", "data")
SCHEMES: Final = ("javascript:", "vbscript:", "data:text")
SECRETS: Final = (PRODUCT, "root:x:0:0", "<class &#x27;", "SECRET_KEY=")


@dataclass(frozen=True)
class Control:
    """kind: text, number, file, or forged for what a browser would not let people type.

    value: None where a browser would send nothing
    """

    name: str
    kind: str
    value: str | None = None


@dataclass
class Form:
    """page: where it stands · action: where it goes"""

    page: str
    action: str
    method: str
    controls: list[Control] = field(default_factory=list)

    def of_kind(self, *kinds: str) -> list[Control]:
        found = {control.name: control for control in self.controls if control.kind in kinds}
        return list(found.values())

    @property
    def values(self) -> dict[str, list[str]]:
        """As a browser would send it when nothing was touched."""
        found: dict[str, list[str]] = {}
        for control in self.controls:
            if control.value is not None:
                found.setdefault(control.name, []).append(control.value)
        return found


class Page(HTMLParser):
    """forms, links and what is alive on it"""

    def __init__(self, address: str, html: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.alive: list[str] = [secret for secret in SECRETS if secret in html]
        self._form: Form | None = None
        self._select = self._text = ""
        self._typed: list[str] = []
        self._options: list[tuple[bool, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._look_for_life(tag, given)
        if tag == "form":
            self._begin(given.get("action", ""), given.get("method", "get").lower())
        elif tag == "a" and given.get("href"):
            self.links.append(self._whole(given["href"]))
        elif tag in ("input", "textarea", "select", "button") and given.get("name"):
            self._take(tag, given)
        elif tag == "option" and self._select:
            self._options.append(("selected" in given, given.get("value", "")))
        if "hx-post" in given and self._form and tag != "form":
            twin = Form(self.address, self._whole(given["hx-post"]), "post", self._form.controls)
            self.forms.append(twin)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select" and self._select:
            chosen = [value for selected, value in self._options if selected]
            for value in chosen or [value for _, value in self._options[:1]] or [None]:
                self._add(self._select, "forged", value)
            self._select = ""
        elif tag == "textarea" and self._text:
            self._add(self._text, "text", "".join(self._typed))
            self._text = ""

    def handle_data(self, data: str) -> None:
        if self._text:
            self._typed.append(data)

    def _whole(self, address: str) -> str:
        return urljoin(self.address, address) if address else self.address

    def _begin(self, action: str, method: str) -> None:
        self._form = Form(self.address, self._whole(action), method)
        self.forms.append(self._form)

    def _add(self, name: str, kind: str, value: str | None = None) -> None:
        if self._form:
            self._form.controls.append(Control(name, kind, value))

    def _take(self, tag: str, given: dict[str, str]) -> None:
        name, kind, value = given["name"], given.get("type", "text"), given.get("value", "")
        if tag == "textarea":
            self._text, self._typed = name, []
        elif tag == "select":
            self._select, self._options = name, []
        elif kind in TEXT and tag == "input":
            self._add(name, "number" if given.get("inputmode") in NUMERIC else "text", value)
        elif kind == "file":
            self._add(name, "file")
        else:
            sent = kind == "hidden" or "checked" in given
            self._add(name, "forged", given.get("value", "on") if sent else None)

    def _look_for_life(self, tag: str, given: dict[str, str]) -> None:
        is_data = "json" in given.get("type", "") or "src" in given
        if tag in FORBIDDEN or MARK in tag or tag == "style" or (tag == "script" and not is_data):
            self.alive.append(f"<{tag}>")
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.alive.append("<meta refresh>")
        for name, value in given.items():
            plain = "".join(value.split()).lower()
            elsewhere = name in ADDRESSES and urlsplit(plain).netloc.startswith(MARK)
            by_itself = name.startswith(("on", "hx-on")) or name == "style" or MARK in name
            if by_itself or elsewhere or (name in ADDRESSES and plain.startswith(SCHEMES)):
                self.alive.append(f"{tag} {name}={value[:40]}")
