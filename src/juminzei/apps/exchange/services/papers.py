"""What goes out with a consignment: the letter as PDF, and reports as files of their form."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from juminzei.apps.addressees.api import birthdays, postal, withheld
from juminzei.apps.assessment.api import DocumentKind, TaxDocument, report_copies
from juminzei.apps.exchange.models import (
    Consignment,
    ConsignmentKind,
    OutgoingNoticeKind,
    Step,
)
from juminzei.apps.exchange.notice_amounts import AMOUNTS
from juminzei.apps.exchange.selectors.copied_figures import copied_figures
from juminzei.apps.exchange.selectors.protected import SEE_PROTECTED, telling
from juminzei.apps.exchange.services.prepare_documents import PREPARE
from juminzei.apps.exchange.services.refusal import ExchangeRefusedError
from juminzei.apps.exchange.services.void_gift_papers import void_gift_papers
from juminzei.apps.images.api import page_content
from juminzei.base.wareki import tax_year_text, wareki_text
from juminzei.formats.forwarded_lot import LETTER, NAME, ForwardedLot, listing
from juminzei.notices.city_letter.form import CityLetter
from juminzei.notices.city_letter.page import city_letter_pdf
from juminzei.notices.wording import city_wording
from juminzei.platform.audit import services as audit
from juminzei.platform.documents.exchange_rules import exchange_rules
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from juminzei.apps.exchange.models import OutgoingNotice
    from juminzei.platform.staff.models import StaffMember

FILES = {
    DocumentKind.WAGE: "form315.csv",
    DocumentKind.PENSION: "form331.csv",
    DocumentKind.ONE_STOP: "one_stop.csv",
}
SUFFIXES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"II*\x00": "tif", b"MM\x00*": "tif"}
"""How a scanned page begins → how the name of its copy ends."""
COLUMNS = ("資料番号", "種類", "提出者", "氏名")
SENT_ON = (
    "下記の課税資料は、１月１日の住所が貴市区町村にあると認められるため、送付します。"
    "受領の際は、件数を確かめ、受領の旨をご連絡ください。"
)
CARE = (
    "支援措置の対象者に関する資料を含みます。住所が相手方に伝わらないよう、取扱いにご注意ください。"
)
SAYS = {
    OutgoingNoticeKind.TAXED_HERE: (
        "下記の方は、貴市区町村の住民基本台帳に記録されていますが、本市に住所があるものとして"
        "個人住民税を課税しますので、地方税法294条3項により通知します。"
    ),
    OutgoingNoticeKind.ONE_STOP_CORRECTION: (
        "さきに送付した申告特例通知（地方税法附則7条）について、下記のとおり訂正します。"
    ),
    OutgoingNoticeKind.ANSWER: "ご照会の件について、下記のとおり回答します。",
}


@transaction.atomic
def papers(consignment_id: int, *, actor: StaffMember, at: datetime) -> dict[str, bytes]:
    """Return what goes out with an approved consignment, by file name.

    The letter lists the documents and has a sheet with the copy of each; reports are beside it
    as files of their form, and the scanned pages as they were stored. Individual Numbers stand in
    none of what is written here; a scan may show what the paper showed.

    Args:
        consignment_id: Which.
        actor: Who takes it out; needs ``exchange.prepare``.
        at: When; the day stands on the letter.

    Raises:
        ExchangeRefusedError: It is not there, not approved, or erased.
        juminzei.platform.staff.services.NotPermittedError: The actor may not, or may not see
            where a protected person's documents go.
    """
    require(actor, PREPARE, on=at.date())
    one = Consignment.objects.filter(pk=consignment_id).first()
    if one is None:
        raise ExchangeRefusedError("この送付はありません。一覧を読み直してください。")
    careful = one.pk in telling([one], withheld(at.date()))
    if careful:
        require(actor, SEE_PROTECTED, on=at.date())
    done = set(one.steps.values_list("step", flat=True))
    if Step.APPROVED not in done or done & {Step.TURNED_DOWN, Step.ERASED}:
        raise ExchangeRefusedError("承認済みで、写しを消去していない送付だけを出力できます。")
    made = _made(one, at.date(), careful=careful)
    audit.record(
        action="exchange.papers.made",
        actor=actor,
        at=at,
        subject_kind="consignment",
        subject_id=str(one.pk),
        details={"files": sorted(name for name in made if "/" not in name), **_scans_in(made)},
    )
    return made


def _made(one: Consignment, on: date, *, careful: bool) -> dict[str, bytes]:
    if one.kind == ConsignmentKind.NOTICE:
        return {LETTER: city_letter_pdf(_notice(one.notice, on))}
    if one.kind == ConsignmentKind.ONE_STOP:
        here = settings.CONFIGURATION.municipality
        return void_gift_papers(one, on, issuer=_issuer(), here=here)
    return _documents(one, on, careful=careful)


def _documents(one: Consignment, on: date, *, careful: bool) -> dict[str, bytes]:
    keys = list(one.documents.values_list("document_id", flat=True))
    if not keys:
        return {}
    rows = list(
        TaxDocument.objects.filter(pk__in=keys)
        .select_related("image_set")
        .order_by("document_number")
    )
    letter = CityLetter(
        number=one.pk,
        issuer=_issuer(),
        title="課税資料の送付について（回送）",
        municipality=one.municipality,
        made_on=on,
        text=SENT_ON,
        caution=CARE if careful else "",
        facts=[
            ("年度・税目", f"{tax_year_text(one.tax_year)}　個人住民税"),
            ("件数", f"{len(rows)}件"),
        ],
        columns=COLUMNS,
        rows=[
            (str(row.document_number), row.get_kind_display(), row.payer_name, row.name)
            for row in rows
        ],
        sheets=[
            (
                f"{row.get_kind_display()}の写し（資料番号 {row.document_number}）",
                copied_figures(row),
            )
            for row in rows
        ],
    )
    files = report_copies(keys, one.municipality)
    return _listed(
        one,
        rows,
        {
            LETTER: city_letter_pdf(letter),
            **{FILES[DocumentKind(kind)]: data for kind, data in files.items()},
            **_scans(rows),
        },
    )


def _listed(
    one: Consignment, rows: Sequence[TaxDocument], made: dict[str, bytes]
) -> dict[str, bytes]:
    """Return the files with their list, by which another city takes them in as one lot."""
    in_files = (row for row in rows if row.kind != DocumentKind.ONE_STOP or row.birth_on)
    counts = Counter(row.kind for row in in_files)
    lot = ForwardedLot(
        number=one.pk,
        sender=settings.CONFIGURATION.municipality,
        receiver=one.municipality,
        tax_year=one.tax_year,
        documents=len(rows),
        files=listing(made),
        documents_in={name: counts[kind] for kind, name in FILES.items() if name in made},
    )
    return {NAME: lot.content(), **made}


def _scans(rows: Sequence[TaxDocument]) -> dict[str, bytes]:
    """Return every scanned page of the documents, named by 資料番号 and page."""
    made: dict[str, bytes] = {}
    if not exchange_rules().forwarding_scans:
        return made
    for row in rows:
        pages = row.image_set.pages if row.image_set is not None else 0
        for page in range(1, pages + 1):
            content = page_content(row.image_set_id or 0, page)
            suffix = next(end for start, end in SUFFIXES.items() if content.startswith(start))
            made[f"scans/{row.document_number}-{page}.{suffix}"] = content
    return made


def _scans_in(made: Mapping[str, bytes]) -> dict[str, int]:
    scans = sum("/" in name for name in made)
    return {"scans": scans} if scans else {}


def _notice(notice: OutgoingNotice, on: date) -> CityLetter:
    one = notice.consignment
    person = notice.addressee_id
    kind = OutgoingNoticeKind(notice.kind)
    named = postal([person])[person]
    birth_on = birthdays([person]).get(person)
    facts = [
        ("年度・税目", f"{tax_year_text(one.tax_year)}　個人住民税"),
        ("氏名", named.name),
        ("生年月日", wareki_text(birth_on) if birth_on else "—"),
        ("住所", withheld(on).address(person, named.address)),
        *([("貴文書番号", notice.reference)] if notice.reference else []),
        *((AMOUNTS[name], f"{yen:,}円") for name, yen in notice.amounts.items()),
        *([("内容", notice.words)] if notice.words else []),
    ]
    return CityLetter(
        number=one.pk,
        issuer=_issuer(),
        title=kind.label,
        municipality=one.municipality,
        made_on=on,
        text=SAYS[kind],
        facts=facts,
    )


def _issuer() -> str:
    return city_wording.load(settings.CONFIGURATION.ordinance).city.issuer
