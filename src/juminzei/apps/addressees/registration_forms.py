"""What is asked of somebody who registers or corrects an addressee, by kind."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django import forms

from juminzei.apps.addressees.corporate_number_field import CorporateNumberField
from juminzei.apps.addressees.models import AddresseeKind, Origin
from juminzei.apps.addressees.registration_fields import (
    AddresseeNumberField,
    DigitsField,
    MembersField,
    MunicipalityField,
    UncertainDayField,
    WordsField,
    members_text,
)
from juminzei.apps.addressees.services.propose_registration import Grounds
from juminzei.apps.addressees.services.registration_facts import Facts
from juminzei.base.numbers import addressee_number
from juminzei.base.wareki import wareki_text

if TYPE_CHECKING:
    from datetime import date

    from juminzei.base.uncertain_day import UncertainDay

SEXES = [("", "不明"), ("1", "男"), ("2", "女")]


class RegistrationForm(forms.Form):
    """What is asked of every kind; the token tells one form from another sent twice."""

    kind = AddresseeKind.NONREGISTERED
    field_order: tuple[str, ...] = ()

    token = forms.UUIDField(widget=forms.HiddenInput)
    name = WordsField(label="氏名", max_length=120)
    kana = WordsField(label="フリガナ", max_length=120)
    municipality = MunicipalityField(label="市町村コード（6桁）")
    postcode = DigitsField(label="郵便番号", digits=7)
    address = WordsField(label="住所", max_length=200)
    true_from = UncertainDayField(label="異動日")
    reported_on = UncertainDayField(label="届出日", required=False)
    origin = forms.ChoiceField(
        label="登録の端緒",
        choices=Origin.choices,
        error_messages={"invalid_choice": "登録の端緒を一覧から選んでください。"},
    )
    reason = WordsField(label="事由", max_length=200)
    evidence = WordsField(label="確認した資料", max_length=400)

    def clean_true_from(self) -> UncertainDay:
        """Ask for a day that can be sorted by."""
        day: UncertainDay = self.cleaned_data["true_from"]
        if day.sort_on is None:
            raise forms.ValidationError("異動日は、年だけでも分かるように入れてください。")
        return day

    def clean_reported_on(self) -> date | None:
        """Ask for a whole day."""
        day: UncertainDay | None = self.cleaned_data["reported_on"]
        if day is not None and not day.exact:
            raise forms.ValidationError("届出日は、年月日のすべてを入れてください。")
        return None if day is None else day.sort_on

    def facts(self) -> Facts:
        """Return what a valid form would have written."""
        given = self.cleaned_data
        day: UncertainDay = given["true_from"]
        if day.sort_on is None:
            raise ValueError("clean_true_from sees to it")
        return Facts(
            kind=self.kind,
            true_from=day.sort_on,
            true_from_text="" if day.exact else day.text,
            **{name: given[name] for name in ("name", "kana", "municipality", "postcode")},
            **{name: given[name] for name in ("address", "reported_on")},
            **self.own_facts(),
        )

    def own_facts(self) -> dict[str, Any]:
        """Return what only this kind has."""
        return {}

    def grounds(self) -> Grounds:
        """Return why, and what was looked at."""
        given = self.cleaned_data
        return Grounds(Origin(given["origin"]), given["reason"], given["evidence"])


class PersonForm(RegistrationForm):
    """A person whom no register numbers (住登外者)."""

    birth = UncertainDayField(label="生年月日", required=False)
    sex = forms.ChoiceField(label="性別", choices=SEXES, required=False)
    alias_name = WordsField(label="通称", max_length=120, required=False)
    former_surname = WordsField(label="旧氏", max_length=60, required=False)
    latin_name = WordsField(label="英字氏名", max_length=120, required=False)
    field_order = (
        *("name", "kana", "birth", "sex", "alias_name", "former_surname", "latin_name"),
        *("postcode", "address", "municipality"),
    )

    def own_facts(self) -> dict[str, Any]:
        """Return birth, sex and other names."""
        given = self.cleaned_data
        birth: UncertainDay | None = given["birth"]
        told = ("sex", "alias_name", "former_surname", "latin_name")
        return {
            "birth_on": birth and birth.sort_on,
            "birth_text": _birth_text(birth),
            **{name: given[name] for name in told},
        }


class CorporationForm(RegistrationForm):
    """A corporation or one of its offices (法人・事業所)."""

    kind = AddresseeKind.CORPORATION
    name = WordsField(label="名称", max_length=120)
    address = WordsField(label="所在地", max_length=200)
    corporate_number = CorporateNumberField(required=False)
    representative = WordsField(label="代表者", max_length=120, required=False)
    head_office_id = AddresseeNumberField(label="本店の宛名番号（支店・事業所のとき）")
    collector_number = WordsField(label="指定番号", max_length=20, required=False)
    field_order = (
        *("name", "kana", "corporate_number", "representative", "head_office_id"),
        *("collector_number", "postcode", "address", "municipality"),
    )

    def own_facts(self) -> dict[str, Any]:
        """Return what corporations have."""
        told = ("corporate_number", "representative", "head_office_id", "collector_number")
        return {name: self.cleaned_data[name] for name in told}


class JointForm(RegistrationForm):
    """Several who hold a thing together (共有)."""

    kind = AddresseeKind.JOINT
    name = WordsField(label="共有名義", max_length=120)
    members = MembersField(label="共有者（1行に1人：宛名番号 持分 代表）", max_length=4_000)
    field_order = ("name", "kana", "members", "postcode", "address", "municipality")

    def own_facts(self) -> dict[str, Any]:
        """Return who they are."""
        return {"members": self.cleaned_data["members"]}


FORMS: dict[str, type[RegistrationForm]] = {
    AddresseeKind.NONREGISTERED: PersonForm,
    AddresseeKind.CORPORATION: CorporationForm,
    AddresseeKind.JOINT: JointForm,
}


def blank_form(kind: str) -> RegistrationForm:
    """Return an empty form with a token of its own."""
    return FORMS[kind](initial={"token": uuid.uuid4()})


def filled_form(facts: Facts) -> RegistrationForm:
    """Return a form that begins from what is written now."""
    head_office = facts.head_office_id
    written = {
        **facts.columns(),
        "token": uuid.uuid4(),
        "birth": facts.birth_text or (facts.birth_on and wareki_text(facts.birth_on)) or "",
        "true_from": facts.true_from_text or wareki_text(facts.true_from),
        "reported_on": wareki_text(facts.reported_on) if facts.reported_on else "",
        "head_office_id": addressee_number.text(head_office) if head_office else "",
        "members": members_text(facts.members),
        "origin": Origin.OFFICIAL,
    }
    return FORMS[facts.kind](initial=written)


def _birth_text(birth: UncertainDay | None) -> str:
    """Return a known day by era, however it was typed; what is uncertain as it was written."""
    if birth is None:
        return ""
    return wareki_text(birth.sort_on) if birth.exact and birth.sort_on else birth.text
