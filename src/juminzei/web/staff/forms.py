"""What administrators type about staff and terminals."""

from __future__ import annotations

from datetime import datetime

from django import forms

from juminzei.platform.clock import JAPAN
from juminzei.platform.day_input import DayInput
from juminzei.platform.staff.models import Employment, TerminalClass
from juminzei.platform.staff.selection import STATES, StaffTerms, role_choices

EVERY = ("", "すべて")


def day(label: str, *, required: bool = True) -> forms.DateField:
    """Return a field for a day."""
    wrong = {"invalid": f"{label}は 2026-04-01 のように入れてください。"}
    return forms.DateField(label=label, required=required, widget=DayInput, error_messages=wrong)


def minute(label: str) -> forms.TimeField:
    """Return a field for a minute of the last day."""
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
        error_messages={"invalid": f"{label}は 17:15 のように入れてください。"},
    )


class StaffFilterForm(forms.Form):
    """Which staff are shown."""

    words = forms.CharField(label="職員番号・氏名・所属", max_length=60, required=False)
    role = forms.ChoiceField(label="役割", required=False, choices=lambda: [EVERY, *role_choices()])
    state = forms.ChoiceField(label="状態", required=False, choices=[EVERY, *STATES.items()])
    unused = forms.BooleanField(label="60日以上未使用", required=False)
    untrained = forms.BooleanField(label="研修の期限切れ", required=False)
    suspected = forms.BooleanField(label="複製の疑いのあるキー", required=False)

    def terms(self) -> StaffTerms:
        """Return what a valid form asks for."""
        return StaffTerms(**self.cleaned_data)


class AddForm(forms.Form):
    """A person who is entered."""

    number = forms.CharField(label="職員番号", max_length=12)
    name = forms.CharField(label="氏名", max_length=60)
    department = forms.CharField(label="所属", max_length=60)
    employment = forms.ChoiceField(label="任用", choices=Employment.choices)
    begin = day("有効開始日")
    end = day("有効終了日（常勤でない人は必ず）", required=False)

    def clean(self) -> dict[str, object]:
        """Ask for an end where one is needed, at its field."""
        given = self.cleaned_data
        if given.get("employment") != Employment.PERMANENT and not given.get("end"):
            self.add_error("end", "常勤でない職員には、有効終了日が必要です。")
        return given


class LastDayForm(forms.Form):
    """The last day, and its last minute where it ends in the middle of the day."""

    last_day = day("最後の日")
    ends = minute("失効時刻（その日の途中で終わるとき）")

    def clean(self) -> dict[str, object]:
        """Put day and time together; refuse a time without its day."""
        given = self.cleaned_data
        end, ends = given.get("last_day"), given.get("ends")
        if ends and not end and "last_day" not in self.errors:
            self.add_error("last_day", "失効時刻を入れるときは、終了日も入れてください。")
        given["lapses_at"] = None
        if ends is not None and end is not None:
            given["lapses_at"] = datetime.combine(end, ends, tzinfo=JAPAN)
        return given


class RoleForm(LastDayForm):
    """A role that is asked for."""

    role = forms.ChoiceField(label="役割", choices=role_choices)
    begin = day("開始日")
    last_day = day("終了日", required=False)
    field_order = ("role", "begin", "last_day", "ends")


class RoleEndForm(LastDayForm):
    """A role that ends."""

    role = forms.ChoiceField(label="役割", choices=role_choices)
    field_order = ("role", "last_day", "ends")


class TrainingForm(forms.Form):
    """A training that somebody completed."""

    completed_on = day("修了日")
    valid_until = day("有効期限")


class NothingForm(forms.Form):
    """An act that needs no words."""


class ReviewForm(forms.Form):
    """A review that begins."""

    deadline = day("決定の期限")


class PersonnelForm(forms.Form):
    """A file of personnel changes."""

    file = forms.FileField(label="人事異動ファイル（CSV）", max_length=120)


class TerminalForm(forms.Form):
    """A terminal that is asked for."""

    name = forms.CharField(label="端末名", max_length=40)
    place = forms.CharField(label="設置場所", max_length=60)
    terminal_class = forms.ChoiceField(label="区分", choices=TerminalClass.choices)
    certificate = forms.CharField(
        label="クライアント証明書のSHA-256（証明書で確かめるとき）", max_length=100, required=False
    )


class TerminalFilterForm(forms.Form):
    """Which terminals are shown."""

    words = forms.CharField(label="端末名・設置場所", max_length=60, required=False)
    terminal_class = forms.ChoiceField(
        label="区分", required=False, choices=[EVERY, *TerminalClass.choices]
    )
    state = forms.ChoiceField(
        label="状態",
        required=False,
        choices=[EVERY, ("waiting", "承認待ち"), ("good", "使用可"), ("revoked", "取消済")],
    )
