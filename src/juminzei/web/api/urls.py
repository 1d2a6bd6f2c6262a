"""Addresses of the interface; a new version gets new addresses."""

from django.urls import path

from juminzei.web.api import unified, views

urlpatterns = [
    path("", views.reading, name="api"),
    path("openapi.json", views.description, name="api_description"),
    path("unified/<slug:name>", unified.answer, name="api_unified"),
    path("<slug:name>", views.answer, name="api_answer"),
]
