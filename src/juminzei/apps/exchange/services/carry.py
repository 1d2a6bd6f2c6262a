"""The gate between networks: a medium is listed, approved by another person, checked, carried."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, NoReturn

from django.db import IntegrityError, transaction

from juminzei.apps.exchange.models import Direction, Medium, MediumStep, Passage
from juminzei.apps.exchange.services.prepare_documents import PREPARE
from juminzei.apps.exchange.services.refusal import ExchangeRefusedError
from juminzei.apps.exchange.services.take_step import APPROVE
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.formats.carried_media import (
    MOST_BYTES,
    NAME,
    CarriedFile,
    CarriedMediaError,
    Manifest,
    code_fits,
    differences,
    digest_of_list,
    files_in,
    read_list,
)
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember

MOST_TOLD = 20
"""Differences told one by one; of the rest only how many."""


def list_medium(
    folder: Path, *, label: str, partner: str, purpose: str, actor: StaffMember, at: datetime
) -> Medium:
    """List what is to be carried out, and put the list on the medium.

    Args:
        folder: What lies on the medium, or will.
        label: The number written on the medium.
        partner: To whom it goes.
        purpose: What it holds; no person's name.
        actor: Who lists it; needs ``exchange.prepare``.
        at: When.

    Raises:
        ExchangeRefusedError: A word is missing, nothing is there, or it was listed before.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, PREPARE, on=at.date())
    words = [blank_numbers_in_words(word.strip()) for word in (label, partner, purpose)]
    if not all(words):
        raise ExchangeRefusedError("媒体番号、相手、内容を入れてください。")
    listed = Manifest(words[0], words[1], words[2], _files(folder))
    (folder / NAME).write_bytes(listed.content())
    return _entered(listed, Direction.OUT, actor=actor, at=at)


def take_in_medium(folder: Path, *, code: str, actor: StaffMember, at: datetime) -> Medium:
    """Check a medium that came against its list and the code that was told apart from it.

    Args:
        folder: The medium.
        code: The code that the other side told, not on the medium.
        actor: Who checks; needs ``exchange.prepare``.
        at: When.

    Raises:
        ExchangeRefusedError: There is no list, the code is another's, a file is altered,
            missing or too many, or the medium came before. Nothing is taken of it.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, PREPARE, on=at.date())
    content = _list_content(folder)
    digest = digest_of_list(content)
    try:
        listed = read_list(content)
    except CarriedMediaError as error:
        _refuse(str(error), "", actor, at)
    if not code_fits(digest, code):
        _refuse(
            "確認コードが一覧と合いません。一覧が書き換えられたか、別の媒体です。"
            "相手に確かめるまで取り込まないでください。",
            listed.label,
            actor,
            at,
        )
    told = differences(listed.files, _files(folder))
    if told:
        _refuse(_sentences(told), listed.label, actor, at)
    return _entered(listed, Direction.IN, digest=digest, actor=actor, at=at)


@transaction.atomic
def decide_medium(
    medium_id: int, *, approved: bool, note: str = "", actor: StaffMember, at: datetime
) -> None:
    """Enter the second person's word on a medium.

    Raises:
        ExchangeRefusedError: It is not there, was decided, or the actor listed it.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, APPROVE, on=at.date())
    one = _locked(medium_id)
    if same_person(actor, one.prepared_by):
        raise ExchangeRefusedError("作成した本人は承認できません。別の職員に依頼してください。")
    if one.steps.exists():
        raise ExchangeRefusedError("この媒体は決定済みです。画面を読み直してください。")
    if not approved and not note.strip():
        raise ExchangeRefusedError("取り下げる理由を記事に入れてください。")
    _step(one, Passage.APPROVED if approved else Passage.TURNED_DOWN, note, actor, at)


