"""Runs are jobs that may be interrupted; answers to letters are appended."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("crosschecks", "0002_append_only"),
        ("jobs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="checkrun",
            name="finished_at",
            field=models.DateTimeField(null=True, verbose_name="終了日時"),
        ),
        migrations.AddField(
            model_name="checkrun",
            name="job",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jobs.job",
            ),
        ),
        migrations.CreateModel(
            name="LetterAnswer",
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
                        choices=[
                            ("as_stated", "資料のとおり"),
                            ("otherwise", "資料と違う"),
                            ("corrected", "訂正の資料が届いた"),
                            ("unknown", "先方では分からない"),
                            ("silent", "期限までに回答なし"),
                        ],
                        max_length=9,
                        verbose_name="回答",
                    ),
                ),
                (
                    "income",
                    models.BigIntegerField(
                        null=True, verbose_name="回答のあった合計所得金額（円）"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="回答の内容")),
                ("answered_on", models.DateField(verbose_name="回答日")),
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
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="crosschecks.caseletter",
                    ),
                ),
            ],
            options={
                "verbose_name": "チェックの文書への回答",
            },
        ),
        AppendOnly("CheckRun", changeable=["found", "new", "gone", "finished_at"]),
        AppendOnly("LetterAnswer"),
    ]
