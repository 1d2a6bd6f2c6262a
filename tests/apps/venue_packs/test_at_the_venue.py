"""A venue's installation: marked, and nothing but the desk; opened, closed and wiped."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.urls import reverse

from juminzei.apps.return_desk.api import unclosed_days
from juminzei.apps.return_desk.services.close_day import close_day
from juminzei.apps.return_desk.services.tickets import draw_ticket, move_ticket
from juminzei.apps.venue_packs.refusal import PackRefusedError
from juminzei.apps.venue_packs.services.close_venue import taken_at_venue
from juminzei.cli import main
from juminzei.cli.venue import wipe
from juminzei.platform.clock import now, today
from juminzei.platform.venue import CarriedVenue, carried_venue, mark_as_venue
from juminzei.web.at_venue import ALONE, OVER, refusal
from support.packs import people
from support.page_rows import AT, staff

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

HERE = CarriedVenue(
    pack=7,
    municipality="112101",
    venue=1,
    name="北部公民館",
    tax_year=2026,
    expires_on=today() + timedelta(days=1),
    city_key="00",
    carried_returns=0,
)


def test_the_file_that_makes_a_venue_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert carried_venue(tmp_path) is None
    mark_as_venue(tmp_path, HERE)
    assert carried_venue(tmp_path) == HERE
    assert (tmp_path / "venue.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("days", "over"), [(0, False), (1, True)])
def test_a_venue_runs_through_its_last_day(days: int, *, over: bool) -> None:
    assert HERE.is_over(HERE.expires_on + timedelta(days=days)) is over


@pytest.mark.parametrize(
    ("page", "there"),
    [
        ("desk_queue", True),
        ("desk_return", True),
        ("desk_close", True),
        ("home", True),
        ("sign_in", True),
        ("search", False),
        ("person", False),
        ("desk_settings", False),
        ("desk_return_attach", False),
        ("desk_recipients_file", False),
        ("desk_packs", False),
        ("estimate", False),
        ("audit_search", False),
        ("staff_list", False),
        ("no such page", False),
    ],
)
def test_a_venue_is_the_return_desk_and_nothing_else(page: str, *, there: bool) -> None:
    assert (refusal(page, over=False) == "") is there


def test_after_the_last_day_nothing_is_received() -> None:
    assert refusal("desk_queue", over=True) == OVER
    assert refusal("sign_in", over=True) == ""
    assert refusal("search", over=False) == ALONE


@pytest.mark.django_db(databases=["default", "audit"])
def test_every_page_says_that_it_is_a_venue(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(staff("1001"))
    assert "会場（持出）" not in client.get(reverse("desk_queue")).content.decode()
    monkeypatch.setattr(settings, "VENUE", HERE)
    shown = client.get(reverse("desk_queue")).content.decode()
    assert "会場（持出）　北部公民館" in shown
    assert "照合" not in shown.partition('class="places"')[2].partition("</nav>")[0]
    refused = client.get(reverse("taxable_list"))
    assert refused.status_code == 403
    assert ALONE in refused.content.decode()
    over = replace(HERE, expires_on=today() - timedelta(days=1))
    monkeypatch.setattr(settings, "VENUE", over)
    assert client.get(reverse("desk_queue")).status_code == 403


@pytest.mark.django_db(databases=["default", "audit"])
def test_a_venue_is_not_closed_before_its_days_are() -> None:
    who = people()
    ticket = draw_ticket(
        venue=who.hall, day=AT.date(), kind="inhabitant_return", actor=who.clerk, at=AT
    )
    venue = replace(HERE, venue=who.hall.pk)
    with pytest.raises(PackRefusedError, match="当日締めがまだです"):
        taken_at_venue(venue, at=now())
    move_ticket(ticket_id=ticket.pk, state="left", actor=who.clerk, at=AT)
    close_day(venue_day_id=ticket.venue_day_id, note="", actor=who.supervisor, at=AT)
    assert not unclosed_days(who.hall.pk)
    told = taken_at_venue(venue, at=now())
    (drawn,) = told["tickets"]
    assert [step["state"] for step in drawn["steps"]] == ["waiting", "left"]
    assert [one["by"] for one in told["closes"]] == ["2001"]
    assert told["staff"] == ["1001", "2001"]


def test_wiping_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "venue"
    (folder / "keys").mkdir(parents=True)
    (folder / "city.sqlite3").write_bytes(b"secret" * 1000)
    (folder / "keys" / "django").write_bytes(b"")
    kept = tmp_path / "other"
    kept.write_bytes(b"stays")
    held = (folder / "city.sqlite3").open("rb")
    assert wipe(folder) == 2
    with held:
        assert set(held.read()) == {0}
    assert not folder.exists()
    assert kept.read_bytes() == b"stays"


@pytest.mark.parametrize("name", ["JUMINZEI_DATABASE_URL", "JUMINZEI_VAULT_DATABASE_URL"])
def test_a_venue_never_touches_the_citys_databases(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for other in ("DATABASE", "VAULT_DATABASE", "AUDIT_DATABASE"):
        monkeypatch.delenv(f"JUMINZEI_{other}_URL", raising=False)
    monkeypatch.setenv(name, "postgresql://x")
    assert main(["venue", "open", "x", "--data", str(tmp_path)]) == 2
    assert name in capsys.readouterr().err


def test_a_pack_is_opened_into_an_empty_folder_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DATABASE", "VAULT_DATABASE", "AUDIT_DATABASE"):
        monkeypatch.delenv(f"JUMINZEI_{name}_URL", raising=False)
    monkeypatch.setenv("JUMINZEI_DATA", str(tmp_path))
    (tmp_path / "x").touch()
    assert main(["venue", "open", "none", "--data", str(tmp_path)]) == 2
    assert "空のフォルダー" in capsys.readouterr().err
    assert main(["venue", "open", "none", "--data", str(tmp_path / "new")]) == 2
    assert "ファイルがありません" in capsys.readouterr().err
