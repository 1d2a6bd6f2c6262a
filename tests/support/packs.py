"""Packs for venues, made through their services, and what a venue would bring back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from juminzei.apps.return_desk.services.venues import add_venue
from juminzei.apps.venue_packs.city_envelope import NUMBER, ReturnSealer, seal_to_city
from juminzei.apps.venue_packs.models import BroughtReturn, Outcome, Pack, Selection
from juminzei.apps.venue_packs.sealed_pack import open_pack
from juminzei.apps.venue_packs.services.ask_pack import ask_pack, decide_pack
from juminzei.apps.venue_packs.services.bring_back import bring_back
from juminzei.apps.venue_packs.services.merge_return import merge_pack
from juminzei.apps.venue_packs.services.write_pack import write_pack
from juminzei.platform.audit.chain import START, digest
from juminzei.platform.staff.policy import Role
from support.page_rows import AT, staff

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from juminzei.apps.return_desk.models import Venue
    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.platform.staff.models import StaffMember

PASSPHRASE = "公民館 2026 かえで-7311-zelkova"
DAY = AT.date()


class People(NamedTuple):
    """Who asks for a pack, and who approves and merges it."""

    clerk: StaffMember
    supervisor: StaffMember
    hall: Venue


def people(at: datetime = AT) -> People:
    """Return a clerk, a supervisor and a hall."""
    supervisor = staff("2001", Role.TAX_SUPERVISOR)
    hall = add_venue(name="北部公民館", place="", bookings_each_time=4, actor=supervisor, at=at)
    return People(staff("1001"), supervisor, hall)


def asked(who: People, chosen: Sequence[int], at: datetime = AT, **more: Any) -> Pack:
    """Return a pack of these people that waits for approval."""
    told = {
        "venue": who.hall,
        "tax_year": 2026,
        "first_day": at.date(),
        "last_day": at.date() + timedelta(days=1),
        "due_on": at.date() + timedelta(days=3),
        "selection": Selection.NUMBERS,
        "town": "",
        "numbers": chosen,
        "staff_numbers": ["1001", "2001"],
        "reason": "山間の会場",
        "actor": who.clerk,
    }
    return ask_pack(**{**told, **more}, at=at)


def approved(who: People, numbers: Sequence[int], at: datetime = AT) -> Pack:
    """Return a pack that may be written."""
    pack = asked(who, numbers, at)
    decide_pack(pack_id=pack.pk, granted=True, reason="", actor=who.supervisor, at=at)
    return pack


def out(who: People, numbers: Sequence[int], at: datetime = AT) -> tuple[Pack, bytes]:
    """Return a pack that is out, and its file."""
    pack = approved(who, numbers, at)
    file = write_pack(pack_id=pack.pk, passphrase=PASSPHRASE, actor=who.clerk, at=at)
    pack.refresh_from_db()
    return pack, file


def told_by(file: bytes) -> dict[str, Any]:
    """Return what a pack holds."""
    return open_pack(file, PASSPHRASE)[1]


def taken(
    addressee: int,
    pack: Pack,
    *,
    number: int = 901,
    state: str = "done",
    entries: dict[str, Any] | None = None,
    read: IndividualNumber | None = None,
) -> dict[str, Any]:
    """Return one return as a venue tells it: confirmed, and finished unless said otherwise."""
    moment = AT.isoformat()
    kept = {"by": "1001", "at": moment}
    proof = {"proxy_name": "", "proxy_relation": "", "sealed": "", **kept}
    box = b""
    if read is not None:
        public = bytes.fromhex(pack.public_key)
        plain = read.reveal().encode()
        box = seal_to_city(plain, public, pack=pack.pk, use=f"{NUMBER} {number}")
    return {
        "number": number,
        "addressee": addressee,
        "tax_year": 2026,
        "kind": "inhabitant_return",
        "day": DAY.isoformat(),
        "ticket": None,
        "state": state,
        "started_by": "1001",
        "started_at": moment,
        "finished_on": DAY.isoformat() if state == "done" else None,
        "versions": [
            {"state": "taking", "entries": {}, "reason": "受付", **kept},
            {"state": state, "entries": entries or {}, "reason": "", **kept},
        ],
        "confirmations": [
            {"what": "identity", "means": "driving_licence", "outcome": "", **proof},
            {
                **proof,
                "what": "number",
                "means": "number_card",
                "outcome": "sealed" if box else "not_read",
                "sealed": box.hex(),
            },
        ],
        "answers": [],
    }


def record(acts: Sequence[str] = ("return_desk.return.viewed",)) -> list[dict[str, Any]]:
    """Return a venue's record of acts, chained as it must be."""
    rows: list[dict[str, Any]] = []
    previous = START
    for sequence, act in enumerate(acts, start=1):
        content = (
            f'{{"sequence":{sequence},"recorded_at":"{AT.isoformat()}","staff_number":"1001",'
            f'"action":"{act}","subject_kind":"","subject_id":""}}'
        )
        link = digest(previous, content)
        rows.append(
            {"sequence": sequence, "content": content, "previous": previous, "digest": link}
        )
        previous = link
    return rows


def told_back(pack: Pack, *returns: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return what a venue tells the city."""
    told = {
        "pack": pack.pk,
        "closed_at": AT.isoformat(),
        "staff": ["1001", "2001"],
        "returns": list(returns),
        "tickets": [],
        "referrals": [],
        "closes": [],
        "records": record(),
    }
    return {**told, **more}


def return_file(pack: Pack, *returns: dict[str, Any], **more: Any) -> bytes:
    """Return the file that a venue writes."""
    sealer = ReturnSealer(bytes.fromhex(pack.public_key), pack=pack.pk)
    return sealer.seal(told_back(pack, *returns, **more))


def merged(who: People, pack: Pack, file: bytes, at: datetime = AT) -> None:
    """Take a venue's file and merge it, by two people."""
    bring_back(pack_id=pack.pk, file=file, actor=who.clerk, at=at)
    merge_pack(pack_id=pack.pk, actor=who.supervisor, at=at)
    pack.refresh_from_db()


def pack_things(number: int, supervisor: StaffMember, *, at: datetime) -> dict[str, object]:
    """Return a pack that waits for approval and a return that waits for a clerk, for addresses."""
    hall = add_venue(name="南部公民館", place="", bookings_each_time=4, actor=supervisor, at=at)
    who = People(supervisor, supervisor, hall)
    pack = asked(who, [number], at, staff_numbers=[supervisor.staff_number])
    brought = BroughtReturn.objects.create(
        pack=pack, number=1, addressee=number, outcome=Outcome.DROPPED, taken_at=at
    )
    return {"pack_id": pack.pk, "brought_id": brought.pk}
