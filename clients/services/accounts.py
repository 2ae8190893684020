"""Accounts: only by invitation, and the first one by whoever operates the installation."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from clients.models import User


@transaction.atomic
def make_account(*, email: str, name: str, password: str) -> User:
    """The address counts as proved: an invitation went there, or the operator vouches for it."""
    user = User.objects.create_user(email, password, name=name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def change_password(user: User, *, password: str) -> None:
    """Sessions hold a hash of the password and end with it."""
    user.set_password(password)
    user.save(update_fields=["password"])


def forget_second_step(user: User) -> int:
    """How many apps, keys and sets of codes there were."""
    rows = Authenticator.objects.filter(user=user)
    count = int(rows.count())
    rows.delete()
    return count


def shut_out(user: User) -> None:
    """Sessions and tokens are refused as soon as they are used again."""
    User.objects.filter(pk=user.pk).update(is_active=False)


def let_in(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=True)
