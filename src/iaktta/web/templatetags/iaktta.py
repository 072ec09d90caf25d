"""Template tags: icons, marks, places in a source, and how figures and dates are written.

Built in (see settings): no template needs `{% load %}`.

    {% ikon "file" %}                       an interface icon, decoration only
    {% marke "major" %}                     a mark with its word as label
    {% marke "major" tyst=True %}           a mark beside its word
    {% status rec.status %}                 mark and word of a recommendation's status
    {% status rec.status kort=True pill=True %}
    {% resultat execution deviation %}      mark and word of a result; `resultatmarke` the mark alone
    {% tillfallen row.occasions %}          a mark for each occasion of a control, with its month
    {% ord mark %}                          mark and word of any `marks.Mark`
    {% marken lista %}                      a row of marks, one per thing, with one label that counts them
    {% adress "risk" slug pk %}             the address of one thing, quicker than `url` in a list
    {% kalla document source %}             a link to the place in the source
    {% riskvarde value level %}             a risk value with its band
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache, lru_cache

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext, ngettext

from iaktta.register.gaps import GAP
from iaktta.register.models import StatedOccasion
from iaktta.register.queries.controls import ShownOccasion
from iaktta.web import marks
from iaktta.web.hyphens import soften
from iaktta.web.wheel import PlacedMark

register = template.Library()
THIN_SPACE = "\u202f"


@cache
def _sprite(symbol: str) -> str:
    # A page has hundreds of marks; where the sprite stands changes only with a new start of the program.
    return f"{static('iaktta/sprite.svg')}#{symbol}"


@cache
def glyph(name: str, label: str = "") -> SafeString:
    """A mark as SVG; without a label it is decoration beside its word."""
    if label:
        return format_html(
            '<svg class="glyph g-{}" viewBox="0 0 16 16" role="img" aria-label="{}"><use href="{}"/></svg>',
            name,
            label,
            _sprite(f"g-{name}"),
        )
    return format_html(
        '<svg class="glyph g-{}" viewBox="0 0 16 16" aria-hidden="true"><use href="{}"/></svg>',
        name,
        _sprite(f"g-{name}"),
    )


@register.simple_tag
@cache
def ikon(name: str) -> SafeString:
    """An interface icon; it says nothing by itself."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', _sprite(f"i-{name}"))


@register.filter
def initialer(name: str) -> str:
    """The first letters of a name, at most two."""
    return "".join(word[0] for word in name.replace("@", " ").split()[:2]).upper()


@register.simple_tag
def marke(name: str, tyst: bool = False) -> SafeString:
    """A mark. `tyst` where its word stands beside it."""
    return glyph(name, "" if tyst else str(marks.BY_NAME[name].word))


@register.simple_tag
def ord(mark: marks.Mark, kort: bool = False, pill: bool = False) -> SafeString:
    """Mark and word together."""
    return format_html(
        '<span class="status s-{}{}">{}{}</span>',
        mark.name,
        " pill" if pill else "",
        glyph(mark.name),
        mark.short if kort else mark.word,
    )


@register.simple_tag
def status(code: str | None, kort: bool = False, pill: bool = False) -> SafeString:
    """Mark and word of a recommendation's status; None is "Anges inte"."""
    return ord(marks.of_status(code), kort=kort, pill=pill)


@register.simple_tag
def resultat(execution: str, deviation: str) -> SafeString:
    """Mark and word of a control's or an occasion's result."""
    return ord(marks.of_result(execution or None, deviation or None))


@register.simple_tag
def resultatmarke(execution: str, deviation: str) -> SafeString:
    """The mark of a result alone, with its word as label."""
    mark = marks.of_result(execution or None, deviation or None)
    return glyph(mark.name, str(mark.word))


@register.simple_tag
def tillfallen(occasions: Sequence[ShownOccasion]) -> SafeString:
    """A mark for each occasion, with its month, else its committee; a list has hundreds of them."""
    if not occasions:
        return SafeString("–")
    stated = [one.stated for one in occasions]
    said = ((resultatmarke(one.execution, one.deviation_level), _when(one)) for one in stated)
    return format_html('<span class="occ">{}</span>', format_html_join("", "<span>{}{}</span>", said))


def _when(occasion: StatedOccasion) -> str:
    if occasion.due:
        return _month(get_language(), occasion.due.month)
    return Truncator(occasion.committee).chars(14) if occasion.committee else ""


@lru_cache(maxsize=64)
def _month(language: str | None, number: int) -> str:
    """A month's short name in the language that is spoken now."""
    return date_format(datetime.date(2000, number, 1), "M").lower()


@register.simple_tag
def marke_pa(mark: PlacedMark) -> SafeString:
    """A mark at its place in a picture."""
    return format_html(
        '<svg class="glyph g-{}" x="{}" y="{}" width="20" height="20" viewBox="0 0 16 16">'
        '<use href="{}"/></svg>',
        mark.name,
        f"{mark.x:.1f}",
        f"{mark.y:.1f}",
        _sprite(f"g-{mark.name}"),
    )


@register.simple_tag
def dokumentmarke() -> SafeString:
    """The mark of a document, beside its word."""
    return glyph("doc")


@register.simple_tag
def manad(names: Sequence[str], number: int) -> str:
    """A month's short name by its number, counted from 1."""
    return names[number - 1]


@register.filter
def unlocalize(value: float) -> str:
    """A number in a picture: always with a point."""
    return f"{value:.1f}"


@register.simple_tag
def markesnamn(code: str | None) -> str:
    """The name of a status's mark, for a class that colours what holds it."""
    return marks.of_status(code).name


