"""Letters about a case: to the taxpayer, the employer, another city; each is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db import transaction

from juminzei.apps.addressees.api import is_protected, postal
from juminzei.apps.correspondence.api import recipients
from juminzei.apps.crosschecks.check_rules import checks
from juminzei.apps.crosschecks.models import Case, CaseLetter, CaseState, LetterKind
from juminzei.apps.crosschecks.selectors.cases import documents_of, people_of
from juminzei.apps.crosschecks.services.refusal import CrosschecksRefusedError
from juminzei.base.numbers import municipality_code
from juminzei.base.wareki import tax_year_text, wareki_text
from juminzei.notices.crosscheck_letter.form import CrosscheckLetter
from juminzei.notices.crosscheck_letter.page import crosscheck_letter_pdf
from juminzei.notices.wording import city_wording
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.apps.assessment.api import TaxDocument
    from juminzei.apps.crosschecks.check_rules import Check
    from juminzei.platform.staff.models import StaffMember

WRITE = "crosschecks.letter"
ENDS_OF_CITIES = ("市", "区", "町", "村")
REPORTS = frozenset({"wage_report", "pension_report"})
TITLES = {
    LetterKind.TAXPAYER: "課税資料の内容についての照会",
    LetterKind.DENIAL: "控除の見直しについてのお知らせ",
    LetterKind.EMPLOYER: "給与支払報告書等の内容についての確認",
    LetterKind.CITY: "扶養親族等についての照会（扶養照会）",
}
REQUESTS = {
    LetterKind.TAXPAYER: "お心当たりを期限までにお知らせください。",
    LetterKind.DENIAL: ("このため、期限までにお申出がなければ、控除を見直して税額を計算します。"),
    LetterKind.EMPLOYER: (
        "扶養控除等申告書などにより内容を確認し、期限までに訂正の報告書を提出するか、"
        "ご回答ください。"
    ),
    LetterKind.CITY: (
        "地方税法20条の11により、下記の方の親族の、貴市区町村での所得の有無と扶養の状況について"
        "ご回答ください。"
    ),
}
ABOUT_OTHERS = "配偶者・扶養親族等の記載を確認する必要があります。"
"""What others are told in place of the finding: nobody's income."""


class AskedCity(NamedTuple):
    """The city that an inquiry goes to."""

    municipality: str
    """Six digits."""
    name: str
    """With 市, 区, 町 or 村 at its end."""


class Receiver(NamedTuple):
    """To whom a letter goes."""

    name: str
    honorific: str
    postcode: str
    address: str


