"""What was undecided when documents were closed, and what was swept out of the vault."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="documentclosing",
            name="undecided",
            field=models.JSONField(default=dict, verbose_name="未了の件数"),
        ),
        migrations.AlterField(
            model_name="documentclosing",
            name="act",
            field=models.CharField(
                choices=[
                    ("closed", "締めた"),
                    ("reopened", "開き直した"),
                    ("asked", "締めずに確定する申請"),
                    ("granted", "締めずに確定する承認"),
                    ("refused", "締めずに確定する却下"),
                ],
                max_length=8,
                verbose_name="処理",
            ),
        ),
        migrations.CreateModel(
            name="NumberSweep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("below", models.BigIntegerField(verbose_name="ここまでの資料")),
                ("documents", models.IntegerField(verbose_name="消去した資料数")),
                ("numbers", models.IntegerField(verbose_name="消去した番号数")),
                ("swept_at", models.DateTimeField(verbose_name="処理日時")),
                (
                    "swept_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "残った個人番号の消去",
            },
        ),
        AppendOnly("DocumentClosing"),  # SQLite made the table anew
        AppendOnly("NumberSweep"),
    ]
