"""The first tables."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.first_tables import FirstTables


class Migration(FirstTables):
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="StaffMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "staff_number",
                    models.CharField(max_length=12, unique=True, verbose_name="職員番号"),
                ),
                ("name", models.CharField(max_length=60, verbose_name="氏名")),
                ("department", models.CharField(max_length=60, verbose_name="所属")),
                ("valid_from", models.DateField(verbose_name="有効開始日")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="有効終了日")),
                ("lapses_at", models.DateTimeField(blank=True, null=True, verbose_name="失効日時")),
                ("is_active", models.BooleanField(default=True, verbose_name="有効")),
                ("failed_sign_ins", models.IntegerField(default=0, verbose_name="続いた失敗")),
                (
                    "rests_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="休止の終わり"),
                ),
                (
                    "employment",
                    models.CharField(
                        choices=[
                            ("permanent", "常勤"),
                            ("temporary", "会計年度任用"),
                            ("contractor", "委託先"),
                        ],
                        default="permanent",
                        max_length=12,
                        verbose_name="任用",
                    ),
                ),
                (
                    "password_set_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="パスワードの設定日時"
                    ),
                ),
                (
                    "session_mark",
                    models.CharField(default="", max_length=64, verbose_name="使用中のセッション"),
                ),
                (
                    "acknowledged_on",
                    models.DateField(blank=True, null=True, verbose_name="記録の周知を確認した日"),
                ),
            ],
            options={
                "verbose_name": "職員",
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quarter", models.CharField(max_length=6, unique=True, verbose_name="四半期")),
                ("opened_on", models.DateField(verbose_name="開始日")),
                ("deadline", models.DateField(verbose_name="期限")),
            ],
            options={
                "verbose_name": "職員番号の棚卸し",
            },
        ),
        migrations.CreateModel(
            name="Activation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("requested_at", models.DateTimeField(verbose_name="申請日時")),
                ("first_half", models.CharField(max_length=64, verbose_name="前半のSHA-256")),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="承認日時"),
                ),
                (
                    "second_half",
                    models.CharField(default="", max_length=64, verbose_name="後半のSHA-256"),
                ),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="使用日時")),
                ("ends_at", models.DateTimeField(verbose_name="期限")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "staff_member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "利用開始の許可",
            },
        ),
        migrations.CreateModel(
            name="ApiKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_part",
                    models.CharField(max_length=12, unique=True, verbose_name="公開部分"),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("created_at", models.DateTimeField(verbose_name="発行日時")),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="失効日時"),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="api_keys",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "接続キー",
            },
        ),
        migrations.CreateModel(
            name="DepartmentChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("department", models.CharField(max_length=60, verbose_name="所属")),
                ("effective_on", models.DateField(db_index=True, verbose_name="発効日")),
                ("in_effect", models.BooleanField(default=False, verbose_name="反映済")),
                (
                    "staff_member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="department_changes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "所属の変更",
            },
        ),
        migrations.CreateModel(
            name="GrantRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=40, verbose_name="役割")),
                ("valid_from", models.DateField(verbose_name="開始日")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="終了日")),
                ("lapses_at", models.DateTimeField(blank=True, null=True, verbose_name="失効日時")),
                ("requested_at", models.DateTimeField(verbose_name="申請日時")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="決定日時"),
                ),
                ("approved", models.BooleanField(blank=True, null=True, verbose_name="承認")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "staff_member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grant_requests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "役割の申請",
            },
        ),
        migrations.CreateModel(
            name="PastPassword",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("skeleton", models.CharField(max_length=128, verbose_name="骨格")),
                ("set_at", models.DateTimeField(verbose_name="設定日時")),
                (
                    "staff_member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="past_passwords",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "過去のパスワード",
            },
        ),
        migrations.CreateModel(
            name="PersonnelFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="ファイル名")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="SHA-256")),
                ("changes", models.IntegerField(verbose_name="件数")),
                ("taken_in_at", models.DateTimeField(verbose_name="取込日時")),
                (
                    "taken_in_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "人事異動ファイル",
            },
        ),
        migrations.CreateModel(
            name="SecurityKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="名称")),
                (
                    "credential_id",
                    models.CharField(max_length=1400, unique=True, verbose_name="認証情報の番号"),
                ),
                ("credential", models.BinaryField(verbose_name="公開鍵")),
                ("sign_count", models.BigIntegerField(verbose_name="署名の回数")),
                ("registered_at", models.DateTimeField(verbose_name="登録日時")),
                (
                    "last_used_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="最後に使った日時"),
                ),
                (
                    "suspected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="複製の疑いの日時"),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="削除日時"),
                ),
                (
                    "staff_member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="security_keys",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "セキュリティキー",
            },
        ),
        migrations.CreateModel(
            name="Terminal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, unique=True, verbose_name="端末名")),
                ("place", models.CharField(max_length=60, verbose_name="設置場所")),
                (
                    "terminal_class",
                    models.CharField(
                        choices=[
                            ("ordinary", "一般"),
                            ("no_media", "媒体出力不可"),
                            ("server_room", "サーバ室"),
                        ],
                        max_length=12,
                        verbose_name="区分",
                    ),
                ),
                (
                    "key_digest",
                    models.CharField(
                        db_index=True, default="", max_length=64, verbose_name="登録キーのSHA-256"
                    ),
                ),
                (
                    "certificate_digest",
                    models.CharField(
                        db_index=True, default="", max_length=64, verbose_name="証明書のSHA-256"
                    ),
                ),
                ("requested_at", models.DateTimeField(verbose_name="申請日時")),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="承認日時"),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="取消日時"),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "端末",
            },
        ),
        migrations.CreateModel(
            name="TotpFactor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sealed_secret", models.BinaryField(verbose_name="秘密")),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="登録日時"),
                ),
                ("last_step", models.BigIntegerField(default=0, verbose_name="最後に使った時間枠")),
                (
                    "staff_member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="totp_factor",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "ワンタイムパスワード",
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("completed_on", models.DateField(verbose_name="修了日")),
                ("valid_until", models.DateField(verbose_name="有効期限")),
                ("recorded_at", models.DateTimeField(verbose_name="記録日時")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "staff_member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trainings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "研修",
            },
        ),
        migrations.CreateModel(
            name="ApiUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("minute", models.DateTimeField(verbose_name="分")),
                ("calls", models.IntegerField(default=0, verbose_name="回数")),
                ("people", models.IntegerField(default=0, verbose_name="人数")),
                (
                    "caller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="api_uses",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "接続の利用量",
                "constraints": [
                    models.UniqueConstraint(fields=("caller", "minute"), name="api_minute_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kept", models.BooleanField(blank=True, null=True, verbose_name="継続")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="決定日時"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="staff.review",
                    ),
                ),
                (
                    "staff_member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_items",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "棚卸しの対象",
                "constraints": [
                    models.UniqueConstraint(fields=("review", "staff_member"), name="reviewed_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=40, verbose_name="役割")),
                ("valid_from", models.DateField(verbose_name="開始日")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="終了日")),
                ("lapses_at", models.DateTimeField(blank=True, null=True, verbose_name="失効日時")),
                (
                    "staff_member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "役割付与",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("staff_member", "role", "valid_from"), name="role_granted_once"
                    )
                ],
            },
        ),
    ]
