"""A return from its beginning to the document that it becomes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.assessment.models import DocumentState, MatchState, TaxDocument
from juminzei.apps.return_desk.entries import Entries
from juminzei.apps.return_desk.models import (
    Confirmation,
    Confirmed,
    DeskReturn,
    Means,
    NumberOutcome,
    ReturnKind,
    ReturnState,
    ReturnVersion,
    Venue,
)
from juminzei.apps.return_desk.selectors.return_outcome import return_outcome
from juminzei.apps.return_desk.services.confirm import confirm, missing_confirmations
from juminzei.apps.return_desk.services.finish import answer_warning, finish_return
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.take_return import (
    cancel_return,
    hold_return,
    reopen_return,
    save_return,
)
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents.channel import Channel, Source
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.desk_rows import WAGE, begun, confirmed, permitted, saved, venue
from support.made_up_returns import number_of
from support.page_rows import AT, person, staff

if TYPE_CHECKING:
    from juminzei.apps.return_desk.entries import Row
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001")


@pytest.fixture
def hall() -> Venue:
    supervisor = staff("2001", Role.TAX_SUPERVISOR)
    permitted(supervisor)
    return venue(supervisor)


@pytest.fixture
def taro() -> int:
    return person(1, "山田 太郎", "ヤマダ タロウ", date(1980, 4, 2)).number


def finished(one: DeskReturn, clerk: StaffMember) -> TaxDocument:
    return TaxDocument.objects.get(pk=finish_return(return_id=one.pk, actor=clerk, at=AT))


def test_every_saved_state_is_a_version(hall: Venue, taro: int, clerk: StaffMember) -> None:
    one = begun(hall, taro, clerk)
    saved(one, clerk, {"insurance_kokuho": 1})
    saved(one, clerk, {"insurance_kokuho": 2})
    kept = ReturnVersion.objects.filter(desk_return=one).order_by("version")
    assert [v.version for v in kept] == [1, 2, 3]
    assert [v.entries["values"].get("insurance_kokuho") for v in kept] == [None, 1, 2]


def test_a_person_has_one_open_return_a_year(hall: Venue, taro: int, clerk: StaffMember) -> None:
    begun(hall, taro, clerk)
    with pytest.raises(DeskRefusedError, match="すでに受付中"):
        begun(hall, taro, clerk, kind=ReturnKind.NATIONAL)
    assert begun(hall, taro, clerk, tax_year=2025).tax_year == 2025


def test_who_may_not_take_returns_begins_none(hall: Venue, taro: int) -> None:
    with pytest.raises(NotPermittedError):
        begun(hall, taro, staff("3001", Role.AUDITOR))


def test_it_cannot_be_finished_without_both_confirmations(
    hall: Venue, taro: int, clerk: StaffMember
) -> None:
    """R-3.2.2: a return is not finished before identity and number are confirmed."""
    one = begun(hall, taro, clerk)
    saved(one, clerk, wages=[WAGE])
    with pytest.raises(DeskRefusedError, match=r"身元確認がまだ.*番号確認がまだ"):
        finish_return(return_id=one.pk, actor=clerk, at=AT)
    confirm(return_id=one.pk, what=Confirmed.IDENTITY, means=Means.PASSPORT, actor=clerk, at=AT)
    with pytest.raises(DeskRefusedError, match="番号確認がまだ"):
        finish_return(return_id=one.pk, actor=clerk, at=AT)
    assert not TaxDocument.objects.exists()
    confirmed(one, clerk)
    assert finished(one, clerk).state == DocumentState.ACTIVE


@pytest.mark.parametrize(
    ("what", "means"),
    [
        (Confirmed.IDENTITY, Means.CITY_RECORD),
        (Confirmed.NUMBER, Means.DRIVING_LICENCE),
        (Confirmed.AUTHORITY, Means.NUMBER_CARD),
    ],
)
def test_a_document_confirms_only_what_it_can(
    what: Confirmed, means: Means, hall: Venue, taro: int, clerk: StaffMember
) -> None:
    one = begun(hall, taro, clerk)
    with pytest.raises(DeskRefusedError, match="この書類では確認できません"):
        confirm(return_id=one.pk, what=what, means=means, actor=clerk, at=AT)


def test_a_number_is_compared_and_kept_nowhere_at_the_desk(
    hall: Venue, taro: int, clerk: StaffMember
) -> None:
    """R-3.2.2: the number read from the card agrees with, differs from, or is not on record."""
    one = begun(hall, taro, clerk)

    def outcome(first_eleven: str) -> str:
        return confirm(
            return_id=one.pk,
            what=Confirmed.NUMBER,
            means=Means.NUMBER_CARD,
            number=number_of(first_eleven),
            actor=clerk,
            at=AT,
        ).number_outcome

    assert outcome("23456789012") == NumberOutcome.NOT_ON_RECORD
    confirmed(one, clerk)
    assert outcome("23456789012") == NumberOutcome.AGREES
    assert outcome("34567890123") == NumberOutcome.DIFFERS
    assert missing_confirmations(one) == [
        "個人番号が記録と違います。書類を確かめて、番号確認をやり直してください。"
    ]
    digits = number_of("23456789012").reveal()
    kept = [*Confirmation.objects.values_list(), *OutgoingRecord.objects.values_list()]
    assert digits not in str(kept)
    with pytest.raises(DeskRefusedError, match="個人番号を入れて"):
        confirm(
            return_id=one.pk, what=Confirmed.NUMBER, means=Means.NUMBER_CARD, actor=clerk, at=AT
        )


def test_the_citys_record_confirms_only_where_it_has_a_number(
    hall: Venue, taro: int, clerk: StaffMember
) -> None:
    one = begun(hall, taro, clerk)
    with pytest.raises(DeskRefusedError, match="市の記録に個人番号がありません"):
        confirm(
            return_id=one.pk, what=Confirmed.NUMBER, means=Means.CITY_RECORD, actor=clerk, at=AT
        )


def test_a_proxy_needs_authority_and_becomes_the_source(
    hall: Venue, taro: int, clerk: StaffMember
) -> None:
    """R-2.3.1: the source of the document is the person, or a proxy whose authority was seen."""
    one = begun(hall, taro, clerk)
    saved(one, clerk, wages=[WAGE])
    confirmed(one, clerk)
    confirm(
        return_id=one.pk,
        what=Confirmed.IDENTITY,
        means=Means.PASSPORT,
        proxy_name="山田 花子",
        proxy_relation="妻",
        actor=clerk,
        at=AT,
    )
    with pytest.raises(DeskRefusedError, match="代理権の確認がまだ"):
        finish_return(return_id=one.pk, actor=clerk, at=AT)
    confirm(return_id=one.pk, what=Confirmed.AUTHORITY, means=Means.MANDATE, actor=clerk, at=AT)
    document = finished(one, clerk)
    assert (document.channel, document.source) == (Channel.DESK, Source.PROXY)


def test_it_becomes_a_document_of_the_person_without_typing_twice(
    hall: Venue, taro: int, clerk: StaffMember
) -> None:
    one = begun(hall, taro, clerk, kind=ReturnKind.NATIONAL)
    spouse: Row = {"relationship": "spouse", "name": "山田 花子", "birth_on": "1982-05-05"}
    child: Row = {"relationship": "child", "name": "山田 一", "birth_on": "2015-01-02"}
    choice: dict[str, int | str | bool] = {"collection_choice": "ordinary"}
    saved(one, clerk, choice, wages=[WAGE], relatives=[spouse, child])
    confirmed(one, clerk)
    document = finished(one, clerk)
    assert (document.kind, document.tax_year) == ("national_return", 2026)
    assert (document.match_state, document.addressee_id) == (MatchState.CLERK, taro)
    assert (document.channel, document.source) == (Channel.DESK, Source.PERSON)
    figures = document.figures
    assert figures.columns == {
        "revenue_employment": 5_000_000,
        "social_insurance": 700_000,
        "has_spouse": 1,
        "dependants_under16": 1,
    }
    assert figures.stated["withheld_income_tax"] == 109_500
    assert figures.collection_choice == "ordinary"
    named = document.relatives.values_list("place", "name", "birth_on")
    assert sorted(named) == [
        ("spouse", "山田 花子", date(1982, 5, 5)),
        ("under16_1", "山田 一", date(2015, 1, 2)),
    ]
    one.refresh_from_db()
    assert (one.state, one.document, one.finished_on) == (
        ReturnState.DONE,
        document.pk,
        AT.date(),
    )


def test_finished_again_it_replaces_its_document(
    hall: Venue, taro: int, clerk: StaffMember
) -> None:
    one = begun(hall, taro, clerk)
    saved(one, clerk, wages=[WAGE])
    confirmed(one, clerk)
    first = finished(one, clerk)
    with pytest.raises(DeskRefusedError, match="理由"):
        reopen_return(return_id=one.pk, reason=" ", actor=clerk, at=AT)
    reopen_return(return_id=one.pk, reason="保険料の追加", actor=clerk, at=AT)
    saved(one, clerk, {"insurance_kokuho": 30_000}, wages=[WAGE])
    second = finished(one, clerk)
    first.refresh_from_db()
    assert (first.state, first.replaced_by_id) == (DocumentState.REPLACED, second.pk)
    assert second.figures.columns["social_insurance"] == 730_000


def test_it_is_held_taken_up_and_cancelled_with_reasons(
    hall: Venue, taro: int, clerk: StaffMember
) -> None:
    one = begun(hall, taro, clerk)
    hold_return(return_id=one.pk, reason="源泉徴収票を取りに帰る", actor=clerk, at=AT)
    saved(one, clerk, wages=[WAGE])
    confirmed(one, clerk)
    document = finished(one, clerk)
    cancel_return(return_id=one.pk, reason="税務署に提出済み", actor=clerk, at=AT)
    document.refresh_from_db()
    one.refresh_from_db()
    assert (document.state, one.state, one.document) == (
        DocumentState.CANCELLED,
        ReturnState.CANCELLED,
        None,
    )
    states = ReturnVersion.objects.filter(desk_return=one).order_by("version")
    assert [v.state for v in states] == ["taking", "held", "taking", "done", "cancelled"]
    for refused in (cancel_return, hold_return):
        with pytest.raises(DeskRefusedError, match="状態が変わって"):
            refused(return_id=one.pk, reason="理由", actor=clerk, at=AT)


def test_errors_stop_it_and_warnings_need_a_reason(
    hall: Venue, taro: int, clerk: StaffMember
) -> None:
    one = begun(hall, taro, clerk)
    confirmed(one, clerk)
    entries = saved(one, clerk, wages=[{**WAGE, "withheld": 6_000_000}])
    with pytest.raises(DeskRefusedError, match="源泉徴収税額が支払金額を超えて"):
        finish_return(return_id=one.pk, actor=clerk, at=AT)
    entries = saved(one, clerk, {"working_student": True}, wages=[WAGE])
    with pytest.raises(DeskRefusedError, match=r"勤労学生控除.*確認した理由"):
        finish_return(return_id=one.pk, actor=clerk, at=AT)
    outcome = return_outcome(one, entries, birth_on=date(1980, 4, 2))
    [warning] = outcome.warnings
    answer_warning(return_id=one.pk, finding=warning.key, reason="記入のとおり", actor=clerk, at=AT)
    assert finished(one, clerk).addressee_id == taro


def test_unconfirmed_boxes_are_marked_in_the_document(
    hall: Venue, taro: int, clerk: StaffMember
) -> None:
    """R-3.2.15: what nobody has seen a paper for stays marked as not confirmed."""
    one = begun(hall, taro, clerk)
    entries = Entries(lists={"wages": [WAGE]}, unconfirmed=["wages"])
    save_return(return_id=one.pk, entries=entries, actor=clerk, at=AT)
    confirmed(one, clerk)
    assert finished(one, clerk).figures.stated["unconfirmed"] == "wages"


@pytest.mark.parametrize(
    ("tax_year", "kind", "kept"),
    [
        (2023, ReturnKind.INHABITANT, True),
        (2024, ReturnKind.INHABITANT, False),
        (2023, ReturnKind.NATIONAL, False),
    ],
)
def test_listed_shares_are_chosen_apart_by_a_return_of_the_inhabitant_tax_until_2023(
    tax_year: int, kind: str, *, kept: bool, hall: Venue, taro: int, clerk: StaffMember
) -> None:
    """地方税法313条13項、15項（令和4年法律1号による改正前）."""
    one = begun(hall, taro, clerk, tax_year=tax_year, kind=kind)
    saved(one, clerk, {"listed_choice": True, "separate_listed_dividend": 30_000})
    confirmed(one, clerk)
    document = finished(one, clerk)
    assert ("listed_choice" in document.figures.stated) == kept


def test_the_address_of_who_lives_apart_is_handed_over(
    hall: Venue, taro: int, clerk: StaffMember
) -> None:
    one = begun(hall, taro, clerk)
    mother: Row = {"relationship": "parent", "name": "山田 ハナ", "birth_on": "1950-01-02"}
    saved(one, clerk, relatives=[{**mother, "living": "apart", "apart_address": "久喜市1番地"}])
    confirmed(one, clerk)
    assert finished(one, clerk).relatives.get().apart_address == "久喜市1番地"
