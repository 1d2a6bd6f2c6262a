"""Individual Numbers go in sealed, are compared sealed, and open only in their place."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.numbers.individual_number import IndividualNumber, check_digit
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.keys import key_file
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError, add_member
from juminzei.platform.vault import keyset, sealing
from juminzei.platform.vault.keyset import KeysetError
from juminzei.platform.vault.models import DataKey, NumberView, NumberViewAlert, SealedNumber
from juminzei.platform.vault.services import (
    NothingSealedError,
    Place,
    SealBrokenError,
    equal_pairs,
    find,
    forget,
    reveal,
    seal,
)
from support.moments import START

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
OWN = Place("addressee", "own")
RECIPIENT = Place("tax_document", "recipient")
SPOUSE = Place("tax_document", "spouse")


def drop_keys_by_hand() -> None:
    with transaction.atomic(using="vault"):
        DataKey.objects.filter(purpose="numbers")._raw_delete("vault")
        connections["vault"].check_constraints()


@pytest.fixture(autouse=True)
def own_keys(tmp_path: Path) -> Path:
    """Keys of this test's own, made at the first use."""
    return tmp_path / "keys" / "vault.json"


@pytest.fixture(autouse=True)
def installation(own_keys: Path) -> object:
    with override_settings(CONFIGURATION=configured(own_keys)):
        yield


def configured(path: Path, **changes: object) -> object:
    from django.conf import settings  # noqa: PLC0415 - read under the settings in force

    return settings.CONFIGURATION.model_copy(update={"vault_key_file": path, **changes})


def number(body: int) -> IndividualNumber:
    digits = f"{body:011d}"
    return IndividualNumber(f"{digits}{check_digit(digits)}")


def supervisor() -> StaffMember:
    return add_member(
        staff_number="2001",
        name="x",
        department="税務課",
        roles=[Role.TAX_SUPERVISOR],
        valid_from=date(2026, 4, 1),
    )


def opened(place: Place, subject_id: int) -> str:
    return reveal(place, subject_id, actor=supervisor(), purpose="試験", at=START).reveal()


def test_a_sealed_number_opens_in_its_place() -> None:
    assert seal(OWN, [(10, number(1)), (11, number(2))]) == 2

    assert opened(OWN, 11) == number(2).reveal()


def test_nothing_in_the_row_shows_the_number() -> None:
    seal(OWN, [(10, number(12345678901 % 10**11))])

    digits = number(12345678901 % 10**11).reveal().encode()
    row = SealedNumber.objects.get()
    stored = b"|".join(
        value if isinstance(value, bytes) else bytes(value)
        for value in (row.nonce, row.ciphertext, row.blind_index)
    )
    assert digits not in stored
    assert len(bytes(row.ciphertext)) == 12 + 16  # the digits and the authentication tag
    assert len(bytes(row.nonce)) == 12


def test_no_number_is_no_work() -> None:
    assert seal(OWN, []) == 0


def test_sealing_a_place_again_replaces_what_was_there() -> None:
    seal(OWN, [(10, number(1)), (11, number(2)), (12, number(3))])
    seal(OWN, [(11, number(7)), (13, number(8))])

    assert find(OWN, number(2)) == []
    assert find(OWN, number(7)) == [11]
    assert SealedNumber.objects.count() == 4


def test_the_last_number_of_a_subject_counts() -> None:
    assert seal(OWN, [(10, number(1)), (10, number(2))]) == 1

    assert find(OWN, number(2)) == [10]


def test_the_fields_of_one_subject_are_places_of_their_own() -> None:
    seal(RECIPIENT, [(10, number(1))])
    seal(SPOUSE, [(10, number(2))])

    assert (opened(RECIPIENT, 10), find(SPOUSE, number(1))) == (number(1).reveal(), [])


def test_forgetting_erases_only_what_is_named() -> None:
    seal(OWN, [(key, number(key)) for key in range(1, 1200)])

    assert forget(OWN, range(1, 1100)) == 1099
    assert forget(OWN, range(1, 1100)) == 0
    left = SealedNumber.objects.order_by("subject_id").values_list("subject_id", flat=True)
    assert list(left) == list(range(1100, 1200))


