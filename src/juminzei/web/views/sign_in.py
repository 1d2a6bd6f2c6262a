"""Coming in and leaving."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from juminzei.platform.clock import now
from juminzei.platform.staff.lockout import forget_failures
from juminzei.platform.staff.models import StaffMember
from juminzei.web import sessions
from juminzei.web.authentication import record_sign_in, record_sign_out

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class SignInForm(AuthenticationForm):
    """Staff number and password; whatever is wrong, the answer is the same."""

    username = forms.CharField(
        label="職員番号",
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label="パスワード",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {  # noqa: RUF012 - Django's form declares it so
        "invalid_login": "サインインできません。"
        "職員番号とパスワードを確かめて、入れ直してください。続けて失敗すると、しばらくサインインできなくなります。",
        "inactive": "サインインできません。",
    }


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """The page that asks who is there."""

    template_name = "web/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Begin a session under a new identifier and record who came in.

        Failures are forgotten only when nothing more is asked: else the password would
        give ever new tries at the second factor.
        """
        member = form.get_user()
        login(self.request, member)
        if isinstance(member, StaffMember):
            record_sign_in(member, now())
            self._tell_of_failures(member)
            if self.request.session[sessions.FACTOR] != sessions.DUE:
                forget_failures(member)
        return redirect(self.get_success_url())

    def _tell_of_failures(self, member: StaffMember) -> None:
        """Tell who came in how often somebody failed under their number before."""
        if member.failed_sign_ins:
            messages.warning(
                self.request,
                f"前のサインインの後に、この職員番号で{member.failed_sign_ins}回の失敗がありました。"
                "心当たりがなければ、個人情報保護責任者に知らせてください。"
                "日時と端末は「自分の設定」で確かめられます。",
            )


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, record it, and have the browser forget the pages.

    The session ends even if that cannot be recorded: nobody is kept in by a broken record.
    """
    member = copy(request.user)
    logout(request)
    if isinstance(member, StaffMember):
        sessions.end_session(member)
        record_sign_out(member, now())
    response = redirect("sign_in")
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
