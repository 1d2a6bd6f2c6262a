"""Addresses of the pages about staff and terminals."""

from __future__ import annotations

from django.urls import path

from juminzei.web.staff import acts, decisions, lists, member, personnel, reviews, terminals

ONE = "staff/members/<str:staff_number>/"
TERMINAL = "terminals/<int:terminal_id>/"

urlpatterns = [
    path("staff/", lists.staff_list, name="staff_list"),
    path("staff/add/", acts.staff_add, name="staff_add"),
    path("staff/waiting/", lists.staff_waiting, name="staff_waiting"),
    path("staff/personnel/", personnel.personnel, name="personnel"),
    path("staff/personnel/apply/", personnel.personnel_apply, name="personnel_apply"),
    path("staff/review/", reviews.staff_review, name="staff_review"),
    path("staff/review/begin/", reviews.review_open, name="review_open"),
    path("staff/requests/<int:grant_id>/", decisions.grant_request, name="grant_request"),
    path("staff/requests/<int:grant_id>/decide/", decisions.grant_decide, name="grant_decide"),
    path(ONE, member.staff_member, name="staff_member"),
    path(f"{ONE}grant/", acts.member_grant, name="member_grant"),
    path(f"{ONE}revoke/", acts.member_revoke, name="member_revoke"),
    path(f"{ONE}end/", acts.member_end, name="member_end"),
    path(f"{ONE}train/", acts.member_train, name="member_train"),
    path(f"{ONE}activate/", acts.member_activate, name="member_activate"),
    path(f"{ONE}approve/", acts.member_activate_approve, name="member_activate_approve"),
    path(f"{ONE}keep/", acts.member_keep, name="member_keep"),
    path(f"{ONE}remove/", acts.member_remove, name="member_remove"),
    path("terminals/", terminals.terminal_list, name="terminal_list"),
    path("terminals/add/", terminals.terminal_add, name="terminal_add"),
    path(TERMINAL, terminals.terminal_page, name="terminal_page"),
    path(
        "terminals/<int:terminal_id>/approve/", terminals.terminal_approve, name="terminal_approve"
    ),
    path("terminals/<int:terminal_id>/revoke/", terminals.terminal_revoke, name="terminal_revoke"),
]
