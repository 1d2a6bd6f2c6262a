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
            name="ReturnedLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "document",
                    models.CharField(
                        choices=[
                            ("ordinary", "納税通知書"),
                            ("special", "特別徴収税額決定通知書"),
                            ("slips", "納付書"),
                            ("reminder", "督促状"),
                            ("other", "その他の書類"),
                        ],
                        max_length=12,
                        verbose_name="書類",
                    ),
                ),
                (
                    "notice_number",
                    models.CharField(db_index=True, max_length=13, verbose_name="通知書番号"),
                ),
                ("tax", models.CharField(max_length=12, verbose_name="税目")),
                ("tax_year", models.IntegerField(verbose_name="年度")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("unknown", "あて所に尋ねあたらない"),
                            ("moved", "転居先不明"),
                            ("not_fetched", "保管期間経過"),
                            ("refused", "受取拒否"),
                            ("incomplete", "あて名不完全"),
                            ("other", "その他"),
                        ],
                        max_length=12,
                        verbose_name="返戻の事由",
                    ),
                ),
                ("returned_on", models.DateField(verbose_name="返戻日")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="備考")),
                ("recorded_at", models.DateTimeField(verbose_name="登録日時")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returned_letters",
                        to="addressees.addressee",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "返戻",
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "addressee",
                            "document",
                            "notice_number",
                            "tax_year",
                            "returned_on",
                        ),
                        name="returned_once_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("attempt", models.IntegerField(verbose_name="回数")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("unknown", "住所、居所、事務所及び事業所が明らかでない"),
                            ("abroad", "外国においてすべき送達につき困難な事情がある"),
                        ],
                        max_length=8,
                        verbose_name="事由",
                    ),
                ),
                ("investigation", models.CharField(max_length=400, verbose_name="調査の経過")),
                ("proposed_at", models.DateTimeField(verbose_name="起案日時")),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="public_notices",
                        to="correspondence.returnedletter",
                    ),
                ),
            ],
            options={
                "verbose_name": "公示送達",
                "constraints": [
                    models.UniqueConstraint(fields=("letter", "attempt"), name="proposed_in_turn")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("register", "住民票・戸籍の附票の確認"),
                            ("inquiry", "公用照会"),
                            ("on_site", "現地調査"),
                            ("telephone", "電話・関係者への聞取り"),
                            ("resent", "再発送"),
                            ("handed_over", "窓口で交付"),
                            ("public_notice", "公示送達"),
                            ("closed", "処理の終了"),
                        ],
                        max_length=16,
                        verbose_name="処理",
                    ),
                ),
                ("done_on", models.DateField(verbose_name="実施日")),
                ("result", models.CharField(max_length=200, verbose_name="結果")),
                ("recorded_at", models.DateTimeField(verbose_name="登録日時")),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="correspondence.returnedletter",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "返戻の処理",
            },
        ),
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.IntegerField(verbose_name="通番")),
                ("entry", models.IntegerField(verbose_name="登録番号")),
                ("version", models.IntegerField(verbose_name="履歴番号")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sending_stop", "発送停止"),
                            ("heir_representative", "相続人代表者"),
                            ("adult_guardian", "成年後見人"),
                            ("tax_agent", "納税管理人"),
                            ("joint_representative", "共有代表者"),
                            ("sending_address", "送付先"),
                        ],
                        max_length=24,
                        verbose_name="種別",
                    ),
                ),
                ("tax", models.CharField(max_length=12, verbose_name="税目")),
                ("valid_from", models.DateField(verbose_name="開始日")),
                ("valid_until", models.DateField(null=True, verbose_name="終了日")),
                ("designated", models.BooleanField(default=False, verbose_name="市が指定")),
                ("share_numerator", models.IntegerField(null=True, verbose_name="持分（分子）")),
                ("share_denominator", models.IntegerField(null=True, verbose_name="持分（分母）")),
                ("postcode", models.CharField(blank=True, max_length=7, verbose_name="郵便番号")),
                ("country", models.CharField(blank=True, max_length=40, verbose_name="国名")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="住所")),
                ("building", models.CharField(blank=True, max_length=100, verbose_name="方書")),
                ("care_of", models.CharField(blank=True, max_length=60, verbose_name="様方")),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("undeliverable", "返戻があり所在が不明"),
                            ("checking", "送付先を確認中"),
                            ("heirs_unknown", "相続人を調査中"),
                            ("handed_over", "窓口で交付"),
                            ("other", "その他"),
                        ],
                        max_length=16,
                        verbose_name="停止の事由",
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
                ("evidence", models.CharField(max_length=200, verbose_name="根拠資料")),
                ("recorded_at", models.DateTimeField(verbose_name="登録日時")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrangements",
                        to="addressees.addressee",
                    ),
                ),
                (
                    "connected",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="represents",
                        to="addressees.addressee",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "送付先・代理人",
                "indexes": [models.Index(fields=["connected"], name="arranged_with")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("addressee", "sequence"), name="arranged_in_turn"
                    ),
                    models.UniqueConstraint(
                        fields=("addressee", "entry", "version"), name="arrangement_versioned_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicNoticeStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[("approved", "承認"), ("turned_down", "却下"), ("posted", "掲示")],
                        max_length=12,
                        verbose_name="行為",
                    ),
                ),
                ("decision", models.BooleanField(null=True, verbose_name="決定")),
                ("posted_on", models.DateField(null=True, verbose_name="掲示場への掲示の開始日")),
                (
                    "published_on",
                    models.DateField(null=True, verbose_name="インターネットでの公表の開始日"),
                ),
                (
                    "effective_on",
                    models.DateField(null=True, verbose_name="送達があったものとみなす日"),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
                ("recorded_at", models.DateTimeField(verbose_name="登録日時")),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="correspondence.publicnotice",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "公示送達の決定・掲示",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("notice", "act"), name="public_notice_act_once"
                    ),
                    models.UniqueConstraint(
                        fields=("notice", "decision"), name="public_notice_decided"
                    ),
                ],
            },
        ),
    ]
