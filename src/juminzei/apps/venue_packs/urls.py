"""Addresses of the pages of packs."""

from django.urls import path

from juminzei.apps.venue_packs.views import brought, packs

urlpatterns = [
    path("", packs.desk_packs, name="desk_packs"),
    path("ask/", packs.desk_pack_ask, name="desk_pack_ask"),
    path("conflicts/", brought.desk_pack_conflicts, name="desk_pack_conflicts"),
    path("conflicts/<int:brought_id>/", brought.desk_pack_conflict, name="desk_pack_conflict"),
    path("<int:pack_id>/", packs.desk_pack, name="desk_pack"),
    path("<int:pack_id>/people/", packs.desk_pack_people, name="desk_pack_people"),
    path("<int:pack_id>/decide/", packs.desk_pack_decide, name="desk_pack_decide"),
    path("<int:pack_id>/write/", packs.desk_pack_write, name="desk_pack_write"),
    path("<int:pack_id>/end/", packs.desk_pack_end, name="desk_pack_end"),
    path("<int:pack_id>/bring/", brought.desk_pack_bring, name="desk_pack_bring"),
    path("<int:pack_id>/merge/", brought.desk_pack_merge, name="desk_pack_merge"),
]
