"""Addresses of the pages of merging."""

from django.urls import path

from juminzei.apps.merging.views import candidates, merges, pair, proposals

urlpatterns = [
    path("merging/", candidates.merge_candidates, name="merge_candidates"),
    path("merging/pairs/<int:number>/<int:other>/", pair.merge_pair, name="merge_pair"),
    path(
        "merging/pairs/<int:number>/<int:other>/propose/",
        pair.merge_propose,
        name="merge_propose",
    ),
    path(
        "merging/pairs/<int:number>/<int:other>/dismiss/",
        pair.merge_dismiss,
        name="merge_dismiss",
    ),
    path("merging/proposals/", proposals.merge_proposals, name="merge_proposals"),
    path(
        "merging/proposals/<int:merge_proposal_id>/",
        proposals.merge_proposal,
        name="merge_proposal",
    ),
    path(
        "merging/proposals/<int:merge_proposal_id>/decide/",
        proposals.merge_decide,
        name="merge_decide",
    ),
    path("merging/merges/", merges.merge_list, name="merge_list"),
    path("merging/merges/<int:merge_id>/", merges.merge, name="merge"),
    path("merging/merges/<int:merge_id>/separate/", merges.merge_separate, name="merge_separate"),
]
