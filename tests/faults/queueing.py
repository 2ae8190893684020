"""A program that queues jobs one after the other, and prints the number of each that was confirmed.

python -m tests.faults.queueing HOW_MANY
"""

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "outsourcing.settings")
django.setup()

from django.db import Error, close_old_connections, connections  # noqa: E402

from jobs.services import enqueue  # noqa: E402


def main(wanted: int) -> None:
    confirmed = 0
    while confirmed < wanted:
        close_old_connections()
        try:
            print(enqueue(kind="dying", params={"at": "never"}).pk, flush=True)
            confirmed += 1
        except Error:  # not confirmed: may be there or not
            connections.close_all()
        time.sleep(0.15)


if __name__ == "__main__":
    main(int(sys.argv[1]))
