"""Whose letters a page is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from juminzei.apps.addressees.api import Postal, postal
from juminzei.platform.audit import services as audit

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def viewed(number: int, actor: StaffMember, at: datetime) -> Postal:
    """Return the person, and put on record that the pages about the letters were looked at.

    Raises:
        django.http.Http404: There is no such person.
    """
    person = postal([number]).get(number)
    if person is None:
        raise Http404
    audit.record(
        action="correspondence.recipients.viewed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=str(number),
    )
    return person
