"""The law of ふるさと納税 with few rows, for rules that are tested apart from the law files."""

from __future__ import annotations

from juminzei.base.money import Rate
from juminzei.kernel.parameters.credits import HometownDonation, Rates
from juminzei.kernel.parameters.tables import OPEN, RateRow, RateTable
from law.figures import amounts

HOMETOWN = HometownDonation(
    cite="地方税法314条の7第11項",
    own_burden=2_000,
    share=Rates(municipal=Rate(3, 5), prefectural=Rate(2, 5)),
    share_in_designated_cities=Rates(municipal=Rate(4, 5), prefectural=Rate(1, 5)),
    levy_limit=Rate(20, 100),
    rate=RateTable(
        (
            RateRow(-1, Rate(90_000, 100_000)),
            RateRow(1_950_000, Rate(84_895, 100_000)),
            RateRow(3_300_000, Rate(79_790, 100_000)),
            RateRow(OPEN, Rate(69_580, 100_000)),
        )
    ),
    rate_with_land_short=Rate.parse("59.37/100"),
    rate_with_other_separate=Rate.parse("74.685/100"),
    forestry_part=Rate(1, 5),
    one_stop=RateTable(
        (
            RateRow(1_950_000, Rate(5_105, 84_895)),
            RateRow(OPEN, Rate(1_021, 7_979)),
        )
    ),
    national_basic_deduction=amounts((1_320_000, 950_000), (3_360_000, 880_000), (OPEN, 480_000)),
    national_basic_subtracted=480_000,
)
