"""Addresses of the pages of addressees."""

from django.urls import path

from juminzei.apps.addressees.views import history, registration, registration_queue, search
from juminzei.apps.addressees.views import individual_number as numbers

urlpatterns = [
    path("search/", search.search, name="search"),
    path("search/<str:token>/", search.search_result, name="search_result"),
    path("persons/<int:number>/history/", history.addressee_history, name="addressee_history"),
    path(
        "persons/<int:number>/household/", history.addressee_household, name="addressee_household"
    ),
    path("persons/<int:number>/correct/", registration.addressee_correct, name="addressee_correct"),
    path("registrations/", registration_queue.registration_list, name="registration_list"),
    path("registrations/new/", registration.registration_new, name="registration_new"),
    path(
        "registrations/<int:registration_id>/",
        registration_queue.registration,
        name="registration",
    ),
    path(
        "registrations/<int:registration_id>/decide/",
        registration_queue.registration_decide,
        name="registration_decide",
    ),
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
