"""The first tables."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.first_tables import FirstTables


class Migration(FirstTables):
    dependencies = [
        ("addressees", "0002_append_only"),
        ("assessment", "0002_append_only"),
        ("staff", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tax_year", models.IntegerField(verbose_name="年度")),
                ("rules_digest", models.CharField(max_length=64, verbose_name="規則の SHA-256")),
                ("run_at", models.DateTimeField(verbose_name="実行日時")),
                ("found", models.IntegerField(verbose_name="該当")),
                ("new", models.IntegerField(verbose_name="新規")),
                ("gone", models.IntegerField(verbose_name="消滅")),
                (
                    "run_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="実行者",
                    ),
                ),
            ],
            options={
                "verbose_name": "チェックの実行",
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tax_year", models.IntegerField(verbose_name="年度")),
                ("check_id", models.CharField(max_length=40, verbose_name="チェック")),
                ("subject", models.CharField(max_length=60, verbose_name="対象の鍵")),
                ("reason", models.CharField(max_length=300, verbose_name="理由")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "未着手"),
                            ("begun", "着手済"),
                            ("unclear", "要確認"),
                            ("done", "完了"),
                            ("not_so", "対象外"),
                            ("gone", "消滅"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="状態",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "―"),
                            ("denied", "扶養等を否認"),
                            ("corrected", "資料を修正"),
                            ("asked", "照会・連絡"),
                            ("confirmed", "確認のうえ資料どおり"),
                            ("registered", "登録を修正"),
                        ],
                        max_length=10,
                        verbose_name="結果",
                    ),
                ),
                ("found_at", models.DateTimeField(verbose_name="発見日時")),
                (
                    "addressee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="addressees.addressee",
                        verbose_name="宛名番号",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.taxdocument",
                        verbose_name="資料",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="addressees.addressee",
                        verbose_name="相手の宛名番号",
                    ),
                ),
                (
                    "relative",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.statedrelative",
                        verbose_name="記載の親族",
                    ),
                ),
                (
                    "last_run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="crosschecks.checkrun",
                    ),
                ),
            ],
            options={
                "verbose_name": "チェックの該当",
                "indexes": [
                    models.Index(fields=["tax_year", "state", "check_id"], name="case_by_check"),
                    models.Index(fields=["addressee", "tax_year"], name="case_of_person"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tax_year", "check_id", "subject"), name="finding_kept_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "未着手"),
                            ("begun", "着手済"),
                            ("unclear", "要確認"),
                            ("done", "完了"),
                            ("not_so", "対象外"),
                            ("gone", "消滅"),
                        ],
                        max_length=8,
                        verbose_name="状態",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "―"),
                            ("denied", "扶養等を否認"),
                            ("corrected", "資料を修正"),
                            ("asked", "照会・連絡"),
                            ("confirmed", "確認のうえ資料どおり"),
                            ("registered", "登録を修正"),
                        ],
                        max_length=10,
                        verbose_name="結果",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="記事")),
                ("entered_at", models.DateTimeField(verbose_name="日時")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="crosschecks.case",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="担当",
                    ),
                ),
            ],
            options={
                "verbose_name": "チェックの処理",
            },
        ),
        migrations.CreateModel(
            name="CaseLetter",
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
                            ("taxpayer", "納税者への照会"),
                            ("denial", "納税者への扶養否認のお知らせ"),
                            ("employer", "給与支払者への連絡"),
                            ("city", "他市町村への扶養照会"),
                        ],
                        max_length=8,
                        verbose_name="種類",
                    ),
                ),
                ("reply_by", models.DateField(verbose_name="回答期限")),
                ("made_at", models.DateTimeField(verbose_name="作成日時")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="crosschecks.case",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.taxdocument",
                        verbose_name="資料",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="作成者",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="addressees.addressee",
                        verbose_name="対象者",
                    ),
                ),
            ],
            options={
                "verbose_name": "チェックの文書",
            },
        ),
    ]
