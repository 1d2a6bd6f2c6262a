"""Somebody is protected while letters are printed: no employer's letter keeps the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.assessment.models import NoticeFile, NoticeKind
from juminzei.apps.assessment.services.print_notices import print_notices
from support.notice_rows import withheld
from support.page_rows import AT, person, protect, staff
from support.printed_pages import texts
from support.tax_rows import frozen_list, run

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.notices.printing import PrintedFile

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


def test_what_was_printed_before_is_printed_once_more_without_the_address(tmp_path: Path) -> None:
    """T-D02: the flag is set after the letters were planned, before printing is over."""
    clerk = staff()
    office, taxable = run(clerk), frozen_list(clerk)
    fled = person(1, "社員　一", "シャイン", address="加須市大越1番地")
    withheld(office, fled, taxable)
    withheld(office, person(2, "社員　二", "シャイン"), taxable)
    first: list[PrintedFile] = []

    def protected_now(file: PrintedFile) -> None:
        if not first:
            protect(fled)
        first.append(file)

    report = print_notices(
        tax_year=2026,
        kind=NoticeKind.SPECIAL,
        ordinance="kazo",
        folder=tmp_path,
        actor=clerk,
        clock=lambda: AT,
        on_file=protected_now,
    )
    assert len(first) == 2
    (file,) = report.files
    (left,) = tmp_path.glob("*.pdf")
    assert (left.name, file.by_hand) == (file.name, True)
    assert not any("大越" in page for page in texts(left.read_bytes()))
    assert NoticeFile.objects.get().name == file.name
