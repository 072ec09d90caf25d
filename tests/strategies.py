"""Arbitrary values of the domain, for hypothesis."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import strategies as st

from iaktta import report
from iaktta.document import Span

_LETTERS = "abcåäöÅÄÖ éß§–\n\t|*1207.,:()\"'\\{}%_\u00ad😀\x01"
WHOLE_NUMBERS = st.integers(min_value=-(2**31), max_value=2**31 - 1)

letters = st.text(
    st.sampled_from(_LETTERS) | st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12
)
words = letters.filter(lambda text: bool(text.strip()))
"""Text that says something: never blank."""
names = st.sampled_from(["Socialnämnden", "Tekniska nämnden", "Samtliga nämnder", "KS"]) | words
optional_words = st.none() | words
days = st.dates()
optional_days = st.none() | st.dates(min_value=datetime.date(1900, 1, 1))
optional_numbers = st.none() | st.integers(min_value=-3, max_value=2100) | WHOLE_NUMBERS
places_in_text = st.integers(min_value=0, max_value=2**31 - 1) | st.integers(min_value=0, max_value=200)
decimals = st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """A place, in one piece or several, with or without page and boxes."""
    start, end = sorted((draw(places_in_text), draw(places_in_text)))
    pieces = draw(
        st.lists(st.tuples(places_in_text, places_in_text).map(lambda p: (min(p), max(p))), max_size=2)
    )
    boxes = draw(st.lists(st.tuples(st.integers(1, 900), decimals, decimals, decimals, decimals), max_size=2))
    page, part = draw(st.none() | st.integers(1, 900)), draw(optional_words)
    return Span(start, end, page, tuple(boxes), part, tuple(pieces))


def many(of: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    """None, one or a few of them."""
    return st.lists(of, max_size=most).map(tuple)


optional_spans = st.none() | spans()
places = st.dictionaries(
    st.sampled_from(["text", "number", "comment", "action"]) | words, many(spans()), max_size=2
)
wording = st.dictionaries(st.sampled_from(["status", "execution"]) | words, words, max_size=2)


def _code(kind: Any) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from(kind)


_FIELDS = st.sampled_from(["text", "title", "deviation", "action", "comment", "places"])
passages = st.builds(
    report.SecretPassage,
    _FIELDS | words,
    st.integers(0, 6) | WHOLE_NUMBERS,
    st.integers(0, 9) | WHOLE_NUMBERS,
)
secrecies = st.builds(report.Secrecy, optional_words, optional_days, optional_words, many(passages))
secrecy = st.none() | st.none() | secrecies
decisions = st.builds(
    report.Decision, names, optional_days, optional_words, optional_words, places, optional_spans
)
commitments = st.builds(report.Commitment, words, optional_days, optional_spans)
statements = st.builds(
    report.Statement,
    words,
    many(names),
    st.sampled_from(report.Basis),
    many(commitments),
    secrecy,
    st.sampled_from([None, False]),
    places,
    optional_spans,
)
assessments = st.builds(
    report.Assessment,
    _code(report.Verdict),
    optional_words,
    many(words),
    wording,
    st.sampled_from([None, False]),
    places,
    optional_spans,
)
recommendations = st.builds(
    report.Recommendation,
    words,
    optional_words,
    many(names),
    many(statements),
    many(statements),
    _code(report.Status),
    _code(report.Effect),
    wording,
    secrecy,
    places,
    optional_spans,
)
new_recommendations = st.builds(
    report.NewRecommendation,
    words,
    many(names),
    optional_words,
    st.sampled_from([None, True]),
    places,
    optional_spans,
)
audits = st.builds(
    report.Audit,
    letters,
    optional_words,
    optional_numbers,
    many(names),
    optional_words,
    optional_days,
    optional_words,
    many(decisions),
    many(statements),
    many(statements),
    many(recommendations, most=3),
    st.none() | assessments,
    optional_words,
    secrecy,
    places,
    optional_spans,
)
_counts = (optional_numbers, optional_numbers, optional_numbers)
summaries = st.builds(
    report.Summary,
    many(st.builds(report.SummaryRow, words, optional_numbers, *_counts, optional_spans)),
    st.none() | st.builds(report.SummaryTotals, *_counts),
)
_levels = many(st.builds(report.Level, WHOLE_NUMBERS, words, optional_words), most=3)
scales = st.builds(
    report.Scale,
    _levels,
    _levels,
    many(st.builds(report.Band, words, optional_numbers, optional_numbers), most=3),
)
risks = st.builds(
    report.Risk,
    words,
    optional_words,
    optional_words,
    optional_numbers,
    optional_numbers,
    optional_numbers,
    _code(report.Treatment),
    secrecy,
    places,
    optional_spans,
)
actions = st.builds(
    report.Action,
    words,
    optional_words,
    optional_days,
    _code(report.ActionState),
    _code(report.Effect),
    places,
    optional_spans,
)
samples = st.builds(
    report.Sample,
    optional_words,
    optional_numbers,
    optional_numbers,
    optional_words,
    many(words),
    places,
    optional_spans,
)
measures = st.builds(
    report.Measure, words, decimals, optional_words, st.none() | decimals, places, optional_spans
)
occasions = st.builds(
    report.Occasion,
    words,
    st.none() | names,
    _code(report.DeviationLevel),
    _code(report.Execution),
    optional_days,
    optional_words,
    optional_words,
    wording,
    secrecy,
    optional_words,
    optional_words,
    many(samples),
    many(measures),
    many(actions),
    places,
    optional_spans,
)
_CONTROL_WORDS = (
    "number", "risk", "category", "process", "method", "frequency", "responsible", "report_to", "report_when"
)  # fmt: skip
controls = st.builds(
    report.Control,
    words,
    occasions=many(occasions),
    deviation=optional_words,
    action=optional_words,
    execution=_code(report.Execution),
    deviation_level=_code(report.DeviationLevel),
    secret=st.booleans(),
    secrecy=secrecy,
    wording=wording,
    actions=many(actions),
    places=places,
    source=optional_spans,
    **dict.fromkeys(_CONTROL_WORDS, optional_words),
)
problems = st.builds(
    report.Problem, st.sampled_from(report.ProblemCode), words, optional_words, places, optional_spans
)
source_files = st.builds(report.SourceFile, words, words, words, optional_numbers, optional_words)
reports = st.builds(
    report.Report,
    kind=st.sampled_from(report.Kind),
    title=letters,
    year=optional_numbers,
    date=optional_days,
    decision=st.none() | decisions,
    audits=many(audits),
    recommendations=many(new_recommendations),
    summary=st.none() | summaries,
    scale=st.none() | scales,
    risks=many(risks),
    controls=many(controls),
    actions=many(actions),
    problems=many(problems),
    places=places,
    source=st.none() | source_files,
    **dict.fromkeys(
        ("organisation", "body", "author", "registration", "conclusion", "fact_check"), optional_words
    ),
    **{
        name: many(words)
        for name in ("requirements", "areas", "questions", "criteria", "contacts", "references")
    },
)
"""Any report at all, with every field that a report can have."""
