"""Who receives whose letters: by kind, tax and day."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from juminzei.apps.addressees.models import Addressee, AddresseeVersion
from juminzei.apps.correspondence.api import recipients
from juminzei.apps.correspondence.models import Arrangement, Kind
from juminzei.apps.correspondence.precedence import PrecedenceError, ranks, read_ranks, taxes
from juminzei.apps.correspondence.services.arrange import end
from juminzei.base.numbers import addressee_number
from support.letters import APRIL, arrange
from support.page_rows import AT, person, staff

if TYPE_CHECKING:
    from juminzei.apps.correspondence.api import Recipient
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
JUNE = date(2026, 6, 10)
WRITTEN_DOWN = (
    Kind.SENDING_STOP,
    Kind.HEIR_REPRESENTATIVE,
    Kind.ADULT_GUARDIAN,
    Kind.TAX_AGENT,
    Kind.JOINT_REPRESENTATIVE,
    Kind.SENDING_ADDRESS,
)
"""The order as the city's staff were told it."""


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001")


@pytest.fixture
def taro() -> Addressee:
    return person(
        1, "山田　太郎", "ヤマダ タロウ", postcode="3470055", address="加須市中央一丁目1番"
    )


@pytest.fixture
def hana() -> Addressee:
    return person(2, "山田　花子", "ヤマダ ハナコ", postcode="3491101", address="加須市旗井2番")


def of(who: Addressee, tax: str = "ordinary", on: date = JUNE) -> Recipient:
    return recipients([who.number], tax=tax, on=on)[who.number]


def arranged(kind: Kind, taro: Addressee, hana: Addressee, clerk: StaffMember) -> None:
    alone = kind in {Kind.SENDING_STOP, Kind.SENDING_ADDRESS}
    arrange(taro, clerk, kind, connected=None if alone else hana.number)


def test_without_an_entry_letters_go_home(taro: Addressee) -> None:
    one = of(taro)
    assert (one.receiver, one.name, one.postcode, one.address) == (
        taro.number,
        "山田　太郎",
        "3470055",
        "加須市中央一丁目1番",
    )
    assert (one.kind, one.stopped, one.represented) == ("address", "", False)


@pytest.mark.parametrize("place", range(1, len(WRITTEN_DOWN)))
def test_each_kind_goes_before_the_next(
    place: int, taro: Addressee, hana: Addressee, clerk: StaffMember
) -> None:
    """Entered in either order: the later one is not the stronger one."""
    first, second = WRITTEN_DOWN[place - 1], WRITTEN_DOWN[place]
    for kind in (first, second) if place % 2 else (second, first):
        arranged(kind, taro, hana, clerk)
    assert of(taro).kind == first


def test_what_is_in_the_table_is_what_was_written_down() -> None:
    assert tuple(ranks()) == WRITTEN_DOWN
    assert all(rank.why for rank in ranks().values())


@pytest.mark.parametrize("damage", ["gone", "twice", "unknown"])
def test_a_table_that_lacks_a_kind_is_refused(damage: str) -> None:
    entries = [
        {"kind": kind.value, "line": "", "why": "x", "law": "", "assumption": False}
        for kind in Kind
    ]
    damaged: list[dict[str, Any]] = {
        "gone": entries[1:],
        "twice": [*entries, entries[0]],
        "unknown": [*entries[1:], {**entries[0], "kind": "neighbour"}],
    }[damage]
    with pytest.raises(PrecedenceError, match="一度ずつ"):
        read_ranks({"precedence": damaged})


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        (Kind.HEIR_REPRESENTATIVE, "山田　太郎　相続人代表者　山田　花子"),
        (Kind.ADULT_GUARDIAN, "山田　太郎　成年後見人　山田　花子"),
        (Kind.TAX_AGENT, "山田　太郎　納税管理人　山田　花子"),
        (Kind.JOINT_REPRESENTATIVE, "山田　太郎　共有代表者　山田　花子"),
    ],
)
def test_who_represents_receives_at_their_own_address(
    kind: Kind, line: str, taro: Addressee, hana: Addressee, clerk: StaffMember
) -> None:
    arranged(kind, taro, hana, clerk)
    one = of(taro)
    assert (one.name, one.receiver, one.address) == (line, hana.number, "加須市旗井2番")
    assert "中央" not in one.address
    assert one.represented


def test_a_sending_address_says_the_house_and_whose_it_is(
    taro: Addressee, clerk: StaffMember
) -> None:
    arrange(taro, clerk, postcode="1000001", building="見本荘201", care_of="佐藤")
    one = of(taro)
    assert (one.name, one.postcode) == ("山田　太郎", "1000001")
    assert one.address == "東京都見本区一丁目1番1号　見本荘201　佐藤様方"


def test_an_address_abroad_ends_with_the_country(taro: Addressee, clerk: StaffMember) -> None:
    arrange(taro, clerk, postcode="", address="1 Example Rd, Springfield", country="アメリカ合衆国")
    assert of(taro).address == "1 Example Rd, Springfield　アメリカ合衆国"
    assert of(taro).postcode == ""


def test_an_entry_for_the_tax_goes_before_one_for_all(taro: Addressee, clerk: StaffMember) -> None:
    arrange(taro, clerk, address="すべて")
    arrange(taro, clerk, address="年金", tax="pension")
    found = {tax: of(taro, tax).address for tax in taxes() if tax != "all"}
    assert found == {"ordinary": "すべて", "special": "すべて", "pension": "年金"}


