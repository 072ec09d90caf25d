"""The pages of audits, recommendations and the counting matrix, as the register of Granvik fills them."""

from __future__ import annotations

import re

from django.db.models import Q
from django.test import Client

from iaktta.register.actions.proposals import confirm_proposal
from iaktta.register.actions.states import set_status
from iaktta.register.models import Addressee, Audit, Proposal, Recommendation, StatedSummaryRow, StatusSet
from iaktta.report import Status
from tests.granvik import Granvik

ACCESS_RIGHTS = "Granskning av behörigheter och loggkontroll"


def text(response: object) -> str:
    """The words of a page, without tags and soft hyphens."""
    content = response.content.decode()  # type: ignore[attr-defined]
    main = content[content.index("<main") : content.index("</main>")]
    words = re.sub(r"<[^>]+>", " ", main).replace("\u00ad", "").replace("&shy;", "")
    return " ".join(words.split())


def newest(title: str) -> Audit:
    return Audit.objects.filter(title=title).latest("pk")


def test_the_overview_counts_what_the_statuses_give(reader: Client) -> None:
    page = text(reader.get("/granvik/2024/alla/revision/"))
    kept = Recommendation.objects.filter(Q(audit__isnull=False) | Q(year=2024), shown_as__isnull=True)
    done, total = kept.filter(outcome="implemented").count(), kept.count()
    assert f"{done} av {total} rekommendationer är åtgärdade." in page
    new = kept.filter(audit__isnull=True).count()
    assert f"{new} av dem är nya i en uppföljning och hör inte till någon granskning." in page


def test_a_committee_sees_only_what_concerns_it(reader: Client) -> None:
    page = text(reader.get("/granvik/2024/socialnamnden/revision/"))
    assert ACCESS_RIGHTS in page
    assert "Granskning av kommunens krisledning" not in page


def test_an_audit_shows_each_recommendation_for_each_committee(reader: Client) -> None:
    audit = newest(ACCESS_RIGHTS)
    page = text(reader.get(f"/granvik/granskning/{audit.pk}/"))
    for recommendation in audit.recommendations.all():
        assert recommendation.text.split(".")[0][:40] in page
    for committee in ("Kommunstyrelsen", "Socialnämnden", "Barn- och utbildningsnämnden"):
        assert committee in page
    assert "i dokumentet" in page
    assert "Visa i källan" in page


def test_who_says_a_status_is_always_said(reader: Client, shown: Granvik) -> None:
    addressee = Addressee.objects.filter(recommendation__audit=newest(ACCESS_RIGHTS)).earliest("pk")
    set_status(addressee, Status.IMPLEMENTED, speaker=StatusSet.Speaker.AUDITORS, by=shown.person)
    page = text(reader.get(f"/granvik/rekommendation/{addressee.recommendation_id}/"))
    assert "bedömd av revisorerna , Ada Ek" in page or "bedömd av revisorerna, Ada Ek" in page
    assert "i dokumentet" in page


def test_a_printed_figure_leads_to_the_recommendations_and_says_what_it_is_not(
    reader: Client,
) -> None:
    matrix = reader.get("/granvik/2024/alla/revision/matris/")
    link = re.search(
        r'href="(/granvik/granskning/\d+/\?rad=\d+&amp;kolumn=\w+)#rek"', matrix.content.decode()
    )
    assert link is not None
    page = text(reader.get(link[1].replace("&amp;", "&")))
    assert "Tabellen säger inte vilka rekommendationer den räknar" in page


def test_a_figure_of_another_audit_says_nothing(reader: Client) -> None:
    row = StatedSummaryRow.objects.earliest("pk")
    other = Audit.objects.exclude(mentions__reading=row.reading).earliest("pk")
    page = text(reader.get(f"/granvik/granskning/{other.pk}/?rad={row.pk}&kolumn=implemented"))
    assert "Du kom från siffran" not in page


def test_no_status_is_made_of_a_printed_count(reader: Client) -> None:
    said = StatusSet.objects.filter(speaker="document")
    assert all(status.mention.stated_recommendation.status == status.status for status in said)  # type: ignore[union-attr]


def test_a_recommendation_without_status_is_not_stated(reader: Client) -> None:
    silent = Recommendation.objects.filter(outcome__isnull=True, audit__isnull=False).earliest("pk")
    page = text(reader.get(f"/granvik/rekommendation/{silent.pk}/"))
    assert "Ingen har angett hur den står." in page
    assert "Anges inte" in page
    assert "Ej åtgärdad" not in page


def test_every_document_that_speaks_of_a_joined_recommendation_stands_in_order_of_time(
    reader: Client,
    shown: Granvik,
) -> None:
    proposal = Proposal.objects.filter(kind="recommendation", state="open").latest("likeness")
    confirm_proposal(proposal, by=shown.person)
    first = Recommendation.objects.get(pk=proposal.first.pk)
    page = reader.get(f"/granvik/rekommendation/{(first.shown_as or first).pk}/").content.decode()
    years = [int(year) for year in re.findall(r'<p class="year">(\d{4})</p>', page)]
    assert len(years) >= 2
    assert years == sorted(years)


def test_what_is_proposed_is_marked_in_the_lists(reader: Client) -> None:
    assert "Föreslås vara samma som en annan" in text(reader.get("/granvik/2024/alla/revision/"))
    page = text(reader.get("/granvik/2024/alla/revision/rekommendationer/"))
    assert "Föreslås vara samma som en annan" in page


def test_the_documents_list_says_how_many_are_read(reader: Client) -> None:
    assert "14 dokument är inlästa." in text(reader.get("/granvik/dokument/"))


def test_the_start_page_gives_the_bad_news_in_bold(reader: Client) -> None:
    page = reader.get("/granvik/2022/alla/").content.decode()
    assert re.search(r"<strong>\d+ visade större avvikelser\.</strong>", page)


def test_a_year_without_anything_says_so(reader: Client) -> None:
    assert "Inget är inläst för 1999 än" in text(reader.get("/granvik/1999/alla/"))
