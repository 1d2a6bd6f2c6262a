"""Addresses of the interface; a new version gets new addresses."""

from django.urls import path

from juminzei.web.api import views

urlpatterns = [
    path("", views.reading, name="api"),
    path("openapi.json", views.description, name="api_description"),
    path("<slug:name>", views.answer, name="api_answer"),
]
