"""Filling a venue's own installation with what its pack holds."""

from __future__ import annotations

import secrets
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from juminzei.apps.return_desk.api import DeskReturn
from juminzei.apps.venue_packs.refusal import PackRefusedError
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import add_member, batch_member
from juminzei.platform.storage.carried_rows import loaded
from juminzei.platform.venue import CarriedVenue

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

PASSWORD_BYTES = 12


def refuse_other(head: Mapping[str, Any], *, municipality: str, on: date) -> None:
    """Refuse a pack of another city, or one that is over.

    Raises:
        PackRefusedError: It is.
    """
    if head["municipality"] != municipality:
        raise PackRefusedError(
            f"市町村コード {head['municipality']} の持出です。"
            "JUMINZEI_MUNICIPALITY の設定を確かめてください。"
        )
    if on > date.fromisoformat(head["expires_on"]):
        raise PackRefusedError(
            f"返却期限（{head['expires_on']}）が過ぎた持出は開けません。市役所で作り直してください。"
        )


@transaction.atomic
def fill_venue(
    head: Mapping[str, Any], content: Mapping[str, Any], *, at: datetime
) -> tuple[CarriedVenue, dict[str, str]]:
    """Enter what a pack holds into empty databases; return the venue and its staff's passwords.

    Args:
        head: Of the pack.
        content: Of the pack.
        at: When it is opened.
    """
    unattended = batch_member(at)
    loaded(content["tables"], staff_key=unattended.pk)
    last = date.fromisoformat(head["expires_on"])
    passwords = {}
    for one in content["staff"]:
        passwords[one["number"]] = secrets.token_urlsafe(PASSWORD_BYTES)
        add_member(
            staff_number=one["number"],
            name=one["name"],
            department=one["department"],
            roles=[Role.TAX_SUPERVISOR if one["closes"] else Role.TAX_CLERK],
            valid_from=at.date(),
            valid_until=last,
            password=passwords[one["number"]],
        )
    newest = DeskReturn.objects.order_by("-pk").first()
    audit.record(
        action="venue_packs.venue.opened",
        actor=unattended,
        at=at,
        subject_kind="venue_pack",
        subject_id=str(head["pack"]),
        details={"people": head["people"], "staff": sorted(passwords)},
    )
    venue = CarriedVenue(
        pack=head["pack"],
        municipality=head["municipality"],
        venue=content["venue"],
        name=head["venue"],
        tax_year=content["tax_year"],
        expires_on=last,
        city_key=content["city_key"],
        carried_returns=newest.pk if newest else 0,
    )
    return venue, passwords
