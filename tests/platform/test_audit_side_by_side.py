"""Two processes find in the record what one finds, in the same order."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

RECORDS = 40
PROGRAM = """
import sys
import django
if __name__ == "__main__":
    django.setup()
    from datetime import UTC, datetime
    from django.core.management import call_command
    from django.db import connections
    from juminzei.platform.audit.rows import FIRST, LAST
    from juminzei.platform.audit.services import record
    from juminzei.platform.audit.side_by_side import checked_in_order
    from juminzei.platform.staff.services import batch_member
    for alias in ("default", "audit"):
        call_command("migrate", database=alias, verbosity=0)
    at = datetime(2026, 4, 1, tzinfo=UTC)
    for number in range(int(sys.argv[1])):
        record(action="addressees.searched", actor=batch_member(at), at=at)
    with connections["audit"].cursor() as cursor:
        cursor.execute("DROP TRIGGER audit_auditrecord_refuses_update")
        cursor.execute("DROP TRIGGER audit_auditrecord_refuses_delete")
        cursor.execute("UPDATE audit_auditrecord SET staff_number = 'x' WHERE sequence IN (3, 28)")
        cursor.execute("DELETE FROM audit_auditrecord WHERE sequence = 17")
    connections.close_all()
    bounds = [FIRST, *range(1, int(sys.argv[1]), 3), LAST]
    places = list(zip(bounds, bounds[1:]))
    one, two = (list(checked_in_order(places, processes=count)) for count in (1, 2))
    assert one == two
    print([doubt for seen in two for doubt in seen.doubts if isinstance(doubt, int)],
          sum(len(seen.told) for seen in two))
"""


def test_two_processes_find_what_one_finds(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    settings = {"JUMINZEI_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "juminzei.web.settings"}
    # On files of its own, whatever engine the other tests use.
    others = {name: value for name, value in os.environ.items() if "JUMINZEI" not in name}
    done = subprocess.run(
        [sys.executable, program, str(RECORDS)],
        env={**others, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.returncode) == (f"[3, 28] {RECORDS - 1}\n", 0), done.stderr
