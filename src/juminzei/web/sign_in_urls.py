"""Addresses of what stands between signing in and the pages."""

from __future__ import annotations

from django.urls import path

from juminzei.web.views import factor, security_key, sign_in, sign_in_steps, terminal

urlpatterns = [
    path("sign-in/", sign_in.SignIn.as_view(), name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("sign-in/begin/", sign_in_steps.activation, name="activation"),
    path("sign-in/code/", factor.factor, name="factor"),
    path("sign-in/code/picture.png", factor.factor_picture, name="factor_picture"),
    path("sign-in/key/", security_key.factor_key, name="factor_key"),
    path("sign-in/key/new/", security_key.key_add, name="key_add"),
    path("sign-in/password/", sign_in_steps.password, name="password"),
    path("sign-in/notice/", sign_in_steps.acknowledge, name="acknowledge"),
    path("sign-in/terminal/", terminal.terminal, name="terminal"),
    path("locked/", sign_in_steps.locked, name="locked"),
    path("locked/kept/", sign_in_steps.kept, name="kept"),
]
