"""Giving back to a sender what was wrong: made by one, granted by another, sent, answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from juminzei.apps.addressees.api import withheld
from juminzei.apps.receiving.models import (
    Employer,
    LetterMatter,
    LetterStep,
    LetterWay,
    SenderLetter,
    SenderLetterStep,
)
from juminzei.apps.receiving.selectors.employers import present
from juminzei.apps.receiving.selectors.letter_matters import matter_of, perhaps_protected
from juminzei.apps.receiving.selectors.sender_letters import answering_files
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.notices.sender_letter.form import SenderLetterSheet
from juminzei.notices.sender_letter.page import sender_letter_pdf
from juminzei.notices.wording import city_wording
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.apps.receiving.selectors.letter_matters import Matter
    from juminzei.platform.staff.models import StaffMember

PREPARE, GRANT = "exchange.prepare", "exchange.approve"
"""Whatever leaves the city is made and granted by the same two functions."""
OF = {
    LetterMatter.ROWS: "received_file_id",
    LetterMatter.FILE: "delivered_file_id",
    LetterMatter.APPLICATION: "application_id",
    LetterMatter.SUMMARY: "summary_id",
}
NEEDS = {
    LetterStep.GRANTED: (frozenset(), frozenset({LetterStep.TURNED_DOWN})),
    LetterStep.TURNED_DOWN: (frozenset(), frozenset({LetterStep.SENT})),
    LetterStep.SENT: (frozenset({LetterStep.GRANTED}), frozenset({LetterStep.TURNED_DOWN})),
    LetterStep.ANSWERED: (frozenset({LetterStep.SENT}), frozenset({LetterStep.CLOSED})),
    LetterStep.CLOSED: (frozenset({LetterStep.SENT}), frozenset({LetterStep.ANSWERED})),
}
"""Step → what must have been done before, and what must not."""
MOST_LINES = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterEntry:
    """What a clerk says of a letter: of what, to whom, until when.

    Attributes:
        matter: What is given back.
        key: Of the file, notification or summary.
        reply_by: Until when a corrected one is asked for.
        employer: An employer of the register; then its name and address count.
        receiver: Otherwise whom it goes to.
        address: And where.
    """

    matter: LetterMatter
    key: int
    reply_by: date
    employer: int | None = None
    receiver: str = ""
    address: str = ""


@transaction.atomic
def prepare_letter(entry: LetterEntry, *, actor: StaffMember, at: datetime) -> SenderLetter:
    """Make up a letter; what is wrong stands in it as it is now.

    Args:
        entry: What the clerk says.
        actor: Who makes it up; needs ``exchange.prepare``.
        at: When.

    Raises:
        ReceivingRefusedError: There is nothing to give back, nobody to whom, or the file names
            several payers and it would go to one of them.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, PREPARE, on=at.date())
    matter = matter_of(entry.matter, entry.key)
    if matter is None or not matter.lines:
        raise ReceivingRefusedError("差し戻すところはありません。画面を読み直してください。")
    if len(matter.lines) > MOST_LINES:
        raise ReceivingRefusedError(
            f"差し戻すところが {MOST_LINES:,} か所を超えています。"
            "ファイル全体の様式を確かめるよう、提出者に直接連絡してください。"
        )
    if entry.reply_by <= at.date():
        raise ReceivingRefusedError("提出期限は、明日以後の日としてください。")
    made = SenderLetter.objects.create(
        matter=entry.matter,
        **{OF[entry.matter]: entry.key},
        kind=matter.file_kind,
        about=matter.about[:160],
        lines=[list(line) for line in matter.lines],
        **_receiver(entry, matter),
        reply_by=entry.reply_by,
        prepared_by=actor,
        prepared_at=at,
    )
    _record("prepared", made, actor, at)
    return made


