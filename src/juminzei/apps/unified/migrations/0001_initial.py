"""The first tables."""

import django.db.models.deletion
from django.db import migrations, models

from juminzei.platform.storage.first_tables import FirstTables


class Migration(FirstTables):
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="UnifiedPerson",
            fields=[
                (
                    "number",
                    models.BigIntegerField(
                        primary_key=True, serialize=False, verbose_name="団体内統合宛名番号"
                    ),
                ),
                ("numbered_at", models.DateTimeField(verbose_name="付番日時")),
                ("version", models.IntegerField(default=1, verbose_name="履歴番号")),
                ("source", models.CharField(max_length=20, verbose_name="情報の業務")),
                ("source_version", models.IntegerField(null=True, verbose_name="業務の履歴番号")),
                ("name", models.CharField(max_length=120, verbose_name="氏名")),
                (
                    "name_key",
                    models.CharField(db_index=True, max_length=120, verbose_name="氏名検索キー"),
                ),
                ("kana", models.CharField(max_length=120, verbose_name="フリガナ")),
                (
                    "kana_key",
                    models.CharField(db_index=True, max_length=120, verbose_name="カナ検索キー"),
                ),
                ("birth_on", models.DateField(null=True, verbose_name="生年月日")),
                ("sex", models.CharField(blank=True, max_length=1, verbose_name="性別")),
                ("postcode", models.CharField(blank=True, max_length=7, verbose_name="郵便番号")),
                ("address", models.CharField(max_length=200, verbose_name="住所")),
                ("address_key", models.CharField(max_length=200, verbose_name="住所検索キー")),
            ],
            options={
                "verbose_name": "統合宛名",
                "indexes": [models.Index(fields=["birth_on", "kana_key"], name="unified_birth")],
            },
        ),
        migrations.CreateModel(
            name="LocalAddressee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("system", models.CharField(max_length=20, verbose_name="業務")),
                ("local_number", models.CharField(max_length=15, verbose_name="業務の宛名番号")),
                ("linked_on", models.DateField(null=True, verbose_name="紐付けの開始日")),
                ("entered_at", models.DateTimeField(verbose_name="登録日時")),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="locals",
                        to="unified.unifiedperson",
                    ),
                ),
            ],
            options={
                "verbose_name": "業務の宛名",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("system", "local_number"), name="local_number_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberingCase",
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
                            ("duplicate", "同じ業務に同じ個人番号の宛名がある"),
                            ("two_persons", "同じ個人番号が別の統合宛名にある"),
                            ("disagrees", "個人番号は同じで、基本情報が違う"),
                            ("alike", "基本情報の似た人がいる"),
                            ("number_changed", "前と違う個人番号が届いた"),
                            ("taken_off", "解除した宛名の再依頼"),
                        ],
                        max_length=20,
                        verbose_name="理由",
                    ),
                ),
                ("candidates", models.JSONField(default=list, verbose_name="候補の統合宛名番号")),
                ("opened_at", models.DateTimeField(verbose_name="受付日時")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="解決日時")),
                ("name", models.CharField(max_length=120, verbose_name="氏名")),
                ("kana", models.CharField(max_length=120, verbose_name="フリガナ")),
                ("birth_on", models.DateField(null=True, verbose_name="生年月日")),
                ("sex", models.CharField(blank=True, max_length=1, verbose_name="性別")),
                ("postcode", models.CharField(blank=True, max_length=7, verbose_name="郵便番号")),
                ("address", models.CharField(max_length=200, verbose_name="住所")),
                (
                    "local",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="unified.localaddressee",
                    ),
                ),
            ],
            options={
                "verbose_name": "未解決の依頼",
                "indexes": [models.Index(fields=["closed_at", "opened_at"], name="case_open")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("local",),
                        name="one_open_case_a_local",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkProposal",
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
                        choices=[
                            ("link", "この統合宛名に紐付ける"),
                            ("new", "新しい番号を付ける"),
                            ("unlink", "紐付けを解除する"),
                            ("keep", "今のままとする"),
                        ],
                        max_length=10,
                        verbose_name="内容",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("numbered", "付番"),
                            ("same_number", "個人番号の一致"),
                            ("same_basic", "基本情報の一致"),
                            ("confirmed", "書類で本人を確認"),
                            ("mistake", "誤りの訂正"),
                            ("changed", "個人番号の変更"),
                            ("merged", "業務での宛名の統合"),
                            ("ended", "業務での利用の終了"),
                        ],
                        max_length=20,
                        verbose_name="事由",
                    ),
                ),
                ("asked_by", models.CharField(max_length=12, verbose_name="申請者")),
                ("asked_name", models.CharField(max_length=60, verbose_name="申請者の氏名")),
                ("asked_at", models.DateTimeField(verbose_name="申請日時")),
                (
                    "local",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="unified.localaddressee",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="unified.numberingcase",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unified.unifiedperson",
                    ),
                ),
                (
                    "person_before",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unified.unifiedperson",
                    ),
                ),
            ],
            options={
                "verbose_name": "紐付けの申請",
            },
        ),
        migrations.CreateModel(
            name="NumberSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="日時")),
                ("staff_number", models.CharField(max_length=12, verbose_name="職員番号")),
                ("purpose", models.CharField(max_length=20, verbose_name="利用目的")),
                ("reason", models.CharField(max_length=100, verbose_name="理由")),
                ("found", models.IntegerField(verbose_name="見つかった人数")),
            ],
            options={
                "verbose_name": "個人番号による統合宛名の検索",
                "indexes": [models.Index(fields=["staff_number", "at"], name="number_search")],
            },
        ),
        migrations.CreateModel(
            name="ProposalDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agreed", models.BooleanField(verbose_name="承認")),
                ("asked_by", models.CharField(max_length=12, verbose_name="申請者")),
                ("decided_by", models.CharField(max_length=12, verbose_name="決定者")),
                ("decided_name", models.CharField(max_length=60, verbose_name="決定者の氏名")),
                ("decided_at", models.DateTimeField(verbose_name="決定日時")),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="unified.linkproposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "紐付けの決定",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("decided_by", models.F("asked_by")), _negated=True),
                        name="two_people_decide_a_link",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SerialReservation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first", models.BigIntegerField(unique=True, verbose_name="先頭の連番")),
                ("size", models.IntegerField(verbose_name="個数")),
                ("purpose", models.CharField(max_length=120, verbose_name="用途")),
                ("reserved_at", models.DateTimeField(verbose_name="予約日時")),
            ],
            options={
                "verbose_name": "統合宛名番号の予約",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0)), name="some_serials_reserved"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("system", models.CharField(max_length=20, verbose_name="業務")),
                (
                    "request_digest",
                    models.CharField(max_length=64, verbose_name="依頼番号の SHA-256"),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="依頼の SHA-256")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("numbered", "新たに付番"),
                            ("linked", "既存の番号に紐付け"),
                            ("known", "紐付け済み"),
                            ("waiting", "職員の決定待ち"),
                        ],
                        max_length=10,
                        verbose_name="結果",
                    ),
                ),
                ("answered_at", models.DateTimeField(verbose_name="回答日時")),
                ("staff_number", models.CharField(max_length=12, verbose_name="接続先")),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unified.numberingcase",
                    ),
                ),
                (
                    "local",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="unified.localaddressee",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unified.unifiedperson",
                    ),
                ),
            ],
            options={
                "verbose_name": "付番依頼",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("system", "request_digest"), name="request_answered_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkEvent",
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
                        choices=[("linked", "紐付け"), ("unlinked", "解除")],
                        max_length=10,
                        verbose_name="行為",
                    ),
                ),
                ("on", models.DateField(verbose_name="この日から")),
                ("recorded_at", models.DateTimeField(verbose_name="登録日時")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("numbered", "付番"),
                            ("same_number", "個人番号の一致"),
                            ("same_basic", "基本情報の一致"),
                            ("confirmed", "書類で本人を確認"),
                            ("mistake", "誤りの訂正"),
                            ("changed", "個人番号の変更"),
                            ("merged", "業務での宛名の統合"),
                            ("ended", "業務での利用の終了"),
                        ],
                        max_length=20,
                        verbose_name="事由",
                    ),
                ),
                ("staff_number", models.CharField(max_length=12, verbose_name="職員番号")),
                ("staff_name", models.CharField(max_length=60, verbose_name="氏名")),
                (
                    "agreed_by",
                    models.CharField(blank=True, max_length=12, verbose_name="決定した職員"),
                ),
                (
                    "local",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="unified.localaddressee",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="unified.unifiedperson",
                    ),
                ),
            ],
            options={
                "verbose_name": "紐付けの履歴",
            },
        ),
        migrations.CreateModel(
            name="BasicVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.IntegerField(verbose_name="履歴番号")),
                ("on", models.DateField(verbose_name="この日の情報")),
                ("recorded_at", models.DateTimeField(verbose_name="登録日時")),
                ("source", models.CharField(max_length=20, verbose_name="情報の業務")),
                ("source_version", models.IntegerField(null=True, verbose_name="業務の履歴番号")),
                ("name", models.CharField(max_length=120, verbose_name="氏名")),
                ("kana", models.CharField(max_length=120, verbose_name="フリガナ")),
                ("birth_on", models.DateField(null=True, verbose_name="生年月日")),
                ("sex", models.CharField(blank=True, max_length=1, verbose_name="性別")),
                ("postcode", models.CharField(blank=True, max_length=7, verbose_name="郵便番号")),
                ("address", models.CharField(max_length=200, verbose_name="住所")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="unified.unifiedperson",
                    ),
                ),
            ],
            options={
                "verbose_name": "統合宛名の基本情報",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "version"), name="basic_numbered_once"
                    )
                ],
            },
        ),
    ]
