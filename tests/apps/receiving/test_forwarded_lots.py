"""R-2.3.4: a lot that another city sends on is one thing: taken whole, or held with a reason."""

from __future__ import annotations

import io
import stat
import zipfile
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.assessment.receivers import DocumentReceiver
from juminzei.apps.receiving.exchanges import exchanges, open_exchanges
from juminzei.apps.receiving.models import DeliveredFile, FileState
from juminzei.apps.receiving.services import take_lot as lots
from juminzei.apps.receiving.services.enter_file import enter_file
from juminzei.apps.receiving.services.lot_papers import hand_out_papers, settle_papers
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.services.register_delivery import close_delivery, confirm_delivery
from juminzei.apps.receiving.services.take_file import take_file
from juminzei.apps.receiving.waiting import waiting
from juminzei.formats.forwarded_lot import LETTER, NAME
from juminzei.platform.documents.channel import Source
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.documents.packing import packed
from juminzei.platform.documents.receivers import NotTakenError
from juminzei.platform.documents.scanning import ScanResult
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from juminzei.platform.vault.models import SealedNumber
from support.forwarded_lots import KUMAGAYA, NAMES, lot_files, lot_folder, lot_list, lot_zip
from support.hostile_files import EMPTY_PDF, PNG, acting_pdf, zip_bomb
from support.page_rows import AT, staff
from support.receiving_rows import delivery, entered, kept_names, medium, taken
from support.report_files import number, wage, wages

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from juminzei.platform.documents.receivers import Outcome, Receipt
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

WAY = {"source": Source.MUNICIPALITY, "sender": KUMAGAYA}


def counted(file: DeliveredFile) -> tuple[int, int, int, int]:
    return file.received_rows, file.accepted, file.held, file.duplicates


def names() -> list[str]:
    return sorted(TaxDocument.objects.values_list("name", flat=True))


def test_its_files_go_to_their_receivers_as_one_delivery(
    clerk: StaffMember, tmp_path: Path
) -> None:
    file = taken(clerk, lot_zip(), tmp_path, "lot.zip", **WAY)
    assert (file.state, file.label, file.content) == ("taken", "他市町村からの回送", "zip"), (
        file.reason
    )
    assert counted(file) == (3, 3, 0, 0)
    assert names() == sorted(NAMES)
    assert set(TaxDocument.objects.values_list("source", flat=True)) == {"municipality"}
    assert set(ReceivedFile.objects.values_list("delivery", "source")) == {
        (file.delivery_id, "municipality")
    }
    assert set(
        ReceivedFile.objects.filter(part_of=file.received_file).values_list("name", flat=True)
    ) == {
        "form315.csv",
        "form331.csv",
    }
    assert kept_names() == [], "the archive is erased, and what came out of it"
    (line,) = exchanges(AT, AT)
    assert (line.count, line.done, line.waiting) == (3, 3, 0), "one lot is one line of the log"


def test_the_same_lot_twice_changes_nothing(clerk: StaffMember, tmp_path: Path) -> None:
    taken(clerk, lot_zip(), tmp_path, "lot.zip", **WAY)
    before = list(TaxDocument.objects.values())
    again = taken(clerk, lot_zip(), tmp_path, "again.zip", **WAY)
    assert (again.state, counted(again)) == ("taken", (3, 0, 0, 3))
    assert list(TaxDocument.objects.values()) == before
    anew = taken(clerk, lot_zip(number=8), tmp_path, "anew.zip", **WAY)
    assert (anew.state, counted(anew)) == ("taken", (3, 0, 0, 3)), "a new list, the same files"
    assert ReceivedFile.objects.count() == 4


def test_a_lot_in_a_folder_is_the_same_lot(clerk: StaffMember, tmp_path: Path) -> None:
    taken(clerk, lot_zip(), tmp_path, "lot.zip", **WAY)
    folder = lot_folder(tmp_path / "lot", lot_files())
    entry = enter_file(delivery(clerk, **WAY), folder, name="lot", actor=clerk, at=AT)
    file = take_file(entry.pk, actor=clerk, at=AT)
    assert (file.state, counted(file)) == ("taken", (3, 0, 0, 3))


