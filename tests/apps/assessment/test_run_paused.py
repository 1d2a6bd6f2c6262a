"""A calculation is paused from its page, and the page says how it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.assessment.services.stop_run import NotGoingError, stop_run
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.jobs.models import Job, JobState
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.page_rows import AT, staff
from support.tax_rows import run

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.apps.assessment.models import AssessmentRun

pytestmark = pytest.mark.django_db(databases=["default", "audit"])

AGAIN = "juminzei assess --tax-year 2026"


@pytest.fixture
def moving(client: Client) -> AssessmentRun:
    """A run that is half calculated, seen by a signed-in clerk."""
    clerk = staff()
    client.force_login(clerk)
    return run(clerk, "calculating", done=1)


def state(of: AssessmentRun) -> str:
    return Job.objects.get(pk=of.job_id).state


def page(client: Client, of: AssessmentRun) -> str:
    return client.get(reverse("run", args=[of.pk])).text


def test_the_button_asks_the_workers_to_stop_and_is_recorded(
    client: Client, moving: AssessmentRun
) -> None:
    assert "計算を中断する" in page(client, moving)
    assert AGAIN not in page(client, moving)

    after = client.post(reverse("run_stop", args=[moving.pk]), follow=True).text

    assert state(moving) == JobState.STOPPING
    assert "中断を指示しました" in after
    assert "計算を中断する" not in after
    assert AGAIN in after
    record = OutgoingRecord.objects.get(action="assessment.run.stop_requested")
    assert (record.staff_number, record.subject_id) == ("1001", str(moving.pk))


@pytest.mark.parametrize(
    ("job_state", "asks_again", "says"),
    [
        (JobState.RUNNING, True, "計算中（実行中）"),
        (JobState.STOPPING, True, "まもなく止まります"),
        (JobState.STOPPED, False, "計算は途中で止まっています"),
        (JobState.FAILED, False, "計算が途中で失敗しました"),
    ],
    ids=str,
)
def test_a_calculation_that_stands_still_says_so_and_is_not_asked_again(
    client: Client, moving: AssessmentRun, job_state: str, *, asks_again: bool, says: str
) -> None:
    Job.objects.update(state=job_state, error="山田太郎の行で失敗")
    shown = page(client, moving)
    assert says in shown
    assert ('hx-trigger="every 1s"' in shown) == asks_again
    assert (AGAIN in shown) == (job_state != JobState.RUNNING)
    assert "山田太郎" not in shown


def test_what_was_stopped_or_has_ended_is_not_stopped_again(
    client: Client, moving: AssessmentRun
) -> None:
    stop = reverse("run_stop", args=[moving.pk])
    client.post(stop)
    assert "中断できません" in client.post(stop, follow=True).text
    Job.objects.update(state=JobState.DONE)
    with pytest.raises(NotGoingError):
        stop_run(moving, actor=moving.started_by, at=AT)
    assert state(moving) == JobState.DONE


def test_who_may_not_calculate_may_not_pause(client: Client, moving: AssessmentRun) -> None:
    auditor = staff("2001", Role.AUDITOR)
    with pytest.raises(NotPermittedError):
        stop_run(moving, actor=auditor, at=AT)
    client.force_login(auditor)
    assert client.post(reverse("run_stop", args=[moving.pk])).status_code == 403
    assert "計算を中断する" not in page(client, moving)
    assert state(moving) == JobState.RUNNING
