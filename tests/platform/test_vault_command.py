"""``juminzei vault``, and what a server does whose keys are away."""

from __future__ import annotations

import getpass
import json
from argparse import Namespace
from typing import TYPE_CHECKING

import pytest
from django.test import override_settings

from juminzei.base.numbers.individual_number import IndividualNumber, check_digit
from juminzei.cli import serve
from juminzei.cli.command import UsageError
from juminzei.cli.main import main
from juminzei.cli.vault import refuse_without_keys
from juminzei.platform.staff.policy import Role
from juminzei.platform.vault.models import DataKey, SealedNumber
from juminzei.platform.vault.services import Place, find, seal
from support.page_rows import PASSWORD, staff
from support.vault_keys import configured

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
OWN = Place("addressee", "own")
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def path(tmp_path: Path) -> Iterator[Path]:
    """Keys of this test's own."""
    place = tmp_path / "keys" / "vault.json"
    with override_settings(CONFIGURATION=configured(vault_key_file=place)):
        yield place


def number(body: int) -> IndividualNumber:
    digits = f"{body:011d}"
    return IndividualNumber(f"{digits}{check_digit(digits)}")


def told(capsys: Capture, *arguments: str) -> dict[str, object]:
    assert main(["vault", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]  # an object


def refused(capsys: Capture, *arguments: str) -> str:
    assert main(["vault", *arguments]) == 2
    return capsys.readouterr().err


def test_keys_are_rotated_and_taken_over_from_the_command_line(capsys: Capture) -> None:
    seal(OWN, [(key, number(key)) for key in range(20)])

    done = told(capsys, "rotate")
    assert (done["resumed"], done["left"]) == (False, 0)
    assert told(capsys, "rewrap")["keys"] == 3
    state = told(capsys, "status")
    assert (state["state"], state["numbers"]) == ("open", 20)
    assert find(OWN, number(7)) == [7]


def test_a_rotation_tells_how_far_it_has_come(capsys: Capture) -> None:
    seal(OWN, [(key, number(key)) for key in range(20)])

    assert main(["vault", "rotate", "--json"]) == 0
    assert "20/20件" in capsys.readouterr().err


def test_production_makes_its_first_key_by_command_only(path: Path, capsys: Capture) -> None:
    with override_settings(CONFIGURATION=configured(profile="production")):
        assert told(capsys, "status")["state"] == "closed"
        assert not path.exists()
        assert told(capsys, "create-key")["created"] == str(path)
        assert told(capsys, "status")["state"] == "open"
        before = path.read_bytes()
        assert "すでにあります" in refused(capsys, "create-key")
        assert path.read_bytes() == before


def test_a_key_kept_elsewhere_is_made_there(capsys: Capture) -> None:
    with override_settings(CONFIGURATION=configured(vault_key_command="cat /nowhere")):
        assert "鍵の保管先で" in refused(capsys, "create-key")


def acting(number: str) -> override_settings:
    return override_settings(CONFIGURATION=configured(staff=number))


def test_destroying_a_key_takes_the_passwords_of_two_people(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal(OWN, [(1, number(1))])
    told(capsys, "rotate")
    old = DataKey.objects.get(purpose="numbers", primary=False).pk
    staff("5001", Role.ADMINISTRATOR, password=PASSWORD)
    staff("6001", Role.PRIVACY_OFFICER, password=PASSWORD)
    typed = ["wrong", PASSWORD, PASSWORD, PASSWORD]
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: typed.pop(0))

    with acting("5001"):
        assert "正しくありません" in refused(capsys, "destroy", old)
        assert told(capsys, "destroy", old)["asked_by"] == "5001"
        assert "別の職員" in refused(capsys, "destroy", old, "--agree")
    with acting("6001"):
        assert told(capsys, "destroy", old, "--agree")["destroyed"] is True
    assert not DataKey.objects.filter(pk=old).exists()
    assert "識別子を指定" in refused(capsys, "destroy")


def test_who_may_not_is_refused(capsys: Capture) -> None:
    staff("1001")
    with acting("1001"):
        for act in ("rotate", "rewrap", "create-key"):
            assert "権限がありません" in refused(capsys, act)


def lose(path: Path) -> None:
    seal(OWN, [(1, number(1))])
    path.unlink()


def test_a_server_without_its_keys_does_not_start(path: Path) -> None:
    """T-C04: a missing and a wrong key are refused, with what to do about it."""
    lose(path)
    with pytest.raises(UsageError, match="JUMINZEI_VAULT_MAY_STAY_CLOSED"):
        serve.run(Namespace(host="127.0.0.1", port=0, workers=1))

    path.write_text("{}")
    path.chmod(0o600)
    with pytest.raises(UsageError, match="控えから戻して"):
        refuse_without_keys()


def test_a_server_may_be_set_to_serve_without_numbers(path: Path, capsys: Capture) -> None:
    """T-C04: it starts and says so; numbers are neither sealed nor found, and none is written."""
    lose(path)
    with override_settings(CONFIGURATION=configured(vault_may_stay_closed=True)):
        refuse_without_keys()
        assert "個人番号は使えません" in capsys.readouterr().err
        for act in (lambda: seal(OWN, [(2, number(2))]), lambda: find(OWN, number(1))):
            with pytest.raises(Exception, match="鍵ファイルがありません"):
                act()
    assert SealedNumber.objects.count() == 1
    assert not path.exists()


def test_a_server_with_its_keys_starts_in_silence(capsys: Capture) -> None:
    refuse_without_keys()
    assert capsys.readouterr().err == ""
