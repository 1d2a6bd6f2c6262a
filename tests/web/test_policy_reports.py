"""T-W01, in part: what the policy blocks is reported, and recorded without words of the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.web.views import policy_report

if TYPE_CHECKING:
    from django.test import Client
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db(databases=["default", "audit", "vault"])
REPORT = {
    "document-uri": "http://testserver/persons/14/?in=x",
    "effective-directive": "script-src-elem",
    "blocked-uri": "https://evil.example/山田太郎",
    "script-sample": "alert('山田太郎')",
}


@pytest.fixture(autouse=True)
def quiet_minute() -> None:
    policy_report._RECORDED.clear()


def send(client: Client, body: object, kind: str = "application/csp-report") -> Answer:
    return client.post("/policy-reports/", json.dumps(body), content_type=kind)


def test_a_report_is_recorded_by_page_and_rule_alone(client: Client) -> None:
    assert send(client, {"csp-report": REPORT}).status_code == 204
    record = OutgoingRecord.objects.get(action="web.policy.violated")
    assert record.subject_id == "person"
    assert record.details == {"rule": "script-src", "blocked": "elsewhere"}


def test_what_is_no_report_is_refused(client: Client) -> None:
    assert send(client, {"csp-report": REPORT}, "text/plain").status_code == 415
    assert send(client, {"csp-report": {**REPORT, "x": "y" * 20_000}}).status_code == 413
    bodies: list[object] = [[], {}, {"csp-report": 1}, {"csp-report": {}}, "x", None]
    for body in bodies:
        assert send(client, body).status_code == 400
    assert not OutgoingRecord.objects.exists()


def test_a_flood_tells_no_more_than_its_start(client: Client) -> None:
    answers = [send(client, {"csp-report": REPORT}).status_code for _ in range(30)]
    assert answers == [204] * policy_report.MOST + [429] * (30 - policy_report.MOST)
