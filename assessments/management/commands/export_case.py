"""Print the case of an assessment as JSON."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django_scopes import scope

from assessments.models import Assessment
from assessments.snapshots import build_case


class Command(BaseCommand):
    help = "Prints the case of an assessment, as it stands now, as JSON that decide and report read."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("assessment", type=int, help="id of the assessment")

    def handle(self, *args: Any, **options: Any) -> None:
        everywhere = Assessment.objects.with_scopes_disabled().select_related("client")
        assessment = everywhere.filter(pk=options["assessment"]).first()
        if assessment is None:
            raise CommandError(f"There is no assessment {options['assessment']}.")
        with scope(client=assessment.client):
            try:
                case = build_case(assessment)
            except ValueError as error:
                raise CommandError(f"The assessment cannot be decided yet: {error}") from error
        text = json.dumps(case.to_dict(), indent=1, ensure_ascii=False, allow_nan=False)
        self.stdout.write(text)
