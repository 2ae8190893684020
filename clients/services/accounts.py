"""Accounts: only by invitation, and the first one by whoever operates the installation."""

from allauth.account.models import EmailAddress
from django.db import transaction

from clients.models import User


@transaction.atomic
def make_account(*, email: str, name: str, password: str) -> User:
    """The address counts as proved: an invitation went there, or the operator vouches for it."""
    user = User.objects.create_user(email, password, name=name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
