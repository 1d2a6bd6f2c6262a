"""Pages are sealed on the disk before a row names them, and erased with a record."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction

from juminzei.apps.images import api
from juminzei.apps.images.folder import folder, path_of
from juminzei.apps.images.models import ImageErasure, ImageKey, ImageSet
from juminzei.apps.images.services import keyset
from juminzei.apps.images.services.store import store_image_sets
from juminzei.apps.images.services.sweep import PATIENCE, sweep
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.keys.installed import key_path
from juminzei.platform.keys.key_source import KeysetError
from support.image_files import pixels, scanned
from support.moments import START
from support.staff_members import clerk

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
KIND = "national_return"


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def actor() -> StaffMember:
    return clerk()


def stored(actor: StaffMember, *pages: bytes) -> int:
    return api.store_images(pages or [scanned(0, 1)], about=KIND, actor=actor, at=START)


def test_pages_come_back_as_they_were(actor: StaffMember) -> None:
    key = stored(actor, scanned(0, 1), scanned(2))

    row = ImageSet.objects.get(pk=key)
    assert (row.about, row.pages, row.stored_by, row.stored_at) == (KIND, 3, actor, START)
    for number, mark in enumerate((0, 1, 2), 1):
        assert pixels(api.page_png(key, number)) == pixels(scanned(mark))


def test_what_lies_on_the_disk_is_sealed_and_its_owners_alone(actor: StaffMember) -> None:
    path = path_of(stored(actor))
    content = path.read_bytes()

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0
    assert b"II*\x00" not in content
    assert content != path_of(stored(actor)).read_bytes()
    assert key_path("image").stat().st_mode & 0o777 == 0o600


def test_storing_is_on_record_without_what_it_shows(actor: StaffMember) -> None:
    key = stored(actor)
    record = OutgoingRecord.objects.get(action="images.stored")
    assert (record.subject_kind, record.subject_id) == ("image_set", str(key))
    assert record.details == {"about": KIND, "sets": 1, "pages": 2}


def test_many_documents_are_stored_in_one_act(actor: StaffMember) -> None:
    documents = [[scanned(0)], [scanned(1), scanned(2)], [scanned(3, 4)]]
    keys = store_image_sets(documents, about=KIND, actor=actor, at=START)

    assert [ImageSet.objects.get(pk=key).pages for key in keys] == [1, 2, 2]
    assert pixels(api.page_png(keys[2], 2)) == pixels(scanned(4))
    assert OutgoingRecord.objects.filter(action="images.stored").count() == 1
    assert store_image_sets([], about=KIND, actor=actor, at=START) == []


def test_one_bad_page_keeps_all_of_them_out(actor: StaffMember) -> None:
    with pytest.raises(api.ImageRefusedError) as refused:
        store_image_sets([[scanned()], [b"%PDF-"]], about=KIND, actor=actor, at=START)
    assert refused.value.document == 1
    assert not ImageSet.objects.exists()
    assert not list(folder().glob("*/*"))


@pytest.mark.parametrize("page", [0, 3, 10**20])
def test_a_page_that_is_not_there_is_gone(actor: StaffMember, page: int) -> None:
    key = stored(actor)
    with pytest.raises(api.ImageGoneError):
        api.page_png(key, page)
    with pytest.raises(api.ImageGoneError):
        api.page_png(key + 1, 1)


def test_a_sets_file_in_another_ones_place_does_not_open(actor: StaffMember) -> None:
    one, other = stored(actor), stored(actor)
    path_of(one).write_bytes(path_of(other).read_bytes())

    with pytest.raises(api.ImageBrokenError, match="個人情報保護責任者"):
        api.page_png(one, 1)
    assert api.page_png(other, 1)


def test_another_citys_images_do_not_open(actor: StaffMember, settings: Settings) -> None:
    key = stored(actor)
    changed = settings.CONFIGURATION.model_copy(update={"municipality": "131016"})
    settings.CONFIGURATION = changed
    with pytest.raises(api.ImageBrokenError):
        api.page_png(key, 1)


def test_without_its_key_file_nothing_opens_and_nothing_is_made_anew(actor: StaffMember) -> None:
    key = stored(actor)
    away = key_path("image").rename(key_path("image").with_name("away"))
    for act in (lambda: api.page_png(key, 1), lambda: stored(actor)):
        with pytest.raises(KeysetError):
            act()
    assert not key_path("image").exists()
    away.rename(key_path("image"))
    assert api.page_png(key, 1)


def test_production_makes_no_key_by_itself(actor: StaffMember, settings: Settings) -> None:
    changed = settings.CONFIGURATION.model_copy(update={"profile": "production"})
    settings.CONFIGURATION = changed
    with pytest.raises(KeysetError, match="鍵ファイルがありません"):
        stored(actor)
    assert not ImageSet.objects.exists()


def test_a_new_key_seals_and_the_former_one_still_opens(actor: StaffMember) -> None:
    before = stored(actor)
    name = keyset.new_primary(START)
    after = stored(actor)

    assert ImageSet.objects.get(pk=after).key_id == name != ImageSet.objects.get(pk=before).key_id
    assert ImageKey.objects.filter(primary=True).count() == 1
    assert api.page_png(before, 1) == api.page_png(after, 1)


def test_a_key_under_another_keys_name_is_not_used(actor: StaffMember) -> None:
    key = stored(actor)
    keyset.new_primary(START)
    old, new = ImageKey.objects.order_by("primary")
    ImageKey.objects.filter(pk=old.pk).update(wrapped=new.wrapped, wrapped_by=new.wrapped_by)
    with pytest.raises(KeysetError):
        api.page_png(key, 1)


def test_erased_pages_are_gone_and_the_record_stays(
    actor: StaffMember, django_capture_on_commit_callbacks: object
) -> None:
    key = stored(actor)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture is a context manager
        api.erase_images(key, ground="保存期間満了", actor=actor, at=START)

    assert not path_of(key).exists()
    assert ImageErasure.objects.get().image_set_id == key
    record = OutgoingRecord.objects.get(action="images.erased")
    assert (record.subject_id, record.details) == (str(key), {"ground": "保存期間満了"})
    with pytest.raises(api.ImageGoneError):
        api.page_png(key, 1)
    with pytest.raises(api.ImageGoneError):
        api.erase_images(key, ground="保存期間満了", actor=actor, at=START)


def test_sets_are_never_changed_nor_deleted(actor: StaffMember) -> None:
    key = stored(actor)
    for act in (
        lambda: ImageSet.objects.filter(pk=key).update(digest="x"),
        lambda: ImageSet.objects.filter(pk=key).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def aged(path: Path, *, hours: float) -> Path:
    moment = (START - timedelta(hours=hours)).timestamp()
    os.utime(path, (moment, moment))
    return path


def test_what_a_killed_act_left_behind_is_swept_and_nothing_else(actor: StaffMember) -> None:
    kept, lost = path_of(stored(actor)), path_of(stored(actor))
    lost = lost.rename(kept.with_name("901.sealed"))
    draft = kept.with_name("5.0123456789abcdef.draft")
    draft.write_bytes(b"half a page")
    day = PATIENCE.total_seconds() / 3600
    for path in (kept, lost, draft):
        aged(path, hours=day - 1)
    assert sweep(at=START) == 0

    for path in (kept, lost, draft):
        aged(path, hours=day + 1)
    assert sweep(at=START) == 2
    assert kept.exists()
    assert [path.exists() for path in (lost, draft)] == [False, False]


def test_a_refused_act_leaves_no_row(actor: StaffMember) -> None:
    def act() -> None:
        with transaction.atomic():
            stored(actor)
            raise RuntimeError("refused")

    with pytest.raises(RuntimeError, match="refused"):
        act()
    assert not ImageSet.objects.exists()
    [left] = folder().glob("*/*.sealed")
    aged(left, hours=25)
    assert sweep(at=START) == 1


def test_whom_a_set_is_about_is_asked_of_who_keeps_the_document(actor: StaffMember) -> None:
    one = stored(actor)
    other = api.store_images([scanned()], about="nobody_registered", actor=actor, at=START)
    api.register_subject(KIND, lambda keys: dict.fromkeys(keys, 1_234_567_890))

    assert api.subjects([one, other, other + 1]) == {one: 1_234_567_890, other: None}


def test_a_key_that_is_not_there_opens_nothing() -> None:
    with pytest.raises(KeysetError, match="ありません"):
        keyset.opening_key("0" * 16)
