"""The vault's keys lie in a file that only its owner reads, and are never shown."""

from __future__ import annotations

import base64
import json
import pickle
from typing import TYPE_CHECKING

import pytest

from juminzei.platform.vault.keyset import Keyset, KeysetError, create, key_id, load

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "keys" / "vault.json"
    create(place)
    return place


def rewrite(path: Path, **changes: object) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_a_new_keyset_is_for_its_owner_alone(path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0
    assert list(path.parent.iterdir()) == [path]


def test_a_new_keyset_has_one_key_named_by_itself(path: Path) -> None:
    content = json.loads(path.read_text())
    keys = Keyset.read(path)

    assert list(keys.encryption) == [keys.primary]
    assert keys.primary == key_id(base64.b64decode(content["encryption"][keys.primary]))
    assert len(keys.blind_index) == 32
    assert content["blind_index"] not in content["encryption"].values()


def test_keys_that_are_there_are_never_overwritten(path: Path) -> None:
    before = path.read_bytes()
    create(path)

    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_two_keysets_share_nothing(path: Path, tmp_path: Path) -> None:
    create(tmp_path / "other.json")

    assert Keyset.read(tmp_path / "other.json").blind_index != Keyset.read(path).blind_index


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o666])
def test_keys_that_others_can_reach_are_refused(path: Path, mode: int) -> None:
    path.chmod(mode)

    with pytest.raises(KeysetError, match="chmod 600"):
        load(path)


def test_loosening_the_file_is_noticed_after_it_was_read(path: Path) -> None:
    load(path)
    path.chmod(0o644)

    with pytest.raises(KeysetError):
        load(path)


def test_a_missing_file_says_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(KeysetError, match=r"nowhere\.json.*JUMINZEI_VAULT_KEY_FILE"):
        load(tmp_path / "nowhere.json")


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "null", '{"encryption": 1}', '{"encryption": {"a": "%%"}}'],
)
def test_a_damaged_file_is_refused(path: Path, text: str) -> None:
    path.write_text(text)

    with pytest.raises(KeysetError, match="控えから戻して"):
        Keyset.read(path)


def test_a_key_under_another_keys_name_is_refused(path: Path) -> None:
    primary = json.loads(path.read_text())["primary"]
    rewrite(path, encryption={primary: base64.b64encode(b"\x01" * 32).decode()})

    with pytest.raises(KeysetError, match="鍵と識別子が合いません"):
        Keyset.read(path)


def test_a_primary_that_is_not_there_is_refused(path: Path) -> None:
    rewrite(path, primary="0000000000000000")

    with pytest.raises(KeysetError, match="壊れています"):
        Keyset.read(path)


def test_a_short_blind_index_key_is_refused(path: Path) -> None:
    rewrite(path, blind_index=base64.b64encode(b"short").decode())

    with pytest.raises(KeysetError, match="壊れています"):
        Keyset.read(path)


def test_no_error_shows_a_key(path: Path) -> None:
    content = json.loads(path.read_text())
    secrets = [*content["encryption"].values(), content["blind_index"]]
    rewrite(path, primary="0000000000000000")

    with pytest.raises(KeysetError) as refused:
        Keyset.read(path)
    assert not any(secret in str(refused.value) for secret in secrets)


def test_keys_do_not_show_themselves(path: Path) -> None:
    keys = Keyset.read(path)
    content = json.loads(path.read_text())

    for shown in (repr(keys), str(keys), f"{keys}"):
        assert content["blind_index"] not in shown
        assert repr(keys.blind_index) not in shown
    with pytest.raises(TypeError):
        pickle.dumps(keys)


def test_a_replaced_file_is_read_again(path: Path, tmp_path: Path) -> None:
    before = load(path)
    create(tmp_path / "new.json")
    (tmp_path / "new.json").replace(path)

    assert load(path).primary != before.primary
    assert load(path) is load(path)


def test_an_id_tells_nothing_of_its_key() -> None:
    assert key_id(b"\x00" * 32) != key_id(b"\x00" * 31 + b"\x01")
    assert len(key_id(b"\x00" * 32)) == 16
