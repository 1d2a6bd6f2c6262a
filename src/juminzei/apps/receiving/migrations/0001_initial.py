"""The first tables."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.first_tables import FirstTables


class Migration(FirstTables):
    dependencies = [
        ("documents", "0001_initial"),
        ("staff", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("paper", "紙"),
                            ("medium", "電子記録媒体（フラッシュメモリを除く）"),
                            ("internal", "庁内連携"),
                            ("network", "情報提供ネットワークシステム"),
                            ("eltax", "eLTAX"),
                            ("national_tax", "国税連携"),
                            ("desk", "窓口"),
                        ],
                        max_length=12,
                        verbose_name="入手方法",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("person", "本人"),
                            ("proxy", "代理人"),
                            ("department", "庁内の他部署"),
                            ("agency", "行政機関等"),
                            ("municipality", "他の市区町村"),
                            ("employer", "給与支払者"),
                            ("pension_payer", "年金支払者"),
                        ],
                        max_length=13,
                        verbose_name="入手元",
                    ),
                ),
                ("tax_year", models.IntegerField(null=True, verbose_name="年度")),
                (
                    "copy",
                    models.CharField(
                        choices=[("main", "正本"), ("second", "副本")],
                        default="main",
                        max_length=6,
                        verbose_name="正副",
                    ),
                ),
                ("medium", models.CharField(blank=True, max_length=40, verbose_name="媒体番号")),
                ("sender", models.CharField(blank=True, max_length=120, verbose_name="提出者")),
                ("bearer", models.CharField(blank=True, max_length=60, verbose_name="持込者")),
                ("box", models.CharField(blank=True, max_length=20, verbose_name="箱番号")),
                (
                    "claimed_files",
                    models.IntegerField(null=True, verbose_name="申告されたファイル数"),
                ),
                (
                    "claimed_documents",
                    models.IntegerField(null=True, verbose_name="申告された件数"),
                ),
                (
                    "folder",
                    models.CharField(
                        blank=True, max_length=64, verbose_name="受渡しフォルダーの鍵"
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="受領日時")),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="受領者",
                    ),
                ),
            ],
            options={
                "verbose_name": "受領",
                "indexes": [
                    models.Index(fields=["received_at"], name="delivery_by_moment"),
                    models.Index(fields=["folder"], name="delivery_by_folder"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeliveredFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="ファイル名")),
                ("digest", models.CharField(max_length=64, verbose_name="内容の鍵")),
                ("size_bytes", models.BigIntegerField(verbose_name="大きさ")),
                ("files", models.IntegerField(default=1, verbose_name="ファイル数")),
                ("content", models.CharField(blank=True, max_length=20, verbose_name="中身")),
                (
                    "scan",
                    models.CharField(
                        choices=[
                            ("not_scanned", "未検査"),
                            ("clean", "異常なし"),
                            ("infected", "感染"),
                            ("failed", "検査失敗"),
                        ],
                        default="not_scanned",
                        max_length=12,
                        verbose_name="ウイルス検査",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "受領"),
                            ("checked", "検査済"),
                            ("taken", "取込済"),
                            ("quarantined", "隔離"),
                            ("returned", "返却"),
                        ],
                        default="received",
                        max_length=12,
                        verbose_name="状態",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="理由")),
                ("released", models.BooleanField(default=False, verbose_name="隔離解除")),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="種類")),
                ("label", models.CharField(blank=True, max_length=60, verbose_name="資料")),
                ("received_rows", models.IntegerField(default=0, verbose_name="件数")),
                ("accepted", models.IntegerField(default=0, verbose_name="取込")),
                ("held", models.IntegerField(default=0, verbose_name="保留")),
                ("duplicates", models.IntegerField(default=0, verbose_name="重複")),
                ("further", models.JSONField(default=dict, verbose_name="その他の件数")),
                ("entered_at", models.DateTimeField(verbose_name="登録日時")),
                ("state_at", models.DateTimeField(verbose_name="状態の日時")),
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
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="receiving.delivery",
                    ),
                ),
            ],
            options={
                "verbose_name": "受領した資料",
                "indexes": [
                    models.Index(fields=["state", "entered_at"], name="delivered_file_open"),
                    models.Index(fields=["digest"], name="delivered_file_digest"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("delivery", "digest", "name"), name="file_of_delivery_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeliveryStep",
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
                            ("confirmed", "二人目の確認"),
                            ("turned_down", "受領の取下げ"),
                            ("emptied", "受渡しフォルダーの処理"),
                            ("closed", "締め"),
                            ("returned", "媒体の返却"),
                        ],
                        max_length=12,
                        verbose_name="手続",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=100, verbose_name="記事")),
                ("done_at", models.DateTimeField(verbose_name="日時")),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="receiving.delivery",
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
            ],
            options={
                "verbose_name": "受領の手続",
                "constraints": [
                    models.UniqueConstraint(fields=("delivery", "step"), name="delivery_step_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Employer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "collector_number",
                    models.CharField(blank=True, max_length=12, verbose_name="指定番号"),
                ),
                (
                    "corporate_number",
                    models.CharField(blank=True, max_length=13, verbose_name="法人番号"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("kana", models.CharField(blank=True, max_length=120, verbose_name="フリガナ")),
                ("postcode", models.CharField(blank=True, max_length=7, verbose_name="郵便番号")),
                ("address", models.CharField(max_length=200, verbose_name="所在地")),
                ("telephone", models.CharField(blank=True, max_length=20, verbose_name="電話番号")),
                (
                    "user_reference",
                    models.CharField(blank=True, max_length=20, verbose_name="利用者ID（eLTAX）"),
                ),
                ("name_key", models.CharField(max_length=120, verbose_name="名称の検索鍵")),
                ("version", models.IntegerField(default=1, verbose_name="版")),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="receiving.employer",
                        verbose_name="合併先",
                    ),
                ),
            ],
            options={
                "verbose_name": "事業所",
                "indexes": [
                    models.Index(fields=["corporate_number"], name="employer_by_corporation"),
                    models.Index(fields=["name_key"], name="employer_by_name"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("collector_number", ""), _negated=True),
                        fields=("collector_number",),
                        name="collector_number_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EmployerVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "collector_number",
                    models.CharField(blank=True, max_length=12, verbose_name="指定番号"),
                ),
                (
                    "corporate_number",
                    models.CharField(blank=True, max_length=13, verbose_name="法人番号"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("kana", models.CharField(blank=True, max_length=120, verbose_name="フリガナ")),
                ("postcode", models.CharField(blank=True, max_length=7, verbose_name="郵便番号")),
                ("address", models.CharField(max_length=200, verbose_name="所在地")),
                ("telephone", models.CharField(blank=True, max_length=20, verbose_name="電話番号")),
                (
                    "user_reference",
                    models.CharField(blank=True, max_length=20, verbose_name="利用者ID（eLTAX）"),
                ),
                ("version", models.IntegerField(verbose_name="版")),
                (
                    "reason",
                    models.CharField(
                        choices=[("registered", "登録"), ("changed", "変更"), ("merged", "合併")],
                        max_length=10,
                        verbose_name="事由",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="記録日時")),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="receiving.employer",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="receiving.employer",
                        verbose_name="合併先",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="記録者",
                    ),
                ),
            ],
            options={
                "verbose_name": "事業所の履歴",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("employer", "version"), name="employer_version_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FileStep",
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
                            ("received", "受領"),
                            ("checked", "検査済"),
                            ("taken", "取込済"),
                            ("quarantined", "隔離"),
                            ("returned", "返却"),
                        ],
                        max_length=12,
                        verbose_name="状態",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="理由")),
                ("done_at", models.DateTimeField(verbose_name="日時")),
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
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="receiving.deliveredfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "受領した資料の経過",
            },
        ),
        migrations.CreateModel(
            name="PunchBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("contractor", models.CharField(max_length=120, verbose_name="委託先")),
                ("tax_year", models.IntegerField(verbose_name="年度")),
                ("box", models.CharField(max_length=20, verbose_name="箱番号")),
                ("first_number", models.IntegerField(verbose_name="最初の資料番号")),
                ("last_number", models.IntegerField(verbose_name="最後の資料番号")),
                ("sheets", models.IntegerField(verbose_name="件数")),
                ("due_on", models.DateField(null=True, verbose_name="返却期限")),
                ("lent_at", models.DateTimeField(verbose_name="貸出日時")),
                (
                    "lent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="貸出者",
                    ),
                ),
            ],
            options={
                "verbose_name": "パンチ委託の貸出",
            },
        ),
        migrations.CreateModel(
            name="PunchReturn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sheets", models.IntegerField(verbose_name="返却された件数")),
                ("rows", models.IntegerField(verbose_name="納品されたデータの件数")),
                ("agrees", models.BooleanField(verbose_name="一致")),
                ("note", models.CharField(blank=True, max_length=100, verbose_name="記事")),
                ("returned_at", models.DateTimeField(verbose_name="返却日時")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="receiving.punchbatch",
                        verbose_name="貸出",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="返却確認者",
                    ),
                ),
            ],
            options={
                "verbose_name": "パンチ委託の返却",
            },
        ),
        migrations.CreateModel(
            name="ReleaseRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("release", "隔離を解いて取り込む"),
                            ("return", "取り込まずに返却・消去する"),
                        ],
                        max_length=8,
                        verbose_name="扱い",
                    ),
                ),
                ("reason", models.CharField(max_length=100, verbose_name="理由")),
                ("asked_at", models.DateTimeField(verbose_name="申請日時")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申請者",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="receiving.deliveredfile",
                        verbose_name="資料",
                    ),
                ),
            ],
            options={
                "verbose_name": "隔離した資料の扱いの申請",
            },
        ),
        migrations.CreateModel(
            name="ReleaseDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("granted", models.BooleanField(verbose_name="承認")),
                ("decided_at", models.DateTimeField(verbose_name="決定日時")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="決定者",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="receiving.releaserequest",
                        verbose_name="申請",
                    ),
                ),
            ],
            options={
                "verbose_name": "隔離した資料の扱いの決定",
            },
        ),
        migrations.CreateModel(
            name="SummarySheet",
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
                ("tax_year", models.IntegerField(verbose_name="年度")),
                ("part", models.CharField(max_length=4, verbose_name="提出区分")),
                (
                    "office_reference",
                    models.CharField(blank=True, max_length=20, verbose_name="事業所番号"),
                ),
                (
                    "collector_number",
                    models.CharField(blank=True, max_length=12, verbose_name="指定番号"),
                ),
                (
                    "corporate_number",
                    models.CharField(blank=True, max_length=13, verbose_name="法人番号"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("kana", models.CharField(blank=True, max_length=120, verbose_name="フリガナ")),
                ("postcode", models.CharField(blank=True, max_length=7, verbose_name="郵便番号")),
                ("address", models.CharField(max_length=200, verbose_name="所在地")),
                (
                    "representative",
                    models.CharField(blank=True, max_length=60, verbose_name="代表者"),
                ),
                ("telephone", models.CharField(blank=True, max_length=20, verbose_name="電話番号")),
                ("contact", models.CharField(blank=True, max_length=60, verbose_name="連絡者")),
                (
                    "tax_accountant",
                    models.CharField(blank=True, max_length=60, verbose_name="関与税理士"),
                ),
                ("pays_from", models.DateField(verbose_name="支払期間の始め")),
                ("pays_until", models.DateField(verbose_name="支払期間の終わり")),
                ("reported", models.IntegerField(verbose_name="報告人員")),
                ("special", models.IntegerField(verbose_name="特別徴収")),
                ("ordinary_left", models.IntegerField(verbose_name="普通徴収（退職者）")),
                ("ordinary_other", models.IntegerField(verbose_name="普通徴収（退職者以外）")),
                ("slips_wanted", models.BooleanField(verbose_name="納入書の送付")),
                (
                    "notice_to_collector",
                    models.CharField(blank=True, max_length=5, verbose_name="税額通知（義務者用）"),
                ),
                (
                    "notice_to_employees",
                    models.CharField(
                        blank=True, max_length=5, verbose_name="税額通知（納税義務者用）"
                    ),
                ),
                (
                    "notified_at",
                    models.CharField(blank=True, max_length=100, verbose_name="通知先"),
                ),
                ("filed_on", models.DateField(verbose_name="提出年月日")),
                ("received_at", models.DateTimeField(verbose_name="受領日時")),
                (
                    "received_file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.receivedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "総括表",
                "indexes": [
                    models.Index(
                        fields=["tax_year", "collector_number"], name="summary_by_collector"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SummaryDecision",
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
                            ("held", "照会中として保留する"),
                            ("accepted", "理由を確かめて了承する"),
                        ],
                        max_length=8,
                        verbose_name="判断",
                    ),
                ),
                ("reason", models.CharField(max_length=100, verbose_name="理由")),
                ("figures", models.CharField(max_length=80, verbose_name="判断したときの人員")),
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
                    "summary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="receiving.summarysheet",
                        verbose_name="総括表",
                    ),
                ),
            ],
            options={
                "verbose_name": "総括表の差異の判断",
            },
        ),
        migrations.CreateModel(
            name="UnknownEmployer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "payer_key",
                    models.CharField(max_length=64, unique=True, verbose_name="支払者の鍵"),
                ),
                ("tax_year", models.IntegerField(null=True, verbose_name="年度")),
                (
                    "collector_number",
                    models.CharField(blank=True, max_length=12, verbose_name="指定番号"),
                ),
                (
                    "corporate_number",
                    models.CharField(blank=True, max_length=13, verbose_name="法人番号"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="所在地")),
                ("documents", models.IntegerField(verbose_name="資料数")),
                ("queued_at", models.DateTimeField(verbose_name="登録待ちの日時")),
                (
                    "received_file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.receivedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "登録待ちの事業所",
            },
        ),
        migrations.CreateModel(
            name="EmployerDecision",
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
                            ("new", "新しい事業所として登録する"),
                            ("same", "登録済みの事業所と同じ"),
                            ("merged", "登録済みの事業所に合併した別の事業所"),
                        ],
                        max_length=6,
                        verbose_name="判断",
                    ),
                ),
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
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="receiving.employer",
                        verbose_name="事業所",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="receiving.unknownemployer",
                        verbose_name="登録待ち",
                    ),
                ),
            ],
            options={
                "verbose_name": "登録待ちの事業所の判断",
            },
        ),
    ]
