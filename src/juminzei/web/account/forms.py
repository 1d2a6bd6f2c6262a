"""What members type about themselves."""

from __future__ import annotations

from django import forms


class ConfirmForm(forms.Form):
    """The password once more."""

    password = forms.CharField(
        label="パスワード",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class KeyForm(forms.Form):
    """A security key's name, and what it answered."""

    name = forms.CharField(
        label="名称（例：職員証、机の鍵）",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    credential = forms.CharField(
        max_length=20_000, required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"})
    )

    def clean_credential(self) -> str:
        """Say what to do where no key answered."""
        answer = str(self.cleaned_data["credential"])
        if not answer:
            raise forms.ValidationError(
                "セキュリティキーの応答がありません。"
                "キーを差すか、かざして、もう一度押してください。"
            )
        return answer


class AppForm(forms.Form):
    """The six digits that a new app shows."""

    code = forms.CharField(
        label="確認コード（6けた）",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )
