"""What ``juminzei staff`` does: one service call an act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.cli.command import UsageError
from juminzei.platform.staff import (
    activations,
    grants,
    membership,
    personnel,
    reviews,
    terminals,
    trainings,
)
from juminzei.platform.staff.rules import StaffRules, rules
from juminzei.platform.staff.services import batch_member, require

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

    Act = Callable[[argparse.Namespace, StaffMember, datetime], Mapping[str, object]]


def found(options: argparse.Namespace, at: datetime) -> Mapping[str, object]:
    """Enter the first two administrators."""
    words: list[str] = options.people
    people = [(words[0], words[1], words[2]), (words[3], words[4], words[5])]
    with transaction.atomic():
        members = membership.found_administrators(people, at=at)
        founder = batch_member(at)
        codes = {
            member.staff_number: activations.found_activation(member=member, founder=founder, at=at)
            for member in members
        }
    return {"activation_codes": codes}


def _add(options: argparse.Namespace, actor: StaffMember, at: datetime) -> Mapping[str, object]:
    member = membership.enter_member(
        staff_number=options.number,
        name=options.name,
        department=options.department,
        valid_from=options.begin,
        valid_until=options.until,
        employment=options.employment,
        actor=actor,
        at=at,
    )
    return {"entered": member.staff_number}


def _end(options: argparse.Namespace, actor: StaffMember, at: datetime) -> Mapping[str, object]:
    member = membership.member_numbered(options.number)
    membership.end_service(member=member, last_day=options.on, actor=actor, at=at)
    return {"ended": member.staff_number, "last_day": options.on.isoformat()}


def _grant(options: argparse.Namespace, actor: StaffMember, at: datetime) -> Mapping[str, object]:
    request = grants.grant_role(
        member=membership.member_numbered(options.number),
        role=options.role,
        valid_from=options.begin,
        valid_until=options.until,
        actor=actor,
        at=at,
    )
    if request is None:
        return {"granted": options.role}
    return {"requested": options.role, "request": request.pk}


def _decide(options: argparse.Namespace, actor: StaffMember, at: datetime) -> Mapping[str, object]:
    approve = options.act == "approve"
    grants.decide_request(request_id=options.request, approve=approve, actor=actor, at=at)
    return {"approved" if approve else "refused": options.request}


def _revoke(options: argparse.Namespace, actor: StaffMember, at: datetime) -> Mapping[str, object]:
    ended = grants.revoke_role(
        member=membership.member_numbered(options.number),
        role=options.role,
        last_day=options.on,
        actor=actor,
        at=at,
    )
    return {"revoked": ended}


def _trained(options: argparse.Namespace, actor: StaffMember, at: datetime) -> Mapping[str, object]:
    if options.until is None:
        raise UsageError("研修の有効期限を --until で指定してください。")
    training = trainings.record_training(
        member=membership.member_numbered(options.number),
        completed_on=options.begin,
        valid_until=options.until,
        actor=actor,
        at=at,
    )
    return {"trained_until": training.valid_until.isoformat()}


def _import(options: argparse.Namespace, actor: StaffMember, at: datetime) -> Mapping[str, object]:
    if not options.file.is_file():
        raise UsageError(f"{options.file}: ファイルがありません。")
    content = options.file.read_bytes()
    return personnel.take_in_changes(content=content, name=options.file.name, actor=actor, at=at)


def _review(options: argparse.Namespace, actor: StaffMember, at: datetime) -> Mapping[str, object]:
    review = reviews.open_review(deadline=options.until, actor=actor, at=at)
    return {"review": review.quarter, "members": review.items.count()}


def _keep(options: argparse.Namespace, actor: StaffMember, at: datetime) -> Mapping[str, object]:
    member = membership.member_numbered(options.number)
    reviews.decide_member(member=member, keep=options.act == "keep", actor=actor, at=at)
    return {"kept" if options.act == "keep" else "removed": member.staff_number}


def _activate(
    options: argparse.Namespace, actor: StaffMember, at: datetime
) -> Mapping[str, object]:
    member = membership.member_numbered(options.number)
    half = activations.request_activation(member=member, actor=actor, at=at)
    return {"first_half": half}


def _approve_activation(
    options: argparse.Namespace, actor: StaffMember, at: datetime
) -> Mapping[str, object]:
    member = membership.member_numbered(options.number)
    half = activations.approve_activation(member=member, actor=actor, at=at)
    return {"second_half": half}


def _terminal(
    options: argparse.Namespace, actor: StaffMember, at: datetime
) -> Mapping[str, object]:
    terminal = terminals.request_terminal(
        name=options.name,
        place=options.place,
        terminal_class=options.terminal_class,
        certificate=options.certificate,
        actor=actor,
        at=at,
    )
    return {"requested": terminal.name}


def _approve_terminal(
    options: argparse.Namespace, actor: StaffMember, at: datetime
) -> Mapping[str, object]:
    return {"key": terminals.approve_terminal(name=options.name, actor=actor, at=at)}


def _revoke_terminal(
    options: argparse.Namespace, actor: StaffMember, at: datetime
) -> Mapping[str, object]:
    terminals.revoke_terminal(name=options.name, actor=actor, at=at)
    return {"revoked": options.name}


def _rules(_options: argparse.Namespace, actor: StaffMember, at: datetime) -> Mapping[str, object]:
    require(actor, "staff.manage", on=at.date())
    found = rules()
    shown = {name: str(getattr(found, name)) for name in StaffRules.model_fields}
    return {"rules": shown, "deviations": found.deviations()}


ACTS: Mapping[str, Act] = {
    "activate": _activate,
    "add": _add,
    "approve-activation": _approve_activation,
    "approve-terminal": _approve_terminal,
    "revoke-terminal": _revoke_terminal,
    "terminal": _terminal,
    "rules": _rules,
    "end": _end,
    "grant": _grant,
    "approve": _decide,
    "refuse": _decide,
    "revoke": _revoke,
    "trained": _trained,
    "import": _import,
    "review": _review,
    "keep": _keep,
    "remove": _keep,
}
