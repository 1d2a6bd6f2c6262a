"""What is exported is verified by one file that knows nothing of the system."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import transaction

from juminzei.platform import clock
from juminzei.platform.audit import standalone_verifier
from juminzei.platform.audit.anchoring import copy_checkpoints
from juminzei.platform.audit.checkpoints import make_checkpoint
from juminzei.platform.audit.exported import (
    NothingToProveError,
    export,
    prove_growth,
    prove_inclusion,
)
from juminzei.platform.audit.models import SigningKey
from juminzei.platform.audit.services import record
from juminzei.platform.audit.signing import rotate_key
from juminzei.platform.staff.services import batch_member
from support.moments import START

if TYPE_CHECKING:
    from collections.abc import Callable

    Verify = Callable[..., tuple[int, str]]

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
RECORDS = 9


@pytest.fixture
def exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nine records under three checkpoints and two keys, exported."""
    monkeypatch.setattr(settings.CONFIGURATION, "checkpoint_dir", tmp_path / "saved")
    monkeypatch.setattr(clock, "now", lambda: START)
    record(action="a.done", actor=batch_member(START), at=START)
    rotate_key(START)
    for _ in range(2):
        with transaction.atomic():
            for _ in range(4):
                record(action="a.done", actor=batch_member(START), at=START)
        make_checkpoint(START)
    copy_checkpoints(START)
    assert export(tmp_path / "export") == RECORDS
    return tmp_path / "export"


@pytest.fixture
def verify_alone(tmp_path: Path) -> Verify:
    """Run a copy of the file where nothing of ours is on the path."""
    copy = tmp_path / "verifier.py"
    shutil.copy(standalone_verifier.__file__, copy)
    spec = find_spec("cryptography")
    assert spec is not None
    assert spec.origin is not None
    packages = tmp_path / "packages"
    packages.mkdir()
    for name in ("cryptography", "_cffi_backend", "cffi", "pycparser"):
        for path in Path(spec.origin).parents[1].glob(f"{name}*"):
            (packages / path.name).symlink_to(path)
    program = (
        f"import sys, runpy; sys.path.append({str(packages)!r});"
        "sys.modules['juminzei'] = sys.modules['django'] = None;"
        f"sys.argv[0] = {str(copy)!r}; runpy.run_path({str(copy)!r}, run_name='__main__')"
    )

    def run(*arguments: object) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-X", "utf8", "-c", program, *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            env={},
        )
        return done.returncode, done.stdout + done.stderr

    return run


def lines(path: Path) -> list[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        return list(file)


def rewritten(exported: Path, change: Callable[[list[dict[str, str]]], None]) -> None:
    path = exported / "records.jsonl.gz"
    records = [json.loads(line) for line in lines(path)]
    change(records)
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records)
    path.write_bytes(gzip.compress(text.encode()))


def test_an_untouched_export_is_well(exported: Path, verify_alone: Verify, tmp_path: Path) -> None:
    first = SigningKey.objects.order_by("pk")[0].key_id
    assert verify_alone(exported, "--saved", tmp_path / "saved", "--key", first) == (
        0,
        "操作記録 9 件に改ざんは見つかりませんでした。\n",
    )


def altered(records: list[dict[str, str]]) -> None:
    records[4]["content"] = records[4]["content"].replace("a.done", "a.none")


def missing(records: list[dict[str, str]]) -> None:
    del records[4]


def swapped(records: list[dict[str, str]]) -> None:
    records[3], records[4] = records[4], records[3]


def inserted(records: list[dict[str, str]]) -> None:
    records.insert(4, records[3])


def shortened(records: list[dict[str, str]]) -> None:
    del records[5:]


