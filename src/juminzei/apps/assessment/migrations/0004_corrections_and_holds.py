"""Corrections by office authority and held assessments, appended."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.append_only import AppendOnly

ENDED = "(SELECT id FROM assessment_taxdocument WHERE state <> 'active')"
"""Documents that do not count here any more: what was corrected in them may be erased."""
CORRECTIONS = (
    "(SELECT id FROM assessment_officialcorrection WHERE document_id IN"
    " (SELECT id FROM assessment_taxdocument WHERE state <> 'active'))"
)


class Migration(migrations.Migration):
    dependencies = [
        ("addressees", "0002_append_only"),
        ("assessment", "0003_closing_and_sweeps"),
        ("images", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficialCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tax_year", models.IntegerField(db_index=True, verbose_name="年度")),
                ("changes", models.JSONField(verbose_name="訂正の内容")),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
                ("evidence", models.CharField(max_length=200, verbose_name="根拠")),
                ("proposed_at", models.DateTimeField(verbose_name="起案日時")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="official_corrections",
                        to="assessment.taxdocument",
                    ),
                ),
                (
                    "image_set",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="images.imageset"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="起案",
                    ),
                ),
            ],
            options={
                "verbose_name": "職権訂正",
            },
        ),
        migrations.CreateModel(
            name="CorrectionDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("approved", models.BooleanField(verbose_name="承認")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="決裁の記事")),
                ("decided_at", models.DateTimeField(verbose_name="決裁日時")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="決裁",
                    ),
                ),
                (
                    "correction",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="assessment.officialcorrection",
                    ),
                ),
            ],
            options={
                "verbose_name": "職権訂正の決裁",
            },
        ),
        migrations.CreateModel(
            name="AssessmentHold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tax_year", models.IntegerField(verbose_name="年度")),
                (
                    "act",
                    models.CharField(
                        choices=[("held", "保留した"), ("released", "保留を解いた")],
                        max_length=8,
                        verbose_name="処理",
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
                ("decided_at", models.DateTimeField(verbose_name="処理日時")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="addressees.addressee"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "課税保留",
                "indexes": [models.Index(fields=["tax_year", "addressee"], name="hold_of_person")],
            },
        ),
        AppendOnly("OfficialCorrection", removable=f"OLD.document_id IN {ENDED}"),
        AppendOnly("CorrectionDecision", removable=f"OLD.correction_id IN {CORRECTIONS}"),
        AppendOnly("AssessmentHold"),
    ]
