"""Denied claims told to the tax office, its answers, and returns that it corrected."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0004_corrections_and_holds"),
        ("national_returns", "0003_disposal"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgencyReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case_number", models.BigIntegerField(unique=True, verbose_name="チェックの該当")),
                ("found", models.CharField(max_length=100, verbose_name="否認の内容")),
                ("basis", models.CharField(max_length=200, verbose_name="根拠")),
                ("reply_by", models.DateField(verbose_name="回答期限")),
                ("reported_at", models.DateTimeField(verbose_name="報告日時")),
                (
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="報告者",
                    ),
                ),
                (
                    "staged",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="national_returns.stagedreturn",
                        verbose_name="申告",
                    ),
                ),
            ],
            options={
                "verbose_name": "税務署への扶養是正の報告",
            },
        ),
        migrations.CreateModel(
            name="AgencyAnswer",
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
                        choices=[("corrected", "更正・修正あり"), ("unchanged", "更正なし")],
                        max_length=9,
                        verbose_name="回答",
                    ),
                ),
                ("answered_on", models.DateField(verbose_name="回答日")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="記事")),
                ("entered_at", models.DateTimeField(verbose_name="登録日時")),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="担当",
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="national_returns.agencyreport",
                        verbose_name="報告",
                    ),
                ),
            ],
            options={
                "verbose_name": "扶養是正の報告への回答",
            },
        ),
        migrations.CreateModel(
            name="ReturnCorrection",
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
                            ("agency", "更正決議（税務署）"),
                            ("taxpayer", "修正申告（本人）"),
                        ],
                        max_length=8,
                        verbose_name="種類",
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="更正・修正の日")),
                (
                    "notice_number",
                    models.CharField(blank=True, max_length=40, verbose_name="文書番号"),
                ),
                ("changes", models.JSONField(verbose_name="変えた欄")),
                ("proposed_at", models.DateTimeField(verbose_name="起案日時")),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="起案者",
                    ),
                ),
                (
                    "staged",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agency_corrections",
                        to="national_returns.stagedreturn",
                        verbose_name="申告",
                    ),
                ),
            ],
            options={
                "verbose_name": "申告の更正・修正",
            },
        ),
        migrations.CreateModel(
            name="CorrectionRuling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("granted", models.BooleanField(verbose_name="承認")),
                ("ruled_at", models.DateTimeField(verbose_name="決定日時")),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.taxdocument",
                        verbose_name="差し替えた課税資料",
                    ),
                ),
                (
                    "ruled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="決定者",
                    ),
                ),
                (
                    "correction",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ruling",
                        to="national_returns.returncorrection",
                        verbose_name="起案",
                    ),
                ),
            ],
            options={
                "verbose_name": "申告の更正・修正の決定",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("granted", True), ("document", None), _connector="OR"),
                        name="refused_correction_replaces_nothing",
                    )
                ],
            },
        ),
        AppendOnly("AgencyReport"),
        AppendOnly("AgencyAnswer"),
        AppendOnly("ReturnCorrection"),
        AppendOnly("CorrectionRuling"),
    ]
