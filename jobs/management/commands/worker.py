"""Carry out background jobs with the engine that fits the database. Any number of these may run."""

import logging
import os
import sys
import threading
import time
from argparse import ArgumentParser
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import Error as DatabaseTrouble  # lost connections, too, which are no DatabaseError
from django.db import close_old_connections, connections

from jobs import engines
from jobs.handlers import do_chores
from jobs.lease import worker_name
from jobs.reaper import reap
from jobs.services import say_alive, say_goodbye

logger = logging.getLogger("jobs.worker")


class Command(BaseCommand):
    help = "Carries out background jobs until it is told to stop."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--until-input-ends",
            action="store_true",
            help="stop when the standard input is closed, so that no worker outlives the server",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["until_input_ends"]:
            threading.Thread(target=_end_with_input, daemon=True).start()
        threading.Thread(target=_keep_house, args=(worker_name(),), daemon=True).start()
        try:
            _work_on(worker_name())
        finally:
            connections.close_all()
            with suppress(DatabaseTrouble):
                say_goodbye(worker_name())


def _end_with_input() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os._exit(0)  # leases of running jobs end by themselves


def _keep_house(name: str) -> None:
    """Signs of life, dead workers' jobs, old wake-ups, and what the apps have to be done now and then."""
    pruned = 0.0
    while True:
        close_old_connections()
        try:
            say_alive(name)
            if taken := reap():
                logger.warning("took %d jobs back from workers that gave no sign of life", taken)
            if time.monotonic() - pruned > 3600:
                engines.current().prune()
                do_chores()
                pruned = time.monotonic()
        except DatabaseTrouble as error:
            logger.warning("the database does not answer: %s", type(error).__name__)
            connections.close_all()
        time.sleep(settings.JOBS_TICK_SECONDS)


def _work_on(name: str) -> None:
    """A database that is restarted must not end the worker: wait and go on."""
    patience = 0.5
    while True:
        begun = time.monotonic()
        try:
            engines.current().work(name)
        except DatabaseTrouble as error:
            logger.warning("the database does not answer: %s", type(error).__name__)
            connections.close_all()
            patience = 0.5 if time.monotonic() - begun > 60 else min(10.0, patience * 2)
            time.sleep(patience)
        else:
            return
