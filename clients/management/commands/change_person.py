"""What only the operator can do for a person or against one: lost passwords and devices, a closed door."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clients.management.asking import ask_account
from clients.models import User
from clients.services import change_password, forget_second_step, let_in, note_in_log, shut_out


class Command(BaseCommand):
    help = "Changes one thing about a person's account. Roles are changed on the pages of the clients."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address that the person signs in with")
        one = parser.add_mutually_exclusive_group(required=True)
        one.add_argument("--new-password", action="store_true", help="asked for, or a line of standard input")
        one.add_argument(
            "--forget-second-step",
            action="store_true",
            help="authenticator app, recovery codes and passkeys: the password alone opens again",
        )
        one.add_argument(
            "--shut-out", action="store_true", help="refused from the next request on; roles and record stay"
        )
        one.add_argument("--let-in", action="store_true", help="takes --shut-out back")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=options["email"].strip().lower()).first()
        if user is None:
            raise CommandError(f"Nobody signs in as {options['email']}.")
        action, said = self._change(user, options)
        note_in_log(action=f"person.{action}", target="account", actor=None, address=user.email)
        self.stdout.write(said)

    def _change(self, user: User, options: dict[str, Any]) -> tuple[str, str]:
        if options["new_password"]:
            given = ask_account(email=user.email, name=user.name).cleaned_data
            change_password(user, password=given["password"])
            return "password", f"{user.email} has a new password, and is signed out everywhere."
        if options["forget_second_step"]:
            count = forget_second_step(user)
            return "second_step", f"{user.email} signs in with the password alone; forgotten: {count}."
        if options["shut_out"]:
            shut_out(user)
            return "shut_out", f"{user.email} is refused from the next request on, tokens for programs, too."
        let_in(user)
        return "let_in", f"{user.email} may sign in again."
