"""The Django application of conflicts of interest."""

from django.apps import AppConfig


class ConflictsConfig(AppConfig):
    """利害関係."""

    name = "juminzei.apps.conflicts"
    label = "conflicts"
    verbose_name = "利害関係"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have every page, service and command ask here who is close to whom."""
        from juminzei.apps.conflicts import api  # noqa: PLC0415 - models are there only now
        from juminzei.platform.policy.closeness import judged_by  # noqa: PLC0415 - the same

        judged_by(api)
