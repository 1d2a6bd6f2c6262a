"""What the keys of the contract mean, where the label of a column does not say it."""

from __future__ import annotations

TOLD = {
    "tax_year": "年度（所得はその前年のもの）",
    "municipality": "全国地方公共団体コード（6桁）。省略すると、この設置の市町村",
    "ordinance": "条例の値のうち、置き換えて計算するもの",
    "birth_date": "生年月日",
    "age": "所得の年の12月31日の年齢",
    "taxpayer.disability": "本人の障害: none なし、ordinary 障害者、special 特別障害者",
    "taxpayer.single_parent": "ひとり親: null でない、mother 母、father 父",
    "taxpayer.minor": "1月1日に未成年者か。null なら生年月日・年齢から",
    "spouse": "配偶者。いなければ null",
    "dependants": "扶養親族と特定親族",
    "credits.housing_loan.cap": "住宅ローン控除の限度: 5/100（97,500円）、7/100（136,500円）",
}
RELATIVE = {
    "income": "合計所得金額",
    "age": "所得の年の12月31日の年齢",
    "disability": "障害: none なし、ordinary 障害者、special 特別障害者",
    "cohabiting": "納税者などと同居しているか（同居特別障害者）",
    "cohabiting_parent": "同居している直系尊属か（同居老親等）",
    "abroad": "国外居住: no いいえ、yes 控除の対象になる、ineligible 書類がなく対象にならない",
    "family_employee": "事業専従者か",
}
ORDINANCE = {
    "municipal_rate": "市町村民税の所得割の税率（6/100 のような分数）",
    "prefectural_rate": "道府県民税の所得割の税率",
    "grade": "均等割の非課税限度額の級地",
    "municipal_per_capita_levy": "市町村民税の均等割（円）",
    "prefectural_per_capita_levy": "道府県民税の均等割（円）",
}
CREDITS = {
    "adjustment": "調整控除",
    "dividend": "配当控除",
    "housing_loan": "住宅借入金等特別税額控除",
    "donation": "寄附金税額控除",
    "foreign_tax": "外国税額控除",
    "income_levy_relief": "所得割の調整措置",
    "fixed_reduction": "定額減税",
    "withheld_levy": "配当割額・株式等譲渡所得割額控除",
}
ANSWER = {
    "tax_year": "年度",
    "exempt": "非課税の区分。null は課税",
    "income": "所得の種類ごとの金額",
    "total_income": "総所得金額",
    "aggregate_income": "合計所得金額",
    "total_income_etc": "総所得金額等",
    "exemption_count": "非課税限度額の人数（同一生計配偶者と扶養親族）",
    "deductions": "所得控除",
    "deduction_total": "所得控除の合計",
    "tax_base": "課税標準額（1,000円未満を切り捨てた額）。分離課税は、その所得があるときだけ",
    "personal_deduction_gap": "人的控除額の差の合計額",
    "calculated_levy": "算出所得割額",
    "credits": "税額控除",
    "income_levy": "所得割額（100円未満を切り捨てた額）",
    "per_capita_levy": "均等割額",
    "forest_environment_tax": "森林環境税",
    "withheld_levy_applied": "配当割額・株式等譲渡所得割額のうち、均等割などに充てる額",
    "withheld_levy_refund": "配当割額・株式等譲渡所得割額のうち、還付する額",
    "total": "年税額",
    "steps": "計算の各段階（explain=1 のとき）",
}
STEP = {
    "name": "段階の名前",
    "label": "段階の日本語名",
    "law": "根拠となる条文",
    "formula": "言葉で書いた計算式",
    "inputs": "もとの数",
    "value": "結果。円・人数は整数、1円未満の端数がある額は文字列、当てはまるかは真偽",
}
