"""What visitors type: codes, what was typed, what became of it; all of it stays as it was."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("return_desk", "0004_tax_office_lots"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="VisitorEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entries", models.JSONField(verbose_name="記入")),
                ("entered_at", models.DateTimeField(verbose_name="入力日時")),
            ],
            options={
                "verbose_name": "来庁者の入力",
            },
        ),
        migrations.CreateModel(
            name="VisitorDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("taken", models.IntegerField(verbose_name="取り込んだ件数")),
                ("reason", models.CharField(blank=True, max_length=100, verbose_name="理由")),
                ("decided_at", models.DateTimeField(verbose_name="確認日時")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="確認者",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="return_desk.visitorentry",
                        verbose_name="来庁者の入力",
                    ),
                ),
            ],
            options={
                "verbose_name": "来庁者の入力の確認",
            },
        ),
        migrations.CreateModel(
            name="VisitorPass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code_digest",
                    models.CharField(max_length=64, unique=True, verbose_name="コードの照合値"),
                ),
                ("opened_at", models.DateTimeField(verbose_name="発行日時")),
                ("until", models.DateTimeField(verbose_name="期限")),
                (
                    "desk_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visitor_passes",
                        to="return_desk.deskreturn",
                        verbose_name="申告",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="発行者",
                    ),
                ),
            ],
            options={
                "verbose_name": "来庁者の端末のコード",
            },
        ),
        migrations.AddField(
            model_name="visitorentry",
            name="visitor_pass",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entry",
                to="return_desk.visitorpass",
                verbose_name="コード",
            ),
        ),
        AppendOnly("VisitorPass"),
        AppendOnly("VisitorEntry"),
        AppendOnly("VisitorDecision"),
    ]
