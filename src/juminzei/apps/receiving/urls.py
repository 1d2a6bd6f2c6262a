"""Addresses of the pages of receiving."""

from django.urls import path

from juminzei.apps.receiving.views import (
    applications,
    deliveries,
    employer_users,
    employers,
    files,
    lot_papers,
    punch,
    sender_letters,
    statistics,
    summaries,
    unknown_employers,
)

urlpatterns = [
    path("receiving/", deliveries.delivery_list, name="delivery_list"),
    path("receiving/new/", deliveries.delivery_new, name="delivery_new"),
    path("receiving/statistics/", statistics.receiving_statistics, name="receiving_statistics"),
    path("receiving/files/", files.delivered_file_list, name="delivered_file_list"),
    path("receiving/files/<int:delivered_file_id>/", files.delivered_file, name="delivered_file"),
    path("receiving/files/<int:delivered_file_id>/release/", files.release_ask, name="release_ask"),
    path(
        "receiving/files/<int:delivered_file_id>/decide/",
        files.release_decide,
        name="release_decide",
    ),
    path(
        "receiving/files/<int:delivered_file_id>/papers/", lot_papers.lot_papers, name="lot_papers"
    ),
    path(
        "receiving/files/<int:delivered_file_id>/settle/",
        lot_papers.lot_papers_settle,
        name="lot_papers_settle",
    ),
    path("receiving/<int:delivery_id>/", deliveries.delivery, name="delivery"),
    path(
        "receiving/<int:delivery_id>/confirm/", deliveries.delivery_confirm, name="delivery_confirm"
    ),
    path("receiving/<int:delivery_id>/step/", deliveries.delivery_step, name="delivery_step"),
    path("receiving/<int:delivery_id>/upload/", files.delivery_upload, name="delivery_upload"),
    path("receiving/punch/", punch.punch_list, name="punch_list"),
    path("receiving/punch/<int:punch_batch_id>/", punch.punch_batch, name="punch_batch"),
    path("receiving/letters/", sender_letters.sender_letter_list, name="sender_letter_list"),
    path("receiving/letters/new/", sender_letters.sender_letter_new, name="sender_letter_new"),
    path(
        "receiving/letters/<int:sender_letter_id>/",
        sender_letters.sender_letter,
        name="sender_letter",
    ),
    path(
        "receiving/letters/<int:sender_letter_id>/step/",
        sender_letters.sender_letter_step,
        name="sender_letter_step",
    ),
    path(
        "receiving/letters/<int:sender_letter_id>/paper/",
        sender_letters.sender_letter_paper,
        name="sender_letter_paper",
    ),
    path("summaries/", summaries.summary_list, name="summary_list"),
    path("summaries/<int:summary_id>/", summaries.summary, name="summary"),
    path("summaries/<int:summary_id>/decide/", summaries.summary_decide, name="summary_decide"),
    path(
        "employers/applications/",
        applications.employer_application_list,
        name="employer_application_list",
    ),
    path(
        "employers/applications/<int:application_id>/",
        applications.employer_application,
        name="employer_application",
    ),
    path("employers/users/", employer_users.employer_user_list, name="employer_user_list"),
    path(
        "employers/users/<int:delivered_file_id>/",
        employer_users.employer_user,
        name="employer_user",
    ),
    path("employers/", employers.employer_list, name="employer_list"),
    path("employers/new/", employers.employer_new, name="employer_new"),
    path(
        "employers/unknown/", unknown_employers.unknown_employer_list, name="unknown_employer_list"
    ),
    path(
        "employers/unknown/<int:unknown_employer_id>/",
        unknown_employers.unknown_employer,
        name="unknown_employer",
    ),
    path("employers/<int:employer_id>/", employers.employer, name="employer"),
    path("employers/<int:employer_id>/change/", employers.employer_change, name="employer_change"),
    path("employers/<int:employer_id>/merge/", employers.employer_merge, name="employer_merge"),
]
