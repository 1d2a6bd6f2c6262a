"""Every importer killed with ``kill -9`` in the middle, and begun again: one result."""

from __future__ import annotations

import signal
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from juminzei.formats import employer_summary
from support.department_rows import DISABILITY, feed, row
from support.installation import HERE, Installation
from support.one_stop_files import city_notice_file, notice, notices, told
from support.report_files import number, pension, pensions, wage, wages
from support.summaries import summary

if TYPE_CHECKING:
    from collections.abc import Mapping

SERVICES = "juminzei.apps.assessment.services"
RECEIVING = "juminzei.apps.receiving.services"
DEPARTMENTS = "juminzei.apps.departments.services"
MOMENTS = {
    "reports: numbers sealed, no document stored": f"{SERVICES}.intake:write_documents:1",
    "reports: stored, the register does not know": f"{RECEIVING}.take_file:_counts:1",
    "pensions: stored, not said to be complete": f"{SERVICES}.intake:tell_of_intake:1",
    "one-stop: numbers sealed, no document stored": f"{SERVICES}.handing_over:write_rows:1",
    "one-stop: stored, not said to be complete": f"{SERVICES}.intake_own:_complete:1",
    "city notices: numbers sealed, none stored": f"{SERVICES}.handing_over:write_rows:1",
    "departments: posted, not committed": f"{DEPARTMENTS}.take_feed:_finished:1",
    "departments: stored, the register does not know": f"{RECEIVING}.take_file:_counts:1",
    "summaries: written, not committed": f"{RECEIVING}.take_summaries:complete:1",
    "all taken in, two of them erased": f"{RECEIVING}.drop_folder:_put_aside:3",
    "all taken in, between receipt and erasing": f"{RECEIVING}.drop_folder:_erase:1",
}
"""In the order in which one run after the other comes to them: each dies a step further on."""
COUNTED = (
    "SELECT name, state, received_rows, accepted, held, duplicates FROM receiving_deliveredfile",
    "SELECT kind, channel, source, row_number, name, match_state FROM assessment_taxdocument",
    "SELECT row_number, tax_year, channel FROM assessment_quarantinedrow",
    "SELECT kind, channel, source, complete FROM documents_receivedfile",
    "SELECT collector_number, documents FROM receiving_unknownemployer",
    "SELECT row_number, content_key FROM receiving_summarysheet",
    "SELECT rows, accepted, waiting, outside FROM departments_departmentfile",
    "SELECT state, count(*) FROM receiving_filestep GROUP BY state",
    "SELECT count(*) FROM receiving_delivery",
)


