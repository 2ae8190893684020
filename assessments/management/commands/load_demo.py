"""Load the three demo clients with their people and decisions."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.services.demo import PASSWORD_VARIABLE, DemoIsThere, load_demo, sign_in_file


class Command(BaseCommand):
    help = f"Loads three demo clients. Passwords are made up unless {PASSWORD_VARIABLE} gives one for all."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            sign_ins = load_demo(lambda text: self.stdout.write(text))
        except DemoIsThere as error:
            raise CommandError(str(error)) from error
        for person in sign_ins:
            self.stdout.write(f"{person['role']:<12} {person['email']:<24} {person['password']}")
        self.stdout.write(f"The sign-ins are kept in {sign_in_file()}")
