"""R-2.3.4: what one city sends on, another city that runs the same takes in, each once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from juminzei.apps.assessment.models import DocumentKind, DocumentState, TaxDocument
from juminzei.apps.exchange.models import Step
from juminzei.apps.exchange.services.papers import papers
from juminzei.apps.receiving.models import FileState
from juminzei.apps.receiving.services.drop_folder import receive_folder
from juminzei.apps.receiving.services.register_delivery import DeliveryEntry
from juminzei.formats import one_stop
from juminzei.formats.one_stop import OneStopNotice
from juminzei.platform.documents.channel import Channel, Source
from juminzei.platform.documents.packing import packed
from support.exchange_rows import KUMAGAYA, YEAR, prepared, stepped
from support.page_rows import AT, staff
from support.receiving_rows import taken
from support.report_files import number, pension, pensions, wage, wages

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

NAMES = ("回送　太郎", "回送　花子", "回送　次郎")


def lot_of(one: StaffMember, other: StaffMember, folder: Path) -> dict[str, bytes]:
    """Return the papers of a consignment of two wage reports, a pension report and a gift."""
    there = {"municipality": KUMAGAYA, "address": "埼玉県熊谷市宮町2-47"}
    files = {
        "w.csv": wages(
            *(
                wage(name=name, individual_number=number(seed), **there)
                for seed, name in enumerate(NAMES[:2], 4)
            )
        ),
        "p.csv": pensions(pension(name=NAMES[2], **there)),
        "g.csv": one_stop.write(
            [
                OneStopNotice(
                    name=NAMES[0],
                    kana="カイソウ　タロウ",
                    address="埼玉県熊谷市宮町2-47",
                    birth_on=date(1980, 4, 2),
                    donated_on=date(YEAR - 1, 12, 1),
                    amount=30_000,
                    body="131016",
                )
            ],
            municipality="112101",
            income_year=YEAR - 1,
        ),
    }
    for name, data in files.items():
        taken(one, data, folder, name)
    gifts = TaxDocument.objects.filter(kind=DocumentKind.ONE_STOP)
    gifts.update(state=DocumentState.FORWARDED, municipality=KUMAGAYA)
    lot = stepped(prepared(one), (Step.APPROVED, other))
    made = papers(lot.pk, actor=one, at=AT)
    stepped(lot, (Step.SENT, one), (Step.RECEIVED, one))
    return made


@pytest.fixture
def other_city(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> tuple[dict[str, bytes], StaffMember]:
    """Return what came from the first city, and a member of the second one's staff.

    The second city has none of the first one's documents: those lie in another year, under
    other keys.
    """
    one = staff("1001")
    made = lot_of(one, staff("1002"), tmp_path)
    key = Concat(Value("of-the-first-city-"), Cast("pk", CharField()), output_field=CharField())
    TaxDocument.objects.update(tax_year=2000, content_key=key, reference="")
    monkeypatch.setattr(settings.CONFIGURATION, "municipality", KUMAGAYA)
    return made, one


def test_the_lot_is_taken_in_whole_and_the_second_time_nothing_changes(
    other_city: tuple[dict[str, bytes], StaffMember], tmp_path: Path
) -> None:
    """R-2.3.4: what one city wrote, another takes in as one delivery, from its drop folder."""
    made, clerk = other_city
    came = sorted(name for name in made if name.endswith(".csv"))
    assert came == ["form315.csv", "form331.csv", "one_stop.csv"]
    entry = DeliveryEntry(channel=Channel.ELTAX, source=Source.MUNICIPALITY, sender="112101")
    drop = tmp_path / "drop"
    drop.mkdir()
    before = []
    for counts in ((4, 4, 0, 0), (4, 0, 0, 4)):
        (drop / "lot.zip").write_bytes(packed(made))
        (file,) = receive_folder(drop, entry, actor=clerk, clock=lambda: AT).files
        assert file.state == FileState.TAKEN, file.reason
        assert (file.received_rows, file.accepted, file.held, file.duplicates) == counts
        assert [path.name for path in drop.iterdir()] == ["done"]
        before.append(list(TaxDocument.objects.order_by("pk").values()))
    assert before[0] == before[1]
    here = TaxDocument.objects.filter(tax_year=YEAR)
    assert sorted(here.values_list("name", flat=True)) == sorted([*NAMES, NAMES[0]])
    assert set(here.values_list("state", "source")) == {("active", "municipality")}


def test_its_files_alone_are_taken_in_as_well(
    other_city: tuple[dict[str, bytes], StaffMember], tmp_path: Path
) -> None:
    made, clerk = other_city
    way = {"source": Source.MUNICIPALITY, "sender": "112101"}
    file = taken(clerk, made["form315.csv"], tmp_path, "form315.csv", **way)
    assert (file.state, file.accepted) == (FileState.TAKEN, 2)
    lot = taken(clerk, packed(made), tmp_path, "lot.zip", **way)
    assert (lot.state, lot.accepted, lot.duplicates) == (FileState.TAKEN, 2, 2)


def test_a_gift_says_the_same_at_the_other_city_and_no_number_travels(
    other_city: tuple[dict[str, bytes], StaffMember],
) -> None:
    """EL-16: a one-stop notice that belongs elsewhere goes out as a file of its layout."""
    made, _ = other_city
    file = one_stop.read(made["one_stop.csv"])
    assert (file.municipality, file.income_year) == (KUMAGAYA, YEAR - 1)
    ((_, notice),) = file.rows.records
    assert (notice.name, notice.amount, notice.body) == (NAMES[0], 30_000, "131016")
    assert notice.donated_on == date(YEAR - 1, 12, 1)
    for seed in (4, 5):
        digits = number(seed).reveal().encode()
        assert not [name for name, data in made.items() if digits in data]


def test_a_lot_for_another_city_is_not_ours(
    other_city: tuple[dict[str, bytes], StaffMember],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A lot that goes astray taxes nobody: reports wait to go on, the gifts are refused."""
    made, clerk = other_city
    monkeypatch.setattr(settings.CONFIGURATION, "municipality", "131016")
    reports = taken(clerk, made["form315.csv"], tmp_path, "a.csv")
    assert reports.accepted == 2
    here = TaxDocument.objects.filter(tax_year=YEAR)
    assert set(here.values_list("state", flat=True)) == {DocumentState.FORWARDED}
    lot = taken(clerk, packed(made), tmp_path, "lot.zip")
    assert (lot.state, KUMAGAYA in lot.reason) == (FileState.QUARANTINED, True)
    gifts = taken(clerk, made["one_stop.csv"], tmp_path, "b.csv")
    assert gifts.state == FileState.QUARANTINED