@register.simple_tag
def markesord(code: str | None, kort: bool = False) -> SafeString:
    """Mark and word of a status, for inside a link that is itself a `status`."""
    mark = marks.of_status(code)
    return format_html("{}{}", glyph(mark.name), mark.short if kort else mark.word)


@register.simple_tag
def bedomning(code: str | None, bara_marke: bool = False) -> SafeString:
    """The auditors' verdict on an audit; not stated is "Anges inte"."""
    mark = marks.VERDICT.get(code or "", marks.UNSAID)
    return glyph(mark.name, str(mark.word)) if bara_marke else ord(mark)


@register.simple_tag
def marken(found: Iterable[marks.Mark]) -> SafeString:
    """A row of marks, one per thing; its label counts them in words."""
    row = list(found)
    if not row:
        return SafeString("")
    # Counted by the mark itself first: a page has hundreds of marks, and a handful of different ones.
    different = {id(mark): mark for mark in row}
    counted: Counter[tuple[str, str]] = Counter()
    for key, number in Counter(map(id, row)).items():
        counted[different[key].name, str(different[key].word)] += number
    label = ", ".join(f"{number} {word.lower()}" for (_, word), number in counted.items())
    return format_html(
        '<span class="marks" role="img" aria-label="{}">{}</span>',
        label,
        SafeString("".join(glyph(mark.name) for mark in row)),
    )


@register.simple_tag
def kalla(document: object, source: object, ord: str = "") -> SafeString:
    """A link to the place in the source. `source`: a Span, a stated row, or None."""
    start = getattr(source, "source_start", getattr(source, "start", None))
    page = getattr(source, "source_page", getattr(source, "page", None))
    if start is None:
        return format_html('<span class="src">{}</span>', gettext("Källa saknas"))
    where = ord or gettext("Visa i källan")
    if page:
        where = gettext("%(where)s, sida %(page)s") % {"where": where, "page": page}
    return format_html(
        '<span class="src"><a href="{}#s-{}">{}{}</a></span>',
        _document_url(document),
        start,
        ikon("book"),
        where,
    )


def _document_url(document: object) -> str:
    organisation = getattr(document, "organisation")  # noqa: B009 - any model that belongs to an organisation
    return reverse("document", kwargs={"org": organisation.slug, "pk": document.pk})  # type: ignore[attr-defined]


@register.simple_tag
def riskvarde(value: int | str | None, level: int | None = None) -> SafeString:
    """A risk value on its band's ground (1 low to 3 critical); without a band no colour is guessed."""
    if value is None or value == "":  # a control without a risk has nothing to look up
        return SafeString("–")
    if level is None:
        return format_html('<span class="rv">{}</span>', value)
    return format_html('<span class="rv" data-lvl="{}">{}</span>', level, value)


@register.filter
def tal(value: object) -> str:
    """A number as the language writes it, in Swedish with thin spaces between thousands. None is a dash."""
    if value is None:
        return "–"
    if not isinstance(value, int | float | Decimal):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # a document's "9" is not "9,0"
    return str(number_format(value, use_l10n=True, force_grouping=True)).replace("\u00a0", THIN_SPACE)


@register.filter
def streck(value: int | None) -> str:
    """A count; nought is a dash, so that a table shows where there is something."""
    return tal(value) if value else "–"


@register.filter
def dag(value: datetime.date | None) -> str:
    """31 december 2022."""
    return date_format(value, "j F Y") if value else ""


@register.filter
def dagkort(value: datetime.date | None) -> str:
    """31 dec: for tables."""
    return date_format(value, "j M") if value else ""


@lru_cache(maxsize=256)
def _address_before_key(route: str, organisation: str) -> str:
    return reverse(route, kwargs={"org": organisation, "pk": 0}).removesuffix("0/")


@register.simple_tag
def adress(route: str, organisation: str, pk: int) -> str:
    """The address of one thing, as `{% url %}` gives it; lists ask a hundred times, so the start is kept."""
    return f"{_address_before_key(route, organisation)}{pk}/"


@register.filter
def korta(text: object, words: int) -> str:
    """The first words of a text, and … where there are more; plain text alone, so quicker than Django's."""
    said = str(text or "").split(None, words)
    return " ".join(said) if len(said) <= words else " ".join(said[:words]) + " …"


def padlock() -> SafeString:
    """What stands where secret words stood."""
    return format_html('<span class="secret">{}{}</span>', ikon("lock"), gettext("Sekretess"))


@register.filter
def svenska(text: object) -> str:
    """A document's own words: Swedish whatever language the page speaks, and a voice must know.

    Padlocks stand where secret words stood.
    """
    said = "" if text is None else str(text)
    if GAP in said:
        gapped = padlock().join(escape(piece) for piece in said.split(GAP))
        return format_html('<span lang="sv">{}</span>', SafeString(gapped))
    if not said or get_language() == "sv":
        return said
    return format_html('<span lang="sv">{}</span>', said)


@register.filter
def avstava(text: object) -> str:
    """A document's own words with soft hyphens in the long ones."""
    return svenska(soften(str(text or "")))


@register.filter
def ordagrant(text: object) -> SafeString:
    """A document's own words as paragraphs, with soft hyphens, and padlocks where secret words stood."""
    gap = padlock()
    opening = SafeString("<p>" if get_language() == "sv" else '<p lang="sv">')
    paragraphs = []
    for part in str(text or "").split("\n"):
        if part.strip():
            pieces = [escape(soften(piece)) for piece in part.split(GAP)]
            paragraphs.append(opening + gap.join(pieces) + SafeString("</p>"))
    return SafeString("".join(paragraphs))


@register.filter
def antal_rekommendationer(number: int) -> str:
    """3 rekommendationer."""
    return ngettext("%(n)s rekommendation", "%(n)s rekommendationer", number) % {"n": tal(number)}
