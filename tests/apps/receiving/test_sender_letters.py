"""差戻し: what is wrong goes back to its sender, by two people, and its answer is tied to it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from juminzei.apps.receiving.exchanges import exchanges, open_exchanges
from juminzei.apps.receiving.models import (
    ApplicationDecision,
    DeliveredFile,
    EmployerApplication,
    LetterMatter,
    LetterStep,
    LetterWay,
    SenderLetter,
    SenderLetterStep,
    SummarySheet,
)
from juminzei.apps.receiving.selectors.letter_matters import matter_of
from juminzei.apps.receiving.selectors.sender_letters import answering_files, letters_in
from juminzei.apps.receiving.services.employer_register import EmployerEntry, register_employer
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.services.sender_letters import (
    LetterEntry,
    letter_paper,
    prepare_letter,
    take_letter_step,
)
from juminzei.apps.receiving.waiting import waiting
from juminzei.base.wareki import wareki_text
from juminzei.formats.employer_summary import write as write_summaries
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.page_rows import AT, person, protect, staff
from support.printed_pages import texts
from support.receiving_rows import received_things, taken
from support.report_files import number, wage, wages
from support.summaries import summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from django.test import Client

    from juminzei.apps.receiving.models import Employer
    from juminzei.platform.documents.exchanges import Exchange
    from juminzei.platform.staff.models import StaffMember

    Asked = Callable[[datetime, datetime], Iterable[Exchange]]

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

DUE = AT.date() + timedelta(days=14)
G, T, S = LetterStep.GRANTED, LetterStep.TURNED_DOWN, LetterStep.SENT
A, C = LetterStep.ANSWERED, LetterStep.CLOSED
AFTER = AT + timedelta(days=30)


@pytest.fixture
def other() -> StaffMember:
    return staff("1002")


@pytest.fixture
def employer(clerk: StaffMember) -> Employer:
    entry = EmployerEntry(
        name="株式会社甲",
        address="加須市三俣2-1-1",
        postcode="3470001",
        collector_number="1001",
        corporate_number="7000012050002",
    )
    return register_employer(entry, actor=clerk, at=AT)


def broken(clerk: StaffMember, folder: Path, **columns: Any) -> DeliveredFile:
    """Return a file of two wage reports of which the second cannot be read."""
    given = {"collector_number": "1001", **columns}
    content = wages(
        wage(**given, revenue=5_000_000),
        wage(**given, revenue=4_000_000, name="秘密　花子", address="加須市下三俣9"),
    )
    return taken(clerk, content.replace(b"4000000", b"4O00000"), folder)


def made(
    clerk: StaffMember, file: DeliveredFile, to: Employer | None = None, **given: Any
) -> SenderLetter:
    entry: dict[str, Any] = {
        "matter": LetterMatter.ROWS,
        "key": file.received_file_id,
        "reply_by": DUE,
        "employer": to.pk if to else None,
        "receiver": "" if to else "税理士法人乙",
    }
    return prepare_letter(LetterEntry(**{**entry, **given}), actor=clerk, at=AT)


def stepped(letter: SenderLetter, *steps: tuple[LetterStep, StaffMember], **given: Any) -> None:
    for step, actor in steps:
        told: dict[str, Any] = {"at": AFTER if step == C else AT, "note": "理由", **given}
        way = LetterWay.POST if step == S else LetterWay.NONE
        take_letter_step(letter.pk, step, way=way, actor=actor, **told)


def hidden_values(page: str) -> dict[str, Any]:
    """Return what a browser sends of a form without anybody typing it."""
    return dict(re.findall(r'<input type="hidden" name="(matter|key)" value="([^"]*)"', page))


def test_the_letter_lists_where_what_and_remedy_and_no_value_of_anybody(
    clerk: StaffMember, other: StaffMember, employer: Employer, tmp_path: Path
) -> None:
    letter = made(clerk, broken(clerk, tmp_path), employer)
    stepped(letter, (G, other))
    pages = "".join(texts(letter_paper(letter.pk, actor=clerk, at=AT)))
    for words in (
        f"税戻第{letter.pk}号",
        "株式会社甲御中",
        "加須市三俣2-1-1",
        "〒347-0001",
        "加須市長",
    ):
        assert words in pages
    for where, what, _, _ in letter.lines:
        assert where.replace(" ", "") in pages
        assert what.replace(" ", "") in pages
    assert len(letter.lines) == 1
    for secret in ("秘密", "花子", "下三俣", "4O00000", "加藤"):
        assert secret not in pages
        assert secret not in str(letter.lines)


ALLOWED = {
    (): {G, T},
    (G,): {T, S},
    (T,): set(),
    (G, T): set(),
    (G, S): {A, C},
    (G, S, A): set(),
    (G, S, C): set(),
}
"""What was done → what may be done next."""


@pytest.mark.parametrize("done", ALLOWED, ids=lambda steps: "+".join(steps) or "prepared")
def test_steps_are_taken_in_their_order_and_each_once(
    done: tuple[LetterStep, ...],
    clerk: StaffMember,
    other: StaffMember,
    employer: Employer,
    tmp_path: Path,
) -> None:
    letter = made(clerk, broken(clerk, tmp_path), employer)
    stepped(letter, *((step, other) for step in done))
    taken_now = set()
    for step in LetterStep:
        with transaction.atomic():
            point = transaction.savepoint()
            try:
                stepped(letter, (step, other))
            except ReceivingRefusedError:
                pass
            else:
                taken_now.add(step)
            transaction.savepoint_rollback(point)
    assert taken_now == ALLOWED[done]


def test_whoever_made_it_does_not_grant_it_and_nothing_is_printed_before(
    clerk: StaffMember, employer: Employer, tmp_path: Path
) -> None:
    letter = made(clerk, broken(clerk, tmp_path), employer)
    with pytest.raises(ReceivingRefusedError, match="作成した本人"):
        stepped(letter, (G, clerk))
    with pytest.raises(ReceivingRefusedError, match="承認された"):
        letter_paper(letter.pk, actor=clerk, at=AT)


def test_each_step_asks_for_its_words(
    clerk: StaffMember, other: StaffMember, employer: Employer, tmp_path: Path
) -> None:
    letter = made(clerk, broken(clerk, tmp_path), employer)
    with pytest.raises(ReceivingRefusedError, match="理由"):
        take_letter_step(letter.pk, T, note=" ", actor=other, at=AT)
    stepped(letter, (G, other))
    with pytest.raises(ReceivingRefusedError, match="送付方法"):
        take_letter_step(letter.pk, S, actor=other, at=AT)
    stepped(letter, (S, other))
    with pytest.raises(ReceivingRefusedError, match="ファイルを選ぶか"):
        take_letter_step(letter.pk, A, actor=other, at=AT)
    due = AT + timedelta(days=14)
    with pytest.raises(ReceivingRefusedError, match="期限が過ぎる"):
        take_letter_step(letter.pk, C, note="x", actor=other, at=due)
    take_letter_step(letter.pk, C, note="x", actor=other, at=due + timedelta(days=1))


def test_the_corrected_file_is_tied_to_its_letter_and_no_other_file(
    clerk: StaffMember, other: StaffMember, employer: Employer, tmp_path: Path
) -> None:
    before = taken(clerk, wages(wage(collector_number="1001", name="前野　一")), tmp_path, "0.csv")
    letter = made(clerk, broken(clerk, tmp_path), employer)
    stepped(letter, (G, other))
    sent_at = AT + timedelta(hours=1)
    take_letter_step(letter.pk, S, way=LetterWay.ELTAX, actor=clerk, at=sent_at)
    later = {"entered_at": sent_at}
    theirs = taken(
        clerk, wages(wage(collector_number="1001", name="秘密　花子")), tmp_path, "1.csv"
    )
    stranger = taken(
        clerk,
        wages(wage(collector_number="77", payer_name="丙", payer_identifier="")),
        tmp_path,
        "2.csv",
    )
    sheet = taken(clerk, write_summaries([summary()]), tmp_path, "3.csv")
    DeliveredFile.objects.filter(pk__gt=before.pk).update(**later)
    assert [one.pk for one in answering_files(letter)] == [theirs.pk]
    for wrong in (before, stranger, sheet):
        with pytest.raises(ReceivingRefusedError, match="同じ提出者"):
            take_letter_step(letter.pk, A, answer=wrong.pk, actor=clerk, at=sent_at)
    take_letter_step(letter.pk, A, answer=theirs.pk, actor=clerk, at=sent_at)
    assert SenderLetterStep.objects.get(letter=letter, step=A).answer_id == theirs.pk
    assert letters_in("answered", AT.date()).get().pk == letter.pk


def test_a_file_of_several_payers_goes_back_to_its_sender_and_to_none_of_them(
    clerk: StaffMember, employer: Employer, tmp_path: Path
) -> None:
    """Never another person's data: one employer is not told what is wrong with another's rows."""
    content = wages(
        wage(collector_number="1001"),
        wage(collector_number="77", payer_name="丙商店", payer_identifier=""),
        wage(collector_number="77", payer_name="丙商店", payer_identifier="", revenue=4_000_000),
    ).replace(b"4000000", b"4O00000")
    file = taken(clerk, content, tmp_path)
    with pytest.raises(ReceivingRefusedError, match="複数の支払者"):
        made(clerk, file, employer)
    assert made(clerk, file).receiver == "税理士法人乙"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"reply_by": AT.date()}, "明日以後"),
        ({"employer": 999}, "登録されていません"),
        ({"employer": None, "receiver": " "}, "名称を入れて"),
        ({"key": 999}, "差し戻すところはありません"),
    ],
)
def test_a_letter_that_says_nothing_or_goes_nowhere_is_refused(
    given: dict[str, Any], says: str, clerk: StaffMember, employer: Employer, tmp_path: Path
) -> None:
    file = broken(clerk, tmp_path)
    with pytest.raises(ReceivingRefusedError, match=says):
        made(clerk, file, employer, **given)
    assert not SenderLetter.objects.exists()


def test_another_employer_than_the_files_is_refused(
    clerk: StaffMember, employer: Employer, tmp_path: Path
) -> None:
    entry = EmployerEntry(name="丁", address="加須市", collector_number="5")
    stranger = register_employer(entry, actor=clerk, at=AT)
    assert stranger.pk != employer.pk
    with pytest.raises(ReceivingRefusedError, match="提出した事業所と違います"):
        made(clerk, broken(clerk, tmp_path), stranger)


def test_a_file_that_is_good_gives_nothing_back(clerk: StaffMember, tmp_path: Path) -> None:
    file = taken(clerk, wages(wage()), tmp_path)
    matter = matter_of(LetterMatter.ROWS, file.received_file_id or 0)
    assert matter is not None
    assert matter.lines == ()
    with pytest.raises(ReceivingRefusedError, match="差し戻すところはありません"):
        made(clerk, file)


def test_a_file_that_cannot_be_taken_goes_back_as_a_whole(
    clerk: StaffMember, tmp_path: Path
) -> None:
    file = taken(clerk, b"PK\x03\x04 packed", tmp_path, name="a.zip")
    letter = made(clerk, file, matter=LetterMatter.FILE, key=file.pk)
    assert letter.lines[0][0] == "ファイル全体"
    assert letter.lines[0][2] == file.reason


def test_a_summary_that_differs_asks_for_the_figures(
    clerk: StaffMember, employer: Employer, tmp_path: Path
) -> None:
    """EL-04: only counts of persons stand in it."""
    file = taken(clerk, write_summaries([summary()]), tmp_path)
    assert file.accepted == 1
    sheet = SummarySheet.objects.get()
    key = sheet.pk
    about = matter_of(LetterMatter.SUMMARY, key).about  # type: ignore[union-attr]  # it is there
    assert about == f"総括表（令和8年度分、{wareki_text(sheet.filed_on)}提出）"
    letter = made(clerk, file, employer, matter=LetterMatter.SUMMARY, key=key)
    assert letter.lines[0][:2] == ["総括表", "報告人員"]
    assert "3 人、届いた明細では 0 人" in letter.lines[0][2]


def test_a_returned_notification_names_no_person(clerk: StaffMember) -> None:
    things = received_things(clerk)
    key = things["application_id"]
    assert matter_of(LetterMatter.APPLICATION, key).lines == ()  # type: ignore[union-attr]  # it is there
    ApplicationDecision.objects.create(
        entry_id=key,
        outcome="returned",
        reason="開始月が過ぎている",
        decided_by=clerk,
        decided_at=AT,
    )
    name = EmployerApplication.objects.get(pk=key).person_name
    entry = LetterEntry(
        matter=LetterMatter.APPLICATION, key=key, reply_by=DUE, employer=things["employer_id"]
    )
    letter = prepare_letter(entry, actor=clerk, at=AT)
    assert letter.lines[0][2] == "開始月が過ぎている"
    assert name not in str([letter.lines, letter.about])


@pytest.mark.parametrize(("corporate", "hidden"), [("", True), ("7000012050002", False)])
def test_the_address_of_a_payer_who_may_be_protected_is_not_told(
    corporate: str,
    clerk: StaffMember,
    other: StaffMember,
    client: Client,
    tmp_path: Path,
    *,
    hidden: bool,
) -> None:
    """T-D02: a person who pays wages may be under 支援措置; a corporation is none."""
    protect(person(1, "支援 花子", "シエン ハナコ"))
    entry = EmployerEntry(
        name="支援　花子",
        address="加須市秘町5",
        collector_number="1001",
        corporate_number=corporate,
    )
    payer = register_employer(entry, actor=clerk, at=AT)
    file = broken(clerk, tmp_path, payer_name="支援　花子", payer_identifier=corporate)
    letter = made(clerk, file, payer)
    stepped(letter, (G, other))
    printed = "".join(texts(letter_paper(letter.pk, actor=clerk, at=AT)))
    assert ("秘町" not in printed) is hidden
    client.force_login(clerk)
    assert ("秘町" not in client.get(reverse("sender_letter", args=[letter.pk])).text) is hidden


def test_the_log_has_it_once_sent_and_alarms_after_its_day(
    clerk: StaffMember, other: StaffMember, employer: Employer, tmp_path: Path
) -> None:
    letter = made(clerk, broken(clerk, tmp_path), employer)

    def logged(ask: Asked) -> list[Exchange]:
        return [one for one in ask(AT, AFTER) if one.what == f"差戻し {letter.pk}"]

    stepped(letter, (G, other))
    assert logged(exchanges) == []
    stepped(letter, (S, other))
    (told,) = logged(open_exchanges)
    assert (told.count, told.done, told.waiting, told.agrees) == (1, 0, 1, True)
    assert [told.late(AT + timedelta(days=day), days=3) for day in (14, 15)] == [False, True]
    assert employer.name not in str(told)
    stepped(letter, (A, other))
    assert logged(open_exchanges) == []
    assert [one.done for one in logged(exchanges)] == [1]


def test_what_waits_is_told_to_whom_it_waits_for(
    clerk: StaffMember, other: StaffMember, employer: Employer, tmp_path: Path
) -> None:
    letter = made(clerk, broken(clerk, tmp_path), employer)

    def waits(member: StaffMember, days: int = 0) -> set[str]:
        asked = {"exchange.prepare", "exchange.approve"}
        tasks = waiting(member, asked, AT + timedelta(days=days))
        return {task.label for task in tasks if task.count and "差戻し" in task.label}

    assert (waits(clerk), waits(other)) == (set(), {"差戻しの承認"})
    stepped(letter, (G, other))
    assert waits(clerk) == {"差戻しの送付"}
    stepped(letter, (S, clerk))
    assert (waits(clerk, 14), waits(clerk, 15)) == (set(), {"提出期限を過ぎた差戻し"})


def test_numbers_typed_in_words_are_blanked_and_every_act_is_on_record(
    clerk: StaffMember, other: StaffMember, employer: Employer, tmp_path: Path
) -> None:
    digits = number(12345678901).reveal()
    letter = made(clerk, broken(clerk, tmp_path), employer)
    stepped(letter, (G, other), note=f"番号 {digits} あり")
    letter_paper(letter.pk, actor=clerk, at=AT)
    assert digits not in letter.steps.get().note
    actions = OutgoingRecord.objects.filter(action__startswith="receiving.letter.")
    assert [one.action.rsplit(".")[-1] for one in actions.order_by("pk")] == [
        "prepared",
        "granted",
        "printed",
    ]


def test_what_was_sent_stays_as_it_was(
    clerk: StaffMember, employer: Employer, tmp_path: Path
) -> None:
    letter = made(clerk, broken(clerk, tmp_path), employer)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        SenderLetter.objects.filter(pk=letter.pk).update(lines=[])


def test_who_may_not_make_letters_does_not(
    clerk: StaffMember, employer: Employer, tmp_path: Path
) -> None:
    file = broken(clerk, tmp_path)
    auditor = staff("3001", Role.AUDITOR)
    with pytest.raises(NotPermittedError):
        made(auditor, file, employer)
    letter = made(clerk, file, employer)
    with pytest.raises(NotPermittedError):
        stepped(letter, (G, auditor))
    with pytest.raises(NotPermittedError):
        letter_paper(letter.pk, actor=auditor, at=AT)


def test_a_clerk_makes_it_from_the_page_of_the_file_and_another_grants_it(
    clerk: StaffMember, other: StaffMember, employer: Employer, client: Client, tmp_path: Path
) -> None:
    file = broken(clerk, tmp_path)
    client.force_login(clerk)
    page = client.get(reverse("delivered_file", args=[file.pk])).text
    query = f"matter=rows&amp;key={file.received_file_id}"
    assert query in page
    new = reverse("sender_letter_new")
    asked = client.get(f"{new}?{query.replace('&amp;', '&')}")
    assert f'value="{employer.pk}"' in asked.text
    given = hidden_values(asked.text) | {"employer": employer.pk}
    assert given["key"] == str(file.received_file_id)
    assert client.post(new, given).status_code == 422
    assert client.post(new, {**given, "reply_by": "2020-01-01"}).status_code == 409
    client.post(new, {**given, "reply_by": "2099-01-01"})
    letter = SenderLetter.objects.get()
    one = reverse("sender_letter", args=[letter.pk])
    shown = client.get(one).text
    assert "承認を記録する" not in shown
    assert '<span class="chip chip-warning">承認待ち</span>' in shown
    step = reverse("sender_letter_step", args=[letter.pk])
    assert client.post(step, {"step": "granted"}).status_code == 409
    client.force_login(other)
    assert client.post(step, {"step": "granted"}).status_code == 302
    paper = client.post(reverse("sender_letter_paper", args=[letter.pk]))
    assert paper.headers["Content-Type"] == "application/pdf"
    assert client.post(step, {"step": "sent", "way": "post"}).status_code == 302
    assert "回答待ち" in client.get(reverse("sender_letter_list"), {"state": "sent"}).text
    assert client.post(step, {"step": "answered", "note": "1" * 12}).status_code == 422


@pytest.mark.parametrize("query", ["", "matter=x&key=1", "matter=rows&key=a", "matter=rows&key=9"])
def test_a_matter_that_is_none_is_not_found(query: str, clerk: StaffMember, client: Client) -> None:
    client.force_login(clerk)
    assert client.get(f"{reverse('sender_letter_new')}?{query}").status_code == 404
