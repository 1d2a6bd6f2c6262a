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
            name="Venue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, unique=True, verbose_name="会場")),
                ("place", models.CharField(blank=True, max_length=100, verbose_name="所在")),
                (
                    "bookings_each_time",
                    models.IntegerField(default=4, verbose_name="一つの時刻の予約の上限"),
                ),
                ("entered_at", models.DateTimeField(verbose_name="登録日時")),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登録者",
                    ),
                ),
            ],
            options={
                "verbose_name": "申告会場",
            },
        ),
        migrations.CreateModel(
            name="VenueDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="受付日")),
                ("last_number", models.IntegerField(default=0, verbose_name="最後の整理番号")),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="return_desk.venue",
                        verbose_name="会場",
                    ),
                ),
            ],
            options={
                "verbose_name": "会場の受付日",
                "constraints": [
                    models.UniqueConstraint(fields=("venue", "day"), name="venue_day_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Ticket",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField(verbose_name="整理番号")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("inhabitant_return", "住民税申告書"),
                            ("national_return", "確定申告書"),
                        ],
                        max_length=20,
                        verbose_name="申告の種類",
                    ),
                ),
                ("appointment", models.TimeField(null=True, verbose_name="予約時刻")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("booked", "予約"),
                            ("waiting", "待ち"),
                            ("called", "呼出"),
                            ("served", "対応中"),
                            ("done", "終了"),
                            ("left", "不在・帰宅"),
                        ],
                        max_length=8,
                        verbose_name="状態",
                    ),
                ),
                ("window", models.CharField(blank=True, max_length=10, verbose_name="窓口")),
                ("drawn_at", models.DateTimeField(verbose_name="発券日時")),
                (
                    "served_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="担当",
                    ),
                ),
                (
                    "venue_day",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tickets",
                        to="return_desk.venueday",
                        verbose_name="受付日",
                    ),
                ),
            ],
            options={
                "verbose_name": "整理券",
                "indexes": [
                    models.Index(
                        fields=["venue_day", "state"], name="return_desk_venue_d_a31ee6_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("venue_day", "number"), name="ticket_number_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeskReturn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tax_year", models.IntegerField(verbose_name="年度")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("inhabitant_return", "住民税申告書"),
                            ("national_return", "確定申告書"),
                        ],
                        max_length=20,
                        verbose_name="申告の種類",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("taking", "受付中"),
                            ("held", "保留"),
                            ("done", "完了"),
                            ("cancelled", "取消"),
                        ],
                        max_length=10,
                        verbose_name="状態",
                    ),
                ),
                ("versions", models.IntegerField(default=0, verbose_name="履歴数")),
                ("document", models.BigIntegerField(null=True, verbose_name="課税資料")),
                ("started_at", models.DateTimeField(verbose_name="受付日時")),
                ("finished_on", models.DateField(null=True, verbose_name="完了日")),
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
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="受付者",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="return_desk.ticket",
                        verbose_name="整理券",
                    ),
                ),
                (
                    "venue_day",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="return_desk.venueday",
                        verbose_name="受付日",
                    ),
                ),
            ],
            options={
                "verbose_name": "申告の受付",
                "indexes": [
                    models.Index(
                        fields=["state", "started_at"], name="return_desk_state_26af2d_idx"
                    ),
                    models.Index(
                        fields=["addressee", "tax_year"], name="return_desk_address_b68229_idx"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("identity", "身元確認"),
                            ("number", "番号確認"),
                            ("authority", "代理権の確認"),
                        ],
                        max_length=10,
                        verbose_name="確認",
                    ),
                ),
                (
                    "means",
                    models.CharField(
                        choices=[
                            ("number_card", "マイナンバーカード"),
                            ("driving_licence", "運転免許証・運転経歴証明書"),
                            ("passport", "旅券"),
                            ("residence_card", "在留カード・特別永住者証明書"),
                            ("disability_book", "障害者手帳"),
                            ("two_papers", "資格確認書・年金証書など2点"),
                            ("notification_card", "通知カード（記載が住民票と同じもの）"),
                            ("resident_record", "個人番号のある住民票"),
                            ("city_record", "市の記録（住民基本台帳）で確認"),
                            ("mandate", "委任状"),
                            ("family_register", "戸籍などの証明（法定代理人）"),
                            ("paper_of_person", "本人の書類の預かり"),
                        ],
                        max_length=20,
                        verbose_name="書類",
                    ),
                ),
                ("proxy_name", models.CharField(blank=True, max_length=60, verbose_name="代理人")),
                (
                    "proxy_relation",
                    models.CharField(blank=True, max_length=20, verbose_name="本人との関係"),
                ),
                (
                    "number_outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agrees", "記録の番号と一致"),
                            ("differs", "記録の番号と相違"),
                            ("not_on_record", "記録に番号がない"),
                            ("not_read", "番号の入力なし（市の記録で確認）"),
                        ],
                        max_length=14,
                        verbose_name="番号の照合",
                    ),
                ),
                ("confirmed_at", models.DateTimeField(verbose_name="確認日時")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="確認者",
                    ),
                ),
                (
                    "desk_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="return_desk.deskreturn",
                        verbose_name="申告",
                    ),
                ),
            ],
            options={
                "verbose_name": "本人確認",
            },
        ),
        migrations.CreateModel(
            name="ClaimedRelative",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.IntegerField(verbose_name="履歴番号")),
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
                    "desk_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="return_desk.deskreturn",
                        verbose_name="申告",
                    ),
                ),
            ],
            options={
                "verbose_name": "申告に記載の親族",
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("image_set", models.BigIntegerField(verbose_name="イメージ")),
                ("pages", models.IntegerField(verbose_name="枚数")),
                ("what", models.CharField(max_length=40, verbose_name="書類")),
                ("attached_at", models.DateTimeField(verbose_name="登録日時")),
                (
                    "attached_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登録者",
                    ),
                ),
                (
                    "desk_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="return_desk.deskreturn",
                        verbose_name="申告",
                    ),
                ),
            ],
            options={
                "verbose_name": "申告の添付",
            },
        ),
        migrations.CreateModel(
            name="Permit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kinds", models.JSONField(verbose_name="受け付ける申告")),
                ("valid_from", models.DateField(verbose_name="期間の初日")),
                ("valid_until", models.DateField(verbose_name="期間の末日")),
                ("ground", models.CharField(max_length=100, verbose_name="許可")),
                ("entered_at", models.DateTimeField(verbose_name="登録日時")),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登録者",
                    ),
                ),
            ],
            options={
                "verbose_name": "受け付ける申告の設定",
            },
        ),
        migrations.CreateModel(
            name="TicketStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("booked", "予約"),
                            ("waiting", "待ち"),
                            ("called", "呼出"),
                            ("served", "対応中"),
                            ("done", "終了"),
                            ("left", "不在・帰宅"),
                        ],
                        max_length=8,
                        verbose_name="状態",
                    ),
                ),
                ("window", models.CharField(blank=True, max_length=10, verbose_name="窓口")),
                ("taken_at", models.DateTimeField(verbose_name="日時")),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="操作者",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="return_desk.ticket",
                        verbose_name="整理券",
                    ),
                ),
            ],
            options={
                "verbose_name": "整理券の経過",
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tax_year", models.IntegerField(verbose_name="年度")),
                ("municipality", models.CharField(max_length=40, verbose_name="案内先の市区町村")),
                ("ground", models.CharField(max_length=100, verbose_name="理由")),
                ("referred_at", models.DateTimeField(verbose_name="案内日時")),
                (
                    "referred_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="案内者",
                    ),
                ),
                (
                    "venue_day",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="return_desk.venueday",
                        verbose_name="受付日",
                    ),
                ),
            ],
            options={
                "verbose_name": "管轄外の案内",
            },
        ),
        migrations.CreateModel(
            name="DayClose",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("figures", models.JSONField(verbose_name="件数")),
                ("held", models.JSONField(default=list, verbose_name="引き継ぐ保留")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="引継ぎ")),
                ("closed_at", models.DateTimeField(verbose_name="締めた日時")),
                (
                    "closed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="締めた人",
                    ),
                ),
                (
                    "venue_day",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="close",
                        to="return_desk.venueday",
                        verbose_name="受付日",
                    ),
                ),
            ],
            options={
                "verbose_name": "当日締め",
            },
        ),
        migrations.CreateModel(
            name="WarningAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("finding", models.CharField(max_length=60, verbose_name="点検")),
                ("reason", models.CharField(max_length=100, verbose_name="理由")),
                ("answered_at", models.DateTimeField(verbose_name="確認日時")),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="確認者",
                    ),
                ),
                (
                    "desk_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="return_desk.deskreturn",
                        verbose_name="申告",
                    ),
                ),
            ],
            options={
                "verbose_name": "警告の確認",
            },
        ),
        migrations.CreateModel(
            name="ReturnVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.IntegerField(verbose_name="履歴番号")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("taking", "受付中"),
                            ("held", "保留"),
                            ("done", "完了"),
                            ("cancelled", "取消"),
                        ],
                        max_length=10,
                        verbose_name="状態",
                    ),
                ),
                ("entries", models.JSONField(verbose_name="記入")),
                ("reason", models.CharField(blank=True, max_length=100, verbose_name="理由")),
                ("saved_at", models.DateTimeField(verbose_name="保存日時")),
                (
                    "desk_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="history",
                        to="return_desk.deskreturn",
                        verbose_name="申告",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="保存者",
                    ),
                ),
            ],
            options={
                "verbose_name": "申告の履歴",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("desk_return", "version"), name="return_version_once"
                    )
                ],
            },
        ),
    ]
