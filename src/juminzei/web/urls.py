"""Addresses of all pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import include, path

from juminzei.apps.exchange.views.waiting_list import old_forwarding
from juminzei.web.views import estimate, home, image, notice_file, person, policy_report

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("", include("juminzei.web.sign_in_urls")),
    path("account/", include("juminzei.web.account.urls")),
    path("persons/<int:number>/", person.person, name="person"),
    path("persons/<int:number>/address/", person.protected_address, name="protected_address"),
    path("amounts/<int:version_id>/<str:name>/", person.amount, name="amount"),
    path("amounts/<int:version_id>/<str:name>/print/", person.amount_print, name="amount_print"),
    path("estimate/", estimate.estimate, name="estimate"),
    path("estimate/print/", estimate.estimate_print, name="estimate_print"),
    path("notices/<int:file_id>/", notice_file.notice_file, name="notice_file"),
    path("images/<int:image_set_id>/", image.image_set, name="image_set"),
    path("images/<int:image_set_id>/pages/<int:page_number>/", image.image_page, name="image_page"),
    path("images/<int:image_set_id>/print/", image.image_print, name="image_print"),
    path("policy-reports/", policy_report.policy_report, name="policy_report"),
    path("api/v1/", include("juminzei.web.api.urls")),
    path("", include("juminzei.web.staff.urls")),
    path("policy/", include("juminzei.web.policy.urls")),
    path("", include("juminzei.apps.addressees.urls")),
    path("", include("juminzei.apps.protection.urls")),
    path("", include("juminzei.apps.assessment.urls")),
    path("", include("juminzei.apps.correspondence.urls")),
    path("", include("juminzei.apps.conflicts.urls")),
    path("", include("juminzei.apps.departments.urls")),
    path("", include("juminzei.apps.crosschecks.urls")),
    path("", include("juminzei.apps.merging.urls")),
    path("", include("juminzei.apps.oversight.urls")),
    path("national/", include("juminzei.apps.national_returns.urls")),
    path("desk/", include("juminzei.apps.return_desk.urls")),
    path("desk/packs/", include("juminzei.apps.venue_packs.urls")),
    path("", include("juminzei.apps.unified.urls")),
    path("", include("juminzei.apps.receiving.urls")),
    path("exchange/", include("juminzei.apps.exchange.urls")),
    path("forwarding/", old_forwarding, name="old_forwarding"),
]

handler400 = "juminzei.web.views.errors.bad_request"
handler403 = "juminzei.web.views.errors.not_permitted"
handler404 = "juminzei.web.views.errors.not_found"
handler500 = "juminzei.web.views.errors.server_error"
