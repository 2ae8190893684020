"""Names of languages and countries, and errors of rows, in templates. `{% load vendors %}`"""

from typing import Any

from django import template

from ui.errors import ErrorLink, links_of_formset
from vendors.journey import choices

register = template.Library()
register.filter("language_name", choices.language_name)
register.filter("country_name", choices.country_name)


@register.simple_tag
def row_errors(rows: Any) -> list[ErrorLink]:
    """Errors of the rows, each with the id of its field."""
    return links_of_formset(rows)
