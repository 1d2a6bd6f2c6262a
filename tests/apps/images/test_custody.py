"""Who keeps the machines makes keys and sweeps, on record, and sees no image."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.images import api
from juminzei.apps.images.models import ImageSet
from juminzei.apps.images.services.custody import (
    create_key_file,
    replace_key,
    state,
    sweep_away,
)
from juminzei.cli.main import main
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.keys.installed import key_path
from juminzei.platform.keys.key_source import KeysetError
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.image_files import scanned
from support.moments import START
from support.staff_members import clerk

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def admin() -> StaffMember:
    return clerk(Role.ADMINISTRATOR, staff_number="9001")


def in_production(settings: Settings) -> None:
    changed = settings.CONFIGURATION.model_copy(update={"profile": "production"})
    settings.CONFIGURATION = changed


def test_a_production_installation_gets_its_first_key_and_seals(
    admin: StaffMember, settings: Settings
) -> None:
    in_production(settings)
    name = create_key_file(actor=admin, at=START)
    key = api.store_images([scanned()], about="x", actor=admin, at=START)

    assert api.page_png(key, 1)
    assert ImageSet.objects.get(pk=key).key.wrapped_by == name
    with pytest.raises(KeysetError, match="すでにあります"):
        create_key_file(actor=admin, at=START)
    record = OutgoingRecord.objects.get(action="images.key.created")
    assert record.details == {"wrapping_key": name}


def test_keys_of_a_source_of_ones_own_are_not_made_here(
    admin: StaffMember, settings: Settings
) -> None:
    changed = settings.CONFIGURATION.model_copy(update={"image_key_command": "cat /nowhere"})
    settings.CONFIGURATION = changed
    with pytest.raises(KeysetError, match="ファイルから読まれていません"):
        create_key_file(actor=admin, at=START)
    with pytest.raises(KeysetError, match="JUMINZEI_IMAGE_KEY_COMMAND"):
        replace_key(actor=admin, at=START)


def test_the_state_counts_sets_by_key_and_shows_none(admin: StaffMember) -> None:
    assert state()["state"] == "empty"
    api.store_images([scanned(0, 1)], about="x", actor=admin, at=START)
    new = replace_key(actor=admin, at=START)
    api.store_images([scanned()], about="x", actor=admin, at=START)

    told = state()
    assert (told["state"], told["sets"], told["pages"]) == ("open", 2, 3)
    keys = told["keys"]
    assert isinstance(keys, list)
    assert [(one["state"], one["sets"]) for one in keys] == [("primary", 1), ("retired", 1)]
    assert keys[0]["key"] == new


def test_the_state_says_that_the_key_is_away(admin: StaffMember) -> None:
    api.store_images([scanned()], about="x", actor=admin, at=START)
    key_path("image").unlink()
    assert state()["state"] == "closed"
    assert "鍵ファイルがありません" in str(state()["problem"])


@pytest.mark.parametrize("act", [create_key_file, replace_key, sweep_away])
def test_clerks_neither_make_keys_nor_sweep(act: object) -> None:
    with pytest.raises(NotPermittedError):
        act(actor=clerk(), at=START)  # type: ignore[operator]  # one of three services
    assert not key_path("image").exists()


def test_commands_say_what_they_did(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["images", "status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "empty"
    assert main(["images", "sweep", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"files": 0}
    assert main(["images", "create-key", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["key"]) == 16
    assert main(["images", "create-key"]) == 2
    assert "すでにあります" in capsys.readouterr().err
    assert main(["images", "new-key", "--json"]) == 0
    assert OutgoingRecord.objects.filter(action="images.swept").count() == 1
