"""Fields that no form has: nothing comes of them, and they are on record by their names only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.http import QueryDict
from django.urls import reverse

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.policy.entries import ways_in
from juminzei.platform.staff.policy import Role
from juminzei.web.extra_fields import NOT_ANSWERED
from juminzei.web.read_fields import ReadFields
from support.every_page import addresses
from support.page_rows import PASSWORD, person, staff

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
EXTRA = {
    "role": "tax_supervisor",
    "tenant": "131016",
    "amount": "1",
    "approved": "1",
    "fixed_by": "1",
    "is_active": "1",
    "x-加須": "1",
}
EVERY = (Role.TAX_SUPERVISOR, Role.ADMINISTRATOR, Role.PRIVACY_OFFICER, Role.AUDITOR)
TAKES_ALL = {"locked", "policy_report"}
"""Pages whose content is another page's form, or no form at all."""


def recorded() -> list[tuple[str, object, object]]:
    return [
        (one.subject_id, one.details["fields"], one.details["others"])
        for one in OutgoingRecord.objects.filter(action="web.extra_fields.posted").order_by("pk")
    ]


def test_every_form_that_is_sent_more_than_it_has_puts_it_on_record(client: Client) -> None:
    """T-Z06: over every page of the resolver that takes a form."""
    member = staff("1001", *EVERY)
    number = person(1, "見本 太郎", "ミホン タロウ").number
    sent, answered = 0, []
    for page, address in addresses(number=number).items():
        if page in TAKES_ALL or page.startswith("api") or not ways_in("pages")[page].functions:
            continue
        client.force_login(member)
        sent += 1
        if client.post(address, EXTRA).status_code not in NOT_ANSWERED:
            answered.append(page)
    told = [[name for name in sorted(EXTRA) if name.isascii()], 1]
    assert {page: [fields, others] for page, fields, others in recorded()} == dict.fromkeys(
        answered, told
    )
    assert len(answered) >= 10
    assert sent > len(answered)
    member.refresh_from_db()
    assert set(member.grants.values_list("role", flat=True)) == set(EVERY)


def test_signing_in_with_more_than_the_form_has_is_on_record(client: Client) -> None:
    staff("1001", password=PASSWORD)
    form = {"username": "1001", "password": PASSWORD, "is_superuser": "1"}
    assert client.post(reverse("sign_in"), form).status_code == 302
    assert recorded() == [("sign_in", ["is_superuser"], 0)]


def test_what_a_form_has_is_not_on_record(client: Client) -> None:
    client.force_login(staff("1001"))
    client.post(reverse("search"), {"kana": "ミホン", "name": "", "birth_on": "", "number": ""})
    client.post(reverse("search"), {"anything": "ミホン"})
    client.post(reverse("estimate"), {"tax_year": "2026", "relative-TOTAL_FORMS": "1"})
    assert recorded() == []


def test_what_was_posted_stays_as_it_was() -> None:
    posted = ReadFields(QueryDict("a=1&a=2&b=3&role=4"))
    assert posted["a"] == "2"
    assert posted.unread == {"b", "role"}
    assert posted.getlist("a") == ["1", "2"]
    assert posted.dict().get("b") == "3"
    assert posted.unread == {"role"}
    assert posted.copy().urlencode() == "a=1&a=2&b=3&role=4"
    assert posted.unread == set()
    with pytest.raises(AttributeError):
        posted["a"] = "5"


@pytest.mark.parametrize("whole", [lambda form: form.lists(), lambda form: form.items(), list])
def test_whoever_goes_through_all_has_read_all(whole: object) -> None:
    posted = ReadFields(QueryDict("a=1&b=2"))
    whole(posted)  # type: ignore[operator]  # each of them is called
    assert posted.unread == set()
