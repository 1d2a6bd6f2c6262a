"""The first tables."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.first_tables import FirstTables


class Migration(FirstTables):
    dependencies = [
        ("addressees", "0002_append_only"),
        ("staff", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="CosignRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("closeness", models.CharField(max_length=60, verbose_name="関係")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("assessment", "賦課の事務"),
                            ("inquiry", "窓口・電話の問合せ"),
                            ("collection", "収納の事務"),
                            ("correction", "誤りの調査"),
                        ],
                        max_length=12,
                        verbose_name="利用目的",
                    ),
                ),
                ("reason", models.CharField(max_length=100, verbose_name="理由")),
                ("asked_at", models.DateTimeField(verbose_name="申請日時")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="addressees.addressee",
                        verbose_name="対象者の宛名番号",
                    ),
                ),
                (
                    "staff_member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申請者",
                    ),
                ),
            ],
            options={
                "verbose_name": "上司の確認の申請",
                "indexes": [
                    models.Index(fields=["staff_member", "addressee"], name="cosign_by_member")
                ],
            },
        ),
        migrations.CreateModel(
            name="CosignDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("granted", models.BooleanField(verbose_name="承認")),
                ("valid_until", models.DateTimeField(null=True, verbose_name="閲覧できる期限")),
                ("decided_at", models.DateTimeField(verbose_name="判断日時")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="判断者",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="conflicts.cosignrequest",
                        verbose_name="申請",
                    ),
                ),
            ],
            options={
                "verbose_name": "上司の確認",
            },
        ),
        migrations.CreateModel(
            name="StaffAddressee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        choices=[("self", "本人"), ("relative", "親族（届出）")],
                        max_length=8,
                        verbose_name="関係",
                    ),
                ),
                ("holds", models.BooleanField(default=True, verbose_name="登録（いいえは取消）")),
                ("entered_at", models.DateTimeField(verbose_name="登録日時")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="addressees.addressee",
                        verbose_name="宛名番号",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登録者",
                    ),
                ),
                (
                    "staff_member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addressees",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="職員",
                    ),
                ),
            ],
            options={
                "verbose_name": "職員の宛名番号",
            },
        ),
        migrations.CreateModel(
            name="StaffAddresseeDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confirmed", models.BooleanField(verbose_name="確認")),
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
                        to="conflicts.staffaddressee",
                        verbose_name="登録",
                    ),
                ),
            ],
            options={
                "verbose_name": "職員の宛名番号の確認",
            },
        ),
    ]
