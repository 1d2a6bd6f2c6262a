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
            name="ReceivedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="SHA-256")),
                ("kind", models.CharField(max_length=40, verbose_name="種類")),
                ("layout", models.CharField(blank=True, max_length=40, verbose_name="様式")),
                ("name", models.CharField(max_length=120, verbose_name="ファイル名")),
                ("size_bytes", models.BigIntegerField(verbose_name="大きさ")),
                ("received_at", models.DateTimeField(verbose_name="受領日時")),
                ("counts", models.JSONField(default=dict, verbose_name="件数")),
                ("complete", models.BooleanField(default=False, verbose_name="取込完了")),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "受領ファイル",
            },
        ),
    ]