def test_a_row_that_cannot_be_read_is_held_and_waits_in_the_log(
    clerk: StaffMember, tmp_path: Path
) -> None:
    broken = wages(wage(name=NAMES[0]), wage(name=NAMES[1])).replace(
        "カトウ".encode("cp932"), b"", 1
    )
    rows = broken.splitlines(keepends=True)
    cells = rows[1].split(b",")
    rows[1] = b",".join([*cells[:10], b"XX", *cells[11:]])
    file = taken(clerk, lot_zip(lot_files(form315=b"".join(rows))), tmp_path, "lot.zip", **WAY)
    assert (file.state, counted(file)) == ("taken", (3, 2, 1, 0)), file.reason
    (line,) = open_exchanges(AT, AT)
    assert (line.count, line.waiting) == (3, 1)


def altered(name: str, data: bytes) -> bytes:
    files = lot_files()
    return packed({NAME: lot_list(files), **files, name: data})


def linked() -> bytes:
    box = io.BytesIO(lot_zip())
    with zipfile.ZipFile(box, "a") as archive:
        link = zipfile.ZipInfo("scans/1-1.png")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return box.getvalue()


def with_path(name: str) -> bytes:
    return packed({NAME: lot_list(lot_files()), **lot_files(), name: b"1"})


SUMMARIES = "総括表".encode()
HELD: dict[str, tuple[bytes, str]] = {
    "altered reports": (altered("form315.csv", wages(wage())), "一覧と一致しません"),
    "a file too many": (altered("more.csv", b"1"), "一覧にありません"),
    "a file too few": (
        packed({NAME: lot_list(lot_files()), LETTER: EMPTY_PDF}),
        "媒体にありません",
    ),
    "for another city": (lot_zip(receiver="131016"), "131016"),
    "our own": (lot_zip(sender="112101"), "当市が送った"),
    "other counts": (
        lot_zip(documents_in={"form315.csv": 3, "form331.csv": 1}, documents=4),
        "2 件あります（一覧は 3 件）",
    ),
    "a file of another kind": (lot_zip({**lot_files(), "more.csv": b"a,b\n1,2\n"}), "more.csv"),
    "the same content twice": (
        lot_zip({**lot_files(), "one_stop.csv": lot_files()["form331.csv"]}),
        "二度",
    ),
    "a list that is none": (packed({NAME: b'{"layout": "x"}', **lot_files()}), "どの資料か"),
    "a broken list": (
        packed({NAME: b'{"layout": "juminzei-forwarded-lot/1"}', **lot_files()}),
        "足りない項目",
    ),
    "no text of ours": (lot_zip(lot_files(form315=b"\xff\xfe\x00")), "form315.csv"),
    "an archive inside": (lot_zip({**lot_files(), "scans/1-1.png": zip_bomb(1)}), "scans/1-1.png"),
    "a script": (lot_zip({**lot_files(), LETTER: acting_pdf(b"/JS 3 0 R")}), "letter.pdf"),
    "a link": (linked(), "リンク"),
    "a path": (with_path("../../x.csv"), "扱えない名"),
    "a bomb beside the list": (altered("more.csv", b"0" * 4_000_000), "比べて大きすぎます"),
    "no list at all": (packed(lot_files()), "展開しません"),
    "called something else": (lot_zip(), "名前はテキスト"),
}


@pytest.mark.parametrize("name", HELD)
def test_what_is_not_as_it_should_be_is_held_whole(
    name: str, clerk: StaffMember, tmp_path: Path
) -> None:
    """T-I05, T-I10, T-I11: nothing of such a lot is taken, nothing comes out of the workspace."""
    content, reason = HELD[name]
    called = "lot.csv" if name == "called something else" else "lot.zip"
    file = taken(clerk, content, tmp_path, called, **WAY)
    assert (file.state, TaxDocument.objects.count()) == (FileState.QUARANTINED, 0), file.reason
    assert reason in file.reason
    assert kept_names() == [file.digest], "it lies sealed; what was unpacked is gone"
    assert [path.name for path in tmp_path.iterdir()] == ["sent"]
    assert taken(clerk, lot_zip(), tmp_path, "good.zip", **WAY).state == FileState.TAKEN