def test_equal_numbers_meet_without_being_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    seal(OWN, [(1, number(100)), (2, number(200)), (3, number(300)), (4, number(300))])
    seal(RECIPIENT, [(70, number(200)), (71, number(999)), (72, number(300)), (73, number(200))])
    monkeypatch.setattr(sealing, "open_one", None)

    pairs = equal_pairs(OWN, RECIPIENT)

    assert pairs.tolist() == [[2, 70], [2, 73], [3, 72], [4, 72]]
    assert pairs.dtype == "int64"


def test_no_equal_numbers_are_no_pairs() -> None:
    seal(OWN, [(1, number(100))])

    assert equal_pairs(OWN, RECIPIENT).shape == (0, 2)


def test_every_nonce_is_new() -> None:
    seal(OWN, ((key, number(5)) for key in range(5000)))

    nonces = {bytes(nonce) for nonce in SealedNumber.objects.values_list("nonce", flat=True)}
    ciphertexts = {bytes(c) for c in SealedNumber.objects.values_list("ciphertext", flat=True)}
    assert len(nonces) == len(ciphertexts) == 5000


def test_a_number_moved_to_another_person_does_not_open() -> None:
    """T-C01: two persons' ciphertexts are swapped; both refuse, and each is an incident."""
    seal(OWN, [(10, number(1)), (11, number(2))])
    rows = {row.subject_id: row for row in SealedNumber.objects.all()}
    rows[10].ciphertext, rows[11].ciphertext = rows[11].ciphertext, rows[10].ciphertext
    rows[10].nonce, rows[11].nonce = rows[11].nonce, rows[10].nonce
    for row in rows.values():
        row.save()

    for subject in (10, 11):
        with pytest.raises(SealBrokenError, match=f"addressee {subject}"):
            opened_by_one(OWN, subject)
    assert incidents() == [("addressee", "0000000010"), ("addressee", "0000000011")]


def incidents() -> list[tuple[str, str]]:
    found = OutgoingRecord.objects.filter(action="vault.seal.broken").order_by("pk")
    return list(found.values_list("subject_kind", "subject_id"))


def opened_by_one(place: Place, subject_id: int) -> str:
    actor = add_member(
        staff_number=f"30{subject_id}",
        name="x",
        department="x",
        roles=[Role.TAX_SUPERVISOR],
        valid_from=date(2026, 4, 1),
    )
    return reveal(place, subject_id, actor=actor, purpose="試験", at=START).reveal()


@pytest.mark.parametrize(
    ("column", "place"),
    [("ciphertext", 0), ("ciphertext", 11), ("ciphertext", -1), ("nonce", 0), ("nonce", 11)],
)
def test_a_flipped_bit_does_not_open(column: str, place: int) -> None:
    """T-C02: one bit of the text, of its tag or of its nonce; an incident is on record."""
    seal(OWN, [(10, number(1))])
    row = SealedNumber.objects.get()
    broken = bytearray(getattr(row, column))
    broken[place] ^= 1
    setattr(row, column, bytes(broken))
    row.save()

    with pytest.raises(SealBrokenError, match="個人情報保護責任者") as refused:
        opened(OWN, 10)
    assert number(1).reveal() not in str(refused.value)
    assert incidents() == [("addressee", "0000000010")]
    assert not NumberView.objects.exists()


def test_another_citys_vault_cannot_open_it(own_keys: Path) -> None:
    seal(OWN, [(10, number(1))])

    with (
        override_settings(CONFIGURATION=configured(own_keys, municipality="112020")),
        pytest.raises(SealBrokenError),
    ):
        opened(OWN, 10)


def test_the_wrong_keys_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    seal(OWN, [(10, number(1))])
    others = tmp_path / "others.json"
    key_file.create(others)

    with override_settings(CONFIGURATION=configured(others)):
        with pytest.raises(KeysetError, match="この保管庫の鍵ではありません"):
            seal(OWN, [(11, number(2))])
        with pytest.raises(KeysetError):
            find(OWN, number(1))

    assert SealedNumber.objects.count() == 1


def test_lost_keys_are_not_replaced_by_new_ones(own_keys: Path) -> None:
    seal(OWN, [(10, number(1))])
    own_keys.unlink()

    with pytest.raises(KeysetError, match="控えから戻す"):
        seal(OWN, [(11, number(2))])

    assert not own_keys.exists()
    assert SealedNumber.objects.count() == 1


