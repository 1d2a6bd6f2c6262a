"""The boxes of the trial calculation, in the order of the return (申告書)."""

from __future__ import annotations

from dataclasses import dataclass

DISABILITY = (("none", "なし"), ("ordinary", "障害者"), ("special", "特別障害者"))
SINGLE_PARENT = (("", "当てはまらない"), ("mother", "ひとり親（母）"), ("father", "ひとり親（父）"))
MINOR = (("", "年齢から"), ("true", "未成年者"), ("false", "未成年者でない"))
ABROAD = (("no", "国内"), ("yes", "国外（控除の対象）"), ("ineligible", "国外（書類なし）"))
CAP = (("5/100", "5％（97,500円まで）"), ("7/100", "7％（136,500円まで）"))
GRADE = (("", "この市の級地"), ("1", "1級地"), ("2", "2級地"), ("3", "3級地"))


@dataclass(frozen=True, slots=True)
class Box:
    """One box: where its value goes in the contract, what it is called, what it takes."""

    path: str
    label: str
    kind: str = "yen"
    """yen, flag, choice, age, day, rate, or whole (a number that is no amount of a column)."""
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The name of the form's field; a dot would mean something to style sheets."""
        return self.path.replace(".", "-")


@dataclass(frozen=True, slots=True)
class Group:
    """Boxes that belong together; ``opened`` from the start where they are common."""

    key: str
    title: str
    boxes: tuple[Box, ...]
    opened: bool = False


LAND = (
    ("land_short", "短期譲渡（一般）"),
    ("land_short_reduced", "短期譲渡（軽減：国などへの譲渡）"),
    ("land_long", "長期譲渡（一般）"),
    ("land_long_superior", "長期譲渡（優良住宅地）"),
    ("land_long_residence", "長期譲渡（居住用財産）"),
)
SECURITIES = (
    ("unlisted_shares", "一般株式等の譲渡"),
    ("listed_shares", "上場株式等の譲渡"),
    ("listed_dividend", "上場株式等の配当（申告分離）"),
    ("futures", "先物取引"),
)


def _with_special(kind: str, label: str) -> tuple[Box, Box]:
    return (
        Box(f"separate.{kind}.income", label),
        Box(f"separate.{kind}.special_deduction", f"{label}の特別控除"),
    )


