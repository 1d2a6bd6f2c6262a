"""``juminzei notices``: what it prints beside the notices, and what it refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from juminzei.cli.main import call, main
from support.small_city import small_city

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
DRAFT = "令和8年度の法令データは確認中（draft）です。実際の賦課には使えません。"
ORDINARY = ("--tax-year", "2026", "--kind", "ordinary")


def test_notices_of_a_draft_year_come_with_the_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small_city()
    call("assess", ["--tax-year", "2026"])
    capsys.readouterr()
    assert main(["notices", *ORDINARY, "--out", str(tmp_path), "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["warnings"] == [DRAFT]
    assert DRAFT in told.err.splitlines()
