"""The Django application of the return desk."""

from django.apps import AppConfig


class ReturnDeskConfig(AppConfig):
    """申告受付."""

    name = "juminzei.apps.return_desk"
    label = "return_desk"
    verbose_name = "申告受付"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell images whom the papers of a return are about."""
        from juminzei.apps.images.api import register_subject  # noqa: PLC0415 - models are there
        from juminzei.apps.return_desk.services.attach import (  # noqa: PLC0415 - the same
            ABOUT,
            people_of,
        )

        register_subject(ABOUT, people_of)
