"""Bring the reference data that ship with the product into the database."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from vendors.services.reference import load_reference


class Command(BaseCommand):
    help = "Loads countries, law, benchmarks, wages and their sources; files that did not change are skipped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="load files that did not change, too")

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_reference(again=options["again"])
        for file, rows in loaded.items():
            self.stdout.write(f"{file}: {rows} rows")
        if not loaded:
            self.stdout.write("All reference data are up to date.")
