"""A person's explanation on paper: what stands there, who may print it, what is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.assessment.models import RunState
from juminzei.apps.assessment.services.print_explanation import (
    NothingToExplainError,
    print_explanation,
)
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.page_rows import AT, person, protect, staff
from support.printed_pages import texts
from support.tax_rows import run, version

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.apps.assessment.models import AssessmentVersion

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@pytest.fixture
def employee() -> AssessmentVersion:
    """5,000,000 yen of salary and 700,000 yen of social insurance, tax year 2026."""
    return version(
        run(staff()),
        person(1, "山田 太郎", "ヤマダ タロウ"),
        age=45,
        revenue_employment=5_000_000,
        social_insurance=700_000,
    )


def test_the_paper_names_the_person_and_tells_the_whole_tax(employee: AssessmentVersion) -> None:
    clerk = staff("1002")
    pages = texts(print_explanation(employee, "total", actor=clerk, at=AT))
    # 2,430,000: 145,800 - 1,500 and 97,200 - 1,000; with 5,000
    for line in (
        "山田太郎様",
        "宛名番号0000000014",
        "作成日令和8年6月1日",
        "所得割額（100円未満切捨て）144,300円96,200円",
        "年税額245,500円",
    ):
        assert line in pages[0]
    whole = "".join(pages)
    assert "もとの数給与収入5,000,000円" in whole
    assert "加須市三俣" not in whole


def test_one_amount_is_told_by_the_steps_that_lead_to_it(employee: AssessmentVersion) -> None:
    whole = "".join(
        texts(print_explanation(employee, "deduction_total", actor=staff("1002"), at=AT))
    )
    assert "計算の根拠（所得控除の合計）" in whole
    assert "もとの数社会保険料700,000円" in whole
    assert "調整控除の基礎となる額" not in whole


def test_what_is_not_fixed_or_of_another_law_says_so(employee: AssessmentVersion) -> None:
    first = texts(print_explanation(employee, "total", actor=staff("1002"), at=AT))[0]
    assert "まだ確定していません" in first
    assert "版が違います" not in first
    employee.law_digest = "0" * 64
    employee.total += 100
    employee.run.state = RunState.FIXED
    first = texts(print_explanation(employee, "total", actor=staff("1003"), at=AT))[0]
    assert "まだ確定していません" not in first
    assert "決定したときと法令データの版が違います" in first
    assert "台帳の税額と一致しません" in first


def test_a_protected_persons_paper_has_no_address_either(employee: AssessmentVersion) -> None:
    protect(employee.addressee)
    whole = "".join(texts(print_explanation(employee, "total", actor=staff("1002"), at=AT)))
    assert "山田太郎様" in whole
    assert "三俣" not in whole


def test_printing_is_on_record(employee: AssessmentVersion) -> None:
    print_explanation(employee, "tax_base", actor=staff("1002"), at=AT)
    record = OutgoingRecord.objects.order_by("pk").last()
    assert record is not None
    assert (record.action, record.subject_id) == ("assessment.explanation.printed", "0000000014")
    assert record.details == {"tax_year": 2026, "version": employee.version, "amount": "tax_base"}


@pytest.mark.parametrize("role", [Role.COLLECTION_CLERK, Role.AUDITOR, Role.ADMINISTRATOR])
def test_other_roles_print_nothing(employee: AssessmentVersion, role: Role) -> None:
    with pytest.raises(NotPermittedError):
        print_explanation(employee, "total", actor=staff("1002", role), at=AT)
    assert not OutgoingRecord.objects.filter(action="assessment.explanation.printed").exists()


def test_what_is_no_amount_and_a_year_without_law_are_not_printed(
    employee: AssessmentVersion,
) -> None:
    with pytest.raises(NothingToExplainError):
        print_explanation(employee, "inputs", actor=staff("1002"), at=AT)
    employee.tax_year = 1900
    with pytest.raises(NothingToExplainError):
        print_explanation(employee, "total", actor=staff("1003"), at=AT)


def test_the_persons_page_offers_the_paper_and_a_trial_to_whom_may(
    employee: AssessmentVersion, client: Client
) -> None:
    address = f"/persons/{employee.addressee_id}/?year=2026"
    paper = f"/amounts/{employee.pk}/total/print/"
    client.force_login(staff("1002"))
    page = client.get(address).text
    assert paper in page
    assert f"/estimate/?version={employee.pk}" in page
    answer = client.post(paper)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "年税額245,500円" in texts(answer.content)[0]
    assert client.get(paper).status_code == 405
    assert client.post(f"/amounts/{employee.pk}/inputs/print/").status_code == 404
    assert client.post("/amounts/999/total/print/").status_code == 404

    client.force_login(staff("1003", Role.COLLECTION_CLERK))
    page = client.get(address).text
    assert paper not in page
    assert f"/estimate/?version={employee.pk}" in page
    assert client.post(paper).status_code == 403
