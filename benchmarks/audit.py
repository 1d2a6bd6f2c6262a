"""The record of acts: appended, verified, searched, among as many records as a city makes in years.

``python benchmarks/audit.py [--records 10000000] [--data DIR]`` prints one JSON object. The
records before are written in bulk, chained as the program chains them; then acts are
recorded and carried by the program itself, the whole record is verified in a process of its
own, and searches are asked as the page asks them: the count and one page (T-L09). Ends with 1
when a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from process_memory import Watch

if TYPE_CHECKING:
    from collections.abc import Iterator

GOAL_SEARCH_S = 2.0
GOAL_VERIFIED_PER_S = 200_000
GOAL_MEMORY_MIB = 300

AT_ONCE = 20_000
ACTS = 3_000
ROUNDS = 3
PEOPLE, STAFF = 112_000, 60
START = datetime(2021, 4, 1, tzinfo=UTC)
KINDS = (
    # action, function, subject, result, times in a hundred
    ("addressees.person.viewed", "person.view", "addressee", "done", 55),
    ("addressees.searched", "person.search", "", "done", 30),
    ("assessment.match.viewed", "match.decide", "tax_document", "done", 10),
    ("assessment.explanation.printed", "explanation.print", "addressee", "done", 3),
    ("permission.denied", "", "page", "refused", 1),
    ("vault.number.revealed", "individual_number.view", "addressee", "done", 1),
)
VERIFY = """
import sys, time, django
django.setup()
from juminzei.platform.audit.verification import verified
began = time.perf_counter()
outcome = verified()
assert not outcome.problems, outcome.problems[:3]
print(outcome.records, time.perf_counter() - began)
"""


def main() -> int:
    """Measure and print; return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000_000)
    parser.add_argument("--data", type=Path, default=None, help="kept, and used again if there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="juminzei-bench-") as folder:
        data = options.data or Path(folder)
        os.environ["JUMINZEI_DATA"] = str(data)
        os.environ["DJANGO_SETTINGS_MODULE"] = "juminzei.web.settings"
        fresh = not (data / "audit.sqlite3").exists()
        subprocess.run([sys.executable, "-m", "juminzei.cli", "migrate"], check=True, stdout=2)
        if fresh:
            fill(data, options.records)
        figures = {"records": options.records, **appended(), **verified(), **searched()}
    figures["goals_met"] = met(figures)
    print(json.dumps(figures))
    return int(not figures["goals_met"])


def met(figures: dict[str, float]) -> bool:
    """Return whether every goal is met."""
    return (
        figures["slowest_search_s"] < GOAL_SEARCH_S
        and figures["verified_per_s"] >= GOAL_VERIFIED_PER_S
        and figures["verify_peak_mib"] < GOAL_MEMORY_MIB
    )


def fill(data: Path, count: int) -> None:
    """Write ``count`` records and the acts that they tell of, in bulk."""
    sent, kept = _open(data / "city.sqlite3"), _open(data / "audit.sqlite3")
    indexes = {connection: _without_indexes(connection) for connection in (sent, kept)}
    rows = _rows(count)
    while some := list(islice(rows, AT_ONCE)):
        for connection, table, place in (
            (sent, "outbox_outgoingrecord", 0),
            (kept, "audit_auditrecord", 1),
        ):
            marks = ", ".join("?" * len(some[0][place]))
            names = ", ".join(some[0][place])
            connection.executemany(
                f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - names of our own
                [tuple(row[place].values()) for row in some],
            )
    for connection, statements in indexes.items():
        for statement in statements:
            connection.execute(statement)
        connection.execute("ANALYZE")
        connection.commit()
        connection.close()


def _without_indexes(connection: sqlite3.Connection) -> list[str]:
    """Put the indexes aside, which are made much faster afterwards; return how to make them."""
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        " AND tbl_name IN ('outbox_outgoingrecord', 'audit_auditrecord')"
    ).fetchall()
    for name, _statement in found:
        connection.execute(f'DROP INDEX "{name}"')
    return [statement for _name, statement in found]


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=OFF")
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-400000")
    connection.execute("BEGIN")
    return connection