@transaction.atomic
def carry_medium(medium_id: int, folder: Path, *, actor: StaffMember, at: datetime) -> None:
    """Say that an approved medium passes the gate, once it was checked again.

    Args:
        medium_id: Which.
        folder: Where it lies now; what was approved must lie there, and nothing else.
        actor: Who carries it; needs ``exchange.prepare``.
        at: When.

    Raises:
        ExchangeRefusedError: It is not approved, was carried, or is not as approved.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, PREPARE, on=at.date())
    one = _locked(medium_id)
    done = set(one.steps.values_list("step", flat=True))
    if done != {Passage.APPROVED}:
        raise ExchangeRefusedError("承認済みで、まだ受け渡していない媒体だけを受け渡せます。")
    if digest_of_list(_list_content(folder)) != one.digest:
        raise ExchangeRefusedError(
            f"{NAME} が承認されたものと違います。承認された媒体かどうかを確かめてください。"
        )
    told = differences((CarriedFile(**each) for each in one.files), _files(folder))
    if told:
        raise ExchangeRefusedError(_sentences(told))
    _step(one, Passage.CARRIED, "", actor, at)


def _files(folder: Path) -> tuple[CarriedFile, ...]:
    try:
        return files_in(folder)
    except CarriedMediaError as error:
        raise ExchangeRefusedError(str(error)) from error


def _list_content(folder: Path) -> bytes:
    place = folder / NAME
    if place.is_symlink() or not place.is_file():
        raise ExchangeRefusedError(
            f"{NAME} がありません。一覧の無い媒体は受け渡せません。相手に作成を依頼してください。"
        )
    with place.open("rb") as content:
        return content.read(MOST_BYTES + 1)


def _sentences(told: list[str]) -> str:
    more = f"ほか {len(told) - MOST_TOLD} 件。" if len(told) > MOST_TOLD else ""
    lines = "\n".join(told[:MOST_TOLD])
    return f"媒体が一覧と一致しません。何も取り込まず、相手に返してください。\n{lines}{more}"


def _refuse(text: str, label: str, actor: StaffMember, at: datetime) -> NoReturn:
    """Put on record that a medium was refused, and refuse it."""
    audit.record(
        action="exchange.medium.refused",
        actor=actor,
        at=at,
        subject_kind="medium",
        details={"label": blank_numbers_in_words(label)},
    )
    raise ExchangeRefusedError(text)


def _entered(
    listed: Manifest,
    direction: Direction,
    *,
    digest: str = "",
    actor: StaffMember,
    at: datetime,
) -> Medium:
    try:
        with transaction.atomic():
            made = Medium.objects.create(
                direction=direction,
                label=listed.label[:40],
                partner=listed.partner[:60],
                purpose=listed.purpose[:100],
                files=[asdict(one) for one in listed.files],
                file_count=len(listed.files),
                size_bytes=sum(one.size_bytes for one in listed.files),
                digest=digest or digest_of_list(listed.content()),
                prepared_by=actor,
                prepared_at=at,
            )
            _record("listed", made, actor, at)
    except IntegrityError:
        raise ExchangeRefusedError(
            "同じ内容の媒体を、すでに登録しています。一覧で確かめてください。"
        ) from None
    return made


def _locked(medium_id: int) -> Medium:
    one = Medium.objects.select_for_update().filter(pk=medium_id).first()
    if one is None:
        raise ExchangeRefusedError("この媒体はありません。一覧を読み直してください。")
    return one


def _step(one: Medium, step: Passage, note: str, actor: StaffMember, at: datetime) -> None:
    words = blank_numbers_in_words(note.strip())
    try:
        with transaction.atomic():
            MediumStep.objects.create(medium=one, step=step, note=words, done_by=actor, done_at=at)
    except IntegrityError:
        raise ExchangeRefusedError(f"「{step.label}」は済んでいます。") from None
    _record(step.value, one, actor, at)


def _record(act: str, one: Medium, actor: StaffMember, at: datetime) -> None:
    audit.record(
        action=f"exchange.medium.{act}",
        actor=actor,
        at=at,
        subject_kind="medium",
        subject_id=str(one.pk),
        details={"direction": one.direction, "files": one.file_count, "digest": one.digest},
    )
