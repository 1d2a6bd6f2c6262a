"""The first tables."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.first_tables import FirstTables


class Migration(FirstTables):
    dependencies = [
        ("staff", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImageKey",
            fields=[
                (
                    "id",
                    models.CharField(
                        max_length=16, primary_key=True, serialize=False, verbose_name="鍵の識別子"
                    ),
                ),
                ("primary", models.BooleanField(verbose_name="主鍵")),
                ("wrapped_by", models.CharField(max_length=16, verbose_name="包む鍵")),
                ("wrapped", models.BinaryField(verbose_name="包まれた鍵")),
                ("made_at", models.DateTimeField(verbose_name="作成日時")),
            ],
            options={
                "verbose_name": "画像の鍵",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("primary", True)),
                        fields=("primary",),
                        name="one_primary_image_key",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImageSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(max_length=30, verbose_name="何の画像か")),
                ("pages", models.PositiveSmallIntegerField(verbose_name="ページ数")),
                ("digest", models.CharField(max_length=64, verbose_name="鍵付きダイジェスト")),
                ("size_bytes", models.BigIntegerField(verbose_name="大きさ")),
                ("stored_at", models.DateTimeField(verbose_name="保存日時")),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sets",
                        to="images.imagekey",
                        verbose_name="鍵",
                    ),
                ),
                (
                    "stored_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="保存者",
                    ),
                ),
            ],
            options={
                "verbose_name": "課税資料イメージ",
            },
        ),
        migrations.CreateModel(
            name="ImageErasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ground", models.CharField(max_length=60, verbose_name="根拠")),
                ("erased_at", models.DateTimeField(verbose_name="消去日時")),
                (
                    "erased_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="消去者",
                    ),
                ),
                (
                    "image_set",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erasure",
                        to="images.imageset",
                        verbose_name="画像",
                    ),
                ),
            ],
            options={
                "verbose_name": "課税資料イメージの消去",
            },
        ),
    ]
