"""The pages about verification, looks at numbers, and people who are watched over."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connections

from juminzei.apps.oversight.models import Watch
from juminzei.apps.oversight.views import verification
from juminzei.platform import clock
from juminzei.platform.audit.anchoring import copy_checkpoints
from juminzei.platform.audit.archiving import archive
from juminzei.platform.audit.checkpoints import make_checkpoint
from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.audit.services import drain, record
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import batch_member
from support.emptying import triggers_aside
from support.page_rows import AT, person, staff

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


@pytest.fixture
def officer(client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Client:
    monkeypatch.setattr(settings.CONFIGURATION, "checkpoint_dir", tmp_path)
    for _ in range(3):
        record(action="addressees.searched", actor=batch_member(AT), at=AT)
    make_checkpoint(AT)
    copy_checkpoints(AT)
    client.force_login(staff("9001", Role.PRIVACY_OFFICER))
    return client


def test_the_page_shows_checkpoints_keys_and_archives(officer: Client, tmp_path: Path) -> None:
    now = clock.now()
    archive(tmp_path / "archives", until=AT.date(), actor=batch_member(now), at=now)
    text = officer.get("/oversight/verification/").text
    for shown in ("署名鍵", "書庫", "検証点", "あり", "まだ検証していません"):
        assert shown in text
    said = OutgoingRecord.objects.get(action="oversight.verification.viewed")
    assert said.function == "audit.verify"


def test_verifying_on_the_page_finds_nothing_wrong_or_names_the_record(officer: Client) -> None:
    answer = officer.post("/oversight/verification/verify/")
    assert "異常はありません" in answer.text
    with triggers_aside(connections["audit"]), connections["audit"].cursor() as cursor:
        cursor.execute("UPDATE audit_auditrecord SET action = 'x' WHERE sequence = 2")
    answer = officer.post("/oversight/verification/verify/")
    assert "通番 2 の操作記録が書き換えられています" in answer.text
    drain()
    newest = AuditRecord.objects.filter(action="audit.verified").latest("pk")
    assert newest.result == "failed"
    shown = officer.get("/oversight/verification/").text
    assert re.search(r"操作記録 \d+ 件、検証点 \d+ 件、異常 [1-9]\d* 件", shown)
    ids = re.findall(r' id="([^"]+)"', shown)
    assert len(ids) == len(set(ids))


def test_a_long_record_is_verified_from_a_checkpoint_on(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "AT_MOST", 0)
    drain()
    text = officer.get("/oversight/verification/").text
    assert re.search(r"検証点 \d+ より後を検証する", text)
    assert "juminzei audit verify" in text
    assert "異常はありません" in officer.post("/oversight/verification/verify/").text


def test_without_a_second_place_the_page_says_what_that_means(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings.CONFIGURATION, "checkpoint_dir", None)
    assert "JUMINZEI_CHECKPOINT_DIR" in officer.get("/oversight/verification/").text


@pytest.mark.parametrize("role", [Role.PRIVACY_OFFICER, Role.TAX_SUPERVISOR])
def test_looks_at_numbers_are_counted_by_day_and_member(client: Client, role: Role) -> None:
    """T-Z07: the supervisor sees who looked at more than thirty numbers on a day."""
    now, clerk = clock.now(), staff("2001")
    for at, times in ((now, 31), (now - timedelta(days=1), 2)):
        for _ in range(times):
            record(action="vault.number.revealed", actor=clerk, at=at)
    record(action="vault.views.many", actor=clerk, at=now)
    client.force_login(staff("9002", role))
    answer = client.get("/oversight/number-views/")
    assert [row["count"] for row in answer.context["table"].data] == [31, 2]
    assert answer.text.count("（多い）") == 1
    assert "個人番号の表示が多い職員の確認（本日）" in client.get("/").text
    assert client.get("/oversight/number-views/?sort=count").context["table"].data[0]["count"] == 2


def test_people_are_watched_over_and_released_on_the_page(officer: Client) -> None:
    one = person(1, "山本 﨑子", "ヤマモト サキコ")
    form = {"number": str(one.number), "watch": "watch", "ground": "public_life"}
    assert officer.post("/oversight/watched/enter/", form).status_code == 302
    assert f"{one.number:010d}" in officer.get("/oversight/watched/").text
    assert officer.post("/oversight/watched/enter/", form).status_code == 409
    form["watch"] = "release"
    assert officer.post("/oversight/watched/enter/", form).status_code == 302
    assert "注視対象者はいません" in officer.get("/oversight/watched/").text
    assert list(Watch.objects.order_by("pk").values_list("watched", flat=True)) == [True, False]
    said = OutgoingRecord.objects.get(action="oversight.person.watched")
    assert (said.subject_id, said.details) == (f"{one.number:010d}", {"ground": "public_life"})


@pytest.mark.parametrize(
    ("number", "status", "text"),
    [("９９", 409, "いません"), ("abc", 422, "数字10桁"), ("", 422, "必須")],
)
def test_an_entry_that_cannot_be_taken_says_why(
    officer: Client, number: str, status: int, text: str
) -> None:
    form = {"number": number, "watch": "watch", "ground": "other"}
    answer = officer.post("/oversight/watched/enter/", form)
    assert (answer.status_code, text in answer.text) == (status, True)
