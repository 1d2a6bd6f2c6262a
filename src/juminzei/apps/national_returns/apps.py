"""The Django application of national returns."""

from django.apps import AppConfig


class NationalReturnsConfig(AppConfig):
    """国税連携."""

    name = "juminzei.apps.national_returns"
    label = "national_returns"
    verbose_name = "国税連携"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say whom the images of returns are about."""
        from juminzei.apps.images.api import register_subject  # noqa: PLC0415 - models are ready now
        from juminzei.apps.national_returns.selectors.image_subjects import (  # noqa: PLC0415 - as above
            addressees_of_images,
        )

        register_subject("national_return", addressees_of_images)
