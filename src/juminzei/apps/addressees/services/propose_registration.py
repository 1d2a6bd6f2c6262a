"""Proposing that an addressee be registered or corrected; a second person decides."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from juminzei.apps.addressees.models import (
    NUMBERED_HERE,
    DistinctCandidate,
    RegistrationProposal,
)
from juminzei.apps.addressees.selectors.candidates import candidates
from juminzei.apps.addressees.selectors.protection import withheld
from juminzei.apps.addressees.services.registration_facts import (
    RegistrationRefusedError,
    refuse_impossible,
)
from juminzei.base.japanese_text import kana_key, name_key
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from juminzei.apps.addressees.models import Addressee, Origin
    from juminzei.apps.addressees.selectors.likeness import Candidate
    from juminzei.apps.addressees.services.registration_facts import Facts
    from juminzei.platform.staff.models import StaffMember


@dataclass(frozen=True, slots=True)
class Grounds:
    """From where it is known, why, and by which papers it was checked."""

    origin: Origin
    reason: str
    evidence: str


def propose_registration(
    *,
    facts: Facts,
    grounds: Grounds,
    token: UUID,
    actor: StaffMember,
    at: datetime,
    told_apart: Mapping[int, str] | None = None,
    subject: Addressee | None = None,
) -> RegistrationProposal:
    """Put before a second person how an addressee is to be registered or corrected.

    Args:
        facts: What is to be written.
        grounds: Why, and what was looked at.
        token: Of the form; the same again is the same proposal and does nothing.
        actor: Who proposes.
        at: When.
        told_apart: Why each strong candidate is somebody else, by addressee number.
        subject: Whom it corrects; None for somebody new.

    Raises:
        RegistrationRefusedError: It cannot be written so, a strong candidate was not told
            apart, or a correction of the subject waits already.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "register.nonregistered", on=at.date())
    if RegistrationProposal.objects.filter(token=token).exists():
        return _earlier(token, actor)
    refuse_impossible(facts)
    if not (grounds.reason.strip() and grounds.evidence.strip()):
        raise RegistrationRefusedError("事由と、確認した資料を入れてください。")
    alike = [] if subject else _told_apart(facts, told_apart or {}, at)
    try:
        with transaction.atomic():
            return _proposed(
                facts,
                grounds,
                subject,
                token=token,
                alike=alike,
                told_apart=told_apart or {},
                actor=actor,
                at=at,
            )
    except IntegrityError:  # the same form, sent twice at once
        return _earlier(token, actor)


def waiting_correction(number: int) -> RegistrationProposal | None:
    """Return the correction of an addressee that nobody decided on yet."""
    return RegistrationProposal.objects.filter(subject=number, decision=None).first()


def _proposed(
    facts: Facts,
    grounds: Grounds,
    subject: Addressee | None,
    *,
    token: UUID,
    alike: Sequence[Candidate],
    told_apart: Mapping[int, str],
    actor: StaffMember,
    at: datetime,
) -> RegistrationProposal:
    if subject is not None:
        _refuse_correction(subject, facts)
    proposal = RegistrationProposal.objects.create(
        token=token,
        subject=subject,
        seen_version=None if subject is None else subject.version,
        name_key=name_key(facts.name),
        kana_key=kana_key(facts.kana),
        proposed_by=actor,
        proposed_at=at,
        **facts.columns(),
        **asdict(grounds),
    )
    DistinctCandidate.objects.bulk_create(
        DistinctCandidate(
            proposal=proposal,
            candidate=one.addressee,
            score=one.score,
            likeness=one.likeness,
            reason=told_apart[one.addressee.number].strip(),
        )
        for one in alike
    )
    audit.record(
        action="addressees.registration.proposed",
        actor=actor,
        at=at,
        subject_kind="addressee" if subject else "registration_proposal",
        subject_id=f"{subject.number:010d}" if subject else str(proposal.pk),
        details={"proposal": proposal.pk, "kind": facts.kind, "told_apart": len(alike)},
    )
    return proposal


def _earlier(token: UUID, actor: StaffMember) -> RegistrationProposal:
    earlier = RegistrationProposal.objects.select_related("proposed_by").get(token=token)
    if not same_person(actor, earlier.proposed_by):
        raise RegistrationRefusedError("この画面は使用済みです。最初から入れ直してください。")
    return earlier


def _told_apart(facts: Facts, reasons: Mapping[int, str], at: datetime) -> list[Candidate]:
    """Return the candidates about whom a reason was given.

    Raises:
        RegistrationRefusedError: A strong one has none.
    """
    found = candidates(facts.sought(), withheld=withheld(at.date()))
    if any(one.strong and not reasons.get(one.addressee.number, "").strip() for one in found):
        raise RegistrationRefusedError(
            "よく似た宛名があります。同じ人でないか確かめ、別人であれば理由を入れてください。"
        )
    return [one for one in found if reasons.get(one.addressee.number, "").strip()]


def _refuse_correction(subject: Addressee, facts: Facts) -> None:
    if subject.kind not in NUMBERED_HERE or subject.kind != facts.kind:
        raise RegistrationRefusedError("この宛名は、ここでは修正できません。")
    if subject.merged_into_id is not None:
        raise RegistrationRefusedError(
            f"この宛名は {subject.merged_into_id:010d} に統合されています。"
            "統合先を修正してください。"
        )
    if facts.head_office_id == subject.number:
        raise RegistrationRefusedError("自分自身を本店にすることはできません。")
    if waiting_correction(subject.number):
        raise RegistrationRefusedError("この宛名の修正は、すでに申請され、決定を待っています。")
