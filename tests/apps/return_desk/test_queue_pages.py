"""The pages of the queue: lists, forms, figures, who sees what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.return_desk.models import Permit, Referral, Ticket, TicketState, Venue
from juminzei.platform.clock import today
from juminzei.platform.staff.policy import Role
from support.desk_rows import venue
from support.page_rows import staff

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@pytest.fixture
def hall() -> Venue:
    return venue(staff("2001", Role.TAX_SUPERVISOR))


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(staff("1001"))
    return client


def draw(desk: Client, hall: Venue, **more: str) -> HttpResponse:
    values = {"venue": str(hall.pk), "day": today().isoformat(), "kind": "inhabitant_return"}
    answer: HttpResponse = desk.post(reverse("desk_ticket_add"), values | more)  # type: ignore[assignment]  # a test's response is one
    return answer


def text(answer: object) -> str:
    content: bytes = answer.content  # type: ignore[attr-defined]  # a test's response has it
    return content.decode().partition("<main")[2]


def test_a_ticket_is_drawn_listed_called_and_ended(desk: Client, hall: Venue) -> None:
    assert draw(desk, hall).status_code == 302
    shown = text(desk.get(reverse("desk_queue")))
    assert "1–1 / 1 件" in shown
    answer = desk.post(reverse("desk_next"), {"venue": hall.pk, "window": "5"})
    ticket = Ticket.objects.get()
    assert answer.url == reverse("desk_ticket", args=[ticket.pk])  # type: ignore[attr-defined]  # a redirect has it
    page = text(desk.get(reverse("desk_ticket", args=[ticket.pk])))
    assert "窓口 5" in page
    for state in (TicketState.SERVED, TicketState.DONE):
        desk.post(reverse("desk_ticket_step", args=[ticket.pk]), {"state": state})
    ticket.refresh_from_db()
    assert ticket.state == TicketState.DONE
    assert "該当する整理券はありません" in text(desk.get(reverse("desk_queue")))


def test_the_list_is_narrowed_sorted_and_paged(desk: Client, hall: Venue) -> None:
    for _ in range(52):
        draw(desk, hall)
    first = text(desk.get(reverse("desk_queue"), {"sort": "-number"}))
    assert "1–50 / 52 件" in first
    assert ">52</a>" in first
    assert ">2</a>" in text(desk.get(reverse("desk_queue"), {"sort": "-number", "page": "2"}))
    assert "1–1 / 1 件" in text(desk.get(reverse("desk_queue"), {"number": "7"}))
    assert "0 件" in text(desk.get(reverse("desk_queue"), {"state": "done"}))
    assert "0 件" in text(desk.get(reverse("desk_queue"), {"day": "2020-01-01"}))
    assert "/ 52 件" in text(desk.get(reverse("desk_queue"), {"sort": "served_by", "day": "x"}))


@pytest.mark.parametrize(
    ("values", "status", "said"),
    [
        ({"kind": "national_return"}, 409, "税理士法50条"),
        ({"kind": "x"}, 422, "選択してください"),
        ({"day": "2020-01-01"}, 409, "過ぎた日"),
    ],
)
def test_a_ticket_that_cannot_be_drawn_says_why(
    values: dict[str, str], status: int, said: str, desk: Client, hall: Venue
) -> None:
    answer = draw(desk, hall, **values)
    assert answer.status_code == status
    assert said in text(answer)
    assert not Ticket.objects.exists()


def test_calling_when_nobody_waits_says_so(desk: Client, hall: Venue) -> None:
    answer = desk.post(reverse("desk_next"), {"venue": hall.pk, "window": "5"})
    assert answer.status_code == 409
    assert "待っている人はいません" in text(answer)
    assert desk.post(reverse("desk_next"), {"venue": hall.pk}).status_code == 422


def test_a_step_that_came_too_late_says_so(desk: Client, hall: Venue) -> None:
    draw(desk, hall)
    address = reverse("desk_ticket_step", args=[Ticket.objects.get().pk])
    assert desk.post(address, {"state": "done"}).status_code == 409
    assert desk.post(address, {"state": "nowhere"}).status_code == 409


def test_settings_are_the_supervisors(desk: Client) -> None:
    assert desk.get(reverse("desk_settings")).status_code == 403
    desk.force_login(staff("2002", Role.TAX_SUPERVISOR))
    desk.post(reverse("desk_venue_add"), {"name": "北川辺", "bookings_each_time": "3"})
    assert Venue.objects.filter(name="北川辺").exists()
    again = desk.post(reverse("desk_venue_add"), {"name": "北川辺", "bookings_each_time": "3"})
    assert again.status_code == 409
    assert desk.post(reverse("desk_venue_add"), {"name": ""}).status_code == 422
    period = {"valid_from": "2026-02-16", "valid_until": "2026-03-16", "ground": "許可1号"}
    desk.post(reverse("desk_permit_set"), period | {"kinds": ["national_return"]})
    assert Permit.objects.get().kinds == ["national_return"]
    assert desk.post(reverse("desk_permit_set"), period).status_code == 422
    turned = period | {"valid_until": "2026-01-01", "kinds": ["national_return"]}
    assert desk.post(reverse("desk_permit_set"), turned).status_code == 409
    assert "許可1号" in text(desk.get(reverse("desk_settings")))


def test_a_referral_is_kept_and_listed(desk: Client, hall: Venue) -> None:
    values = {
        "venue": str(hall.pk),
        "tax_year": "2026",
        "municipality": "羽生市",
        "ground": "1月1日の住所が市外",
    }
    assert desk.post(reverse("desk_referrals"), values).status_code == 302
    assert Referral.objects.get().municipality == "羽生市"
    assert "羽生市" in text(desk.get(reverse("desk_referrals")))
    assert desk.post(reverse("desk_referrals"), {"venue": str(hall.pk)}).status_code == 422


def test_the_figures_of_the_season_are_by_day_and_venue(desk: Client, hall: Venue) -> None:
    draw(desk, hall)
    draw(desk, hall)
    shown = text(desk.get(reverse("desk_figures")))
    assert "市役所" in shown
    assert "待ち 2" in shown
    empty = desk.get(reverse("desk_figures"), {"first": "2020-01-01", "last": "2020-01-31"})
    assert "この期間の受付はありません" in text(empty)