def dropped(folder: Path) -> Path:
    """Fill a drop folder: a file for each importer, with rows that cannot be taken."""
    folder.mkdir()
    other = notice(name="佐藤　二郎", amount=1, individual_number=number(6))
    broken = notices(notice(individual_number=number(5)), other)
    files = {
        "1.csv": wages(
            wage(recipient_reference="1", individual_number=number(1), collector_number="77"),
            wage(recipient_reference="2", individual_number=number(2), revenue=-1),
        ),
        "2.csv": pensions(pension(individual_number=number(3)), pension(recipient_reference="2")),
        "3.csv": broken.replace(b"1980-04-02", b"1980-04-31", 1),
        "4.csv": city_notice_file(told(individual_number=number(4)), told(reference="K-2")),
        "5.csv": feed(DISABILITY, row(DISABILITY, 1), row(DISABILITY, 2)),
        "6.csv": employer_summary.write([summary(), summary(collector_number="88")]),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def sealed(city: Installation) -> set[int]:
    """Return the keys under which a number of a document lies in the vault."""
    question = "SELECT DISTINCT subject_id FROM vault_sealednumber"
    address = city.environment.get("JUMINZEI_VAULT_DATABASE_URL")
    if address:
        with psycopg.connect(address) as connection:
            return {key for (key,) in connection.execute(question)}
    with closing(sqlite3.connect(Path(city.environment["JUMINZEI_DATA"]) / "vault.sqlite3")) as one:
        return {key for (key,) in one.execute(question)}


def outcome(city: Installation, folder: Path) -> dict[str, Any]:
    """Return all that was taken in, and what lies about."""
    lines = [
        line.split(",")[3:]
        for receipt in folder.glob("done/*.csv")
        for line in receipt.read_text("utf-8-sig").splitlines()
    ]
    spool = Path(city.environment["JUMINZEI_DATA"]) / "spool"
    return {
        "rows": [sorted(city.rows(question), key=str) for question in COUNTED],
        "left": [path.name for path in folder.iterdir() if path.is_file()],
        "receipts": [[line[0], *line[3:]] for line in lines],
        "spool": [path.name for path in spool.iterdir() if "-" not in path.name],
    }


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """Two equal cities: one received in peace, the other died at every moment in turn."""
    place = tmp_path_factory.mktemp("killed")
    calm = Installation.ready(place / "calm")
    rough = calm.copy(place / "rough")
    folders = {"calm": dropped(place / "one"), "rough": dropped(place / "other")}
    codes = {}
    for moment, where in MOMENTS.items():
        killed = rough.start(str(HERE / "killed_at.py"), where, "receive", str(folders["rough"]))
        said = killed.communicate()[1]
        codes[moment] = killed.returncode if killed.returncode < 0 else said.decode()[-2000:]
    for name, city in (("calm", calm), ("rough", rough)):
        city.juminzei("receive", str(folders[name]))
    results = {
        name: outcome(city, folders[name]) for name, city in (("calm", calm), ("rough", rough))
    }
    return {
        "codes": codes,
        "calm": calm,
        "rough": rough,
        **{f"{k}_left": v for k, v in results.items()},
    }


@pytest.mark.parametrize("moment", MOMENTS)
def test_each_importer_was_killed_in_the_middle(moment: str, ran: Mapping[str, Any]) -> None:
    """T-J10: the kill comes where it says, for every importer."""
    assert ran["codes"][moment] == -signal.SIGKILL


def test_nothing_is_lost_or_doubled_and_the_register_counts_right(ran: Mapping[str, Any]) -> None:
    """T-J10: after a kill at every one of the moments the result is that of a quiet run."""
    for name, found in ran["rough_left"].items():
        assert found == ran["calm_left"][name], name
    files = ran["calm_left"]["rows"][0]
    assert [line[1:] for line in files] == [
        ("taken", 2, 1, 1, 0),
        ("taken", 2, 2, 0, 0),
        ("taken", 2, 1, 1, 0),
        ("taken", 2, 2, 0, 0),
        ("taken", 2, 2, 0, 0),
        ("taken", 2, 2, 0, 0),
    ]


def test_every_document_has_its_number_and_what_the_kills_left_is_swept(
    ran: Mapping[str, Any],
) -> None:
    """T-J10: numbers of documents that were never stored are found and destroyed."""
    rough = ran["rough"]
    stored = rough.rows("SELECT id FROM assessment_taxdocument WHERE has_number")
    documents = {key for (key,) in stored}
    assert documents < sealed(rough)
    rough.juminzei("documents", "sweep")
    code = (
        "from datetime import timedelta\n"
        "from juminzei.cli.command import with_django\n"
        "with_django()\n"
        "from juminzei.apps.assessment.services.sweep_numbers import sweep_numbers\n"
        "from juminzei.platform import clock\n"
        "from juminzei.platform.staff.services import batch_member\n"
        "at = clock.now() + timedelta(days=2)\n"
        "print(sweep_numbers(actor=batch_member(at), at=at).documents)\n"
    )
    assert int(rough.run("-c", code)) == 2
    assert sealed(rough) == documents
    assert sealed(ran["calm"]) == {
        key for (key,) in ran["calm"].rows("SELECT id FROM assessment_taxdocument WHERE has_number")
    }
