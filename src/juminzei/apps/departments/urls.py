"""Addresses of the pages of departments' records."""

from functools import partial

from django.urls import path

from juminzei.apps.departments.models import Store
from juminzei.apps.departments.views import files, records, waiting_rows

urlpatterns = [
    path("departments/", files.department_files, name="department_files"),
    path("departments/find/", files.department_find, name="department_find"),
    *(
        path(
            f"departments/stores/{store.value}/",
            partial(records.department_store, store=store.value),
            name=f"department_{store.value}",
        )
        for store in Store
    ),
    path("departments/persons/<int:number>/", records.department_person, name="department_person"),
    path("departments/waiting/", waiting_rows.department_waiting, name="department_waiting"),
    path(
        "departments/waiting/<int:waiting_id>/",
        waiting_rows.department_row,
        name="department_row",
    ),
    path(
        "departments/waiting/<int:waiting_id>/decide/",
        waiting_rows.department_row_decide,
        name="department_row_decide",
    ),
]