def test_it_may_not_be_larger_than_the_city_takes(
    clerk: StaffMember, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-I05: the limit holds for what comes out, not for the archive alone."""
    monkeypatch.setattr(settings.CONFIGURATION, "receiving_largest_mb", 1)
    noise = PNG + b"".join(bytes([number % 251]) * 40 for number in range(30_000))
    content = lot_zip({**lot_files(), "scans/1-1.png": noise})
    assert len(content) < 1_000_000 < len(noise)
    file = taken(clerk, content, tmp_path, "lot.zip", **WAY)
    assert (file.state, "上限 1 MB" in file.reason) == (FileState.QUARANTINED, True)


def test_what_the_scanner_finds_inside_holds_the_lot(
    clerk: StaffMember, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-I12: what came out of the archive is scanned as well."""

    def scanner(path: Path) -> ScanResult:
        return ScanResult.INFECTED if path.is_dir() else ScanResult.CLEAN

    monkeypatch.setattr("juminzei.apps.receiving.services.examining.scanned", scanner)
    file = taken(clerk, lot_zip(), tmp_path, "lot.zip", **WAY)
    assert (file.state, file.scan) == (FileState.QUARANTINED, ScanResult.INFECTED)


def test_another_year_is_held(clerk: StaffMember, tmp_path: Path) -> None:
    file = taken(clerk, lot_zip(), tmp_path, "lot.zip", tax_year=2025, **WAY)
    assert (file.state, "令和8年度の回送" in file.reason) == (FileState.QUARANTINED, True)


def test_nothing_of_a_medium_is_read_before_another_confirmed_it(
    clerk: StaffMember, supervisor: StaffMember, tmp_path: Path
) -> None:
    """R-2.3.6: a lot on a medium is no exception."""
    one = medium(clerk, **WAY)
    path = tmp_path / "lot.zip"
    path.write_bytes(lot_zip())
    with pytest.raises(ReceivingRefusedError, match="確認"):
        enter_file(one, path, name="lot.zip", actor=clerk, at=AT)
    confirm_delivery(one.pk, confirmed=True, actor=supervisor, at=AT)
    entry = enter_file(one, path, name="lot.zip", actor=clerk, at=AT)
    assert take_file(entry.pk, actor=clerk, at=AT).state == FileState.TAKEN


class KilledError(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("after", [0, 1, 2])
def test_killed_between_two_files_it_goes_on(
    after: int, clerk: StaffMember, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-J10: the same call again: the remainder, each once, counted as this lot's."""
    file = entered(clerk, lot_zip(), tmp_path, "lot.zip", **WAY)
    real = lots._taken
    done: list[object] = []

    def dying(*given: object) -> object:
        if len(done) == after:
            raise KilledError
        done.append(given)
        return real(*given)  # type: ignore[arg-type]  # as they were given

    def ending(*_given: object) -> None:
        raise KilledError

    monkeypatch.setattr(lots, "_taken", dying)
    if after == 2:
        monkeypatch.setattr(lots, "_complete", ending)
    with pytest.raises(KilledError):
        take_file(file.pk, actor=clerk, at=AT)
    monkeypatch.undo()
    assert TaxDocument.objects.count() == (0, 2, 3)[after]
    file = take_file(file.pk, actor=clerk, at=AT)
    assert (file.state, counted(file)) == (FileState.TAKEN, (3, 3, 0, 0))
    assert names() == sorted(NAMES)
    assert ReceivedFile.objects.filter(part_of=file.received_file).count() == 2


def test_a_file_refused_after_all_says_what_is_in_already(
    clerk: StaffMember, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = DocumentReceiver.take

    def taking(self: DocumentReceiver, path: Path, receipt: Receipt) -> Outcome:
        if self.kind == "pension_report":
            raise NotTakenError("ほかの処理が先に取り込みました。")
        return real(self, path, receipt)

    monkeypatch.setattr(DocumentReceiver, "take", taking)
    file = taken(clerk, lot_zip(), tmp_path, "lot.zip", **WAY)
    assert file.state == FileState.QUARANTINED
    assert file.reason.startswith("1 ファイルを取り込んだ後で")
    monkeypatch.undo()
    again = taken(clerk, lot_zip(), tmp_path, "lot2.zip", **WAY)
    assert (again.state, names()) == (FileState.TAKEN, sorted(NAMES))


def test_papers_wait_sealed_until_somebody_dealt_with_them(
    clerk: StaffMember, tmp_path: Path
) -> None:
    files = {**lot_files(), "scans/12-1.png": PNG}
    content = lot_zip(files, documents=5)
    file = taken(clerk, content, tmp_path, "lot.zip", **WAY)
    assert (file.state, counted(file)) == (FileState.PAPERS, (3, 3, 0, 0))
    assert file.further == {"on_paper": 2, "scans": 1}
    assert kept_names() == [file.digest]
    with pytest.raises(ReceivingRefusedError, match="取り込まれていないファイル"):
        close_delivery(file.delivery_id, actor=clerk, at=AT)
    handed = hand_out_papers(file.pk, actor=clerk, at=AT)
    assert handed == {LETTER: EMPTY_PDF, "scans/12-1.png": PNG}
    with pytest.raises(ReceivingRefusedError, match="どう処理したか"):
        settle_papers(file.pk, note=" ", actor=clerk, at=AT)
    digits = number(1).reveal()
    done = settle_papers(file.pk, note=f"2件を入力 {digits}", actor=clerk, at=AT)
    assert (done.state, kept_names()) == (FileState.TAKEN, [])
    assert digits not in done.reason
    for act in (hand_out_papers, lambda key, **how: settle_papers(key, note="x", **how)):
        with pytest.raises(ReceivingRefusedError, match="処理済み"):
            act(file.pk, actor=clerk, at=AT)
    again = taken(clerk, content, tmp_path, "again.zip", **WAY)
    assert (again.state, counted(again)) == (FileState.TAKEN, (3, 0, 0, 3))


def test_a_lot_of_papers_alone_has_nothing_to_take_in(clerk: StaffMember, tmp_path: Path) -> None:
    files = {LETTER: EMPTY_PDF}
    file = taken(clerk, lot_zip(files, documents=1), tmp_path, "lot.zip", **WAY)
    assert (file.state, counted(file)) == (FileState.PAPERS, (0, 0, 0, 0))


def test_who_may_not_import_may_not_read_papers(clerk: StaffMember, tmp_path: Path) -> None:
    file = taken(clerk, lot_zip(documents=4), tmp_path, "lot.zip", **WAY)
    nobody = staff("9001", Role.AUDITOR)
    for act in (hand_out_papers, lambda key, **how: settle_papers(key, note="x", **how)):
        with pytest.raises(NotPermittedError):
            act(file.pk, actor=nobody, at=AT)


def test_numbers_of_a_lot_go_to_the_vault_and_lead_to_the_person(
    clerk: StaffMember, tmp_path: Path
) -> None:
    """T-B01: what carries a number is matched by it, and the number lies nowhere else."""
    given = wages(
        *(wage(name=name, individual_number=number(n)) for n, name in enumerate(NAMES[:2], 4))
    )
    file = taken(clerk, lot_zip(lot_files(form315=given)), tmp_path, "lot.zip", **WAY)
    assert file.state == FileState.TAKEN
    assert SealedNumber.objects.count() == 2


def test_the_page_hands_papers_out_and_closes_them(client: Client, clerk: StaffMember) -> None:
    """What the page offers is what waits; a note that might be a number is not taken."""
    client.force_login(clerk)
    upload = SimpleUploadedFile("lot.zip", lot_zip(documents=4))
    one = delivery(clerk, **WAY)
    client.post(reverse("delivery_upload", args=[one.pk]), {"file": upload})
    file = DeliveredFile.objects.get()
    page = reverse("delivered_file", args=[file.pk])
    shown = client.get(page).content.decode()
    assert "送付書だけにある資料 1 件" in shown
    assert "form315.csv" in shown
    answer = client.post(reverse("lot_papers", args=[file.pk]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == [LETTER]
    settle = reverse("lot_papers_settle", args=[file.pk])
    for given in ({"note": "入力"}, {"done": "on"}, {"note": number(1).reveal(), "done": "on"}):
        assert client.post(settle, given).status_code == 422
    assert client.post(settle, {"note": "入力", "done": "on"}).status_code == 302
    shown = client.get(page).content.decode()
    assert "処理済みにする" not in shown
    assert client.post(settle, {"note": "入力", "done": "on"}).status_code == 409
    assert client.post(reverse("lot_papers", args=[file.pk])).status_code == 409
    for name in ("lot_papers", "lot_papers_settle"):
        assert client.post(reverse(name, args=[10**9])).status_code == 404


def test_papers_that_wait_are_a_task(clerk: StaffMember, tmp_path: Path) -> None:
    taken(clerk, lot_zip(documents=4), tmp_path, "lot.zip", **WAY)
    tasks = {task.label: task.count for task in waiting(clerk, {"documents.import"}, AT)}
    assert tasks["回送の紙面の処理"] == 1
