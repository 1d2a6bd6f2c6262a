"""Results that are old, the tax that a correction came to, and relatives whom one adds."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.append_only import AppendOnly

CORRECTIONS = (
    "(SELECT id FROM assessment_officialcorrection WHERE document_id IN"
    " (SELECT id FROM assessment_taxdocument WHERE state <> 'active'))"
)
"""Corrections of documents that do not count here any more, as in 0004."""


class Migration(migrations.Migration):
    dependencies = [
        ("addressees", "0002_append_only"),
        ("assessment", "0004_corrections_and_holds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="correctiondecision",
            name="tax_after",
            field=models.BigIntegerField(null=True, verbose_name="訂正後の年税額"),
        ),
        migrations.AddField(
            model_name="correctiondecision",
            name="tax_before",
            field=models.BigIntegerField(null=True, verbose_name="訂正前の年税額"),
        ),
        migrations.AddField(
            model_name="statedrelative",
            name="added_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="added",
                to="assessment.officialcorrection",
            ),
        ),
        migrations.CreateModel(
            name="ResultCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("checked_at", models.DateTimeField(verbose_name="確認日時")),
                ("people", models.IntegerField(verbose_name="計算し直しが要る人")),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="assessment.assessmentrun",
                    ),
                ),
            ],
            options={
                "verbose_name": "計算後の変更の確認",
            },
        ),
        migrations.CreateModel(
            name="StaleResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("changed", models.JSONField(verbose_name="変わったもの")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="addressees.addressee"
                    ),
                ),
                (
                    "check_made",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stale",
                        to="assessment.resultcheck",
                    ),
                ),
            ],
            options={
                "verbose_name": "計算し直しが要る人",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("check_made", "addressee"), name="stale_named_once"
                    )
                ],
            },
        ),
        AppendOnly("CorrectionDecision", removable=f"OLD.correction_id IN {CORRECTIONS}"),
        AppendOnly("ResultCheck"),
        AppendOnly("StaleResult"),
    ]
