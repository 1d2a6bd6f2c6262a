"""Correcting a protected person whom we numbered ourselves shows the address: on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from support.page_rows import person, protect, staff

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


def test_the_form_of_a_correction_is_a_look_at_the_address(client: Client) -> None:
    """I10: it needs the permission, and the look is on record as one at a protected address."""
    she = person(1, "山本 﨑子", "ヤマモト サキコ", kind="nonregistered", address="大越一丁目")
    protect(she)
    address = reverse("addressee_correct", args=[she.number])
    client.force_login(staff("1001", Role.TAX_CLERK))
    refused = client.get(address)
    assert refused.status_code in {403, 404}
    assert "大越" not in refused.content.decode()

    client.force_login(staff("2001", Role.TAX_SUPERVISOR))
    assert "大越" in client.get(address).content.decode()
    shown = OutgoingRecord.objects.get(action="addressees.protected_address.shown")
    assert (shown.staff_number, shown.subject_id) == ("2001", f"{she.number:010d}")
