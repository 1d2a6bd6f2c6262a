"""A woman and her child who fled, the man they fled from, and every trace of where they live.

Each trace bears a sign that stands nowhere else, so that it is found wherever it gets out.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from juminzei.apps.addressees.models import Addressee, AddresseeVersion
from juminzei.apps.assessment.models import Notice, NoticeFile, TaxDocument
from juminzei.web.views.notice_file import stored_at
from support.letters import arrange
from support.page_rows import AT, person
from support.protection_cases import begun_today
from support.tax_rows import (
    candidate,
    frozen_list,
    listed,
    matched,
    received,
    run,
    version,
    wage_report,
)
from support.unified_rows import numbered

if TYPE_CHECKING:
    from juminzei.apps.assessment.models import AssessmentVersion
    from juminzei.apps.protection.models import ProtectionCase
    from juminzei.platform.staff.models import StaffMember

TOWN = "秘匿町"
HOUSEHOLD, POSTCODE, MUNICIPALITY = 7_351_904, "9073514", "473514"
SIGNS = (TOWN, str(HOUSEHOLD), POSTCODE, f"{POSTCODE[:3]}-{POSTCODE[3:]}", MUNICIPALITY)
FORMER = 5_555_001
"""The household of all three, before."""


@dataclass
class Family:
    """Whom and what the tests need to name."""

    she: Addressee
    child: Addressee
    he: Addressee
    merged: Addressee
    """An old number of hers."""
    documents: list[TaxDocument]
    version: AssessmentVersion
    file: NoticeFile
    clerk: StaffMember

    @property
    def hidden(self) -> set[int]:
        """Return whose addresses are withheld."""
        return {self.she.number, self.child.number, self.merged.number}

    def protect(self, clerk: StaffMember) -> ProtectionCase:
        """Enter the application, as a temporary protection."""
        return begun_today(self.she, clerk, joint=(self.child.number,), other_party=self.he.number)


def family(clerk: StaffMember) -> Family:
    """Enter the family, their papers and letters; nobody is protected yet."""
    he = person(11, "山田 太郎", "ヤマダ タロウ", household_number=FORMER)
    she = _fled(12, "山田 花子", "ヤマダ ハナコ", date(1985, 1, 31))
    child = _fled(13, "山田 一", "ヤマダ ハジメ", date(2015, 4, 1))
    merged = _fled(14, "山田 花", "ヤマダ ハナ", date(1985, 1, 31))
    Addressee.objects.filter(pk=merged.pk).update(merged_into=she)
    near = person(15, "川口 和子", "カワグチ カズコ", address="加須市三俣三丁目3番地")
    taxable = frozen_list(clerk)
    for one in (he, she, child):
        listed(taxable, one)
    file = received(clerk)
    own = wage_report(file, 1, 3_000_000, address=f"加須市{TOWN}一丁目1番1号")
    matched(own, she, clerk, "個人番号が一致しました。")
    waiting = wage_report(
        file, 2, 1_000_000, match_state="queue", address=f"加須市{TOWN}一丁目1番1号"
    )
    candidate(waiting, she, 900)
    candidate(waiting, near, 500, name="differs")
    gone = wage_report(file, 3, 500_000, state="forwarded")
    TaxDocument.objects.filter(pk=gone.pk).update(addressee=she, municipality=MUNICIPALITY)
    arrange(she, clerk, address=f"東京都{TOWN}三丁目3番3号", postcode=POSTCODE)
    made = run(clerk)
    taxed = version(made, she, revenue_employment=3_000_000)
    numbered()
    return Family(
        she=she,
        child=child,
        he=he,
        merged=merged,
        documents=[own, waiting, gone],
        version=taxed,
        file=_printed(made.pk, taxed),
        clerk=clerk,
    )


def _fled(body: int, name: str, kana: str, born: date) -> Addressee:
    """Enter somebody who lived with him, and moved."""
    made = person(
        body,
        name,
        kana,
        born,
        address=f"加須市{TOWN}一丁目1番1号",
        household_number=HOUSEHOLD,
        postcode=POSTCODE,
    )
    AddresseeVersion.objects.create(
        addressee=made,
        version=1,
        true_from=date(2026, 3, 1),
        recorded_at=AT,
        reason="転居",
        name=name,
        kana=kana,
        birth_on=born,
        birth_text="",
        household_number=HOUSEHOLD,
        relationship="02",
        municipality=MUNICIPALITY,
        postcode=POSTCODE,
        address=f"加須市{TOWN}一丁目1番1号",
        moved_from=f"加須市{TOWN}四丁目4番4号",
        moved_to=f"東京都{TOWN}二丁目2番2号",
    )
    Addressee.objects.filter(pk=made.pk).update(version=1)
    made.refresh_from_db()
    return made


def _printed(run_id: int, taxed: AssessmentVersion) -> NoticeFile:
    content = f"%PDF-1.7 {TOWN}".encode()
    file = NoticeFile.objects.create(
        run_id=run_id,
        kind="ordinary",
        number=1,
        name="ordinary_hidden.pdf",
        pages=1,
        notices=1,
        amount=1_000,
        digest=hashlib.sha256(content).hexdigest(),
        printed_at=AT,
    )
    Notice.objects.create(file=file, number="1", version=taxed, first_page=1, pages=1)
    path = stored_at(file)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return file
