"""The project's settings and one more app, for the workers that the tests start."""

from outsourcing.settings import *  # noqa: F403
from outsourcing.settings import INSTALLED_APPS

INSTALLED_APPS += ["tests.faults.dying"]
