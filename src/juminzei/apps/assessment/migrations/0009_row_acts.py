"""What is done about rows that could not be taken, appended."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0008_document_images"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="quarantinedrow",
            name="channel",
            field=models.CharField(
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
        migrations.AddField(
            model_name="quarantinedrow",
            name="tax_year",
            field=models.IntegerField(null=True, verbose_name="年度"),
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
        AppendOnly("RowAct"),
    ]
