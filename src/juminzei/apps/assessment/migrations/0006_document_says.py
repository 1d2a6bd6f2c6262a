"""What returns and notices say, whom documents name, and what holds of every document."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("addressees", "0002_append_only"),
        ("assessment", "0005_document_kinds"),
        ("documents", "0001_initial"),
    ]

    operations = [
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
            ],
            options={
                "verbose_name": "資料に記載の親族",
            },
        ),
        migrations.AddConstraint(
            model_name="taxdocument",
            constraint=models.UniqueConstraint(
                fields=("tax_year", "document_number"), name="document_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="taxdocument",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reference", ""), _negated=True),
                fields=("kind", "reference"),
                name="reference_handed_over_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="taxdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "channel__in",
                        ["paper", "medium", "internal", "network", "eltax", "national_tax", "desk"],
                    )
                ),
                name="document_came_somehow",
            ),
        ),
        migrations.AddConstraint(
            model_name="taxdocument",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddField(
            model_name="statedrelative",
            name="addressee",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="addressees.addressee"
            ),
        ),
        migrations.AddField(
            model_name="statedrelative",
            name="document",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="relatives",
                to="assessment.taxdocument",
            ),
        ),
        migrations.AddConstraint(
            model_name="statedrelative",
            constraint=models.UniqueConstraint(
                fields=("document", "place"), name="relative_named_once"
            ),
        ),
    ]