def renumbered(records: list[dict[str, str]]) -> None:
    records[4]["content"] = records[4]["content"].replace('"sequence":5', '"sequence":6')


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (altered, "通番 5 の操作記録が書き換えられています。"),
        (missing, "通番 5 の場所に、通番 6 の操作記録があります。"),
        (swapped, "通番 4 の場所に、通番 5 の操作記録があります。"),
        (inserted, "通番 5 の場所に、通番 4 の操作記録があります。"),
        (renumbered, "通番 5 の場所に、通番 6 の操作記録があります。"),
        (shortened, "の時点で 9 件あった操作記録が、5 件しかありません。"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_the_lone_file_names_what_was_changed(
    exported: Path,
    verify_alone: Verify,
    change: Callable[[list[dict[str, str]]], None],
    text: str,
) -> None:
    """T-L01 and T-L02: on the exported record."""
    rewritten(exported, change)
    status, told = verify_alone(exported)
    assert status == 2
    assert text in told


def test_the_lone_file_finds_a_whole_chain_rewritten(exported: Path, verify_alone: Verify) -> None:
    """T-L03: with both roots."""

    def rewrite(records: list[dict[str, str]]) -> None:
        altered(records)
        previous = "0" * 64
        for one in records:
            one["previous"] = previous
            previous = one["digest"] = standalone_verifier.digest_of(one)

    rewritten(exported, rewrite)
    status, told = verify_alone(exported)
    assert status == 2
    said = standalone_verifier.statements(exported / "checkpoints.jsonl")[-1].said
    assert f"検証点の根 {said['root']}、書出しの根 " in told
    assert "つながって" not in told


def test_a_checkpoint_left_out_or_signed_by_another_is_named(
    exported: Path, verify_alone: Verify
) -> None:
    path = exported / "checkpoints.jsonl"
    first, second, *rest = lines(path)
    path.write_text("\n".join([first, *rest]))
    assert "検証点 2 がありません。" in verify_alone(exported)[1]
    signature = json.loads(first)["signature"]
    path.write_text("\n".join([first, json.dumps(json.loads(second) | {"signature": signature})]))
    assert "検証点 2（checkpoints.jsonl）の署名が正しくありません。" in verify_alone(exported)[1]


def test_a_retired_key_is_refused_by_the_lone_file(exported: Path, verify_alone: Verify) -> None:
    """T-L10: a checkpoint of the second key's time that names the first."""
    path = exported / "checkpoints.jsonl"
    old, new = (key.key_id for key in SigningKey.objects.order_by("pk"))
    path.write_text(path.read_text().replace(new, old))
    assert "の署名鍵は、その時の鍵ではありません。" in verify_alone(exported)[1]


def test_a_key_that_nobody_introduced_is_refused(exported: Path, verify_alone: Verify) -> None:
    path = exported / "keys.jsonl"
    first, second = lines(path)
    told = json.loads(second) | {"signature": json.loads(first)["signature"]}
    path.write_text(f"{first}\n{json.dumps(told)}\n")
    assert "前の鍵によって認められていません。" in verify_alone(exported)[1]
    assert "信頼する署名鍵 abcd が" in verify_alone(exported, "--key", "abcd")[1]


def test_what_is_no_export_is_told(tmp_path: Path, verify_alone: Verify) -> None:
    assert verify_alone(tmp_path)[0] == 2
    assert "読み取れません" in verify_alone(tmp_path / "nothing")[1]


@pytest.mark.parametrize("sequence", [1, 5, 6, RECORDS])
def test_each_record_can_be_proved_to_others(
    exported: Path, verify_alone: Verify, tmp_path: Path, sequence: int
) -> None:
    assert exported
    proof = tmp_path / "proof.json"
    proof.write_text(prove_inclusion(sequence))
    assert verify_alone(proof, "--saved", tmp_path / "saved") == (0, "証明は正しいです。\n")
    assert "保存された検証点にありません" in verify_alone(proof, "--saved", tmp_path)[1]
    told = json.loads(proof.read_text())
    for changed in (
        told | {"path": told["path"][1:]},
        told | {"record": told["record"] | {"digest": "00" * 32}},
        told | {"path": [*told["path"][:-1], "00" * 32]},
    ):
        proof.write_text(json.dumps(changed))
        assert verify_alone(proof)[0] == 2


@pytest.mark.parametrize(("old", "new"), [(1, 2), (1, 3), (2, 3), (3, 3)])
def test_growth_between_checkpoints_can_be_proved_to_others(
    exported: Path, verify_alone: Verify, tmp_path: Path, old: int, new: int
) -> None:
    assert exported
    proof = tmp_path / "proof.json"
    proof.write_text(prove_growth(old, new))
    assert verify_alone(proof) == (0, "証明は正しいです。\n")
    told = json.loads(proof.read_text())
    proof.write_text(json.dumps(told | {"path": [*told["path"], "00" * 32]}))
    assert verify_alone(proof)[0] == 2


def test_what_is_not_there_cannot_be_proved(exported: Path) -> None:
    assert exported
    with pytest.raises(NothingToProveError, match="通番 10 の操作記録がありません"):
        prove_inclusion(10)
    record(action="later", actor=batch_member(START), at=START)
    with pytest.raises(NothingToProveError, match="検証点がまだありません"):
        prove_inclusion(10)
    with pytest.raises(NothingToProveError):
        prove_growth(3, 2)
