"""Addresses of the pages of unified numbers."""

from django.urls import path

from juminzei.apps.unified.views import persons, search, ties

urlpatterns = [
    path("unified/search/", search.unified_search, name="unified_search"),
    path("unified/search/<str:token>/", search.unified_result, name="unified_result"),
    path("unified/individual-number/", search.unified_by_number, name="unified_by_number"),
    path("unified/persons/<int:unified>/", persons.unified_person, name="unified_person"),
    path("unified/cases/", ties.unified_cases, name="unified_cases"),
    path("unified/addressees/<int:local_id>/", ties.unified_local, name="unified_local"),
    path("unified/proposals/<int:proposal_id>/", ties.unified_decide, name="unified_decide"),
]
