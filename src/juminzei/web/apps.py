"""The Django application of the shared pages, templates and static files."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Components, templates and pages that belong to no single system."""

    name = "juminzei.web"
    label = "web"
