"""A program that saves entries of the record, confirms each, and is killed at a moment nobody chose.

    python -m tests.faults.writers CLIENT KILLS [too-early]

Prints every number that was confirmed. With "too-early" it confirms before it has saved, which is wrong.
"""

import os
import random
import select
import signal
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "outsourcing.settings")
django.setup()

from django.db import connections, transaction  # noqa: E402

from clients.models import Client  # noqa: E402
from clients.services import record  # noqa: E402

BEFORE_THE_KILL = (0.02, 0.25)
LINGER = 0.005


def write_on(client: Client, confirm: int, too_early: bool) -> None:
    while True:
        with transaction.atomic():
            number = record(client=client, actor=None, action="test.write", target="row").sequence
            if too_early:
                os.write(confirm, b"%d\n" % number)
                time.sleep(LINGER)  # a quick disk would leave no moment to be killed in
        if not too_early:
            os.write(confirm, b"%d\n" % number)


def killed_in_the_middle(client: Client, chance: random.Random, too_early: bool) -> bytes:
    """What one writer confirmed before it was killed. Its life is counted from its first confirmation."""
    confirmed, confirm = os.pipe()
    writer = os.fork()
    if not writer:
        os.close(confirmed)
        write_on(client, confirm, too_early)
    os.close(confirm)
    select.select([confirmed], [], [], 20)
    select.select([], [], [], chance.uniform(*BEFORE_THE_KILL))
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    with os.fdopen(confirmed, "rb") as pipe:
        return pipe.read()


def main(slug: str, kills: int, too_early: bool) -> None:
    client, chance = Client.objects.get(slug=slug), random.Random(1)
    connections.close_all()  # each writer opens its own
    for _ in range(kills):
        sys.stdout.buffer.write(killed_in_the_middle(client, chance, too_early))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), "too-early" in sys.argv)
