"""What pages before sign-in say about the installation."""

from django import template

from clients.models import User

register = template.Library()


@register.simple_tag
def nobody_yet() -> bool:
    """Whether this installation waits for its first person."""
    return not User.objects.exists()
