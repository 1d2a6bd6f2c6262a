"""The key that wraps the vault's keys lies in a file that only its owner reads."""

from __future__ import annotations

import base64
import json
import os
import pickle
import traceback
from typing import TYPE_CHECKING

import pytest

from juminzei.platform.keys.key_file import add_key, create, drop_key, load
from juminzei.platform.keys.key_source import KeysetError, Wrapped
from juminzei.platform.keys.wrapping_keys import wrapping_key_id

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "keys" / "vault.json"
    create(place)
    return place


def rewrite(path: Path, **changes: object) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_a_new_file_is_for_its_owner_alone(path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0
    assert list(path.parent.iterdir()) == [path]


def test_a_new_file_has_one_key_named_by_itself(path: Path) -> None:
    content = json.loads(path.read_text())
    [(name, key)] = content["keys"].items()

    assert load(path).primary == name == wrapping_key_id(base64.b64decode(key))
    assert load(path).ids == {name}


def test_keys_that_are_there_are_never_overwritten(path: Path) -> None:
    before = path.read_bytes()
    create(path)

    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o666])
def test_keys_that_others_can_reach_are_refused(path: Path, mode: int) -> None:
    path.chmod(mode)

    with pytest.raises(KeysetError, match="chmod 600"):
        load(path)


def test_loosening_the_file_is_noticed_after_it_was_read(path: Path) -> None:
    load(path)
    path.chmod(0o644)

    with pytest.raises(KeysetError):
        load(path)


def test_a_link_is_refused_even_to_a_good_file(path: Path) -> None:
    link = path.with_name("link.json")
    link.symlink_to(path)

    with pytest.raises(KeysetError, match="リンク"):
        load(link)


def test_a_file_of_somebody_else_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)

    with pytest.raises(KeysetError, match="所有者"):
        load(path)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_plain_file_is_refused(tmp_path: Path, make: object) -> None:
    place = tmp_path / "key"
    make(place, 0o600)  # type: ignore[operator]  # either of the two

    with pytest.raises(KeysetError, match="普通のファイル"):
        load(place)


def test_a_missing_file_says_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(KeysetError, match=r"nowhere\.json.*JUMINZEI_VAULT_KEY_FILE"):
        load(tmp_path / "nowhere.json")


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "null", '{"keys": 1}', '{"keys": {"a": "%%"}}', "\x00\x01", "鍵"],
)
def test_a_damaged_file_is_refused(path: Path, text: str) -> None:
    path.write_text(text)

    with pytest.raises(KeysetError, match="控えから戻して") as refused:
        load(path)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    "changes",
    [
        {"primary": "0000000000000000"},
        {"schema": 1},
        {"keys": {}},
        {"keys": {wrapping_key_id(b"short"): base64.b64encode(b"short").decode()}},
    ],
)
def test_contents_that_do_not_fit_together_are_refused(
    path: Path, changes: dict[str, object]
) -> None:
    rewrite(path, **changes)

    with pytest.raises(KeysetError, match="壊れています"):
        load(path)


def test_a_key_under_another_keys_name_is_refused(path: Path) -> None:
    primary = json.loads(path.read_text())["primary"]
    rewrite(path, keys={primary: base64.b64encode(b"\x01" * 32).decode()})

    with pytest.raises(KeysetError, match="鍵と識別子が合いません"):
        load(path)


def crash_report_of(path: Path) -> str:
    try:
        load(path)
    except KeysetError as error:
        told = traceback.TracebackException.from_exception(error, capture_locals=True)
        return "".join(told.format())
    raise AssertionError


def test_no_error_and_no_traceback_shows_a_key(path: Path) -> None:
    """T-C06: what a crash report would hold, local variables and all."""
    [secret_text] = json.loads(path.read_text())["keys"].values()
    rewrite(path, primary="0000000000000000")

    shown = crash_report_of(path)
    assert "_loaded" in shown
    assert secret_text not in shown
    assert repr(base64.b64decode(secret_text)) not in shown


def test_keys_do_not_show_themselves(path: Path) -> None:
    keys = load(path)
    secret = next(iter(json.loads(path.read_text())["keys"].values()))

    for shown in (repr(keys), str(keys), f"{keys}"):
        assert secret not in shown
    with pytest.raises(TypeError):
        pickle.dumps(keys)
    assert not hasattr(keys, "__dict__")


def test_a_replaced_file_is_read_again(path: Path, tmp_path: Path) -> None:
    before = load(path)
    create(tmp_path / "new.json")
    (tmp_path / "new.json").replace(path)

    assert load(path).primary != before.primary
    assert load(path) is load(path)


def test_a_key_opens_what_it_wrapped_where_it_belongs_and_nothing_else(
    path: Path, tmp_path: Path
) -> None:
    keys = load(path)
    wrapped = keys.wrap(b"k" * 32, b"here")
    create(tmp_path / "other.json")

    assert keys.unwrap(wrapped, b"here") == b"k" * 32
    assert wrapped != keys.wrap(b"k" * 32, b"here")
    with pytest.raises(KeysetError, match="壊れています"):
        keys.unwrap(wrapped, b"there")
    with pytest.raises(KeysetError, match="壊れています"):
        keys.unwrap(Wrapped(wrapped.by, wrapped.text[:-1] + b"x"), b"here")
    with pytest.raises(KeysetError, match="この保管庫の鍵ではありません"):
        load(tmp_path / "other.json").unwrap(wrapped, b"here")


def test_a_key_that_was_added_wraps_and_the_old_one_still_opens(path: Path) -> None:
    old = load(path).wrap(b"k" * 32, b"here")
    name = add_key(path)

    assert load(path).primary == name != old.by
    assert load(path).unwrap(old, b"here") == b"k" * 32
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]

    drop_key(path, old.by)
    with pytest.raises(KeysetError, match=old.by):
        load(path).unwrap(old, b"here")


def test_the_primary_key_is_not_dropped(path: Path) -> None:
    before = path.read_bytes()

    for name in (load(path).primary, "0000000000000000"):
        with pytest.raises(KeysetError, match="取り除けません"):
            drop_key(path, name)
    assert path.read_bytes() == before


def test_an_id_tells_nothing_of_its_key() -> None:
    assert wrapping_key_id(b"\x00" * 32) != wrapping_key_id(b"\x00" * 31 + b"\x01")
    assert len(wrapping_key_id(b"\x00" * 32)) == 16
