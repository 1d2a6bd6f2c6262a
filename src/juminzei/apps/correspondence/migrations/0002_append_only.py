"""What was entered about letters stays as it was."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0001_initial")]

    operations = [
        AppendOnly("Arrangement"),
        AppendOnly("ReturnedLetter"),
        AppendOnly("ReturnStep"),
        AppendOnly("PublicNotice"),
        AppendOnly("PublicNoticeStep"),
    ]