def test_in_production_keys_are_never_made_by_themselves(own_keys: Path) -> None:
    with (
        override_settings(CONFIGURATION=configured(own_keys, profile="production")),
        pytest.raises(KeysetError, match="鍵ファイルがありません"),
    ):
        seal(OWN, [(10, number(1))])

    assert not own_keys.exists()


def test_a_key_that_still_opens_a_number_cannot_be_dropped() -> None:
    seal(OWN, [(10, number(1))])

    with pytest.raises(IntegrityError):
        drop_keys_by_hand()

    assert opened(OWN, 10) == number(1).reveal()


def test_revealing_needs_the_function_and_leaves_a_record() -> None:
    seal(OWN, [(10, number(1))])
    clerk = add_member(
        staff_number="1001",
        name="x",
        department="x",
        roles=[Role.TAX_CLERK],
        valid_from=date(2026, 4, 1),
    )

    with pytest.raises(NotPermittedError):
        reveal(OWN, 10, actor=clerk, purpose="興味", at=START)
    assert not OutgoingRecord.objects.exists()

    reveal(OWN, 10, actor=supervisor(), purpose="番号の確認", at=START)
    record = OutgoingRecord.objects.get()
    assert (record.action, record.subject_kind, record.subject_id) == (
        "vault.number.revealed",
        "addressee",
        "0000000010",
    )
    assert record.details == {"field": "own", "views_today": 1}
    assert (record.purpose, record.function) == ("番号の確認", "individual_number.view")


def test_an_empty_place_says_so() -> None:
    with pytest.raises(NothingSealedError, match="addressee 10"):
        opened(OWN, 10)


@given(bodies=st.lists(st.integers(0, 10**11 - 1), min_size=1, max_size=20))
def test_whatever_the_number_it_comes_back(bodies: list[int]) -> None:
    numbers = [number(body) for body in bodies]
    keys = keyset.current("112101")
    sealed = sealing.seal_all(keys, "112101", OWN, range(len(numbers)), numbers)

    for row, expected in enumerate(numbers):
        found = sealing.open_one(
            keys,
            "112101",
            OWN,
            row,
            key_id=sealed.key_id,
            nonce=sealed.nonces[row],
            ciphertext=sealed.ciphertexts[row],
        )
        assert found == expected
        assert sealing.blind_index(keys, found) == sealed.blind_indexes[row]


def test_looking_at_many_numbers_in_a_day_is_noticed() -> None:
    """T-Z07: the thirty-first look of a day raises one alert, with its count kept up."""
    seal(OWN, [(key, number(key)) for key in range(40)])
    looker = supervisor()

    for key in range(30):
        reveal(OWN, key, actor=looker, purpose="matching", at=START)
    assert not NumberViewAlert.objects.exists()

    for key in range(30, 33):
        reveal(OWN, key, actor=looker, purpose="matching", at=START)
    alert = NumberViewAlert.objects.get()
    assert (alert.staff_number, alert.on, alert.views) == ("2001", START.date(), 33)
    assert OutgoingRecord.objects.filter(action="vault.views.many").count() == 1

    reveal(OWN, 1, actor=looker, purpose="matching", at=START + timedelta(days=1))
    assert NumberViewAlert.objects.count() == 1


def test_a_million_nonces_are_all_different() -> None:
    """T-C05: nonces are random, and none of a million is drawn twice."""
    keys = keyset.current("112101")
    at_once, one = 100_000, number(1)
    seen: set[bytes] = set()
    for first in range(0, 1_000_000, at_once):
        subjects = range(first, first + at_once)
        seen.update(sealing.seal_all(keys, "112101", OWN, subjects, [one] * at_once).nonces)
    assert len(seen) == 1_000_000


def test_the_keyed_hash_is_equal_for_equal_numbers_of_one_city_only() -> None:
    """T-C05: another tenant of the same keys gets other hashes."""
    here, there = keyset.current("112101"), keyset.current("112020")

    assert sealing.blind_index(here, number(1)) == sealing.blind_index(here, number(1))
    assert sealing.blind_index(here, number(1)) != sealing.blind_index(here, number(2))
    assert sealing.blind_index(here, number(1)) != sealing.blind_index(there, number(1))
