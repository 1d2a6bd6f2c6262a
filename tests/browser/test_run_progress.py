"""The run page moves by itself while a run is being calculated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.assessment.models import AssessmentRun
from juminzei.platform.clock import now
from juminzei.platform.jobs.models import Chunk
from juminzei.platform.staff.models import StaffMember
from support.browsing import violations
from support.tax_rows import run

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "audit"]),
]


def test_progress_moves_and_the_finished_run_shows_what_to_do(clerk: Page) -> None:
    moving = run(StaffMember.objects.get(), "calculating", done=1)
    clerk.goto(f"/runs/{moving.pk}/")
    clerk.wait_for_selector("text=2 / 4 人（50 %）")
    assert violations(clerk) == []
    Chunk.objects.filter(job=moving.job).update(done=True, finished_at=now())
    clerk.wait_for_selector("text=4 / 4 人（100 %）")
    AssessmentRun.objects.filter(pk=moving.pk).update(state="calculated")
    clerk.wait_for_selector("text=内容を確かめて確認済にする")
