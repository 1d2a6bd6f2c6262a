"""Letters that give back to a sender what was wrong, and their steps: facts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_files_by_moment"),
        ("receiving", "0003_applications_and_receptions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SenderLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("rows", "読めない行のある資料"),
                            ("file", "受け取れないファイル"),
                            ("application", "不備のある届出"),
                            ("summary", "総括表と明細の不一致"),
                        ],
                        max_length=11,
                        verbose_name="用件",
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="種類")),
                ("about", models.CharField(max_length=160, verbose_name="対象")),
                ("lines", models.JSONField(verbose_name="差し戻す内容")),
                ("receiver", models.CharField(max_length=120, verbose_name="宛先")),
                ("postcode", models.CharField(blank=True, max_length=7, verbose_name="郵便番号")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="所在地")),
                ("reply_by", models.DateField(verbose_name="提出期限")),
                ("prepared_at", models.DateTimeField(db_index=True, verbose_name="作成日時")),
                (
                    "application",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="receiving.employerapplication",
                    ),
                ),
                (
                    "delivered_file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="receiving.deliveredfile",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="receiving.employer",
                        verbose_name="事業所",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="作成者",
                    ),
                ),
                (
                    "received_file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.receivedfile",
                    ),
                ),
                (
                    "summary",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="receiving.summarysheet",
                    ),
                ),
            ],
            options={
                "verbose_name": "差戻し",
            },
        ),
        migrations.CreateModel(
            name="SenderLetterStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("granted", "承認"),
                            ("turned_down", "取下げ"),
                            ("sent", "送付"),
                            ("answered", "訂正・回答の受領"),
                            ("closed", "回答なしで終了"),
                        ],
                        max_length=11,
                        verbose_name="手続",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "—"),
                            ("post", "郵便"),
                            ("eltax", "eLTAX の通知"),
                            ("hand", "窓口で手渡し"),
                        ],
                        max_length=5,
                        verbose_name="送付方法",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=100, verbose_name="記事")),
                ("done_at", models.DateTimeField(db_index=True, verbose_name="記録日時")),
                (
                    "answer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="receiving.deliveredfile",
                        verbose_name="訂正のファイル",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="担当者",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="receiving.senderletter",
                    ),
                ),
            ],
            options={
                "verbose_name": "差戻しの手続",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("letter", "step"), name="sender_letter_step_once"
                    )
                ],
            },
        ),
        AppendOnly("SenderLetter"),
        AppendOnly("SenderLetterStep"),
    ]