def test_but_a_stronger_kind_for_all_goes_before_a_weaker_one_for_the_tax(
    taro: Addressee, hana: Addressee, clerk: StaffMember
) -> None:
    arrange(taro, clerk, Kind.TAX_AGENT, connected=hana.number)
    arrange(taro, clerk, tax="ordinary")
    assert of(taro).kind == Kind.TAX_AGENT


@pytest.mark.parametrize(
    ("day", "there"),
    [
        (date(2026, 3, 31), False),
        (date(2026, 4, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_first_and_last_day_count(
    day: date, *, there: bool, taro: Addressee, clerk: StaffMember
) -> None:
    arrange(taro, clerk, valid_until=date(2026, 6, 30))
    assert (of(taro, on=day).kind == Kind.SENDING_ADDRESS) is there


def test_what_was_ended_holds_until_its_last_day(taro: Addressee, clerk: StaffMember) -> None:
    made = arrange(taro, clerk)
    end(made.pk, last_day=date(2026, 6, 9), reason="転居", evidence="届出", actor=clerk, at=AT)
    assert of(taro, on=date(2026, 6, 9)).kind == Kind.SENDING_ADDRESS
    assert of(taro, on=date(2026, 6, 10)).kind == "address"


def test_a_stop_says_why_in_words_for_lists(taro: Addressee, clerk: StaffMember) -> None:
    arrange(taro, clerk, Kind.SENDING_STOP, cause="undeliverable", reason="隣人の話では…")
    assert of(taro).stopped == "返戻があり所在が不明"


@pytest.mark.parametrize(
    ("kind", "told"),
    [(Kind.HEIR_REPRESENTATIVE, ""), (Kind.TAX_AGENT, "死亡"), (Kind.SENDING_ADDRESS, "死亡")],
)
def test_only_heirs_receive_for_the_dead_without_a_look(
    kind: Kind, told: str, hana: Addressee, clerk: StaffMember
) -> None:
    gone = person(3, "山田　一", "ヤマダ ハジメ", ceased_reason="死亡")
    arranged(kind, gone, hana, clerk)
    assert of(gone).ceased_reason == told


def test_a_representative_who_died_is_told(taro: Addressee, clerk: StaffMember) -> None:
    gone = person(3, "山田　一", "ヤマダ ハジメ", ceased_reason="死亡")
    arrange(taro, clerk, Kind.TAX_AGENT, connected=gone.number)
    assert of(taro).ceased_reason == "死亡"


def test_who_left_is_written_to_at_the_new_address_known(taro: Addressee) -> None:
    Addressee.objects.filter(pk=taro.pk).update(ceased_reason="国内転出", version=1)
    AddresseeVersion.objects.create(
        addressee=taro,
        version=1,
        true_from=APRIL,
        recorded_at=AT,
        reason="国内転出",
        name=taro.name,
        kana=taro.kana,
        birth_text="",
        address=taro.address,
        moved_to="東京都見本区見本一丁目2番3号",
    )
    assert (of(taro).postcode, of(taro).address) == ("", "東京都見本区見本一丁目2番3号")


def test_what_was_entered_under_a_merged_number_counts_for_the_person(
    taro: Addressee, hana: Addressee, clerk: StaffMember
) -> None:
    """Asked by either number, and in the order of the kinds."""
    arrange(hana, clerk, address="統合した番号の送付先")
    Addressee.objects.filter(pk=hana.pk).update(merged_into=taro.pk)
    assert [of(one).address for one in (taro, hana)] == ["統合した番号の送付先"] * 2
    arrange(taro, clerk, Kind.SENDING_STOP)
    assert of(taro).stopped
    assert of(hana).stopped


def test_a_number_that_nobody_has_is_left_out(taro: Addressee) -> None:
    assert set(recipients([taro.number, 99], tax="ordinary", on=JUNE)) == {taro.number}


def test_there_must_be_such_a_tax(taro: Addressee) -> None:
    with pytest.raises(ValueError, match="送付先の税目"):
        recipients([taro.number], tax="liquor", on=JUNE)


def test_sixty_thousand_people_take_five_queries_and_two_seconds(clerk: StaffMember) -> None:
    """Every tenth with an entry; half of these are represented."""
    numbers = [addressee_number.number(body) for body in range(1, 60_001)]
    Addressee.objects.bulk_create(
        [
            Addressee(number=n, kind="resident", name="見本", kana="ミホン", address="加須市見本")
            for n in numbers
        ]
    )
    Arrangement.objects.bulk_create(
        [
            Arrangement(
                addressee_id=number,
                sequence=1,
                entry=1,
                version=1,
                kind=Kind.TAX_AGENT if place % 2 else Kind.SENDING_ADDRESS,
                connected_id=numbers[place] if place % 2 else None,
                address="" if place % 2 else "送付先",
                tax="all",
                valid_from=APRIL,
                reason="届出",
                evidence="届出書",
                recorded_at=AT,
                recorded_by=clerk,
            )
            for place, number in enumerate(numbers[::10])
        ]
    )
    started = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        found = recipients(numbers, tax="ordinary", on=JUNE)
    seconds = time.perf_counter() - started
    assert len(found) == 60_000
    assert sum(one.kind != "address" for one in found.values()) == 6_000
    assert len(queries) <= 5
    assert seconds < 6  # below a second when little else runs; the rest is room for a busy machine
