"""Returns whose time is over; what was entered of one goes with it, and only then."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.append_only import AppendOnly

GONE = (
    "EXISTS (SELECT 1 FROM national_returns_stagedreturn AS gone WHERE gone.id = OLD.staged_id"
    " AND gone.state IN ('forwarded', 'erased'))"
)


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0002_append_only"),
        ("images", "0002_append_only"),
        ("national_returns", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Disposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("until", models.DateField(verbose_name="保存期限")),
                ("count", models.IntegerField(verbose_name="件数")),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
                ("asked_at", models.DateTimeField(verbose_name="申請日時")),
            ],
            options={
                "verbose_name": "申告の消去の起案",
            },
        ),
        migrations.CreateModel(
            name="DisposalDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("granted", models.BooleanField(verbose_name="承認")),
                ("decided_at", models.DateTimeField(verbose_name="決定日時")),
            ],
            options={
                "verbose_name": "申告の消去の決定",
            },
        ),
        migrations.CreateModel(
            name="DisposedReturn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("done_at", models.DateTimeField(verbose_name="消去日時")),
            ],
            options={
                "verbose_name": "消去した申告",
            },
        ),
        migrations.AlterField(
            model_name="stagedreturn",
            name="state",
            field=models.CharField(
                choices=[
                    ("taken", "課税資料"),
                    ("entry", "画像から入力待ち"),
                    ("check", "エラーの確認待ち"),
                    ("superseded", "新しい申告で差替え"),
                    ("duplicate", "二重提出（内容が同じ）"),
                    ("outside", "回送待ち"),
                    ("forwarded", "回送済"),
                    ("erased", "保存期限により消去"),
                ],
                max_length=10,
                verbose_name="状態",
            ),
        ),
        migrations.AddIndex(
            model_name="stagedreturn",
            index=models.Index(fields=["keep_until"], name="national_re_keep_un_f28a38_idx"),
        ),
        migrations.AddField(
            model_name="disposal",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="申請者",
            ),
        ),
        migrations.AddField(
            model_name="disposaldecision",
            name="decided_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="決定者",
            ),
        ),
        migrations.AddField(
            model_name="disposaldecision",
            name="disposal",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decision",
                to="national_returns.disposal",
                verbose_name="起案",
            ),
        ),
        migrations.AddField(
            model_name="disposedreturn",
            name="disposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="disposed",
                to="national_returns.disposal",
                verbose_name="起案",
            ),
        ),
        migrations.AddField(
            model_name="disposedreturn",
            name="done_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="消去者",
            ),
        ),
        migrations.AddField(
            model_name="disposedreturn",
            name="staged",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="disposed",
                to="national_returns.stagedreturn",
                verbose_name="申告",
            ),
        ),
        AppendOnly("Disposal"),
        AppendOnly("DisposalDecision"),
        AppendOnly("DisposedReturn"),
        AppendOnly("EntryPass", removable=GONE),
    ]
