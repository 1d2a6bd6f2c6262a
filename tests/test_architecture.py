"""The folders keep the order that ARCHITECTURE.md draws: a breach fails the build."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parents[1]
CROSS_APPLICATION_TARGETS = {
    "addressees.Addressee",
    "assessment.StatedRelative",  # the one table of documents, and whom they name (ADR 0019)
    "assessment.TaxDocument",
    "images.ImageSet",
    "jobs.Job",
    "staff.StaffMember",
}
"""What another application's table may point to; the received file is the documents' own."""


def test_every_import_contract_is_kept() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    outcome = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout


def test_foreign_keys_between_applications_are_few_and_known() -> None:
    strays = []
    for model in apps.get_models():
        label = model._meta.app_label
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if not getattr(field, "many_to_one", False) or target is None:
                continue
            if not str(model.__module__).startswith("juminzei.apps"):
                continue
            name = target._meta.label
            if target._meta.app_label == label or name in CROSS_APPLICATION_TARGETS:
                continue
            if name == "documents.ReceivedFile":
                continue
            strays.append(f"{model._meta.label}.{field.name} -> {name}")
    assert strays == []


@pytest.mark.parametrize("package", ["base", "bulk", "kernel", "formats", "linkage", "notices"])
def test_the_pure_packages_are_importable_without_django(package: str) -> None:
    code = (
        f"import sys, pkgutil, importlib; import juminzei.{package} as p\n"
        "for m in pkgutil.walk_packages(p.__path__, p.__name__ + '.'):\n"
        "    importlib.import_module(m.name)\n"
        "sys.exit('django' in sys.modules)"
    )
    outcome = subprocess.run([sys.executable, "-c", code], check=False)
    assert outcome.returncode == 0
