"""Addresses of one's own account."""

from __future__ import annotations

from django.urls import path

from juminzei.web.account import views

urlpatterns = [
    path("", views.account, name="account"),
    path("confirm/", views.account_confirm, name="account_confirm"),
    path("app/", views.app_add, name="app_add"),
    path("app/picture.png", views.app_picture, name="app_picture"),
    path("remove/", views.factor_remove, name="factor_remove"),
    path("leave/", views.leave_everywhere, name="leave_everywhere"),
]
