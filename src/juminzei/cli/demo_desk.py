"""The demo's city has a venue, so that a return can be taken there at once."""

from __future__ import annotations

from datetime import timedelta

from juminzei.cli.demo_staff import SUPERVISOR

A_YEAR = timedelta(days=365)


def open_desk() -> dict[str, int]:
    """Enter a venue, and let it take both kinds of return for a year from today."""
    from juminzei.apps.return_desk.models import ReturnKind
    from juminzei.apps.return_desk.services.venues import add_venue, set_permit
    from juminzei.platform import clock
    from juminzei.platform.staff.models import StaffMember

    actor, at = StaffMember.objects.get(staff_number=SUPERVISOR), clock.now()
    venue = add_venue(name="市役所", place="本庁舎１階", bookings_each_time=2, actor=actor, at=at)
    set_permit(
        kinds=[ReturnKind.NATIONAL],
        valid_from=at.date(),
        valid_until=at.date() + A_YEAR,
        ground="デモのための許可（架空）",
        actor=actor,
        at=at,
    )
    return {"venue": venue.pk}
