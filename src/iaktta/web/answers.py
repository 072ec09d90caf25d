"""The first sentence under a heading: how things stand, generated from data, the bad news in bold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iaktta.register.models import Audit
from iaktta.register.queries.matrix import Matrix
from iaktta.register.queries.states import RecommendationState, counted
from iaktta.register.queries.treatments import Said, Treatment
from iaktta.register.queries.year import ControlState
from iaktta.report import Status
from iaktta.rules.counting import Counts


def bad(sentence: str) -> SafeString:
    """Bad news."""
    return format_html("<strong>{}</strong>", sentence)


def joined(sentences: Iterable[str]) -> SafeString:
    """Sentences after each other; those that are plain text are escaped."""
    found = SafeString("")
    for sentence in sentences:
        if sentence:
            found = format_html("{} {}", found, sentence) if found else format_html("{}", sentence)
    return found


def listed(names: Iterable[str]) -> str:
    """a, b och c."""
    found = list(names)
    if len(found) < 2:
        return "".join(found)
    return _("%(some)s och %(last)s") % {"some": ", ".join(found[:-1]), "last": found[-1]}


def recommendations_answer(counts: Counts) -> SafeString:
    """How recommendations stand; what is not stated is said, never counted as not implemented."""
    if not counts.total:
        return joined([_("Inga rekommendationer är inlästa för det här urvalet.")])
    if counts.not_stated == counts.total:
        return joined([_total(counts), bad(_("Dokumenten anger ingen status för någon av dem."))])
    return joined([_implemented(counts), _partly(counts), _not(counts), _gone(counts), _unstated(counts)])


def overview_answer(counts: Counts, new: int) -> SafeString:
    """How a year's recommendations stand; `new` of them were given by a follow-up, under no audit."""
    words = ngettext(
        "%(n)s av dem är ny i en uppföljning och hör inte till någon granskning.",
        "%(n)s av dem är nya i en uppföljning och hör inte till någon granskning.",
        new,
    )
    return joined([recommendations_answer(counts), words % {"n": new} if new else ""])


def _total(counts: Counts) -> str:
    return ngettext("%(n)s rekommendation.", "%(n)s rekommendationer.", counts.total) % {"n": counts.total}


def _implemented(counts: Counts) -> str:
    return ngettext(
        "%(n)s av %(total)s rekommendationer är åtgärdad.",
        "%(n)s av %(total)s rekommendationer är åtgärdade.",
        counts.implemented,
    ) % {"n": counts.implemented, "total": counts.total}


def _partly(counts: Counts) -> str:
    number = counts.partly_implemented
    if not number:
        return ""
    return ngettext("%(n)s är delvis åtgärdad.", "%(n)s är delvis åtgärdade.", number) % {"n": number}


def _not(counts: Counts) -> str:
    number = counts.not_implemented
    if not number:
        return ""
    return bad(ngettext("%(n)s är inte åtgärdad.", "%(n)s är inte åtgärdade.", number) % {"n": number})


def _gone(counts: Counts) -> str:
    number = counts.no_longer_relevant
    if not number:
        return ""
    return ngettext("%(n)s är inte längre aktuell.", "%(n)s är inte längre aktuella.", number) % {"n": number}


def _unstated(counts: Counts) -> str:
    number = counts.not_stated
    if not number:
        return ""
    return ngettext("För %(n)s anges ingen status.", "För %(n)s anges ingen status.", number) % {"n": number}


def matrix_answer(found: Sequence[Matrix]) -> SafeString:
    """Whether the figures that documents print are those that the register's statuses give."""
    if not found:
        return joined([_("Inget av årets dokument har någon räknetabell.")])
    differing = sum(matrix.differing for matrix in found)
    if not differing:
        return joined([_("Alla tryckta siffror som går att jämföra stämmer med registrets egna.")])
    return joined(
        [
            bad(
                ngettext(
                    "%(n)s tryckt siffra skiljer sig från registrets egen räkning.",
                    "%(n)s tryckta siffror skiljer sig från registrets egen räkning.",
                    differing,
                )
                % {"n": differing}
            ),
            _("Ingen status gissas ur en siffra."),
        ]
    )


