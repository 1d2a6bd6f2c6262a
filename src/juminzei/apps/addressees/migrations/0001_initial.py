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
            name="Addressee",
            fields=[
                (
                    "number",
                    models.BigIntegerField(
                        primary_key=True, serialize=False, verbose_name="宛名番号"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("resident", "住民"),
                            ("nonregistered", "住登外者"),
                            ("corporation", "法人"),
                            ("joint", "共有"),
                        ],
                        max_length=14,
                        verbose_name="種別",
                    ),
                ),
                ("version", models.IntegerField(default=0, verbose_name="履歴番号")),
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
                (
                    "uncertain_birth",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="生年月日（不詳の表示）"
                    ),
                ),
                ("sex", models.CharField(blank=True, max_length=1, verbose_name="性別")),
                (
                    "household_number",
                    models.BigIntegerField(db_index=True, null=True, verbose_name="世帯番号"),
                ),
                ("relationship", models.CharField(blank=True, max_length=11, verbose_name="続柄")),
                ("postcode", models.CharField(blank=True, max_length=7, verbose_name="郵便番号")),
                ("address", models.CharField(max_length=200, verbose_name="住所")),
                (
                    "address_key",
                    models.CharField(db_index=True, max_length=200, verbose_name="住所検索キー"),
                ),
                ("resident", models.BooleanField(default=False, verbose_name="現住")),
                ("resident_since", models.DateField(null=True, verbose_name="住民となった日")),
                ("ceased_on", models.DateField(null=True, verbose_name="消除日")),
                (
                    "ceased_reason",
                    models.CharField(blank=True, max_length=20, verbose_name="消除事由"),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="addressees.addressee",
                        verbose_name="統合先",
                    ),
                ),
            ],
            options={
                "verbose_name": "宛名",
                "indexes": [
                    models.Index(
                        fields=["birth_on", "kana_key"], name="addressees__birth_o_b9d4ab_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AddresseeVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="氏名")),
                ("kana", models.CharField(max_length=120, verbose_name="フリガナ")),
                ("alias_name", models.CharField(blank=True, max_length=120, verbose_name="通称")),
                (
                    "former_surname",
                    models.CharField(blank=True, max_length=60, verbose_name="旧氏"),
                ),
                (
                    "latin_name",
                    models.CharField(blank=True, max_length=120, verbose_name="英字氏名"),
                ),
                ("birth_on", models.DateField(null=True, verbose_name="生年月日（並べ替え用）")),
                ("birth_text", models.CharField(max_length=40, verbose_name="生年月日（表示）")),
                ("sex", models.CharField(blank=True, max_length=1, verbose_name="性別")),
                (
                    "municipality",
                    models.CharField(blank=True, max_length=6, verbose_name="市町村コード"),
                ),
                ("postcode", models.CharField(blank=True, max_length=7, verbose_name="郵便番号")),
                ("address", models.CharField(max_length=200, verbose_name="住所")),
                ("true_from", models.DateField(verbose_name="異動日")),
                (
                    "true_from_text",
                    models.CharField(blank=True, max_length=40, verbose_name="異動日（表示）"),
                ),
                ("reported_on", models.DateField(null=True, verbose_name="届出日")),
                ("version", models.IntegerField(verbose_name="履歴番号")),
                ("recorded_at", models.DateTimeField(verbose_name="処理日時")),
                ("reason", models.CharField(max_length=20, verbose_name="異動事由")),
                ("household_number", models.BigIntegerField(null=True, verbose_name="世帯番号")),
                (
                    "relationship",
                    models.CharField(blank=True, max_length=11, verbose_name="続柄コード"),
                ),
                ("nationality", models.CharField(blank=True, max_length=40, verbose_name="国籍")),
                ("resident_since", models.DateField(null=True, verbose_name="住民となった日")),
                ("ceased_on", models.DateField(null=True, verbose_name="消除日")),
                (
                    "ceased_reason",
                    models.CharField(blank=True, max_length=20, verbose_name="消除事由"),
                ),
                ("moved_from", models.CharField(blank=True, max_length=200, verbose_name="前住所")),
                ("moved_to", models.CharField(blank=True, max_length=200, verbose_name="転出先")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="addressees.addressee",
                    ),
                ),
            ],
            options={
                "verbose_name": "宛名履歴",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("addressee", "version"), name="version_numbered_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CorporationFacts",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "corporate_number",
                    models.CharField(
                        blank=True, db_index=True, max_length=13, verbose_name="法人番号"
                    ),
                ),
                (
                    "representative",
                    models.CharField(blank=True, max_length=120, verbose_name="代表者"),
                ),
                (
                    "collector_number",
                    models.CharField(
                        blank=True, db_index=True, max_length=20, verbose_name="指定番号"
                    ),
                ),
                (
                    "head_office",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="addressees.addressee",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corporation",
                        to="addressees.addresseeversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "法人・事業所の履歴",
            },
        ),
        migrations.CreateModel(
            name="JointMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("share_numerator", models.BigIntegerField(null=True, verbose_name="持分の分子")),
                ("share_denominator", models.BigIntegerField(null=True, verbose_name="持分の分母")),
                ("represents", models.BooleanField(default=False, verbose_name="共有代表者")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joint_memberships",
                        to="addressees.addressee",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joint_members",
                        to="addressees.addresseeversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "共有者",
                "constraints": [
                    models.UniqueConstraint(fields=("version", "member"), name="joint_member_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("share_denominator", None), ("share_numerator", None)),
                            models.Q(
                                ("share_denominator__gte", models.F("share_numerator")),
                                ("share_numerator__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="share_is_a_part",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LocalPremises",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reference",
                    models.CharField(db_index=True, max_length=40, verbose_name="整理番号"),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("house", "家屋敷"),
                            ("office", "事務所・事業所"),
                            ("lives_here", "居住（294条3項）"),
                        ],
                        max_length=10,
                        verbose_name="区分",
                    ),
                ),
                ("address", models.CharField(max_length=200, verbose_name="所在地")),
                ("since", models.DateField(null=True, verbose_name="開始日")),
                ("until", models.DateField(null=True, verbose_name="終了日")),
                ("recorded_at", models.DateTimeField(verbose_name="登録日時")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="premises",
                        to="addressees.addressee",
                    ),
                ),
            ],
            options={
                "verbose_name": "市内の家屋敷・事務所・居所",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("addressee", "ground", "address"), name="premises_entered_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberReservation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file_digest",
                    models.CharField(max_length=64, unique=True, verbose_name="ファイルの SHA-256"),
                ),
                (
                    "first_body",
                    models.BigIntegerField(unique=True, verbose_name="先頭番号（検査数字なし）"),
                ),
                ("size", models.IntegerField(verbose_name="個数")),
            ],
            options={
                "verbose_name": "宛名番号の予約",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0)), name="something_is_reserved"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OtherName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("former", "旧氏名"),
                            ("alias", "通称"),
                            ("former_surname", "旧氏"),
                            ("latin", "英字氏名"),
                        ],
                        max_length=14,
                        verbose_name="区分",
                    ),
                ),
                ("name", models.CharField(max_length=182, verbose_name="氏名")),
                (
                    "name_key",
                    models.CharField(db_index=True, max_length=182, verbose_name="氏名検索キー"),
                ),
                (
                    "kana_key",
                    models.CharField(db_index=True, max_length=120, verbose_name="カナ検索キー"),
                ),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="other_names",
                        to="addressees.addressee",
                    ),
                ),
            ],
            options={
                "verbose_name": "別の氏名",
            },
        ),
        migrations.CreateModel(
            name="ProtectedPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="開始日")),
                ("valid_until", models.DateField(null=True, verbose_name="終了日")),
                ("recorded_at", models.DateTimeField(verbose_name="登録日時")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="protections",
                        to="addressees.addressee",
                    ),
                ),
            ],
            options={
                "verbose_name": "支援措置",
            },
        ),
        migrations.CreateModel(
            name="RegisterFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.IntegerField(unique=True, verbose_name="連番")),
                ("processed_on", models.DateField(verbose_name="処理日")),
                ("applied_at", models.DateTimeField(verbose_name="適用日時")),
                ("report", models.JSONField(default=dict, verbose_name="適用結果")),
                (
                    "received_file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, to="documents.receivedfile"
                    ),
                ),
            ],
            options={
                "verbose_name": "住民記録ファイル",
            },
        ),
        migrations.CreateModel(
            name="RegistrationProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="氏名")),
                ("kana", models.CharField(max_length=120, verbose_name="フリガナ")),
                ("alias_name", models.CharField(blank=True, max_length=120, verbose_name="通称")),
                (
                    "former_surname",
                    models.CharField(blank=True, max_length=60, verbose_name="旧氏"),
                ),
                (
                    "latin_name",
                    models.CharField(blank=True, max_length=120, verbose_name="英字氏名"),
                ),
                ("birth_on", models.DateField(null=True, verbose_name="生年月日（並べ替え用）")),
                ("birth_text", models.CharField(max_length=40, verbose_name="生年月日（表示）")),
                ("sex", models.CharField(blank=True, max_length=1, verbose_name="性別")),
                (
                    "municipality",
                    models.CharField(blank=True, max_length=6, verbose_name="市町村コード"),
                ),
                ("postcode", models.CharField(blank=True, max_length=7, verbose_name="郵便番号")),
                ("address", models.CharField(max_length=200, verbose_name="住所")),
                ("true_from", models.DateField(verbose_name="異動日")),
                (
                    "true_from_text",
                    models.CharField(blank=True, max_length=40, verbose_name="異動日（表示）"),
                ),
                ("reported_on", models.DateField(null=True, verbose_name="届出日")),
                (
                    "corporate_number",
                    models.CharField(
                        blank=True, db_index=True, max_length=13, verbose_name="法人番号"
                    ),
                ),
                (
                    "representative",
                    models.CharField(blank=True, max_length=120, verbose_name="代表者"),
                ),
                (
                    "collector_number",
                    models.CharField(
                        blank=True, db_index=True, max_length=20, verbose_name="指定番号"
                    ),
                ),
                ("token", models.UUIDField(unique=True, verbose_name="画面の符号")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("resident", "住民"),
                            ("nonregistered", "住登外者"),
                            ("corporation", "法人"),
                            ("joint", "共有"),
                        ],
                        max_length=14,
                        verbose_name="種別",
                    ),
                ),
                ("seen_version", models.IntegerField(null=True, verbose_name="見た履歴番号")),
                ("name_key", models.CharField(max_length=120, verbose_name="氏名検索キー")),
                ("kana_key", models.CharField(max_length=120, verbose_name="カナ検索キー")),
                ("members", models.JSONField(default=list, verbose_name="共有者")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("declaration", "本人の申告・届出"),
                            ("tax_document", "課税資料"),
                            ("other_city", "他の市区町村からの通知"),
                            ("survey", "実地の調査"),
                            ("property", "固定資産・家屋敷の調査"),
                            ("corporate_register", "法人番号の公表情報・登記"),
                            ("official", "職権"),
                        ],
                        max_length=20,
                        verbose_name="登録の端緒",
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="事由")),
                ("evidence", models.CharField(max_length=400, verbose_name="確認した資料")),
                ("proposed_at", models.DateTimeField(db_index=True, verbose_name="申請日時")),
                (
                    "head_office",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="addressees.addressee",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction_proposals",
                        to="addressees.addressee",
                    ),
                ),
            ],
            options={
                "verbose_name": "宛名の登録・修正の申請",
            },
        ),
        migrations.CreateModel(
            name="RegistrationDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agreed", models.BooleanField(verbose_name="承認")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
                ("decided_at", models.DateTimeField(verbose_name="決定日時")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registration",
                        to="addressees.addresseeversion",
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="addressees.registrationproposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "宛名の登録・修正の決定",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed", True), ("version__isnull", False)),
                            models.Q(("agreed", False), ("version__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_version_comes_of_consent",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DistinctCandidate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score", models.IntegerField(verbose_name="似ている度合い（千分率）")),
                ("likeness", models.CharField(max_length=200, verbose_name="似ている点")),
                ("reason", models.CharField(max_length=200, verbose_name="別人とした理由")),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="addressees.addressee",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="distinct_from",
                        to="addressees.registrationproposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "別人とした候補",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "candidate"), name="told_apart_once"
                    )
                ],
            },
        ),
    ]
