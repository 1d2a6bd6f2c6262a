"""Taxes that are changed after they were fixed, and results found old one by one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("addressees", "0002_append_only"),
        ("assessment", "0006_open_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="resultcheck",
            name="whole",
            field=models.BooleanField(default=True, verbose_name="全員"),
        ),
        migrations.CreateModel(
            name="Reassessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="申請日時")),
                ("tax_year", models.IntegerField(db_index=True, verbose_name="年度")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("correction", "資料の誤り（職権訂正を含む）"),
                            ("late_document", "新たに届いた資料・変わった資料"),
                            ("income_tax", "所得税の更正・決定・期限後申告・修正申告"),
                            ("ruling", "裁決・決定・判決"),
                            ("deceit", "偽りその他不正の行為"),
                        ],
                        max_length=16,
                        verbose_name="事由",
                    ),
                ),
                ("event_on", models.DateField(null=True, verbose_name="事由の日")),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
                ("last_day", models.DateField(verbose_name="期間制限の最終日")),
                ("total_before", models.BigIntegerField(verbose_name="更正前の年税額")),
                ("total_after", models.BigIntegerField(verbose_name="更正後の年税額")),
                ("digest", models.CharField(max_length=64, verbose_name="内容の SHA-256")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="addressees.addressee"
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申請者",
                    ),
                ),
                (
                    "former",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reassessments",
                        to="assessment.assessmentversion",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reassessments",
                        to="assessment.assessmentrun",
                    ),
                ),
            ],
            options={
                "verbose_name": "更正",
            },
        ),
        migrations.CreateModel(
            name="ReassessmentDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("granted", models.BooleanField(verbose_name="承認")),
                ("decided_at", models.DateTimeField(verbose_name="決定日時")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="決裁の記事")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="決定者",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="assessment.reassessment",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reassessed_by",
                        to="assessment.assessmentversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "更正の決裁",
            },
        ),
        AppendOnly("ResultCheck"),
        AppendOnly("Reassessment"),
        AppendOnly("ReassessmentDecision"),
    ]
