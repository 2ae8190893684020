"""Ask for a password where a command needs one, and judge it as the page does."""

import getpass
import sys

from django.core.management.base import CommandError

from clients.forms import AccountForm


def ask_account(*, email: str, name: str) -> AccountForm:
    """A valid form. The password is typed twice, or read from a line of standard input."""
    password, again = _passwords()
    form = AccountForm({"name": name, "password": password, "again": again}, email=email)
    if not form.is_valid():
        raise CommandError("\n".join(["Nothing was changed.", *_words(form)]))
    return form


def _passwords() -> tuple[str, str]:
    if sys.stdin.isatty():
        return getpass.getpass("Password (at least 12 characters): "), getpass.getpass("The same again: ")
    line = sys.stdin.readline().rstrip("\r\n")
    return line, line


def _words(form: AccountForm) -> list[str]:
    return [f"{form.fields[name].label}: {fault}" for name, faults in form.errors.items() for fault in faults]