@transaction.atomic
def write_letter(
    *,
    case_id: int,
    kind: str,
    to: int,
    reply_by: date,
    actor: StaffMember,
    at: datetime,
    city: AskedCity | None = None,
) -> tuple[CaseLetter, bytes]:
    """Return a letter about a case and its sheet as PDF.

    The taxpayer is told what was found, with the taxpayer's own figures only, where letters of
    the tax go; employers and other cities only that an entry has to be confirmed. An
    employer's address is the report's; of a case about all of an employer's reports, the
    employer is told what it stated and what arrived. About a protected person nothing goes to
    another city; else the city is told the address there that the document names.

    Args:
        case_id: The case.
        kind: A value of ``LetterKind``.
        to: The addressee number of somebody in the case; of an employer's letter, the key of
            the report.
        reply_by: Until when an answer is asked for; after today.
        actor: Who writes it; needs ``crosschecks.letter``.
        at: When.
        city: Of an inquiry to another city: which one.

    Raises:
        CrosschecksRefusedError: The case is not there or gone, or the letter cannot be sent.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, WRITE, on=at.date())
    employers = kind == LetterKind.EMPLOYER
    case = _written_about(case_id, reply_by, at, of_anybody=employers)
    document = _document(case, to) if employers else None
    asked = _asked(kind, city)
    person = _person(case, to) if document is None else document.addressee_id
    whole = case.addressee_id is None
    letter = CaseLetter(
        case=case,
        kind=kind,
        person_id=None if whole else person,
        document=document,
        municipality=asked.municipality,
        city_name=asked.name,
        reply_by=reply_by,
        made_at=at,
        made_by=actor,
    )
    receiver = _receiver(letter, at)
    letter.save()
    _record(letter, actor, at)
    return letter, crosscheck_letter_pdf(_form(letter, receiver, at))


def _record(letter: CaseLetter, actor: StaffMember, at: datetime) -> None:
    audit.record(
        action="crosschecks.letter.written",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{letter.person_id or 0:010d}",
        details={
            "case": letter.case_id,
            "letter": letter.pk,
            "kind": letter.kind,
            "municipality": letter.municipality,
        },
    )


def _written_about(case_id: int, reply_by: date, at: datetime, *, of_anybody: bool) -> Case:
    """Return a case that a letter may be written about; one of nobody to employers only."""
    case = Case.objects.select_related("relative__document").filter(pk=case_id).first()
    if case is None or (case.addressee_id is None and not of_anybody):
        raise CrosschecksRefusedError("この該当はありません。一覧を読み直してください。")
    if case.state in {CaseState.GONE, CaseState.NOT_SO}:
        raise CrosschecksRefusedError("対象外・消滅の該当について、文書は作れません。")
    if reply_by <= at.date():
        raise CrosschecksRefusedError("回答期限は、明日以後の日としてください。")
    return case


def _document(case: Case, key: int) -> TaxDocument:
    """Return the report that an employer is written to about."""
    whole = case.addressee_id is None
    every = [one for one in documents_of(case) if one.kind in REPORTS]
    reports = [one for one in every if one.addressee_id or whole]
    found = next((one for one in reports if one.pk == key), None)
    if found is None:
        raise CrosschecksRefusedError("支払者の報告書を選んでください。")
    return found


def _asked(kind: str, city: AskedCity | None) -> AskedCity:
    """Return the city that is asked, an empty one of other letters."""
    if kind != LetterKind.CITY:
        return AskedCity("", "")
    if city is None or not city.name.endswith(ENDS_OF_CITIES):
        raise CrosschecksRefusedError(
            "照会先の市区町村の名前を、市・区・町・村まで入れてください。"
        )
    if not municipality_code.is_valid(city.municipality):
        raise CrosschecksRefusedError(
            "照会先の市区町村コードが正しくありません。検査数字を含む6桁で入れてください。"
        )
    if city.municipality == settings.CONFIGURATION.municipality:
        raise CrosschecksRefusedError("照会先が自市町村です。住所地の市区町村を入れてください。")
    return city


def _person(case: Case, number: int) -> int:
    if number not in {one.number for one in people_of(case)}:
        raise CrosschecksRefusedError("この該当の人を選んでください。")
    return number


def _receiver(letter: CaseLetter, at: datetime) -> Receiver:
    if letter.document is not None:
        return Receiver(letter.document.payer_name, "御中", "", letter.document.payer_address)
    person = letter.person_id or 0
    if letter.kind == LetterKind.CITY:
        about = {person, letter.case.addressee_id, letter.case.other_id} - {None}
        if any(is_protected(one or 0, on=at.date()) for one in about):
            raise CrosschecksRefusedError(
                "支援措置の対象者です。他市町村への照会は、支援措置の担当と相談してください。"
            )
        return Receiver(f"{letter.city_name}長", "様", "", "")
    one = recipients([person], tax="ordinary", on=at.date()).get(person)
    if one is None or one.stopped:
        why = one.stopped if one else "宛名がありません"
        raise CrosschecksRefusedError(f"この人への文書は送れません（{why}）。")
    return Receiver(one.name, "様", one.postcode, one.address)


def _form(letter: CaseLetter, receiver: Receiver, at: datetime) -> CrosscheckLetter:
    check = checks().get(letter.case.check_id)
    return CrosscheckLetter(
        number=letter.pk,
        issuer=city_wording.load(settings.CONFIGURATION.ordinance).city.issuer,
        title=TITLES[LetterKind(letter.kind)],
        receiver=receiver.name,
        honorific=receiver.honorific,
        postcode=receiver.postcode,
        address=receiver.address,
        made_on=at.date(),
        reply_by=letter.reply_by,
        about=f"{tax_year_text(letter.case.tax_year)}　個人住民税",
        person=_named(letter),
        relative=_relative(letter),
        matter=_matter(letter, check),
        request=REQUESTS[LetterKind(letter.kind)],
        basis=check.basis if check else "",
    )


def _named(letter: CaseLetter) -> str:
    """Return of whom the letter is; nobody where it is about an employer's reports."""
    number = letter.person_id
    return "" if number is None else f"{postal([number])[number].name}　様"


def _relative(letter: CaseLetter) -> str:
    """Return which relative a letter is about, to those who named them, or who must know whom.

    Another city is asked by name, reading, birthday and the address that the document names
    there (of nobody protected: nothing is sent then); taxpayer and employer are told the
    name that they wrote themselves.
    """
    one = letter.case.relative
    if one is None:
        return ""
    if letter.kind == LetterKind.CITY:
        born = f"　{wareki_text(one.birth_on)}生" if one.birth_on else ""
        lives = f"　住所 {one.apart_address}" if one.apart_address else ""
        return f"{one.name}（{one.kana}）{born}{lives}"
    named_it = one.document.addressee_id == letter.person_id
    told = one.document_id == letter.document_id if letter.document_id else named_it
    return f"{one.name}（資料の記載）" if told else ""


def _matter(letter: CaseLetter, check: Check | None) -> str:
    """Return what is told: figures to whom they are, nobody's income to anybody else."""
    if check is not None and check.table == "employers":
        return f"{check.name}。{letter.case.reason}"
    if check is None or letter.kind in {LetterKind.EMPLOYER, LetterKind.CITY}:
        return ABOUT_OTHERS
    own = check.table in {"persons", "documents"}
    return f"{check.name}。{letter.case.reason}" if own else f"{check.name}。"
