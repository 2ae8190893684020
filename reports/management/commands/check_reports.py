"""Whether every issued report is there, unchanged, and comes out the same when computed again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clients.models import Client
from reports.models import Report
from reports.selectors import faults_of_file


class Command(BaseCommand):
    help = "Checks the reports of every client, or of those named; fails where one is missing or differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("clients", nargs="*", help="short names of clients, as in their addresses")
        parser.add_argument("--quick", action="store_true", help="compare hashes only, compute nothing again")

    def handle(self, *args: Any, **options: Any) -> None:
        clients = Client.objects.order_by("slug")
        if options["clients"]:
            clients = clients.filter(slug__in=options["clients"])
        rows = Report.objects.with_scopes_disabled().filter(client__in=clients, file__isnull=False)
        reports = list(rows.select_related("client", "file").order_by("client__slug", "number", "version"))
        broken = [report for report in reports if not self._holds(report, options["quick"])]
        if broken:
            raise CommandError(f"{len(broken)} of {len(reports)} reports do not hold.")
        self.stdout.write(f"{len(reports)} reports hold.")

    def _holds(self, report: Report, quick: bool) -> bool:
        faults = faults_of_file(report, quick=quick)
        for fault in faults:
            self.stdout.write(f"{report.client.slug}, {report}: {fault}")
        return not faults
