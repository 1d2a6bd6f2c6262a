"""Closing a year's documents and opening them again, appended."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0009_row_acts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
        AppendOnly("DocumentClosing"),
    ]
