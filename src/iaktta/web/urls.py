"""The addresses. Everything lives inside a scope, kept in the path so that links can be shared:

    /                                    the user's own organisation, newest year, own committee
    /<org>/<år>/<nämnd>/                 a page of a scope; nämnd is a committee's slug or `alla`
    /<org>/<sak>/<id>/                   one thing
    /konto/ /halsa/ /redo/               accounts and machines
    /api/ /api/v1/...                    how programs call, and where

A route that lies in `web.navigation` appears in the menu as soon as it exists.
"""

from django.urls import path

from iaktta.web import account_urls, setup_urls
from iaktta.web.api import application as api
from iaktta.web.api.description import openapi_json
from iaktta.web.views import (
    adding,
    api_page,
    attachments,
    audit,
    auditors,
    audits,
    choosing,
    committee,
    controls,
    document,
    documents,
    errors,
    fact_checks,
    health,
    history,
    log,
    name_rules,
    notes,
    people,
    problems,
    proposals,
    recommendations,
    responses,
    results,
    retention,
    risks,
    secrecy,
    start,
)

SCOPE = "<org:org>/<year:year>/<committee:committee>"

urlpatterns = [
    path("", choosing.home, name="home"),
    path("halsa/", health.health, name="health"),
    path("redo/", health.ready, name="ready"),
    path("robots.txt", health.robots_txt, name="robots_txt"),
    path(".well-known/security.txt", health.security_txt, name="security_txt"),
    *account_urls.urlpatterns,
    path("api/", api_page.api_page, name="api_page"),
    path("api/v1/openapi.json", openapi_json, name="api_description"),
    *api.urlpatterns,
    path("konto/organisationer/", choosing.organisations, name="organisations"),
    path("<org:org>/", choosing.organisation, name="organisation"),
    path("<org:org>/urval/", choosing.choose_scope, name="choose_scope"),
    path(f"{SCOPE}/", start.start, name="start"),
    path(f"{SCOPE}/risker/", risks.risks, name="risks"),
    path(f"{SCOPE}/kontroller/", controls.controls, name="controls"),
    path(f"{SCOPE}/problem/", problems.problems, name="problems"),
    path(f"{SCOPE}/revision/", audits.audits, name="audits"),
    path(f"{SCOPE}/revision/matris/", audits.matrix, name="matrix"),
    path(f"{SCOPE}/revision/rekommendationer/", recommendations.recommendations, name="recommendations"),
    path("<org:org>/granskning/<int:pk>/", audit.audit, name="audit"),
    path("<org:org>/rekommendation/<int:pk>/", recommendations.recommendation, name="recommendation"),
    path("<org:org>/dokument/", documents.documents, name="documents"),
    path("<org:org>/dokument/lagg-till/", adding.add_documents, name="add_documents"),
    path("<org:org>/dokument/lagg-till/stoppa/", adding.stop_incoming, name="stop_incoming"),
    path("<org:org>/dokument/<int:pk>/", document.document, name="document"),
    path("<org:org>/dokument/<int:pk>/fil/", document.file, name="document_file"),
    path("<org:org>/dokument/<int:pk>/faktakontroll/", fact_checks.new_fact_check, name="new_fact_check"),
    path("<org:org>/dokument/<int:pk>/skicka/", auditors.send, name="send_document"),
    path("<org:org>/faktakontroll/", fact_checks.fact_checks, name="fact_checks"),
    path("<org:org>/faktakontroll/<int:pk>/", fact_checks.fact_check, name="fact_check"),
    path("<org:org>/installningar/namnd/<int:pk>/", committee.committee, name="committee"),
    path("<org:org>/revisorerna/", auditors.auditors, name="auditors"),
    path("<org:org>/svar/<int:pk>/", responses.respond, name="respond"),
    path("<org:org>/tillfalle/<int:pk>/", results.occasion, name="occasion"),
    path("<org:org>/resultat/<int:pk>/godkann/", results.approve, name="approve_result"),
    path("<org:org>/anteckning/<slug:kind>/<int:pk>/", notes.write_note, name="write_note"),
    path("<org:org>/bilagor/<slug:kind>/<int:pk>/", attachments.attach, name="attach"),
    path("<org:org>/bilaga/<int:pk>/", attachments.attachment_file, name="attachment_file"),
    path("<org:org>/bilaga/<int:pk>/bild/", attachments.attachment_image, name="attachment_image"),
    path("<org:org>/bilaga/<int:pk>/ta-bort/", attachments.remove, name="remove_attachment"),
    path("<org:org>/plan/<int:pk>/", controls.plan, name="plan"),
    path("<org:org>/risk/<int:pk>/", risks.risk, name="risk"),
    path("<org:org>/kontroll/<int:pk>/", controls.control, name="control"),
    path("<org:org>/installningar/personer/", people.people, name="people"),
    path("<org:org>/installningar/personer/bjud-in/", people.invite_person, name="invite_person"),
    path("<org:org>/installningar/personer/ge-roll/", people.give, name="give_role"),
    path("<org:org>/installningar/personer/<int:pk>/avsluta/", people.end, name="end_role"),
    path("<org:org>/installningar/inbjudan/<int:pk>/fornya/", people.renew, name="renew_invitation"),
    path(
        "<org:org>/installningar/inbjudan/<int:pk>/ta-tillbaka/", people.withdraw, name="withdraw_invitation"
    ),
    path("<org:org>/installningar/tva-steg/", people.second_factor, name="require_second_factor"),
    path("<org:org>/installningar/gallring/", retention.retention, name="retention"),
    path("<org:org>/installningar/gallring/<int:pk>/", retention.disposal, name="disposal"),
    path("<org:org>/installningar/gallring/<slug:records>/", retention.retention_rule, name="retention_rule"),
    *(path(f"<org:org>/{where}", view, name=name) for name, (where, view) in history.PAGES.items()),
    path("<org:org>/logg/", log.log, name="log"),
    path("<org:org>/logg/<int:pk>/", log.event, name="event"),
    path("<org:org>/sekretess/", secrecy.markings, name="secrecy"),
    path("<org:org>/sekretess/<int:pk>/", secrecy.marking, name="marking"),
    path("<org:org>/sekretess/ny/<slug:kind>/<int:pk>/", secrecy.mark, name="mark_secret"),
    path("<org:org>/dokument/<int:pk>/sekretessprovning/", secrecy.check, name="check_secrecy"),
    path("<org:org>/installningar/personnamn/", name_rules.name_rules, name="name_rules"),
    path("<org:org>/forslag/", proposals.proposals, name="proposals"),
    path("<org:org>/forslag/<int:pk>/", proposals.proposal, name="proposal"),
    path("<org:org>/forslag/avgor/", proposals.settle, name="settle"),
    path("<org:org>/forslag/lika/", proposals.settle_identical, name="settle_identical"),
    *setup_urls.urlpatterns,
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler429 = errors.too_many
handler500 = errors.failed
