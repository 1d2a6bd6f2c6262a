"""The run page: progress, figures, and the two decisions behind a check-answers page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.platform.staff.policy import Role
from support.closing import closed
from support.page_rows import staff
from support.tax_rows import run

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@pytest.fixture
def supervisor(client: Client) -> Client:
    """A browser in which the supervisor has signed in."""
    client.force_login(staff("3001", Role.TAX_SUPERVISOR))
    return client


def test_a_run_that_is_being_calculated_asks_again_every_second(supervisor: Client) -> None:
    moving = run(staff(), "calculating", done=1)
    page = supervisor.get(reverse("run", args=[moving.pk])).text
    assert "2 / 4 人（50 %）" in page
    assert 'hx-trigger="every 1s"' in page
    part = supervisor.get(reverse("run_progress", args=[moving.pk]))
    assert 'hx-trigger="every 1s"' in part.text
    assert "HX-Refresh" not in part


def test_a_run_that_has_come_to_rest_has_its_page_loaded_anew(supervisor: Client) -> None:
    part = supervisor.get(reverse("run_progress", args=[run(staff()).pk]))
    assert part["HX-Refresh"] == "true"
    assert "hx-trigger" not in part.text


def test_control_totals_and_exceptions_are_shown(supervisor: Client) -> None:
    page = supervisor.get(reverse("run", args=[run(staff()).pk])).text
    for words in ("553,000", "500,000", "課税資料がない", "徴収方法"):
        assert words in page


def test_a_decision_is_shown_with_its_figures_before_it_is_taken(supervisor: Client) -> None:
    page = supervisor.get(reverse("run_check", args=[run(staff()).pk, "review"])).text
    assert "553,000" in page
    assert "計算した人" in page
    assert "data-commit" in page


def test_a_ledger_that_does_not_agree_is_not_reviewed(supervisor: Client) -> None:
    wrong = run(staff())  # its totals speak of four people, the ledger holds none
    response = supervisor.post(reverse("run_check", args=[wrong.pk, "review"]), follow=True)
    assert "合計が合いません" in response.text
    wrong.refresh_from_db()
    assert wrong.state == "calculated"


def test_a_reviewed_run_is_fixed_by_a_supervisor(supervisor: Client) -> None:
    reviewed = run(staff(), "reviewed")
    closed()
    response = supervisor.post(reverse("run_check", args=[reviewed.pk, "fix"]), follow=True)
    reviewed.refresh_from_db()
    assert reviewed.state == "fixed"
    assert "確定しました" in response.text


@pytest.mark.parametrize("state", ["calculating", "calculated", "fixed", "abandoned"])
def test_a_run_in_another_state_is_not_fixed(supervisor: Client, state: str) -> None:
    other = run(staff(), state)
    response = supervisor.post(reverse("run_check", args=[other.pk, "fix"]), follow=True)
    assert "今の状態ではできません" in response.text
    other.refresh_from_db()
    assert other.state == state


def test_a_clerk_may_not_fix(client: Client) -> None:
    clerk = staff()
    client.force_login(clerk)
    reviewed = run(clerk, "reviewed")
    assert client.post(reverse("run_check", args=[reviewed.pk, "fix"])).status_code == 403
    assert "確かめて確定する" not in client.get(reverse("run", args=[reviewed.pk])).text
    reviewed.refresh_from_db()
    assert reviewed.state == "reviewed"


@pytest.mark.parametrize("path", ["/runs/999/", "/runs/999/progress/", "/runs/1/delete/"])
def test_what_is_not_there_is_not_found(supervisor: Client, path: str) -> None:
    assert supervisor.get(path).status_code == 404
