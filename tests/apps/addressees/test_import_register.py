"""The whole register is taken in once, with numbers in the vault and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.addressees import individual_number as door
from juminzei.apps.addressees.api import protected
from juminzei.apps.addressees.models import Addressee, AddresseeVersion, RegisterFile
from juminzei.apps.addressees.services import import_register as module
from juminzei.apps.addressees.services import register_file
from juminzei.apps.addressees.services.import_register import (
    RegisterOrderError,
    RegisterReport,
    WrongMunicipalityError,
    import_register,
)
from juminzei.formats.errors import FormatError
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.services import NotPermittedError, batch_member
from juminzei.platform.vault.models import SealedNumber
from support.moments import START
from support.register_rows import (
    extract_file,
    individual_number,
    moved_out,
    number,
    resident,
)

if TYPE_CHECKING:
    from datetime import datetime

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


def take_in(content: bytes, at: datetime = START) -> RegisterReport:
    return import_register(content=content, name="register.csv", actor=batch_member(at), at=at)


def test_everybody_is_entered_with_search_keys_and_one_version() -> None:
    report = take_in(
        extract_file(
            resident(1, name="髙橋　一郎", kana="タカハシ　イチロウ"),
            resident(2, sex="2", relationship="12"),
        )
    )
    assert (report.rows, report.applied, report.new_persons) == (2, 2, 2)
    assert report.by_reason == {"国内転入": 2}
    person = Addressee.objects.get(number=number(1))
    assert (person.name, person.kind, person.resident) == ("髙橋　一郎", "resident", True)
    assert person.name_key == "高橋一郎"
    assert person.kana_key == "タカハシイチロウ"
    version = AddresseeVersion.objects.get(addressee=person)
    assert (version.version, version.recorded_at) == (1, START)
    assert version.true_from == date(2010, 4, 1)
    assert version.birth_text == "昭和55年4月2日"


def test_of_several_versions_the_newest_is_shown_and_all_are_kept() -> None:
    first = resident()
    report = take_in(extract_file(first, moved_out(first, date(2025, 12, 1)), resident(2)))
    assert (report.applied, report.new_persons, report.residents) == (3, 2, 1)
    person = Addressee.objects.get(number=number(1))
    assert (person.version, person.resident) == (2, False)
    assert (person.ceased_on, person.ceased_reason) == (date(2025, 12, 1), "国内転出")
    assert person.versions.count() == 2


def test_individual_numbers_go_to_the_vault_under_the_addressee_number() -> None:
    take_in(extract_file(resident(1, individual_number=individual_number(7)), resident(2)))
    assert door.bearers(individual_number(7)) == [number(1)]
    sealed = SealedNumber.objects.get()
    assert (sealed.subject_kind, sealed.field) == ("addressee", "own")


def test_the_same_file_again_changes_nothing_and_says_so() -> None:
    content = extract_file(resident(1), resident(2))
    first = take_in(content)
    again = take_in(content, START + timedelta(days=1))
    assert not first.already_applied
    assert again == replace(first, already_applied=True)
    assert AddresseeVersion.objects.count() == Addressee.objects.count() == 2
    assert OutgoingRecord.objects.filter(action="addressees.register.applied").count() == 1


def test_a_second_register_is_refused_and_leaves_nothing_behind() -> None:
    take_in(extract_file(resident(1)))
    with pytest.raises(RegisterOrderError, match="連番 0 は、別の内容のファイルで取込済み"):
        take_in(extract_file(resident(2)))
    assert Addressee.objects.count() == ReceivedFile.objects.count() == 1


def test_another_citys_register_is_refused() -> None:
    with pytest.raises(WrongMunicipalityError, match="131016"):
        take_in(extract_file(resident(), municipality="131016"))
    assert not Addressee.objects.exists()


def test_a_file_that_was_cut_off_is_refused_as_a_whole() -> None:
    content = extract_file(resident(1), resident(2))
    with pytest.raises(FormatError):
        take_in(content[: content.rindex(b"T,")])
    assert not Addressee.objects.exists()
    assert not SealedNumber.objects.exists()


def test_control_totals_that_disagree_refuse_the_file() -> None:
    content = extract_file(resident(1), resident(2)).replace(b"T,2", b"T,3")
    with pytest.raises(FormatError, match="件数が明細と合いません"):
        take_in(content)
    assert not Addressee.objects.exists()


def test_a_row_that_cannot_be_read_is_reported_and_the_rest_is_taken() -> None:
    content = extract_file(resident(1), resident(2)).replace(b",1980-04-02,", b",1980-04-31,", 1)
    report = take_in(content)
    assert (report.rows, report.applied, report.new_persons) == (2, 1, 1)
    assert len(report.broken) == 1
    assert "3行目" in report.broken[0]


def test_two_rows_of_one_version_and_a_false_number_are_told_and_left_out() -> None:
    false = replace(resident(3), addressee_number=number(3) + 1)
    report = take_in(extract_file(resident(1), resident(1, name="別　人"), false))
    assert report.applied == 1
    problems = [found["problem"] for found in report.contradictions]
    assert problems[0].startswith("同じ宛名番号・履歴番号の行が前にあります")
    assert "検査数字" in problems[1] + str(report.broken)
    assert Addressee.objects.get().name == "見本　太郎"


def test_protected_persons_are_known_from_the_first_through_the_last_day() -> None:
    report = take_in(
        extract_file(
            resident(1),
            resident(
                2,
                protected=True,
                protected_from=date(2025, 10, 1),
                protected_until=date(2026, 9, 30),
            ),
            resident(3, protected=True),
        )
    )
    assert report.protections == {"started": 2, "changed": 0, "ended": 0}
    assert protected(date(2025, 9, 30)) == set()
    assert protected(date(2025, 10, 1)) == {number(2)}
    assert protected(date(2025, 12, 15)) == {number(2), number(3)}
    assert protected(date(2026, 9, 30)) == {number(2), number(3)}
    assert protected(date(2026, 10, 1)) == {number(3)}


def test_who_may_not_is_refused_before_anything_is_read() -> None:
    nobody = StaffMember.objects.create(
        staff_number="9", name="見本", department="収納課", valid_from=date(2025, 4, 1)
    )
    with pytest.raises(NotPermittedError):
        import_register(content=b"", name="x", actor=nobody, at=START)


def test_the_act_is_on_record_with_figures_and_without_names() -> None:
    take_in(extract_file(resident(1), resident(2)))
    record = OutgoingRecord.objects.get(action="addressees.register.applied")
    assert (record.subject_kind, record.subject_id) == ("register_file", "0")
    assert (record.details["applied"], record.details["new_persons"]) == (2, 2)
    assert "見本" not in str(record.details)


def test_neither_report_nor_city_database_shows_an_individual_number() -> None:
    secret = individual_number(7)
    take_in(extract_file(resident(1, individual_number=secret)))
    digits = secret.reveal()
    rows = [
        *AddresseeVersion.objects.values(),
        *Addressee.objects.values(),
        *RegisterFile.objects.values(),
        *ReceivedFile.objects.values(),
        *OutgoingRecord.objects.values(),
    ]
    assert digits not in str(rows)


class PowerCutError(Exception):
    """The machine stops."""


def test_an_import_cut_off_after_the_vault_is_repaired_by_running_it_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = extract_file(resident(1, individual_number=individual_number(7)))

    def cut(*_arguments: object, **_more: object) -> None:
        raise PowerCutError

    with monkeypatch.context() as broken:
        broken.setattr(module, "append_versions", cut)
        with pytest.raises(PowerCutError):
            take_in(content)
    assert not Addressee.objects.exists()
    assert SealedNumber.objects.count() == 1  # under a number that nobody bears: harmless
    assert take_in(content).new_persons == 1
    assert SealedNumber.objects.count() == 1
    assert door.bearers(individual_number(7)) == [number(1)]


def test_a_number_left_by_a_wrong_file_is_forgotten_when_the_right_one_has_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = extract_file(resident(1, individual_number=individual_number(7)))

    def cut(*_arguments: object, **_more: object) -> None:
        raise PowerCutError

    with monkeypatch.context() as broken:
        broken.setattr(register_file, "finish", cut)
        with pytest.raises(PowerCutError):
            take_in(wrong)
    take_in(extract_file(resident(1)))
    assert not SealedNumber.objects.exists()
