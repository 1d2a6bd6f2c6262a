"""The first tables."""

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.first_tables import FirstTables


class Migration(FirstTables):
    dependencies = [
        ("addressees", "0002_append_only"),
        ("documents", "0001_initial"),
        ("images", "0002_append_only"),
        ("jobs", "0001_initial"),
        ("staff", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="TaxDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tax_year", models.IntegerField(verbose_name="年度")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("wage_report", "給与支払報告書"),
                            ("pension_report", "公的年金等支払報告書"),
                            ("national_return", "確定申告書"),
                            ("inhabitant_return", "住民税申告書"),
                            ("one_stop", "申告特例通知書"),
                            ("city_notice", "他市町村からの通知"),
                            ("other", "その他の資料"),
                        ],
                        max_length=20,
                        verbose_name="種類",
                    ),
                ),
                ("document_number", models.IntegerField(verbose_name="資料番号")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("paper", "紙"),
                            ("medium", "電子記録媒体（フラッシュメモリを除く）"),
                            ("internal", "庁内連携"),
                            ("network", "情報提供ネットワークシステム"),
                            ("eltax", "eLTAX"),
                            ("national_tax", "国税連携"),
                            ("desk", "窓口"),
                        ],
                        max_length=12,
                        verbose_name="入手方法",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("person", "本人"),
                            ("proxy", "代理人"),
                            ("department", "庁内の他部署"),
                            ("agency", "行政機関等"),
                            ("municipality", "他の市区町村"),
                            ("employer", "給与支払者"),
                            ("pension_payer", "年金支払者"),
                        ],
                        max_length=13,
                        verbose_name="入手元",
                    ),
                ),
                ("row_number", models.IntegerField(verbose_name="行番号")),
                (
                    "reference",
                    models.CharField(blank=True, max_length=64, verbose_name="受入元の鍵"),
                ),
                ("filed_on", models.DateField(null=True, verbose_name="提出日")),
                ("box", models.CharField(blank=True, max_length=20, verbose_name="保管箱")),
                (
                    "submission",
                    models.CharField(
                        choices=[("0", "新規"), ("1", "追加"), ("2", "訂正"), ("3", "取消")],
                        max_length=1,
                        verbose_name="提出区分",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("active", "有効"),
                            ("replaced", "訂正により差替え"),
                            ("cancelled", "取消"),
                            ("forwarded", "他市町村へ回送"),
                        ],
                        max_length=10,
                        verbose_name="状態",
                    ),
                ),
                ("content_key", models.CharField(max_length=64, verbose_name="内容の鍵")),
                ("slip_key", models.CharField(max_length=64, verbose_name="差替えの鍵")),
                (
                    "payer_number",
                    models.CharField(blank=True, max_length=13, verbose_name="法人番号"),
                ),
                (
                    "collector_number",
                    models.CharField(blank=True, max_length=12, verbose_name="指定番号"),
                ),
                ("payer_name", models.CharField(max_length=120, verbose_name="支払者")),
                (
                    "payer_address",
                    models.CharField(blank=True, max_length=200, verbose_name="支払者所在地"),
                ),
                (
                    "recipient_reference",
                    models.CharField(blank=True, max_length=25, verbose_name="受給者番号"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="氏名")),
                ("kana", models.CharField(max_length=120, verbose_name="フリガナ")),
                ("birth_on", models.DateField(null=True, verbose_name="生年月日")),
                ("address", models.CharField(max_length=200, verbose_name="住所")),
                ("municipality", models.CharField(max_length=6, verbose_name="提出先")),
                ("has_number", models.BooleanField(default=False, verbose_name="個人番号の記載")),
                (
                    "number_valid",
                    models.BooleanField(default=False, verbose_name="検査用数字の一致"),
                ),
                (
                    "match_state",
                    models.CharField(
                        choices=[
                            ("waiting", "未照合"),
                            ("number", "個人番号で特定"),
                            ("exact", "完全一致で特定"),
                            ("scored", "類似度で特定"),
                            ("queue", "職員の確認待ち"),
                            ("clerk", "職員が特定"),
                            ("not_ours", "対象者でない"),
                            ("held", "保留"),
                        ],
                        max_length=10,
                        verbose_name="特定状況",
                    ),
                ),
                (
                    "addressee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="addressees.addressee",
                    ),
                ),
                (
                    "image_set",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="images.imageset"
                    ),
                ),
                (
                    "received_file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="documents.receivedfile",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="assessment.taxdocument",
                    ),
                ),
            ],
            options={
                "verbose_name": "課税資料",
                "indexes": [
                    models.Index(
                        fields=["tax_year", "match_state"], name="assessment__tax_yea_19707a_idx"
                    ),
                    models.Index(
                        fields=["addressee", "tax_year"], name="assessment__address_f01735_idx"
                    ),
                    models.Index(fields=["slip_key"], name="assessment__slip_ke_9490be_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("received_file", "row_number"), name="row_taken_once"
                    ),
                    models.UniqueConstraint(
                        fields=("tax_year", "content_key"), name="content_taken_once"
                    ),
                    models.UniqueConstraint(
                        fields=("tax_year", "document_number"), name="document_numbered_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reference", ""), _negated=True),
                        fields=("kind", "reference"),
                        name="reference_handed_over_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "channel__in",
                                [
                                    "paper",
                                    "medium",
                                    "internal",
                                    "network",
                                    "eltax",
                                    "national_tax",
                                    "desk",
                                ],
                            )
                        ),
                        name="document_came_somehow",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "source__in",
                                [
                                    "person",
                                    "proxy",
                                    "department",
                                    "agency",
                                    "municipality",
                                    "employer",
                                    "pension_payer",
                                ],
                            )
                        ),
                        name="document_came_from_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssessmentRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tax_year", models.IntegerField(db_index=True, verbose_name="年度")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("calculating", "計算中"),
                            ("calculated", "計算済"),
                            ("reviewed", "確認済"),
                            ("fixed", "確定"),
                            ("abandoned", "破棄"),
                        ],
                        max_length=12,
                        verbose_name="状態",
                    ),
                ),
                ("law_digest", models.CharField(max_length=64, verbose_name="法令の SHA-256")),
                ("started_at", models.DateTimeField(verbose_name="開始日時")),
                ("totals", models.JSONField(default=dict, verbose_name="合計")),
                (
                    "result_digest",
                    models.CharField(blank=True, max_length=64, verbose_name="結果の SHA-256"),
                ),
                ("reviewed_at", models.DateTimeField(null=True, verbose_name="確認日時")),
                ("fixed_at", models.DateTimeField(null=True, verbose_name="確定日時")),
                (
                    "fixed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "job",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, to="jobs.job"
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "当初賦課",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "abandoned"), _negated=True),
                        fields=("tax_year",),
                        name="one_run_counts_a_year",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AssessmentVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tax_year", models.IntegerField(verbose_name="年度")),
                ("version", models.IntegerField(verbose_name="履歴番号")),
                ("true_from", models.DateField(verbose_name="効力発生日")),
                ("recorded_at", models.DateTimeField(verbose_name="決定日時")),
                ("reason", models.CharField(max_length=20, verbose_name="事由")),
                ("law_digest", models.CharField(max_length=64, verbose_name="法令の SHA-256")),
                ("inputs", models.JSONField(verbose_name="計算の基礎")),
                ("document_count", models.IntegerField(verbose_name="資料件数")),
                (
                    "ruled_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reports", "支払報告書"),
                            ("inhabitant_return", "住民税申告書"),
                            ("national_return", "確定申告書"),
                            ("city_notice", "他市町村からの通知"),
                        ],
                        max_length=20,
                        verbose_name="優先した資料",
                    ),
                ),
                (
                    "source_documents",
                    models.JSONField(default=list, verbose_name="計算の基礎とした資料"),
                ),
                ("findings", models.JSONField(default=dict, verbose_name="合算の確認事項")),
                (
                    "exempt",
                    models.CharField(blank=True, max_length=24, verbose_name="非課税の区分"),
                ),
                ("aggregate_income", models.BigIntegerField(verbose_name="合計所得金額")),
                ("total_income_etc", models.BigIntegerField(verbose_name="総所得金額等")),
                ("deduction_total", models.BigIntegerField(verbose_name="所得控除合計")),
                ("tax_base", models.BigIntegerField(verbose_name="課税標準額")),
                ("municipal_income_levy", models.BigIntegerField(verbose_name="市町村民税所得割")),
                (
                    "prefectural_income_levy",
                    models.BigIntegerField(verbose_name="道府県民税所得割"),
                ),
                (
                    "municipal_per_capita_levy",
                    models.BigIntegerField(verbose_name="市町村民税均等割"),
                ),
                (
                    "prefectural_per_capita_levy",
                    models.BigIntegerField(verbose_name="道府県民税均等割"),
                ),
                ("forest_environment_tax", models.BigIntegerField(verbose_name="森林環境税")),
                ("total", models.BigIntegerField(verbose_name="年税額")),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("none", "徴収なし"),
                            ("special", "給与特別徴収"),
                            ("pension", "公的年金特別徴収"),
                            ("ordinary", "普通徴収"),
                            ("mixed", "併徴"),
                        ],
                        max_length=10,
                        verbose_name="徴収方法",
                    ),
                ),
                ("method_reason", models.CharField(max_length=40, verbose_name="徴収方法の理由")),
                ("special_amount", models.BigIntegerField(verbose_name="給与特別徴収税額")),
                ("pension_amount", models.BigIntegerField(verbose_name="公的年金特別徴収税額")),
                ("ordinary_amount", models.BigIntegerField(verbose_name="普通徴収税額")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="addressees.addressee"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="assessment.assessmentrun",
                    ),
                ),
                (
                    "special_document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.taxdocument",
                    ),
                ),
            ],
            options={
                "verbose_name": "課税台帳",
                "indexes": [
                    models.Index(
                        fields=["addressee", "tax_year", "version"],
                        name="assessment__address_4bf386_idx",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "addressee", "version"), name="assessed_once_a_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "total",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("municipal_income_levy"),
                                                "+",
                                                models.F("prefectural_income_levy"),
                                            ),
                                            "+",
                                            models.F("municipal_per_capita_levy"),
                                        ),
                                        "+",
                                        models.F("prefectural_per_capita_levy"),
                                    ),
                                    "+",
                                    models.F("forest_environment_tax"),
                                ),
                            )
                        ),
                        name="total_is_the_sum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "total",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("special_amount"), "+", models.F("pension_amount")
                                    ),
                                    "+",
                                    models.F("ordinary_amount"),
                                ),
                            )
                        ),
                        name="collected_is_the_total",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentClosing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tax_year", models.IntegerField(db_index=True, verbose_name="年度")),
                (
                    "act",
                    models.CharField(
                        choices=[("closed", "締めた"), ("reopened", "開き直した")],
                        max_length=8,
                        verbose_name="処理",
                    ),
                ),
                ("counts", models.JSONField(verbose_name="件数")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
                ("decided_at", models.DateTimeField(verbose_name="処理日時")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "資料の締め",
            },
        ),
        migrations.CreateModel(
            name="Instalment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="区分")),
                ("term", models.IntegerField(verbose_name="期別")),
                ("month", models.CharField(max_length=7, verbose_name="月")),
                ("amount", models.BigIntegerField(verbose_name="金額")),
                ("due_on", models.DateField(verbose_name="納期限")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instalments",
                        to="assessment.assessmentversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "期割",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "kind", "term"), name="term_due_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("ordinary", "納税通知書"), ("special", "特別徴収税額決定通知書")],
                        max_length=10,
                        verbose_name="種類",
                    ),
                ),
                ("number", models.IntegerField(verbose_name="番号")),
                ("name", models.CharField(max_length=80, verbose_name="ファイル名")),
                ("pages", models.IntegerField(verbose_name="ページ数")),
                ("notices", models.IntegerField(verbose_name="通数")),
                ("amount", models.BigIntegerField(verbose_name="税額の合計")),
                ("by_hand", models.BooleanField(default=False, verbose_name="手作業で発送")),
                ("draft", models.BooleanField(default=False, verbose_name="見本")),
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "source_digest",
                    models.CharField(max_length=64, verbose_name="元データの SHA-256"),
                ),
                ("printed_at", models.DateTimeField(verbose_name="作成日時")),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice_files",
                        to="assessment.assessmentrun",
                    ),
                ),
            ],
            options={
                "verbose_name": "通知書ファイル",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "kind", "number"), name="file_numbered_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=13, verbose_name="通知書番号")),
                ("first_page", models.IntegerField(verbose_name="先頭ページ")),
                ("pages", models.IntegerField(verbose_name="ページ数")),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="assessment.assessmentversion",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contents",
                        to="assessment.noticefile",
                    ),
                ),
            ],
            options={
                "verbose_name": "通知書",
                "indexes": [models.Index(fields=["number"], name="assessment__number_81801b_idx")],
            },
        ),
        migrations.CreateModel(
            name="PensionFigures",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="pension",
                        serialize=False,
                        to="assessment.taxdocument",
                    ),
                ),
                ("revenue", models.BigIntegerField(verbose_name="支払金額")),
                ("withheld_income_tax", models.BigIntegerField(verbose_name="源泉徴収税額")),
                ("social_insurance", models.BigIntegerField(verbose_name="社会保険料の金額")),
                (
                    "spouse_status",
                    models.CharField(
                        blank=True, max_length=1, verbose_name="控除対象配偶者の有無等"
                    ),
                ),
                ("dependants_specified", models.IntegerField(verbose_name="特定扶養親族")),
                ("dependants_elderly", models.IntegerField(verbose_name="老人扶養親族")),
                ("dependants_other", models.IntegerField(verbose_name="その他の扶養親族")),
                ("dependants_under16", models.IntegerField(verbose_name="16歳未満扶養親族")),
                ("disabled_special", models.IntegerField(verbose_name="特別障害者")),
                (
                    "disabled_special_cohabiting",
                    models.IntegerField(verbose_name="内同居特別障害者"),
                ),
                ("disabled_other", models.IntegerField(verbose_name="その他の障害者")),
                ("nonresident_relatives", models.IntegerField(verbose_name="非居住者である親族")),
                (
                    "self_disability",
                    models.CharField(default="none", max_length=8, verbose_name="本人の障害"),
                ),
                ("widow", models.BooleanField(verbose_name="寡婦")),
                ("single_parent", models.BooleanField(verbose_name="ひとり親")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="摘要")),
            ],
            options={
                "verbose_name": "公的年金等支払報告書の金額",
            },
        ),
        migrations.CreateModel(
            name="ReturnFigures",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="figures",
                        serialize=False,
                        to="assessment.taxdocument",
                    ),
                ),
                ("columns", models.JSONField(default=dict, verbose_name="計算の基礎")),
                ("stated", models.JSONField(default=dict, verbose_name="記載された金額")),
                (
                    "collection_choice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "記載なし"),
                            ("special", "給与から差引き"),
                            ("ordinary", "自分で納付"),
                        ],
                        max_length=8,
                        verbose_name="給与・年金以外の所得の徴収方法",
                    ),
                ),
            ],
            options={
                "verbose_name": "申告書等の金額",
            },
        ),
        migrations.CreateModel(
            name="WageFigures",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="wage",
                        serialize=False,
                        to="assessment.taxdocument",
                    ),
                ),
                ("revenue", models.BigIntegerField(verbose_name="支払金額")),
                ("income_stated", models.BigIntegerField(verbose_name="給与所得控除後の金額")),
                (
                    "deduction_total_stated",
                    models.BigIntegerField(verbose_name="所得控除の額の合計額"),
                ),
                ("withheld_income_tax", models.BigIntegerField(verbose_name="源泉徴収税額")),
                ("social_insurance", models.BigIntegerField(verbose_name="社会保険料等の金額")),
                (
                    "small_enterprise_mutual_aid",
                    models.BigIntegerField(verbose_name="内小規模企業共済等掛金"),
                ),
                (
                    "life_deduction_stated",
                    models.BigIntegerField(verbose_name="生命保険料の控除額"),
                ),
                (
                    "earthquake_deduction_stated",
                    models.BigIntegerField(verbose_name="地震保険料の控除額"),
                ),
                ("life_general_new", models.BigIntegerField(verbose_name="新生命保険料")),
                ("life_general_old", models.BigIntegerField(verbose_name="旧生命保険料")),
                ("life_nursing", models.BigIntegerField(verbose_name="介護医療保険料")),
                ("life_pension_new", models.BigIntegerField(verbose_name="新個人年金保険料")),
                ("life_pension_old", models.BigIntegerField(verbose_name="旧個人年金保険料")),
                (
                    "old_long_term_insurance",
                    models.BigIntegerField(verbose_name="旧長期損害保険料"),
                ),
                (
                    "housing_loan_stated",
                    models.BigIntegerField(verbose_name="住宅借入金等特別控除の額"),
                ),
                (
                    "housing_loan_available",
                    models.BigIntegerField(verbose_name="住宅借入金等特別控除可能額"),
                ),
                ("housing_move_in_on", models.DateField(null=True, verbose_name="居住開始年月日")),
                (
                    "housing_kind",
                    models.CharField(
                        blank=True, max_length=2, verbose_name="住宅借入金等特別控除区分"
                    ),
                ),
                (
                    "spouse_status",
                    models.CharField(
                        blank=True, max_length=1, verbose_name="控除対象配偶者の有無等"
                    ),
                ),
                ("spouse_elderly", models.BooleanField(verbose_name="老人控除対象配偶者")),
                ("spouse_income", models.BigIntegerField(verbose_name="配偶者の合計所得")),
                (
                    "spouse_deduction_stated",
                    models.BigIntegerField(verbose_name="配偶者（特別）控除の額"),
                ),
                ("dependants_specified", models.IntegerField(verbose_name="特定扶養親族")),
                ("dependants_elderly", models.IntegerField(verbose_name="老人扶養親族")),
                ("dependants_elderly_cohabiting", models.IntegerField(verbose_name="内同居老親等")),
                ("dependants_other", models.IntegerField(verbose_name="その他の扶養親族")),
                ("dependants_under16", models.IntegerField(verbose_name="16歳未満扶養親族")),
                ("disabled_special", models.IntegerField(verbose_name="特別障害者")),
                (
                    "disabled_special_cohabiting",
                    models.IntegerField(verbose_name="内同居特別障害者"),
                ),
                ("disabled_other", models.IntegerField(verbose_name="その他の障害者")),
                ("nonresident_relatives", models.IntegerField(verbose_name="非居住者である親族")),
                (
                    "self_disability",
                    models.CharField(default="none", max_length=8, verbose_name="本人の障害"),
                ),
                ("widow", models.BooleanField(verbose_name="寡婦")),
                ("single_parent", models.BooleanField(verbose_name="ひとり親")),
                ("working_student", models.BooleanField(verbose_name="勤労学生")),
                ("minor", models.BooleanField(verbose_name="未成年者")),
                ("secondary", models.BooleanField(verbose_name="乙欄")),
                ("left_on", models.DateField(null=True, verbose_name="退職年月日")),
                ("joined_on", models.DateField(null=True, verbose_name="就職年月日")),
                ("previous_revenue", models.BigIntegerField(verbose_name="他の支払者の給与等")),
                (
                    "previous_social_insurance",
                    models.BigIntegerField(verbose_name="他の支払者の社会保険料"),
                ),
                (
                    "previous_payer_name",
                    models.CharField(blank=True, max_length=120, verbose_name="他の支払者"),
                ),
                ("ordinary_collection", models.BooleanField(verbose_name="普通徴収")),
                (
                    "ordinary_reason",
                    models.CharField(blank=True, max_length=1, verbose_name="普通徴収切替理由"),
                ),
                ("family_employee", models.BooleanField(verbose_name="青色専従者")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="摘要")),
            ],
            options={
                "verbose_name": "給与支払報告書の金額",
            },
        ),
        migrations.CreateModel(
            name="MatchDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "未照合"),
                            ("number", "個人番号で特定"),
                            ("exact", "完全一致で特定"),
                            ("scored", "類似度で特定"),
                            ("queue", "職員の確認待ち"),
                            ("clerk", "職員が特定"),
                            ("not_ours", "対象者でない"),
                            ("held", "保留"),
                        ],
                        max_length=10,
                        verbose_name="結果",
                    ),
                ),
                ("reason", models.JSONField(verbose_name="理由")),
                ("rules_version", models.CharField(max_length=20, verbose_name="照合規則の版")),
                ("decided_at", models.DateTimeField(verbose_name="決定日時")),
                (
                    "addressee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="addressees.addressee",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "undoes",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="assessment.matchdecision",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="assessment.taxdocument",
                    ),
                ),
            ],
            options={
                "verbose_name": "特定の決定",
            },
        ),
        migrations.CreateModel(
            name="MatchCandidate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score", models.IntegerField(verbose_name="類似度（千分率）")),
                ("comparison", models.JSONField(verbose_name="項目別の比較")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="addressees.addressee"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="candidates",
                        to="assessment.taxdocument",
                    ),
                ),
            ],
            options={
                "verbose_name": "特定候補",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "addressee"), name="candidate_named_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="QuarantinedRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row_number", models.IntegerField(verbose_name="行番号")),
                ("tax_year", models.IntegerField(null=True, verbose_name="年度")),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("paper", "紙"),
                            ("medium", "電子記録媒体（フラッシュメモリを除く）"),
                            ("internal", "庁内連携"),
                            ("network", "情報提供ネットワークシステム"),
                            ("eltax", "eLTAX"),
                            ("national_tax", "国税連携"),
                            ("desk", "窓口"),
                        ],
                        max_length=12,
                        verbose_name="入手方法",
                    ),
                ),
                ("findings", models.JSONField(verbose_name="内容")),
                ("raw", models.TextField(verbose_name="行（番号は伏字）")),
                ("resolved", models.BooleanField(default=False, verbose_name="処理済")),
                (
                    "received_file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="documents.receivedfile"
                    ),
                ),
            ],
            options={
                "verbose_name": "取込保留行",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("received_file", "row_number"), name="row_held_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RowAct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("retaken", "直して取込"),
                            ("known", "取込済みの資料と同じ"),
                            ("not_needed", "取込不要"),
                        ],
                        max_length=10,
                        verbose_name="処理",
                    ),
                ),
                ("columns", models.JSONField(default=list, verbose_name="直した項目")),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
                ("decided_at", models.DateTimeField(verbose_name="処理日時")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="assessment.taxdocument",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="assessment.quarantinedrow",
                    ),
                ),
            ],
            options={
                "verbose_name": "取込保留行の処理",
            },
        ),
        migrations.CreateModel(
            name="StatedRelative",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(max_length=20, verbose_name="欄")),
                ("name", models.CharField(max_length=120, verbose_name="氏名")),
                ("kana", models.CharField(max_length=120, verbose_name="フリガナ")),
                ("birth_on", models.DateField(null=True, verbose_name="生年月日")),
                (
                    "relationship",
                    models.CharField(blank=True, max_length=20, verbose_name="続柄・区分"),
                ),
                ("has_number", models.BooleanField(default=False, verbose_name="個人番号の記載")),
                ("income", models.BigIntegerField(null=True, verbose_name="所得（円）")),
                (
                    "disability",
                    models.IntegerField(default=0, verbose_name="障害（1 普通 2 特別）"),
                ),
                ("abroad", models.BooleanField(default=False, verbose_name="国外居住")),
                ("cohabiting", models.BooleanField(default=False, verbose_name="同居")),
                (
                    "apart_address",
                    models.CharField(blank=True, max_length=200, verbose_name="別居の住所"),
                ),
                (
                    "resolution",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "未特定"),
                            ("number", "個人番号"),
                            ("household", "同じ世帯"),
                            ("register", "住民記録"),
                            ("clerk", "職員"),
                            ("outside", "市外"),
                            ("abroad", "国外"),
                        ],
                        max_length=9,
                        verbose_name="特定の方法",
                    ),
                ),
                (
                    "addressee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="addressees.addressee",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relatives",
                        to="assessment.taxdocument",
                    ),
                ),
            ],
            options={
                "verbose_name": "資料に記載の親族",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "place"), name="relative_named_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TaxableList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tax_year", models.IntegerField(unique=True, verbose_name="年度")),
                ("assessment_date", models.DateField(verbose_name="賦課期日")),
                ("frozen_at", models.DateTimeField(verbose_name="確定日時")),
                ("register_sequence", models.IntegerField(verbose_name="住民記録連番")),
                ("digest", models.CharField(max_length=64, verbose_name="内容の SHA-256")),
                ("counts", models.JSONField(default=dict, verbose_name="事由別人数")),
                (
                    "convention",
                    models.JSONField(default=dict, verbose_name="賦課期日当日の異動の扱い"),
                ),
                (
                    "frozen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "課税対象者名簿",
            },
        ),
        migrations.CreateModel(
            name="TaxablePerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("addressee_version", models.IntegerField(verbose_name="履歴番号")),
                ("included", models.BooleanField(verbose_name="課税対象")),
                ("property_only", models.BooleanField(default=False, verbose_name="家屋敷課税")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("resident", "賦課期日に住民登録あり"),
                            ("lives_here", "住民登録はないが居住（294条3項）"),
                            ("property_only", "市内に家屋敷・事務所のみ（294条1項2号）"),
                            ("moved_in_later", "賦課期日より後に転入"),
                            ("moved_out_earlier", "賦課期日以前に転出"),
                            ("removed_earlier", "賦課期日以前に職権消除"),
                            ("died_earlier", "賦課期日より前に死亡"),
                            ("born_later", "賦課期日より後に出生"),
                            ("taxed_elsewhere", "他市町村が課税（294条3項・4項）"),
                            ("not_here", "市内に住所・家屋敷なし"),
                        ],
                        max_length=20,
                        verbose_name="事由",
                    ),
                ),
                ("birth_on", models.DateField(null=True, verbose_name="生年月日")),
                ("sex", models.CharField(blank=True, max_length=1, verbose_name="性別")),
                ("household_number", models.BigIntegerField(null=True, verbose_name="世帯番号")),
                ("relationship", models.CharField(blank=True, max_length=11, verbose_name="続柄")),
                ("postcode", models.CharField(blank=True, max_length=7, verbose_name="郵便番号")),
                ("address", models.CharField(max_length=200, verbose_name="1月1日の住所")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="addressees.addressee"
                    ),
                ),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="persons",
                        to="assessment.taxablelist",
                    ),
                ),
                (
                    "standing_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="addressees.addressee",
                    ),
                ),
            ],
            options={
                "verbose_name": "課税対象者",
                "constraints": [
                    models.UniqueConstraint(fields=("list", "addressee"), name="considered_once")
                ],
            },
        ),
    ]
