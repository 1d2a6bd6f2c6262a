"""Notifications of employers, and what eLTAX says of the files that it delivered."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("addressees", "0002_append_only"),
        ("documents", "0002_way_of_file"),
        ("receiving", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ApplicationDecision",
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
                            ("accepted", "受け付けて、特別徴収の処理を待つ"),
                            ("returned", "差し戻す（記載の不備など）"),
                        ],
                        max_length=8,
                        verbose_name="判断",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=100, verbose_name="理由")),
                ("decided_at", models.DateTimeField(verbose_name="判断日時")),
            ],
            options={
                "verbose_name": "届出の判断",
            },
        ),
        migrations.CreateModel(
            name="EmployerApplication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row_number", models.IntegerField(verbose_name="行番号")),
                (
                    "content_key",
                    models.CharField(max_length=64, unique=True, verbose_name="内容の鍵"),
                ),
                (
                    "application",
                    models.CharField(
                        choices=[
                            ("異動", "異動"),
                            ("切替", "切替"),
                            ("名称所在地変更", "名称所在地変更"),
                            ("納期特例", "納期特例"),
                            ("受取方法変更", "受取方法変更"),
                        ],
                        max_length=8,
                        verbose_name="届出",
                    ),
                ),
                ("tax_year", models.IntegerField(verbose_name="年度")),
                ("filed_on", models.DateField(verbose_name="提出年月日")),
                (
                    "collector_number",
                    models.CharField(blank=True, max_length=12, verbose_name="指定番号"),
                ),
                (
                    "corporate_number",
                    models.CharField(blank=True, max_length=13, verbose_name="法人番号"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                (
                    "office_address",
                    models.CharField(blank=True, max_length=200, verbose_name="所在地"),
                ),
                ("telephone", models.CharField(blank=True, max_length=20, verbose_name="電話番号")),
                (
                    "recipient_reference",
                    models.CharField(blank=True, max_length=25, verbose_name="受給者番号"),
                ),
                ("person_name", models.CharField(blank=True, max_length=120, verbose_name="氏名")),
                (
                    "person_kana",
                    models.CharField(blank=True, max_length=120, verbose_name="フリガナ"),
                ),
                ("person_birth_on", models.DateField(null=True, verbose_name="生年月日")),
                (
                    "person_place",
                    models.CharField(blank=True, max_length=200, verbose_name="異動後の住所"),
                ),
                ("stated", models.JSONField(default=dict, verbose_name="届出の内容")),
                ("received_at", models.DateTimeField(verbose_name="受領日時")),
            ],
            options={
                "verbose_name": "特別徴収の届出",
            },
        ),
        migrations.AddField(
            model_name="deliveredfile",
            name="arrived_at",
            field=models.DateTimeField(null=True, verbose_name="到達日時（eLTAX）"),
        ),
        migrations.AddField(
            model_name="deliveredfile",
            name="copy",
            field=models.CharField(
                choices=[("main", "正本"), ("second", "副本")],
                default="main",
                max_length=6,
                verbose_name="正副",
            ),
        ),
        migrations.AddField(
            model_name="deliveredfile",
            name="employer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="receiving.employer",
                verbose_name="提出した事業所",
            ),
        ),
        migrations.AddField(
            model_name="deliveredfile",
            name="reception_number",
            field=models.CharField(blank=True, max_length=40, verbose_name="受付番号（eLTAX）"),
        ),
        migrations.AddField(
            model_name="deliveredfile",
            name="signature",
            field=models.CharField(
                blank=True,
                choices=[("valid", "有効"), ("invalid", "無効"), ("unchecked", "未検証")],
                max_length=9,
                verbose_name="署名の検証",
            ),
        ),
        migrations.AddField(
            model_name="deliveredfile",
            name="user_reference",
            field=models.CharField(blank=True, max_length=20, verbose_name="利用者ID（eLTAX）"),
        ),
        migrations.AddIndex(
            model_name="deliveredfile",
            index=models.Index(fields=["reception_number"], name="delivered_file_reception"),
        ),
        migrations.AddField(
            model_name="applicationdecision",
            name="addressee",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="addressees.addressee",
                verbose_name="給与所得者",
            ),
        ),
        migrations.AddField(
            model_name="applicationdecision",
            name="decided_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="判断者",
            ),
        ),
        migrations.AddField(
            model_name="applicationdecision",
            name="employer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="receiving.employer",
                verbose_name="事業所",
            ),
        ),
        migrations.AddField(
            model_name="employerapplication",
            name="received_file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.receivedfile",
            ),
        ),
        migrations.AddField(
            model_name="applicationdecision",
            name="entry",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decision",
                to="receiving.employerapplication",
                verbose_name="届出",
            ),
        ),
        migrations.AddIndex(
            model_name="employerapplication",
            index=models.Index(fields=["tax_year", "application"], name="application_by_year"),
        ),
        migrations.AddIndex(
            model_name="employerapplication",
            index=models.Index(fields=["collector_number"], name="application_by_collector"),
        ),
        AppendOnly("EmployerApplication"),
        AppendOnly("ApplicationDecision"),
    ]
