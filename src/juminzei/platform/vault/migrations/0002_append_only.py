from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0001_initial"),
    ]

    operations = [
        AppendOnly("KeyEvent"),
        AppendOnly("NumberLink"),
        AppendOnly("NumberView"),
    ]
