"""Ordinary notices as they come out of the printer, read back by scanner and by eye."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.kernel.law import draft_warning
from juminzei.notices.codes import elqr, gs1_128
from juminzei.notices.drawing import draw
from juminzei.notices.ordinary.form import IncomeLine, LevyLine, Line, PensionPayment
from juminzei.notices.ordinary.page import sheet
from juminzei.notices.recipient import Recipient
from juminzei.notices.wording.city_wording import load
from support.notice_samples import DUE, FAMILY_TERMS, family, lump, ordinary
from support.printed_pages import codes, heights, pictures, texts

if TYPE_CHECKING:
    from juminzei.notices.ordinary.form import OrdinaryNotice

ISSUED = date(2026, 6, 10)


def printed(*notices: OrdinaryNotice, draft: bool = False, law_warning: str = "") -> bytes:
    drawn = sheet(
        notices,
        tax_year=2026,
        wording=load("kazo"),
        issued_on=ISSUED,
        draft=draft,
        law_warning=law_warning,
    )
    return draw(drawn.sources(), drawn.pages)


def test_every_slip_is_read_back_with_the_ledgers_amount_and_due_date() -> None:
    _front, back = pictures(printed(ordinary()))
    found = codes(back)
    shop = [gs1_128.decode(read) for read in found["shop"]]
    qr = [elqr.decode(read) for read in found["qr"]]
    assert [(code.amount, code.due_on) for code in shop] == [*zip(FAMILY_TERMS, DUE, strict=True)]
    assert [(code.amount, code.due_on) for code in qr] == [*zip(FAMILY_TERMS, DUE, strict=True)]


@pytest.mark.parametrize("dpi", [300, 600])
def test_codes_are_read_at_the_printers_resolutions(dpi: int) -> None:
    _front, back = pictures(printed(ordinary()), dpi=dpi)
    assert {kind: len(read) for kind, read in codes(back).items()} == {"shop": 4, "qr": 4}


def test_many_notices_keep_their_own_codes() -> None:
    people = [ordinary(f"{body:09d}0", amounts=(body, 1_000)) for body in (12_000, 299_999, 3)]
    pages = list(pictures(printed(*people)))
    for notice, back in zip(people, pages[1::2], strict=True):
        found = codes(back)
        assert found["shop"] == [slip.store_code for slip in notice.slips]
        assert found["qr"] == [slip.qr_text for slip in notice.slips]


def test_the_front_says_who_how_much_when_and_why() -> None:
    front = texts(printed(ordinary()))[0]
    for text in (
        *("〒347-0055", "加須太郎様", "通知書番号0000012347", "令和8年6月10日"),
        *("90,500円", "納付書で納める額（普通徴収）90,500円"),
        *("第1期令和8年6月30日（火）24,500", "第3期令和8年11月2日（月）22,000"),
        *("3,560,000円（所得）−2,339,000円（控除）＝1,221,000円", "所得割額51,30034,200"),
        *("地方税法313条", "審査請求", "加須市役所税務課"),
    ):
        assert text in front, text


def test_credits_are_marked_as_less() -> None:
    front = texts(printed(ordinary()))[0]
    assert "▲4,500" in front
    assert "▲11,640" in front


def test_the_sums_on_the_page_are_the_sums_of_its_parts() -> None:
    """51,300 + 34,200 + 3,000 + 1,000 + 1,000 = 90,500 = 24,500 + 22,000 x 3."""
    front, back = texts(printed(ordinary()))
    assert "年税額（市民税＋県民税＋森林環境税）90,500円" in front
    assert back.count("24,500円") == 3  # 領収証書, 納付書, 領収済通知書
    assert back.count("22,000円") == 9


def test_the_words_tell_the_same_figures() -> None:
    front = texts(printed(ordinary()))[0]
    assert "課税標準額は1,221,000円です" in front
    assert "均等割（市3,000円、県1,000円）と森林環境税1,000円を加えた90,500円が" in front


def test_no_space_is_put_between_japanese_and_figures() -> None:
    front = texts(printed(ordinary()), as_spaced=True)[0]
    assert "令和8年度" in front
    assert "第1期" in front


STEPS = (
    *("所得を求めます", "所得の種類", "合計所得金額", "所得控除を差し引きます", "控除の種類"),
    *("所得控除の合計", "課税標準額（", "1,221,000円", "税率を掛け、", "区分", "課税標準額 ×"),
    *("調整控除", "寄附金税額控除", "所得割額", "均等割額", "森林環境税（国税", "年税額（市民税"),
)


def test_the_steps_stand_below_one_another_without_touching() -> None:
    pdf = printed(ordinary())
    standing = heights(pdf, 0, STEPS)
    apart = [above - below for above, below in itertools.pairwise(standing)]
    assert min(apart) > 8  # points: no line of type stands on another


@pytest.mark.parametrize(
    ("previous", "shown"),
    [(95_500, "増減▲5,000円"), (90_000, "増減＋500円"), (90_500, "増減0円")],
)
def test_last_years_tax_is_compared(previous: int, shown: str) -> None:
    front = texts(printed(replace(ordinary(), previous_total=previous)))[0]
    assert shown in front


def test_without_a_ledger_of_last_year_nothing_is_compared() -> None:
    assert "前年度との比較" not in texts(printed(ordinary()))[0]


def test_above_300000_yen_a_slip_has_no_shop_code_and_says_where_to_pay() -> None:
    pdf = printed(ordinary(amounts=(300_001, 300_000)))
    _front, back = pictures(pdf)
    found = codes(back)
    assert [gs1_128.decode(read).amount for read in found["shop"]] == [300_000]
    assert [elqr.decode(read).amount for read in found["qr"]] == [300_001, 300_000]
    assert texts(pdf)[1].count("コンビニエンスストアでは納められません") == 1


def test_twelve_digits_of_yen_stay_in_their_place() -> None:
    pdf = printed(ordinary(amounts=(100_000_000_000, 99_999_999_999)))
    front, back = texts(pdf)
    assert "199,999,999,999円" in front
    assert back.count("100,000,000,000円") == 3
    assert "市の窓口で納めてください" in back
    (read,) = codes(list(pictures(pdf))[1])["qr"]
    assert elqr.decode(read).amount == 99_999_999_999


def test_one_term_leaves_the_rest_of_the_page_blank() -> None:
    pdf = printed(ordinary(amounts=(5_000,), computation=lump(5_000)))
    found = codes(list(pictures(pdf))[1])
    assert (len(found["shop"]), len(found["qr"])) == (1, 1)
    assert "（以下余白）" in texts(pdf)[1]


def test_a_term_of_nought_yen_has_no_slip() -> None:
    pdf = printed(ordinary(amounts=(900, 0, 0, 0), computation=lump(900)))
    front, back = texts(pdf)
    assert "第4期令和9年2月1日（月）0" in front
    assert back.count("900円") == 3
    assert "第2期" not in back


def test_tax_withheld_from_a_pension_has_its_months_and_no_slips() -> None:
    payments = (
        PensionPayment("2026-04", 12_000, provisional=True),
        PensionPayment("2027-02", 78_500, provisional=False),
    )
    notice = replace(
        ordinary(amounts=()), computation=family(), pension_amount=90_500, pension_payments=payments
    )
    pages = texts(printed(notice))
    assert len(pages) == 1
    assert "納税通知書（兼年金特別徴収税額の通知）" in pages[0]
    assert "令和8年4月（仮徴収）12,000" in pages[0]
    assert "令和9年2月78,500" in pages[0]


@pytest.mark.parametrize(
    "name",
    [
        "髙﨑　𠮷之輔",
        "葛\U000e0100城　辻子",
        "CHRISTODOULOPOULOS PAPADIMITRIOU ALEXANDROS KONSTANTINOS THE ELDER",
        "寿限無" * 10,
    ],
)
def test_long_and_rare_names_are_whole_on_the_notice_and_on_each_slip(name: str) -> None:
    recipient = Recipient("3470055", "埼玉県加須市" + "大字北篠崎字" * 10 + "1番地", name)
    pdf = printed(replace(ordinary(), recipient=recipient))
    front, back = texts(pdf)
    bare = "".join(name.split())
    assert bare + "様" in front
    assert back.count(bare) == 12
    found = codes(list(pictures(pdf))[1])
    assert (len(found["shop"]), len(found["qr"])) == (4, 4)


def test_the_fullest_computation_stays_on_its_page() -> None:
    full = replace(
        family(),
        incomes=tuple(IncomeLine(f"所得{i}", 100_000_000_000, 445_000) for i in range(8)),
        deductions=(
            *(Line(f"控除{i}", 100_000) for i in range(13)),
            Line("社会保険料控除", 1_039_000),
        ),
        levy=(LevyLine("", 73_260, 48_840), *(LevyLine(f"控除{i}", -1, -1) for i in range(8))),
        exemption="所得が非課税限度額以下",
    )
    front = texts(printed(ordinary(computation=full)))[0]
    assert "所得が非課税限度額以下のため、所得割はかかりません" in front
    assert "年税額（市民税＋県民税＋森林環境税）90,500円" in front
    last, foot = heights(
        printed(ordinary(computation=full)), 0, ["年税額（市民税", "この通知書の内容"]
    )
    assert last > foot + 8


def test_a_draft_says_so_on_the_front_and_on_every_part_of_every_slip() -> None:
    front, back = texts(printed(ordinary(), draft=True))
    assert front.count("見本・未確定") == 1
    assert back.count("見本・未確定") == 12
    assert not any("見本・未確定" in page for page in texts(printed(ordinary())))


def test_a_draft_law_is_told_on_the_front_and_on_every_slip_whose_codes_stay_readable() -> None:
    pdf = printed(ordinary(), law_warning=draft_warning(2026))
    front, back = texts(pdf)
    assert front.count(draft_warning(2026)) == 1
    assert back.count(draft_warning(2026)) == 4
    assert {kind: len(read) for kind, read in codes([*pictures(pdf)][1]).items()} == {
        "shop": 4,
        "qr": 4,
    }
    assert not any("draft" in page for page in texts(printed(ordinary())))


def test_the_same_notices_give_the_same_bytes() -> None:
    assert printed(ordinary()) == printed(ordinary())
