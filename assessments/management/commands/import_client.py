"""Read a client document into a client with an assessment."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django_scopes import scope

from assessments.services.client_import import ImportRefused, import_client, read_document
from assessments.services.client_import.comparison import compare
from clients.models import User


class Command(BaseCommand):
    help = "Reads a client document (JSON). Prints the id of the new assessment as its last word."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the document")
        parser.add_argument("--again", action="store_true", help="make a second client of the same document")
        parser.add_argument("--user", metavar="EMAIL", help="who becomes the owner of the client")
        parser.add_argument(
            "--compare", action="store_true", help="compare the document's derived figures with ours"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        user = self._user(options["user"])
        try:
            document = read_document(options["file"])
            found = import_client(document=document, user=user, again=options["again"])
        except ImportRefused as refusal:
            raise CommandError("Nothing was imported.\n" + "\n".join(refusal.faults)) from refusal
        for notice in found.notices:
            self.stderr.write(notice)
        if options["compare"]:
            self._compare(document, found.assessment)
        self.stdout.write(f"{found.client.name}: assessment {found.assessment.pk}")

    def _user(self, email: str | None) -> User | None:
        if not email:
            return None
        user = User.objects.filter(email=email.lower()).first()
        if user is None:
            raise CommandError(f"Nobody signs in as {email}.")
        return user

    def _compare(self, document: dict[str, Any], assessment: Any) -> None:
        with scope(client=assessment.client):
            for line in compare(document, assessment):
                self.stdout.write(line.text)