def _rows(count: int) -> Iterator[tuple[dict[str, object], dict[str, object]]]:
    """Yield made-up acts, as the outbox and as the record hold them."""
    from juminzei.platform.audit.chain import START as BEFORE  # noqa: PLC0415 - after the setting of the folder
    from juminzei.platform.audit.chain import digest  # noqa: PLC0415 - the same
    from juminzei.platform.audit.record_text import act_text, record_text  # noqa: PLC0415 - the same

    chance = random.Random(4)  # noqa: S311 - no secret
    drawn = [kind[:4] for kind in KINDS for _ in range(kind[4])]
    previous = BEFORE
    for key in range(1, count + 1):
        at = START + timedelta(seconds=15 * key, microseconds=chance.randrange(1_000_000))
        action, function, kind, result = chance.choice(drawn)
        staff = f"{1000 + chance.randrange(STAFF)}"
        subject = f"{chance.randrange(PEOPLE):010d}" if kind else ""
        at_text = at.isoformat(timespec="microseconds")
        details = '{"tax_year":2026}'
        act = act_text(
            *(at_text, staff, function, action, kind, subject, result),
            *("課税　花子", "税務-01", "assessment", details),
        )
        content = record_text(key, key, act, at_text, key)
        stored = at_text[:26].replace("T", " ")
        shared = {
            "recorded_at": stored,
            "staff_number": staff,
            "function": function,
            "action": action,
            "subject_kind": kind,
            "subject_id": subject,
            "result": result,
        }
        own = {"previous_digest": previous, "digest": digest(previous, content)}
        previous = own["digest"]
        yield (
            {
                "id": key,
                **shared,
                "staff_name": "課税　花子",
                "terminal": "税務-01",
                "purpose": "assessment",
                "details": details,
                "drained": True,
            },
            {"sequence": key, "outbox_id": key, **shared, "content": content, **own},
        )


def appended() -> dict[str, float]:
    """Make the first checkpoint, record acts, and carry them."""
    import django  # noqa: PLC0415 - after the setting of the folder

    django.setup()
    from django.db import transaction  # noqa: PLC0415 - the same

    from juminzei.platform import clock  # noqa: PLC0415 - the same
    from juminzei.platform.audit import carrier, services  # noqa: PLC0415 - the same
    from juminzei.platform.audit.checkpoints import make_checkpoint  # noqa: PLC0415 - the same
    from juminzei.platform.staff.services import batch_member  # noqa: PLC0415 - the same

    began = time.perf_counter()
    make_checkpoint(clock.now())
    checkpoint_s = time.perf_counter() - began
    actor = batch_member(clock.now())
    waiting = carrier.Carrier(lambda: 0)  # as in a server: acts do not carry, they only wake
    waiting.start()
    carrier.running[:] = [waiting]
    began = time.perf_counter()
    for number in range(ACTS):
        with transaction.atomic():
            services.record(
                action="addressees.person.viewed",
                actor=actor,
                at=clock.now(),
                subject_kind="addressee",
                subject_id=str(number),
            )
    recorded = ACTS / (time.perf_counter() - began)
    waiting.stop()
    began = time.perf_counter()
    services.drain()
    carried = ACTS / (time.perf_counter() - began)
    return {
        "first_checkpoint_s": round(checkpoint_s, 1),
        "recorded_per_s": round(recorded),
        "carried_per_s": round(carried),
    }


def verified() -> dict[str, float]:
    """Verify everything in a process of its own."""
    with (
        subprocess.Popen([sys.executable, "-c", VERIFY], stdout=subprocess.PIPE, text=True) as one,  # noqa: S603 - our own program
        Watch(one.pid) as watch,
    ):
        told, _ = one.communicate()
    if one.returncode:
        raise RuntimeError("the record was not verified")
    count, seconds = told.split()
    return {
        "verify_s": round(float(seconds), 1),
        "verified_per_s": round(int(count) / float(seconds)),
        "verify_peak_mib": watch.peak_mib,
    }


def searched() -> dict[str, float]:
    """Ask each search a few times, as the page does; tell the median of each, and the slowest."""
    from juminzei.apps.oversight.selectors.record_search import (  # noqa: PLC0415 - after Django's set-up
        ReachablePages,
        RecordTerms,
        found,
        line,
    )

    day = (START + timedelta(days=20)).date()
    month: dict[str, object] = {"since": day, "until": day + timedelta(days=30)}
    searches: dict[str, dict[str, object]] = {
        "everything": {},
        "person": {"person": "0000004711"},
        "person_and_staff": {"person": "0000004711", "staff": "1007"},
        "staff": {"staff": "1007"},
        "staff_in_a_month": {"staff": "1007", **month},
        "staff_refused": {"staff": "1007", "result": "refused"},
        "function": {"function": "individual_number.view"},
        "common_action": {"action": "addressees.person.viewed"},
        "rare_action_in_a_month": {"action": "vault.number.revealed", **month},
        "nothing_found": {"action": "permission.denied", "result": "failed"},
        "nobody": {"staff": "9999", "function": "person.view", "result": "done"},
        "common_action_failed": {"action": "addressees.person.viewed", "result": "failed"},
        "month": month,
    }
    seconds: dict[str, list[float]] = {name: [] for name in searches}
    for _ in range(ROUNDS):
        for name, terms in searches.items():
            for oldest_first in (False, True):
                began = time.perf_counter()
                records = found(RecordTerms(**terms), oldest_first=oldest_first)  # type: ignore[arg-type]  # as the form gives them
                page = ReachablePages(records, 50).get_page(1)
                [line(record) for record in page.object_list]
                seconds[name].append(time.perf_counter() - began)
    medians = {f"search_{name}_s": round(statistics.median(s), 3) for name, s in seconds.items()}
    return {**medians, "slowest_search_s": round(max(max(s) for s in seconds.values()), 3)}


if __name__ == "__main__":
    sys.exit(main())
