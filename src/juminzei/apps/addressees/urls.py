"""Addresses of the pages of addressees."""

from django.urls import path

from juminzei.apps.addressees.views import individual_number as numbers
from juminzei.apps.addressees.views import search

urlpatterns = [
    path("search/", search.search, name="search"),
    path("search/<str:token>/", search.search_result, name="search_result"),
    path(
        "individual-number/search/",
        numbers.individual_number_search,
        name="individual_number_search",
    ),
    path(
        "individual-number/<int:number>/decide/",
        numbers.individual_number_decide,
        name="individual_number_decide",
    ),
    path("individual-number/<int:number>/", numbers.individual_number, name="individual_number"),
    path(
        "individual-number/<int:number>/show/",
        numbers.individual_number_show,
        name="individual_number_show",
    ),
    path(
        "individual-number/<int:number>/link/",
        numbers.individual_number_link,
        name="individual_number_link",
    ),
    path(
        "individual-number/<int:number>/unlink/",
        numbers.individual_number_unlink,
        name="individual_number_unlink",
    ),
]
