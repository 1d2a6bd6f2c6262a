"""The pages about permission: any day's matrix, two days compared, the seven files, documents."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.policy import exported, shown
from juminzei.platform.policy.catalogue import catalogue
from juminzei.platform.policy.function import functions
from juminzei.platform.policy.matrix import Matrix, matrix, read_matrix
from juminzei.platform.policy.roles import Role
from support.page_rows import person, staff

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
READERS = [Role.PRIVACY_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR]
PAGES = ["policy", "policy_csv", "policy_document", "data_files", "data_files_csv"]
APRIL, JULY = date(2026, 4, 20), date(2026, 7, 20)
CHANGED = """
[[grants]]
role = "tax_clerk"
functions = ["person.view", "notices.print"]
ground = "課税"
valid_from = 2016-01-01
valid_until = 2026-06-30

[[grants]]
role = "tax_clerk"
functions = ["person.view"]
ground = "課税"
valid_from = 2026-07-01
hours = ["08:30", "17:15"]
terminals = ["ordinary"]
data = ["identity"]

[[grants]]
role = "auditor"
functions = ["audit.view"]
ground = "監査"
valid_from = 2026-07-01
"""


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(staff("2001", Role.PRIVACY_OFFICER))
    return client


@pytest.fixture
def changed(tmp_path: Path) -> Matrix:
    file = tmp_path / "grants.toml"
    file.write_text(CHANGED, encoding="utf-8")
    return read_matrix(file)


def text_of(client: Client, view: str, **query: str) -> str:
    answer = client.get(reverse(view), query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("view", PAGES)
def test_officers_auditors_and_administrators_read_it(
    view: str, role: Role, client: Client
) -> None:
    client.force_login(staff("2001", role))
    assert text_of(client, view)


@pytest.mark.parametrize("role", [Role.TAX_CLERK, Role.TAX_SUPERVISOR, Role.COLLECTION_CLERK])
@pytest.mark.parametrize("view", PAGES)
def test_others_do_not(view: str, role: Role, client: Client) -> None:
    client.force_login(staff("2001", role))
    assert client.get(reverse(view)).status_code == 403


def test_the_page_shows_every_function_and_role_and_says_why(officer: Client) -> None:
    text = text_of(officer, "policy")
    assert all(one.name in text for one in functions().values())
    assert all(label in text for label in Role.labels)
    assert all(grant.ground in text for grant in matrix().grants)
    assert "入る前の画面" in text


def test_the_matrix_of_a_day_is_that_days(officer: Client) -> None:
    assert "○" in text_of(officer, "policy", on="2026-04-01")
    assert "○</td>" not in text_of(officer, "policy", on="2015-12-31")


def test_two_days_are_compared(officer: Client) -> None:
    text = text_of(officer, "policy", on="2026-04-01", since="2015-12-31")
    assert "変わったところ" in text
    assert "違いはありません" not in text
    assert "違いはありません" in text_of(officer, "policy", on="2026-04-01", since="2026-03-01")


@pytest.mark.parametrize("query", ["on=昨日", "since=2026-13-01"])
def test_a_day_that_is_none_is_told(query: str, officer: Client) -> None:
    answer = officer.get(f"{reverse('policy')}?{query}")
    assert answer.status_code == 422
    assert "2026-04-01 のように" in answer.content.decode()


def test_what_changed_is_told_with_its_conditions(changed: Matrix) -> None:
    """T-Z14: the difference of the matrix between two days."""
    found = {
        (one.role, one.function): (one.before, one.after)
        for one in shown.differences(APRIL, JULY, changed)
    }
    assert found == {
        ("課税担当", "通知書の作成"): ("○", ""),
        ("課税担当", "個人の閲覧"): (
            "○",
            "○（端末：一般、08:30から17:15まで、識別情報だけ）",
        ),
        ("監査担当", "操作記録の閲覧"): ("", "○"),
    }
    assert shown.differences(APRIL, APRIL, changed) == []


def test_a_cell_that_one_grant_leaves_free_has_no_conditions(changed: Matrix) -> None:
    both = Matrix((*changed.grants, *matrix().grants))
    row = next(one for one in shown.rows(JULY, both) if one.function.key == "person.view")
    assert str(row.cells[0]) == "○"


def test_the_document_says_every_cell(officer: Client) -> None:
    text = text_of(officer, "policy_document", on="2026-04-20")
    assert text.startswith("# 権限表")
    assert "2026-04-20 現在" in text
    lines = [line for line in text.splitlines() if line.startswith("| 個人住民税 | 個人の閲覧")]
    assert lines[0].count("○") == sum(
        "person.view" in matrix().functions([role.value], APRIL) for role in Role
    )


def test_the_table_has_a_line_for_each_role_and_function(officer: Client) -> None:
    text = text_of(officer, "policy_csv", on="2026-04-20")
    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    granted = [key for grant in matrix().on(APRIL).grants for key in grant.functions]
    assert len(lines) == 1 + len(granted)
    assert lines[0][:3] == ["役割", "系", "機能"]
    assert [line for line in lines if line[:3] == ["監査担当", "操作記録", "操作記録の閲覧"]]


def test_a_document_of_no_day_is_todays(officer: Client) -> None:
    assert text_of(officer, "policy_csv", on="昨日") == text_of(officer, "policy_csv")


def test_a_sign_of_the_table_does_not_break_the_document() -> None:
    assert exported._markdown(["a"], [["b|c\nd"]])[-1] == "| b｜c d |"


def test_the_seven_files_are_shown_with_their_counts(officer: Client) -> None:
    """R-2.1.1: tables, columns and rows of each file."""
    person(1, "見本　太郎", "ミホン　タロウ")
    text = text_of(officer, "data_files")
    for name in ("当初資料ファイル", "課税台帳ファイル", "課税資料イメージファイル"):
        assert name in text
    assert all(table.purpose in text for table in catalogue().values())
    assert "見本" not in text


def test_a_table_shows_every_column_with_its_class(officer: Client) -> None:
    answer = officer.get(reverse("data_table", args=["assessment.WageFigures"]))
    text = answer.content.decode()
    assert "支払金額" in text
    assert "要配慮" in text
    assert officer.get(reverse("data_table", args=["assessment.Nothing"])).status_code == 404


def test_the_catalogue_has_a_line_for_each_column(officer: Client) -> None:
    text = text_of(officer, "data_files_csv").removeprefix("\ufeff")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert len(lines) == sum(len(table.columns) for table in catalogue().values())
    assert all(line["データ区分"] and line["目的"] for line in lines)


@pytest.mark.parametrize(
    ("view", "action"),
    [
        ("policy", "policy.matrix.viewed"),
        ("policy_csv", "policy.matrix.exported"),
        ("policy_document", "policy.matrix.exported"),
        ("data_files", "policy.catalogue.viewed"),
        ("data_files_csv", "policy.catalogue.exported"),
    ],
)
def test_looking_and_taking_away_are_on_record(view: str, action: str, officer: Client) -> None:
    text_of(officer, view)
    record = OutgoingRecord.objects.order_by("-pk")[0]
    assert (record.action, record.function) == (action, "policy.view")
    assert record.staff_number == "2001"


def test_what_is_handed_out_is_a_file(officer: Client) -> None:
    answer = officer.get(reverse("policy_csv"), {"on": "2026-04-20"})
    assert answer["Content-Disposition"] == 'attachment; filename="matrix-2026-04-20.csv"'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
