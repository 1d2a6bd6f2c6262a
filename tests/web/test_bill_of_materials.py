"""T-O01, in part: the bill of materials names every locked package with its hashes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "requirements"


def test_the_bill_is_the_lock() -> None:
    told = subprocess.run(
        [sys.executable, FOLDER / "bill_of_materials.py"], capture_output=True, check=True
    ).stdout
    bill = json.loads(told)
    lock = (FOLDER / "runtime.lock").read_text(encoding="utf-8")
    pinned = [line for line in lock.splitlines() if line[:1].isalnum()]
    assert bill["bomFormat"] == "CycloneDX"
    assert len(bill["components"]) == len(pinned)
    assert all(one["properties"] for one in bill["components"])
    hashes = sum(len(one["properties"]) for one in bill["components"])
    assert hashes == lock.count("--hash=sha256:")
    assert "django" in {one["name"] for one in bill["components"]}
