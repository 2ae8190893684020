"""What the components of templates/components/ need, and the block tags for free content. `{% load ui %}`"""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ui import words
from ui.errors import ErrorLink, links_of_form
from ui.forms.kinds import CSS_CLASSES, kind_of

register = template.Library()
register.filter("tone", words.tone)
register.filter("verdict_words", words.verdict_words)
register.filter("gate_words", words.gate_words)
register.filter("evidence_words", words.evidence_words)


def read(item: Any, name: str) -> Any:
    return item.get(name) if isinstance(item, dict) else getattr(item, name, None)


@register.filter
def stacked(segments: Iterable[Any] | None) -> list[dict[str, Any]]:
    """Segments with the place where each one starts; nothing sticks out of the bar."""
    bars: list[dict[str, Any]] = []
    start = 0.0
    for segment in segments or ():
        value = float(read(segment, "value") or 0)
        width = round(min(max(value, 0.0), 100.0 - start), 3)
        factor = str(read(segment, "factor"))
        label = read(segment, "label") or words.FACTORS.get(factor, factor)
        bars.append({"factor": factor, "label": label, "value": value, "x": round(start, 3), "width": width})
        start += width
    return bars


@register.filter
def default_factors(factors: Sequence[Any] | None) -> Sequence[Any]:
    return factors or [{"factor": name, "label": label} for name, label in words.FACTORS.items()]


@register.filter
def beside(cells: Sequence[Any], columns: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Each cell with its column; a short row is filled up."""
    filled = list(cells) + [""] * (len(columns) - len(cells))
    return list(zip(filled, columns, strict=False))


@register.simple_tag
def error_links(form: BaseForm | None = None, errors: Iterable[Any] | None = None) -> list[ErrorLink]:
    """Errors of a form and others, each with the id of its field."""
    extra = [ErrorLink(str(read(item, "id") or ""), str(read(item, "message"))) for item in errors or ()]
    return (links_of_form(form) if form else []) + extra


@register.filter
def page_window(page: "Page[Any]") -> list[int]:
    """Page numbers around the current one; 0 stands for a gap."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else 0 for number in numbers]


@register.filter
def field_kind(field: BoundField) -> str:
    return kind_of(field)


@register.filter
def control(field: BoundField) -> SafeString:
    """The bare control with its classes and its links to help and errors."""
    attrs: dict[str, str | bool] = {
        "class": f"{field.field.widget.attrs.get('class', '')} {CSS_CLASSES[kind_of(field)]}".strip()
    }
    if field.errors:
        attrs["class"] = f"{attrs['class']} is-invalid"
    if field.aria_describedby:
        attrs["aria-describedby"] = field.aria_describedby
    return field.as_widget(attrs=attrs)


@register.simple_block_tag(end_name="endcard")
def card(content: SafeString, **parameters: Any) -> str:
    """{% card title="How the options compare" lead="…" %} … {% endcard %}"""
    return render_to_string("components/card.html", {**parameters, "body": content})


@register.simple_block_tag(end_name="enddisclosure")
def disclosure(content: SafeString, summary: str = "") -> str:
    """{% disclosure %} how it is computed {% enddisclosure %}"""
    return render_to_string("components/how_computed.html", {"body": content, "summary": summary})


@register.simple_block_tag(end_name="endtable")
def table(content: SafeString, caption: str, hide_caption: bool = False) -> str:
    """{% table caption="The options at a glance" %}<thead>…</thead><tbody>…</tbody>{% endtable %}"""
    parameters = {"caption": caption, "hide_caption": hide_caption, "content": content}
    return render_to_string("components/table_frame.html", parameters)


@register.simple_block_tag(end_name="endnotice")
def notice(content: SafeString, kind: str = "info", title: str = "") -> str:
    """{% notice kind="warning" %} … {% endnotice %}"""
    return render_to_string("components/notice.html", {"body": content, "kind": kind, "title": title})
