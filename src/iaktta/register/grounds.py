"""The grounds of a proposal as sentences that a person can judge."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iaktta.register.models import Ground
from iaktta.rules.likeness import GroundCode, words_apart
from iaktta.rules.names import plain_name


def ground_sentence(ground: Ground, kind: str) -> str:
    """One ground in the reader's language; `kind` is the proposal's ("audit", "recommendation" ...)."""
    code = GroundCode(ground.code)
    if code is GroundCode.NEARLY_SAME_TEXT:
        return _nearly_same(ground)
    if code is GroundCode.LIKE_TEXT:
        # Rounded down: only the identical is a hundred.
        return _("Texterna är lika till %(share)d procent.") % {"share": int((ground.weight or 0) * 100)}
    if code in (GroundCode.SAME_CONTEXT, GroundCode.NEARLY_SAME_CONTEXT, GroundCode.OTHER_CONTEXT):
        return _context(code, kind) % {"name": ground.first}
    if code in _OF_COMMITTEES:
        return _committees(code, _as_shown(ground.first), _as_shown(ground.second))
    return _plain(code) % {"first": ground.first, "second": ground.second}


_OF_COMMITTEES = (
    GroundCode.SAME_COMMITTEES,
    GroundCode.SOME_SAME_COMMITTEES,
    GroundCode.OTHER_COMMITTEES,
)


def _as_shown(names: str) -> str:
    """Names are kept in the form that they are compared in; a person reads them with their capitals."""
    return ", ".join(plain_name(name) for name in names.split(", "))


def _committees(code: GroundCode, first: str, second: str) -> str:
    if code is GroundCode.SAME_COMMITTEES:
        several = ", " in first
        return (_("Samma nämnder: %(first)s.") if several else _("Samma nämnd: %(first)s.")) % {
            "first": first
        }
    sentence = {
        GroundCode.SOME_SAME_COMMITTEES: _(
            "Delvis samma nämnder: %(first)s i det ena, %(second)s i det andra."
        ),
        GroundCode.OTHER_COMMITTEES: _("Olika nämnder: %(first)s i det ena, %(second)s i det andra."),
    }[code]
    return sentence % {"first": first, "second": second}


def _nearly_same(ground: Ground) -> str:
    apart = words_apart(ground.first, ground.second)
    sentence = ngettext(
        "Samma text sånär som på %(count)s ord.", "Samma text sånär som på %(count)s ord.", apart
    )
    return sentence % {"count": _count(apart)}


def _count(number: int) -> str:
    words = (
        _("noll"), _("ett"), _("två"), _("tre"), _("fyra"), _("fem"), _("sex"),
        _("sju"), _("åtta"), _("nio"), _("tio"), _("elva"), _("tolv"),
    )  # fmt: skip
    return words[number] if number < len(words) else str(number)


def _context(code: GroundCode, kind: str) -> str:
    """What the two stand under: a recommendation's audit, a control's process, a risk's area."""
    if code is GroundCode.OTHER_CONTEXT:
        return {
            "recommendation": _("De står under olika granskningar."),
            "control": _("De gäller olika rutiner."),
        }.get(kind, _("De hör till olika områden."))
    if code is GroundCode.NEARLY_SAME_CONTEXT:
        return {
            "recommendation": _("Granskningarna har nästan samma namn: %(name)s."),
            "control": _("Rutinerna har nästan samma namn: %(name)s."),
        }.get(kind, _("Områdena har nästan samma namn: %(name)s."))
    return {
        "recommendation": _("Samma granskning: %(name)s."),
        "control": _("Samma rutin: %(name)s."),
    }.get(kind, _("Samma område: %(name)s."))


def _plain(code: GroundCode) -> str:
    return {
        GroundCode.SAME_TEXT: _("Samma text."),
        GroundCode.PART_OF_TEXT: _("Den ena texten ingår i den andra."),
        GroundCode.SAME_NUMBER: _("Samma nummer, %(first)s."),
        GroundCode.OTHER_NUMBER: _("Olika nummer, %(first)s och %(second)s."),
        GroundCode.SAME_YEAR: _("Samma år, %(first)s."),
        GroundCode.OTHER_YEAR: _("Olika år, %(first)s och %(second)s."),
    }[code]
