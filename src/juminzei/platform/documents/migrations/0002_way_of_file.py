"""How each file came, and under which entry of the register."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="receivedfile",
            name="channel",
            field=models.CharField(
                blank=True,
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
        migrations.AddField(
            model_name="receivedfile",
            name="delivery",
            field=models.BigIntegerField(null=True, verbose_name="受領番号"),
        ),
        migrations.AddField(
            model_name="receivedfile",
            name="source",
            field=models.CharField(
                blank=True,
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
    ]
