"""Requests for another host are everyday noise of scanners: a line in the log, no traceback."""

import logging


class OneLine(logging.Filter):
    """For the logger django.security.DisallowedHost."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.msg, record.args = record.getMessage().replace("ALLOWED_HOSTS", "OUTSOURCING_HOSTS"), ()
        record.exc_info = record.exc_text = None
        return True
