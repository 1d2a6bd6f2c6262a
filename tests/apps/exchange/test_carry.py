"""The gate: nothing passes that two people did not agree to, or that is not as they agreed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from juminzei.apps.exchange.models import Medium, Passage
from juminzei.apps.exchange.services.carry import (
    carry_medium,
    decide_medium,
    list_medium,
    take_in_medium,
)
from juminzei.apps.exchange.services.refusal import ExchangeRefusedError
from juminzei.cli import main
from juminzei.formats.carried_media import NAME, code_of
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.page_rows import AT, staff

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

WORDS = {"label": "CD-1", "partner": "埼玉県", "purpose": "報告書 315"}


@pytest.fixture
def one() -> StaffMember:
    return staff("1001")


@pytest.fixture
def other() -> StaffMember:
    return staff("1002")


@pytest.fixture
def disc(tmp_path: Path) -> Path:
    (tmp_path / "form315.csv").write_bytes(b"1\n2\n")
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-")
    return tmp_path


def listed(disc: Path, actor: StaffMember) -> Medium:
    return list_medium(disc, **WORDS, actor=actor, at=AT)


def come(disc: Path, actor: StaffMember, code: str) -> Medium:
    return take_in_medium(disc, code=code, actor=actor, at=AT)


def agreed(medium: Medium, actor: StaffMember) -> None:
    decide_medium(medium.pk, approved=True, actor=actor, at=AT)


def test_a_medium_is_listed_approved_and_carried_and_taken_in_on_the_other_side(
    disc: Path, one: StaffMember, other: StaffMember
) -> None:
    out = listed(disc, one)
    assert (out.file_count, out.size_bytes) == (2, 9)
    assert json.loads((disc / NAME).read_bytes())["file_count"] == 2
    agreed(out, other)
    carry_medium(out.pk, disc, actor=one, at=AT)
    there = come(disc, other, code_of(out.digest))
    assert (there.direction, there.files) == ("in", out.files)
    agreed(there, one)
    carry_medium(there.pk, disc, actor=other, at=AT)
    steps = [*out.steps.values_list("step", flat=True), *there.steps.values_list("step", flat=True)]
    assert steps == [Passage.APPROVED, Passage.CARRIED] * 2


def test_whoever_listed_it_does_not_approve_it(disc: Path, one: StaffMember) -> None:
    out = listed(disc, one)
    with pytest.raises(ExchangeRefusedError, match="作成した本人"):
        agreed(out, one)


@pytest.mark.parametrize("approved", [True, False])
def test_it_is_decided_once(
    approved: bool,  # noqa: FBT001 - given by name
    disc: Path,
    one: StaffMember,
    other: StaffMember,
) -> None:
    out = listed(disc, one)
    decide_medium(out.pk, approved=approved, note="理由", actor=other, at=AT)
    with pytest.raises(ExchangeRefusedError, match="決定済み"):
        agreed(out, staff("1003"))


def test_nothing_is_carried_unless_it_is_approved_and_only_once(
    disc: Path, one: StaffMember, other: StaffMember
) -> None:
    out = listed(disc, one)
    with pytest.raises(ExchangeRefusedError, match="承認済み"):
        carry_medium(out.pk, disc, actor=one, at=AT)
    agreed(out, other)
    carry_medium(out.pk, disc, actor=one, at=AT)
    with pytest.raises(ExchangeRefusedError, match="承認済み"):
        carry_medium(out.pk, disc, actor=one, at=AT)


TAMPERED: dict[str, tuple[Callable[[Path], object], str]] = {
    "altered": (lambda disc: (disc / "form315.csv").write_bytes(b"1\n3\n"), "form315.csv: 内容"),
    "missing": (lambda disc: (disc / "letter.pdf").unlink(), "letter.pdf: 一覧にありますが"),
    "extra": (lambda disc: (disc / "x.exe").write_bytes(b"MZ"), "x.exe: 媒体にありますが"),
    "list gone": (lambda disc: (disc / NAME).unlink(), "manifest.json がありません"),
    "link": (lambda disc: (disc / "x").symlink_to("/etc/passwd"), "x: リンク"),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_what_was_tampered_with_is_carried_neither_out_nor_in(
    how: str, disc: Path, one: StaffMember, other: StaffMember
) -> None:
    tamper, says = TAMPERED[how]
    out = listed(disc, one)
    agreed(out, other)
    tamper(disc)
    with pytest.raises(ExchangeRefusedError, match=says):
        carry_medium(out.pk, disc, actor=one, at=AT)
    with pytest.raises(ExchangeRefusedError, match=says):
        come(disc, one, code_of(out.digest))
    assert not Medium.objects.filter(direction="in").exists()
    assert not out.steps.filter(step=Passage.CARRIED).exists()


def test_a_list_that_was_changed_with_the_file_does_not_fit_the_code(
    disc: Path, one: StaffMember
) -> None:
    """Whoever changes a file can write a list that fits it; the code came another way."""
    code = code_of(listed(disc, one).digest)
    (disc / "form315.csv").write_bytes(b"9\n9\n")
    listed(disc, one)
    with pytest.raises(ExchangeRefusedError, match="確認コード"):
        come(disc, one, code)
    record = OutgoingRecord.objects.get(action="exchange.medium.refused")
    assert (record.result, record.details) == ("refused", {"label": "CD-1"})


def test_the_same_medium_comes_once(disc: Path, one: StaffMember) -> None:
    code = code_of(listed(disc, one).digest)
    come(disc, one, code)
    with pytest.raises(ExchangeRefusedError, match="すでに登録"):
        come(disc, one, code)


def test_of_many_differences_the_first_are_told_and_how_many_more(
    disc: Path, one: StaffMember
) -> None:
    code = code_of(listed(disc, one).digest)
    for place in range(25):
        (disc / f"x{place:02}").write_bytes(b"")
    with pytest.raises(ExchangeRefusedError, match="ほか 5 件"):
        come(disc, one, code)


@pytest.mark.parametrize("missing", WORDS)
def test_what_a_medium_is_must_be_said(missing: str, disc: Path, one: StaffMember) -> None:
    with pytest.raises(ExchangeRefusedError, match="媒体番号"):
        list_medium(disc, **{**WORDS, missing: " "}, actor=one, at=AT)


def test_collection_clerks_carry_nothing(disc: Path, one: StaffMember) -> None:
    collector = staff("3001", Role.COLLECTION_CLERK)
    out = listed(disc, one)
    with pytest.raises(NotPermittedError):
        listed(disc, collector)
    with pytest.raises(NotPermittedError):
        agreed(out, collector)
    with pytest.raises(NotPermittedError):
        carry_medium(out.pk, disc, actor=collector, at=AT)


def test_the_command_lists_checks_and_carries(
    disc: Path,
    one: StaffMember,
    other: StaffMember,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(settings.CONFIGURATION, "staff", one.staff_number)
    words = [part for name, word in WORDS.items() for part in (f"--{name}", word)]
    assert main(["gateway", "out", str(disc), *words]) == 0
    out = Medium.objects.get()
    assert code_of(out.digest) in capsys.readouterr().out
    assert main(["gateway", "carry", str(disc), "--medium", str(out.pk)]) == 2
    assert "承認済み" in capsys.readouterr().err
    agreed(out, other)
    assert main(["gateway", "carry", str(disc), "--medium", str(out.pk)]) == 0
    assert main(["gateway", "in", str(disc), "--code", "0000"]) == 2
    assert "確認コード" in capsys.readouterr().err
    assert main(["gateway", "in", str(disc), "--code", code_of(out.digest)]) == 0


def test_the_command_is_somebodys(disc: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gateway", "in", str(disc), "--code", "0"]) == 2
    assert "JUMINZEI_STAFF" in capsys.readouterr().err


def test_a_medium_is_decided_about_on_its_page(
    disc: Path, one: StaffMember, other: StaffMember, client: Client
) -> None:
    out = listed(disc, one)
    address = f"/exchange/media/{out.pk}/"
    client.force_login(one)
    assert "決定する" not in client.get(address).text
    client.force_login(other)
    page = client.get(address).text
    for words in ("form315.csv", code_of(out.digest), out.files[0]["sha256"], "決定する"):
        assert words in page
    turned = client.post(f"{address}decide/", {"outcome": "turned_down"})
    assert turned.status_code == 409
    assert client.post(f"{address}decide/", {"outcome": "approved"}).status_code == 302
    assert "受渡し待ち" in client.get("/exchange/media/?direction=out&label=CD").text
    assert client.get("/exchange/media/?label=X").text.count("data-row") == 0
