"""Addresses of what an organisation sets for itself, and of its open pages."""

from django.urls import path

from iaktta.web import converters as converters  # registers what addresses hold
from iaktta.web.views import handbook, open_pages
from iaktta.web.views.setup import committees, groups, guide, meetings, organisation, pages, people, scale

SETUP, OPEN = "<org:org>/installningar", "<org:org>/om"
ACCESSIBILITY, PERSONAL_DATA = {"page": "tillganglighet"}, {"page": "personuppgifter"}

urlpatterns = [
    path("handbok/", handbook.handbook, name="handbook"),
    path(f"{SETUP}/", guide.guide, name="setup"),
    path(f"{SETUP}/organisation/", organisation.organisation, name="setup_organisation"),
    path(f"{SETUP}/namnder/", committees.committees, name="setup_committees"),
    path(f"{SETUP}/namnder/<int:pk>/", committees.committee, name="setup_committee"),
    path(f"{SETUP}/skala/", scale.scale, name="setup_scale"),
    path(f"{SETUP}/personer/las-in/", people.people, name="setup_people"),
    path(f"{SETUP}/personer/las-in/mall/", people.template, name="people_template"),
    path(f"{SETUP}/grupper/", groups.groups, name="setup_groups"),
    path(f"{SETUP}/sammantraden/", meetings.meetings, name="setup_meetings"),
    path(f"{SETUP}/sammantraden/<int:pk>/", meetings.meeting, name="setup_meeting"),
    path(f"{SETUP}/tillganglighet/", pages.write_page, ACCESSIBILITY, name="setup_accessibility"),
    path(f"{SETUP}/personuppgifter/", pages.write_page, PERSONAL_DATA, name="setup_personal_data"),
    path(f"{OPEN}/tillganglighet/", open_pages.open_page, ACCESSIBILITY, name="accessibility"),
    path(f"{OPEN}/personuppgifter/", open_pages.open_page, PERSONAL_DATA, name="personal_data"),
]
