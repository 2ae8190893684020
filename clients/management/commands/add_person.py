"""An account without an invitation: for the first person of an installation, who then invites others."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import IntegrityError

from clients.management.asking import ask_account
from clients.models import User
from clients.services import make_account, note_in_log


class Command(BaseCommand):
    help = "Makes an account. The password is asked for, or read from a line of standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address that the person signs in with")
        parser.add_argument("--name", required=True, help="as it stands beside what the person does")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        self._judge_address(email)
        given = ask_account(email=email, name=options["name"]).cleaned_data
        try:
            user = make_account(email=email, name=given["name"], password=given["password"])
        except IntegrityError as error:
            raise CommandError(_there(email)) from error
        note_in_log(action="person.add", target="account", actor=None, address=user.email)
        self.stdout.write(f"{user.name} can sign in as {user.email}, begin a client and invite others to it.")

    def _judge_address(self, email: str) -> None:
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is no e-mail address. Type one like name@example.com.") from error
        if User.objects.filter(email=email).exists():
            raise CommandError(_there(email))


def _there(email: str) -> str:
    return f"{email} has an account. For a new password type: change_person {email} --new-password"
