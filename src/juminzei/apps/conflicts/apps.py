"""The Django application of conflicts of interest."""

from django.apps import AppConfig


class ConflictsConfig(AppConfig):
    """利害関係."""

    name = "juminzei.apps.conflicts"
    label = "conflicts"
    verbose_name = "利害関係"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have everybody ask here who is close to whom, and which numbers are one person."""
        from juminzei.apps.conflicts import api  # noqa: PLC0415 - models are there only now
        from juminzei.platform.policy.closeness import judged_by  # noqa: PLC0415 - the same
        from juminzei.platform.staff.second_person import known_by  # noqa: PLC0415 - the same

        judged_by(api)
        known_by(api.is_one_person)
