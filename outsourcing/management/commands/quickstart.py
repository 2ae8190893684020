"""From nothing to a running service with one command."""

import json
import os
import sys
import threading
import webbrowser
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from assessments.services.demo import sign_in_file
from outsourcing.embedded import HOST, WorkerChild, free_port, serve, stop_when_told
from outsourcing.preparation import load_demo, prepare


class Command(BaseCommand):
    help = "Prepares everything, loads the demo clients into an empty installation, starts web and worker."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="where to listen (8000)")
        parser.add_argument("--no-browser", action="store_true", help="do not open the address in a browser")

    def handle(self, *args: Any, **options: Any) -> None:
        stop_when_told()
        try:
            self._run(options)
        except KeyboardInterrupt:
            self._say("Stopping")

    def _run(self, options: dict[str, Any]) -> None:
        prepare(self._say)
        load_demo(self._say)
        try:
            port = free_port(options["port"])
        except OSError as error:
            raise CommandError(str(error)) from error
        if port != options["port"]:
            self._say(f"Port {options['port']} is taken by another program")
        self._say(f"Starting the web server and a worker; all data is in {settings.DATA_DIR}")
        address = f"http://{HOST}:{port}/"
        with WorkerChild():
            self._welcome(address)
            if not options["no_browser"] and _has_screen():
                threading.Timer(1.0, webbrowser.open, [address]).start()
            serve(port)
            self._say("Stopping")

    def _say(self, text: str) -> None:
        self.stdout.write(f"[quickstart] {text}")
        self.stdout.flush()

    def _welcome(self, address: str) -> None:
        self.stdout.write("")
        self.stdout.write(self.style.SUCCESS(f"  {settings.SITE_NAME} runs at {address}"))
        if sign_in_file().exists():
            self.stdout.write("  Sign in to the demo clients as")
            for person in json.loads(sign_in_file().read_text()):
                self.stdout.write(f"    {person['role']:<12} {person['email']:<32} {person['password']}")
        self.stdout.write("  Ctrl+C stops it.\n")
        self.stdout.flush()


def _has_screen() -> bool:
    if os.environ.get("CI") or not (sys.stdin and sys.stdin.isatty()):
        return False
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY"))