@transaction.atomic
def take_letter_step(
    letter_id: int,
    step: LetterStep,
    *,
    way: LetterWay = LetterWay.NONE,
    note: str = "",
    answer: int | None = None,
    actor: StaffMember,
    at: datetime,
) -> None:
    """Take one step with a letter, once.

    Args:
        letter_id: Which.
        step: What is done.
        way: How it was sent.
        note: Words for the record; needed to turn down, to close, and for an answer that is
            no file.
        answer: The file that came as an answer, one of those that may be it.
        actor: Who; needs ``exchange.approve`` to grant, otherwise ``exchange.prepare``.
        at: When.

    Raises:
        ReceivingRefusedError: The step is not the next one, or a word that is needed is missing.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, GRANT if step == LetterStep.GRANTED else PREPARE, on=at.date())
    one = SenderLetter.objects.select_for_update().filter(pk=letter_id).first()
    if one is None:
        raise ReceivingRefusedError("この差戻しはありません。一覧を読み直してください。")
    _check_order(one, step, actor)
    _check_words(one, step, way, note, at)
    if step == LetterStep.ANSWERED:
        _check_answer(one, note, answer)
    try:
        with transaction.atomic():
            SenderLetterStep.objects.create(
                letter=one,
                step=step,
                way=way,
                note=blank_numbers_in_words(note.strip())[:100],
                answer_id=answer if step == LetterStep.ANSWERED else None,
                done_by=actor,
                done_at=at,
            )
    except IntegrityError:
        raise ReceivingRefusedError(f"「{step.label}」は済んでいます。") from None
    _record(step.value, one, actor, at)


@transaction.atomic
def letter_paper(letter_id: int, *, actor: StaffMember, at: datetime) -> bytes:
    """Return a granted letter as PDF.

    Raises:
        ReceivingRefusedError: It is not there, or nobody granted it.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, PREPARE, on=at.date())
    one = SenderLetter.objects.select_related("employer").filter(pk=letter_id).first()
    done = set() if one is None else set(one.steps.values_list("step", flat=True))
    if one is None or LetterStep.GRANTED not in done or LetterStep.TURNED_DOWN in done:
        raise ReceivingRefusedError("承認された差戻しだけを出力できます。")
    _record("printed", one, actor, at)
    granted = one.steps.get(step=LetterStep.GRANTED)
    hidden = address_hidden(one, at.date())
    return sender_letter_pdf(
        SenderLetterSheet(
            number=one.pk,
            issuer=city_wording.load(settings.CONFIGURATION.ordinance).city.issuer,
            receiver=one.receiver,
            postcode="" if hidden else one.postcode,
            address="" if hidden else one.address,
            made_on=localtime(granted.done_at).date(),
            reply_by=one.reply_by,
            about=one.about,
            rows=one.lines,
        )
    )


def address_hidden(letter: SenderLetter, on: date) -> bool:
    """Return whether the address of a letter may be a protected person's, and is not told."""
    number = letter.employer.corporate_number if letter.employer else ""
    return perhaps_protected(letter.receiver, number, withheld(on))


def _receiver(entry: LetterEntry, matter: Matter) -> dict[str, object]:
    if entry.employer is not None:
        known = Employer.objects.filter(pk=entry.employer).first()
        if known is None:
            raise ReceivingRefusedError("事業所番号が登録されていません。番号を確かめてください。")
        if matter.several:
            raise ReceivingRefusedError(
                "このファイルには複数の支払者の資料があります。"
                "一つの事業所ではなく、ファイルを提出した人を宛先にしてください。"
            )
        one = present(known)
        if matter.employer is not None and present(matter.employer).pk != one.pk:
            raise ReceivingRefusedError("資料を提出した事業所と違います。宛先を確かめてください。")
        told = {"receiver": one.name, "postcode": one.postcode, "address": one.address}
        return {"employer": one, **told}
    name = blank_numbers_in_words(entry.receiver.strip())
    if not name:
        raise ReceivingRefusedError("宛先の事業所番号か、名称を入れてください。")
    return {"receiver": name[:120], "address": blank_numbers_in_words(entry.address.strip())[:200]}


def _check_order(one: SenderLetter, step: LetterStep, actor: StaffMember) -> None:
    done = set(one.steps.values_list("step", flat=True))
    before, not_before = NEEDS[step]
    if step in done:
        raise ReceivingRefusedError(f"「{step.label}」は済んでいます。")
    if not before <= done or not_before & done:
        raise ReceivingRefusedError(
            f"今の状態では「{step.label}」にできません。画面を読み直してください。"
        )
    if step == LetterStep.GRANTED and same_person(actor, one.prepared_by):
        raise ReceivingRefusedError("作成した本人は承認できません。別の職員に依頼してください。")


def _check_words(
    one: SenderLetter, step: LetterStep, way: LetterWay, note: str, at: datetime
) -> None:
    if step == LetterStep.SENT and way == LetterWay.NONE:
        raise ReceivingRefusedError("送付方法を選んでください。")
    if step in {LetterStep.TURNED_DOWN, LetterStep.CLOSED} and not note.strip():
        raise ReceivingRefusedError("記事に理由を入れてください。")
    if step == LetterStep.CLOSED and one.reply_by >= at.date():
        raise ReceivingRefusedError("提出期限が過ぎるまで、回答なしで終えることはできません。")


def _check_answer(one: SenderLetter, note: str, answer: int | None) -> None:
    if answer is None and not note.strip():
        raise ReceivingRefusedError("届いたファイルを選ぶか、回答の内容を記事に入れてください。")
    if answer is not None and answer not in {file.pk for file in answering_files(one)}:
        raise ReceivingRefusedError(
            "送付した後に同じ提出者から届いた、同じ種類のファイルを選んでください。"
        )


def _record(act: str, one: SenderLetter, actor: StaffMember, at: datetime) -> None:
    audit.record(
        action=f"receiving.letter.{act}",
        actor=actor,
        at=at,
        subject_kind="sender_letter",
        subject_id=str(one.pk),
        details={"matter": one.matter, "lines": len(one.lines)},
    )