def audit_answer(
    audit: Audit, states: Sequence[RecommendationState], treated: Sequence[Treatment]
) -> SafeString:
    """What an audit gave, to whom, how it stands, and what the auditors said last."""
    names = sorted({one.name for state in states for one in state.addressees}, key=str.casefold)
    number = ngettext("%(n)s rekommendation", "%(n)s rekommendationer", len(states)) % {"n": len(states)}
    given = _("%(number)s till %(names)s") if 0 < len(names) < 4 else _("%(number)s")
    if len(names) > 3:
        given = _("%(number)s till %(count)s nämnder")
    values = {"number": number, "names": listed(names), "count": len(names)}
    first = given % values + (_(", %(year)s.") % {"year": audit.year} if audit.year else ".")
    counts = counted(states)
    state = recommendations_answer(counts) if counts.not_stated < counts.total else SafeString("")
    silent = bad(_("Dokumenten anger ingen status för någon av dem.")) if states and not state else ""
    return joined([first, _verdict(treated), state, silent])


def _verdict(treated: Sequence[Treatment]) -> str:
    for one in reversed(treated):
        verdict = one.assessment.verdict if one.assessment else ""
        if verdict:
            year = one.source.year or _("okänt år")
            sentence = {
                "followed": _("Revisorernas bedömning %(year)s är att de har följts."),
                "partly_followed": _("Revisorernas bedömning %(year)s är att de delvis har följts."),
                "not_followed": _("Revisorernas bedömning %(year)s är att de inte har följts."),
            }[verdict] % {"year": year}
            return sentence if verdict == "followed" else bad(sentence)
    return ""


def recommendation_answer(state: RecommendationState, said: Sequence[Said]) -> SafeString:
    """How many documents speak of a recommendation, and how it stands."""
    documents = ngettext(
        "%(n)s dokument talar om rekommendationen.", "%(n)s dokument talar om rekommendationen.", len(said)
    ) % {"n": len(said)}
    outcome = state.outcome
    sentence = {
        Status.IMPLEMENTED: _("Den är åtgärdad."),
        Status.PARTLY_IMPLEMENTED: _("Den är delvis åtgärdad."),
        Status.NOT_IMPLEMENTED: _("Den är inte åtgärdad."),
        Status.NO_LONGER_RELEVANT: _("Den är inte längre aktuell."),
        None: _("Ingen har angett hur den står."),
    }[outcome]
    fine = outcome in (Status.IMPLEMENTED, Status.NO_LONGER_RELEVANT)
    return joined([documents, sentence if fine else bad(sentence)])


def start_answer(states: Sequence[ControlState], counts: Counts) -> SafeString:
    """How a year stands: its controls, then the auditors' recommendations."""
    if not states and not counts.total:
        return joined([_("Inga dokument är inlästa för det här urvalet än.")])
    told = sum(bool(one.worst) and one.worst != "in_progress" for one in states)
    performed = told - sum(one.worst == "not_performed" for one in states)
    sentences: list[str] = []
    if states:
        sentences.append(
            ngettext(
                "%(n)s av %(total)s kontroller har ett resultat.",
                "%(n)s av %(total)s kontroller har ett resultat.",
                performed,
            )
            % {"n": performed, "total": len(states)}
        )
        sentences.append(_major(states))
    if counts.total:
        sentences.append(recommendations_answer(counts))
    return joined(sentences)


def _major(states: Sequence[ControlState]) -> str:
    number = sum(one.worst == "major" for one in states)
    if not number:
        return ""
    sentence = ngettext("%(n)s visade större avvikelser.", "%(n)s visade större avvikelser.", number) % {
        "n": number
    }
    return bad(sentence)
