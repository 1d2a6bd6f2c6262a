"""Printing the sheet of a public notice (公示送達書の作成)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from juminzei.apps.addressees.api import is_protected, postal
from juminzei.apps.correspondence.models import Document, PublicNoticeAct
from juminzei.apps.correspondence.precedence import taxes
from juminzei.apps.correspondence.selectors.public_notices import public_notices
from juminzei.apps.correspondence.services.refusal import CorrespondenceRefusedError
from juminzei.base.wareki import tax_year_text
from juminzei.notices.public_notice.form import PublicNoticeForm
from juminzei.notices.public_notice.page import public_notice_pdf
from juminzei.notices.wording import city_wording
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.correspondence.selectors.public_notices import NoticeSoFar
    from juminzei.platform.staff.models import StaffMember

APPROVED = frozenset({PublicNoticeAct.APPROVED, PublicNoticeAct.POSTED})


@transaction.atomic
def print_public_notice(notice_id: int, *, actor: StaffMember, at: datetime) -> bytes:
    """Return the sheet as PDF, and record who printed it.

    It shows neither income nor amounts, and of a protected person no address.

    Raises:
        CorrespondenceRefusedError: There is no such notice, or nobody approved it.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "correspondence.edit", on=at.date())
    notice = public_notices().filter(pk=notice_id).first()
    if notice is None:
        raise CorrespondenceRefusedError("この公示送達はありません。一覧を読み直してください。")
    if notice.act not in APPROVED:
        raise CorrespondenceRefusedError("承認されていない公示送達書は、作成できません。")
    audit.record(
        action="correspondence.public_notice.printed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=str(notice.letter.addressee_id),
        details={"public_notice": notice.pk},
    )
    return public_notice_pdf(_form(notice, at))


def _form(notice: NoticeSoFar, at: datetime) -> PublicNoticeForm:
    letter = notice.letter
    person = postal([letter.addressee_id])[letter.addressee_id]
    hidden = is_protected(letter.addressee_id, on=at.date())
    year, document = tax_year_text(letter.tax_year), Document(letter.document).label
    return PublicNoticeForm(
        number=notice.pk,
        issuer=city_wording.load(settings.CONFIGURATION.ordinance).city.issuer,
        name=person.name,
        last_address="" if hidden else person.address,
        document=f"{year}　{taxes()[letter.tax]}　{document}",
        posted_on=notice.posted_on,
    )
