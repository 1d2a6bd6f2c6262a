"""The vault's data keys lie wrapped in its database and are never shown."""

from __future__ import annotations

import pickle
import sys
from typing import TYPE_CHECKING

import pytest
from django.test import override_settings

from juminzei.platform.keys import key_command
from juminzei.platform.keys.key_file import create, load
from juminzei.platform.keys.key_source import KeysetError, Wrapped
from juminzei.platform.keys.wrapping_keys import WrappingKeys
from juminzei.platform.vault import keyset
from juminzei.platform.vault.installed_source import key_path, key_source, uses_file
from juminzei.platform.vault.models import DataKey, KeyPurpose
from support.vault_keys import configured

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


@pytest.fixture(autouse=True)
def path(tmp_path: Path) -> Iterator[Path]:
    """Keys of this test's own, made at the first use."""
    place = tmp_path / "keys" / "vault.json"
    with override_settings(CONFIGURATION=configured(vault_key_file=place)):
        yield place


def test_the_first_use_makes_a_key_for_each_purpose(path: Path) -> None:
    keys = keyset.current("112101")

    assert path.exists()
    assert list(keys.encryption) == [keys.primary]
    assert len(keys.blind_index) == 32
    assert sorted(DataKey.objects.values_list("purpose", "primary")) == [
        ("blind_index", True),
        ("numbers", True),
    ]
    assert set(DataKey.objects.values_list("wrapped_by", flat=True)) == {load(path).primary}


def test_the_keys_are_the_same_at_every_use() -> None:
    assert keyset.current("112101") is keyset.current("112101")


def test_a_wrapped_key_does_not_pass_for_one_of_another_purpose() -> None:
    keyset.current("112101")
    one, two = DataKey.objects.get(purpose="numbers"), DataKey.objects.get(purpose="blind_index")
    one.wrapped, two.wrapped = two.wrapped, one.wrapped
    one.save()
    two.save()

    with pytest.raises(KeysetError, match="包まれた鍵が壊れています"):
        keyset.current("112101")


def test_a_key_that_is_not_what_its_id_says_is_refused(path: Path) -> None:
    create(path)
    source = load(path)
    name = keyset.data_key_id(b"a" * 32)
    wrapped = source.wrap(b"b" * 32, keyset.bound_to(name, KeyPurpose.NUMBERS))

    with pytest.raises(KeysetError, match="合いません"):
        keyset.unwrapped(source, name, KeyPurpose.NUMBERS, wrapped)


def test_without_its_wrapping_key_the_vault_opens_for_nobody(path: Path) -> None:
    """T-C04: missing, wrong and unreadable keys are refused, and no new ones are made."""
    keyset.current("112101")
    path.unlink()
    with pytest.raises(KeysetError, match="鍵ファイルがありません"):
        keyset.current("112101")
    assert not path.exists()

    create(path)
    with pytest.raises(KeysetError, match="この保管庫の鍵ではありません"):
        keyset.current("112101")

    path.write_text("not a key")
    with pytest.raises(KeysetError, match="控えから戻して"):
        keyset.current("112101")


def test_keys_do_not_show_themselves() -> None:
    keys = keyset.current("112101")

    for shown in (repr(keys), str(keys), f"{keys}"):
        assert repr(keys.blind_index) not in shown
    with pytest.raises(TypeError):
        pickle.dumps(keys)


def test_a_command_can_give_the_keys(path: Path) -> None:
    create(path)
    command = f"{sys.executable} -c \"print(open('{path}').read())\""

    with override_settings(CONFIGURATION=configured(vault_key_command=command)):
        assert not uses_file()
        assert key_source().primary == load(path).primary
        assert key_source() is key_source()
        assert keyset.current("112101").primary


def secret_of(path: Path) -> str:
    import json  # noqa: PLC0415 - for this act alone

    [secret] = json.loads(path.read_text())["keys"].values()
    return str(secret)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/no/such/program", "FileNotFoundError"),
        (f"{sys.executable} -c 'import sys; sys.exit(3)'", "3 で終わりました"),
        (f"{sys.executable} -c 'print(1)'", "控えから戻して"),
        ("'", "ValueError"),
    ],
)
def test_a_command_that_gives_no_keys_is_refused(command: str, said: str) -> None:
    with pytest.raises(KeysetError, match=said) as refused:
        key_command.load(command)
    assert "JUMINZEI_VAULT_KEY_COMMAND" in str(refused.value)


def test_what_a_failing_command_printed_is_not_repeated(path: Path) -> None:
    create(path)
    printing = f"import sys; t=open('{path}').read(); print(t); print(t, file=sys.stderr)"
    command = f'{sys.executable} -c "{printing}; sys.exit(1)"'

    with pytest.raises(KeysetError) as refused:
        key_command.load(command)
    assert secret_of(path) not in str(refused.value)
    assert refused.value.__cause__ is None


class Token:
    """A key source that lets nothing out, as a token behind PKCS#11 does not."""

    primary = "token-1"

    def wrap(self, key: bytes, bound_to: bytes) -> Wrapped:
        return Wrapped(self.primary, bound_to[::-1] + key[::-1])

    def unwrap(self, wrapped: Wrapped, bound_to: bytes) -> bytes:
        if wrapped.by != self.primary or not wrapped.text.startswith(bound_to[::-1]):
            raise KeysetError("refused")
        return wrapped.text[len(bound_to) :][::-1]


def test_a_key_source_of_ones_own_can_be_plugged_in(path: Path) -> None:
    name = f"{__name__}.Token"
    sys.modules.setdefault(__name__, sys.modules[Token.__module__])

    with override_settings(CONFIGURATION=configured(vault_key_source=name)):
        keys = keyset.current("112101")
        assert DataKey.objects.get(pk=keys.primary).wrapped_by == "token-1"
    assert not path.exists()


def test_a_key_source_that_is_not_there_is_named() -> None:
    with (
        override_settings(CONFIGURATION=configured(vault_key_source="no.such.Source")),
        pytest.raises(KeysetError, match=r"JUMINZEI_VAULT_KEY_SOURCE: no\.such\.Source"),
    ):
        key_source()


def test_keys_lie_with_the_data_unless_set_otherwise(path: Path) -> None:
    assert key_path() == path
    with override_settings(CONFIGURATION=configured(vault_key_file=None)):
        assert key_path().parts[-2:] == ("keys", "vault.json")


def test_the_keys_of_a_file_are_wrapping_keys(path: Path) -> None:
    create(path)
    assert isinstance(key_source(), WrappingKeys)
