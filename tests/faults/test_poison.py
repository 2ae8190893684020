"""Work that kills its program every time is given up, said so, and keeps nobody else waiting."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from clients.choices import Role
from clients.models import Client, User
from clients.services import add_member
from jobs import lease, services
from jobs.choices import JobState
from jobs.models import Job
from jobs.reaper import reap
from reports.models import Report, ReportState
from tests.processes import Programs, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_job_that_kills_every_program_is_given_up_and_others_are_done(programs: Programs) -> None:
    programs.environment["DJANGO_SETTINGS_MODULE"] = "tests.faults.worker_settings"
    poison = services.enqueue(kind="dying", params={"at": "always"})
    harmless = services.enqueue(kind="dying", params={"at": "never"})
    programs.keep_workers(1)
    wait_until(lambda: Job.objects.get(pk=harmless.pk).state == JobState.DONE, "the harmless job is done")
    wait_until(lambda: Job.objects.get(pk=poison.pk).state == JobState.FAILED, "the poison is given up")
    poison.refresh_from_db()
    assert poison.attempt == poison.max_attempts == 3
    assert "3 times" in poison.message


def test_a_report_whose_drawing_dies_every_time_says_so_and_can_be_asked_for_again(
    client_named: Callable[[str], Client], issue: Callable[..., Report]
) -> None:
    client = client_named("Alba")
    person = User.objects.create_user("ana@example.com", name="Ana")
    add_member(client=client, user=person, role=Role.EDITOR, actor=None)
    report = issue(client)
    for _ in range(3):
        assert lease.claim_next()
        Job.objects.update(lease_until=timezone.now() - dt.timedelta(seconds=1))
        with scope(client=client):
            assert Report.objects.get().state == ReportState.WAITING
        reap()
    with scope(client=client):
        assert Report.objects.get().state == ReportState.FAILED
    browser = Browser()
    browser.force_login(person)
    address = [client.slug, report.number, report.version]
    assert (
        reverse("draw_report_again", args=address)
        in browser.get(reverse("show_report", args=address)).content.decode()
    )