GROUPS = (
    Group(
        "self",
        "本人",
        (
            Box("birth_date", "生年月日", "day"),
            Box("age", "年齢（所得の年の12月31日）", "age"),
        ),
        opened=True,
    ),
    Group(
        "income",
        "収入・所得",
        (
            Box("income.business", "事業所得（営業等・農業）"),
            Box("revenue.employment", "給与の収入"),
            Box("revenue.public_pension", "公的年金等の収入"),
            Box("income.miscellaneous", "雑所得（公的年金等以外）"),
        ),
        opened=True,
    ),
    Group(
        "income_more",
        "そのほかの所得（総合課税）",
        (
            Box("income.real_estate", "不動産所得"),
            Box("income.real_estate_land_interest", "不動産の損失のうち土地等の負債利子"),
            Box("income.interest", "利子所得"),
            Box("income.dividend", "配当所得"),
            Box("specified_expenses", "給与の特定支出"),
            Box("home_work.revenue", "家内労働などの収入"),
            Box("home_work.expenses", "家内労働などの実際の経費"),
            Box("income.transfer_short", "短期譲渡（総合、特別控除の前）"),
            Box("income.transfer_long", "長期譲渡（総合、特別控除と2分の1の前）"),
            Box("income.occasional", "一時所得（特別控除と2分の1の前）"),
        ),
    ),
    Group(
        "separate",
        "分離課税の所得",
        (
            *(box for kind in LAND for box in _with_special(*kind)),
            *(Box(f"separate.{kind}.income", label) for kind, label in SECURITIES),
            *_with_special("forestry", "山林所得"),
            Box("separate.retirement.income", "退職所得（総合して申告するもの）"),
        ),
    ),
    Group(
        "carried",
        "前年までの損失",
        (
            Box("loss_carryforward", "純損失"),
            Box("carryforward.residence", "居住用財産の譲渡損失"),
            Box("carryforward.listed_shares", "上場株式等の譲渡損失"),
            Box("carryforward.futures", "先物取引の損失"),
            Box("carryforward.casualty", "雑損失"),
        ),
    ),
    Group(
        "insurance",
        "社会保険料・生命保険料・地震保険料",
        (
            Box("deductions.social_insurance", "社会保険料"),
            Box("deductions.small_enterprise_mutual_aid", "小規模企業共済等掛金"),
            Box("deductions.life_insurance.general_new", "新生命保険料"),
            Box("deductions.life_insurance.general_old", "旧生命保険料"),
            Box("deductions.life_insurance.pension_new", "新個人年金保険料"),
            Box("deductions.life_insurance.pension_old", "旧個人年金保険料"),
            Box("deductions.life_insurance.nursing", "介護医療保険料"),
            Box("deductions.earthquake_insurance.earthquake", "地震保険料"),
            Box("deductions.earthquake_insurance.old_long_term", "旧長期損害保険料"),
        ),
        opened=True,
    ),
    Group(
        "status",
        "寡婦・ひとり親・勤労学生・障害者",
        (
            Box("taxpayer.widow", "寡婦", "flag"),
            Box("taxpayer.single_parent", "ひとり親", "choice", SINGLE_PARENT),
            Box("taxpayer.working_student", "勤労学生", "flag"),
            Box("taxpayer.disability", "本人の障害", "choice", DISABILITY),
        ),
    ),
    Group(
        "spouse",
        "配偶者",
        (
            Box("spouse.given", "配偶者がいる", "flag"),
            Box("spouse.income", "配偶者の合計所得金額"),
            Box("spouse.age", "配偶者の年齢", "age"),
            Box("spouse.disability", "配偶者の障害", "choice", DISABILITY),
            Box("spouse.cohabiting", "同居している", "flag"),
            Box("spouse.abroad", "配偶者の住所", "choice", ABROAD),
            Box("spouse.family_employee", "事業専従者である", "flag"),
        ),
        opened=True,
    ),
    Group("dependants", "扶養親族・特定親族", (), opened=True),
    Group(
        "medical",
        "雑損・医療費",
        (
            Box("deductions.casualty.net_loss", "災害・盗難・横領の差引損失額"),
            Box("deductions.casualty.disaster_cost", "うち災害関連支出"),
            Box("deductions.medical.paid", "支払った医療費"),
            Box("deductions.medical.reimbursed", "医療費の補てん"),
            Box("deductions.self_medication.paid", "セルフメディケーション税制の購入費"),
            Box("deductions.self_medication.reimbursed", "同じく補てん"),
        ),
    ),
    Group(
        "donation",
        "寄附金・住宅ローン",
        (
            Box("credits.donation.hometown", "ふるさと納税"),
            Box("credits.donation.one_stop", "申告特例（ワンストップ）を使う", "flag"),
            Box("credits.housing_loan.available", "住宅ローン控除の控除可能額"),
            Box("credits.housing_loan.income_tax", "控除前の所得税額"),
            Box("credits.housing_loan.income_tax_base", "所得税の課税総所得金額等"),
            Box("credits.housing_loan.cap", "住宅ローン控除の限度", "choice", CAP),
        ),
        opened=True,
    ),
    Group(
        "credits",
        "そのほかの税額控除",
        (
            Box("credits.donation.community_chest", "共同募金会・日本赤十字社への寄附"),
            Box("credits.donation.municipal_only", "市町村の条例で指定された寄附"),
            Box("credits.donation.prefectural_only", "都道府県の条例で指定された寄附"),
            Box("credits.dividend.ordinary", "配当控除の対象（利益の配当等）"),
            Box("credits.dividend.investment_trust", "同じく証券投資信託"),
            Box("credits.dividend.foreign_currency_trust", "同じく一般外貨建等証券投資信託"),
            Box("credits.foreign_tax.remaining", "外国税額の控除しきれない額"),
            Box("credits.foreign_tax.national_limit", "所得税の外国税額控除の限度額"),
            Box("credits.withheld_levy", "配当割額・株式等譲渡所得割額"),
        ),
    ),
    Group(
        "scope",
        "課税の範囲",
        (
            Box("taxpayer.public_assistance", "1月1日に生活扶助を受けている", "flag"),
            Box("taxpayer.minor", "1月1日に未成年者か", "choice", MINOR),
            Box("property_only", "家屋敷・事務所だけがある（住所は市外）", "flag"),
        ),
    ),
    Group(
        "ordinance",
        "条例の値を変えて計算",
        (
            Box("ordinance.municipal_rate", "市町村民税の税率（6/100 のように）", "rate"),
            Box("ordinance.prefectural_rate", "道府県民税の税率", "rate"),
            Box("ordinance.grade", "級地", "choice", GRADE),
            Box("ordinance.municipal_per_capita_levy", "市町村民税の均等割（円）", "whole"),
            Box("ordinance.prefectural_per_capita_levy", "道府県民税の均等割（円）", "whole"),
        ),
    ),
)

RELATIVE = (
    Box("age", "年齢", "age"),
    Box("income", "合計所得金額"),
    Box("disability", "障害", "choice", DISABILITY),
    Box("cohabiting", "同居", "flag"),
    Box("cohabiting_parent", "同居老親等", "flag"),
    Box("abroad", "住所", "choice", ABROAD),
)
"""The boxes of each relative's row."""


def boxes() -> list[Box]:
    """Return every box above the relatives' rows, in order."""
    return [box for group in GROUPS for box in group.boxes]
