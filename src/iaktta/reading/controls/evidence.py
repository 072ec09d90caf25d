"""What a comment tells of the evidence: samples with their ids, measured values with their limits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from iaktta.document import Passage
from iaktta.reading.controls.cells import Cells
from iaktta.report import Measure, Sample

_NUMBER_WORDS = {
    word: number
    for number, words in {
        1: "en ett", 2: "två", 3: "tre", 4: "fyra", 5: "fem", 6: "sex", 7: "sju", 8: "åtta", 9: "nio",
        10: "tio", 11: "elva", 12: "tolv", 13: "tretton", 14: "fjorton", 15: "femton", 16: "sexton",
        17: "sjutton", 18: "arton", 19: "nitton", 20: "tjugo", 25: "tjugofem", 30: "trettio", 40: "fyrtio",
        50: "femtio", 60: "sextio", 70: "sjuttio", 80: "åttio", 90: "nittio", 100: "hundra etthundra",
    }.items()
    for word in words.split()
}  # fmt: skip
_NUMBER = (
    r"(?:\d{1,3}(?:[ \u00a0]\d{3})+|\d{1,6}|" + "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True)) + r")"
)
_DRAWN = re.compile(
    rf"(?:\A|(?:valt|valts|väljs|valdes|dragit|dragits)\s(?:ut\s)?|(?:stickprov|urval)\s(?:om|på|av)\s)"
    rf"(?:slumpmässigt\s)?(?P<size>{_NUMBER})\s(?:st\.?\s|stycken\s)?(?:slumpmässigt\s(?:ut)?valda\s)?(?P<population>[a-zåäö][\w-]+)",
    re.IGNORECASE,
)
_LOOKED_AT = re.compile(
    r"\b(?:ut)?valde?s\b|\bvalts\b|\bvalt\b|\butvald|\bdragits\b|\bdrogs\b|\bgranska[dt]|\bjämför[td]|\bstäm[td]s|\bstickprov|"
    r"\bavstäm|\bkontrollera[dt]|\bgicks\sigenom|\bgåtts\sigenom|\bslump",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"\b(?:bland|av)\s(?:\w+s\s|totalt\s|de\s)?(?P<whole>{_NUMBER})(?:\s|\Z|[.,])", re.IGNORECASE
)
_SELECTION = re.compile(r"\bslumpmässigt\b|\bslumpvis\b|\bsystematiskt\b|\briskbaserat\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])|\n")
_ID = re.compile(r"(?=(?:\S*\d){3})[A-ZÅÄÖ]{0,6}[\d][\w/-]*|(?=(?:\S*\d){3})[A-ZÅÄÖ]{1,6}[-/]?\d[\w/-]*")
_LISTED = re.compile(rf"(?:\A|:\s*)(?P<ids>(?:{_ID.pattern})(?:,\s(?:{_ID.pattern}))+)\.?\Z")
_MEASURE = re.compile(
    r"\A(?P<name>[A-ZÅÄÖ][^:]{3,80}):\s(?P<value>\d+(?:[.,]\d+)?)\s?(?P<unit>%|[a-zåäö]+)?"
    r"(?:\s\((?:gräns|gränsvärde|mål|målet|max|högst|minst|tolerans)\w*:?\s(?:är\s)?(?P<limit>\d+(?:[.,]\d+)?)[^)]*\))?\.?\Z"
)
_COUNTED = re.compile(
    r"(?<![\d–-])(?<!dessa\s)(?P<value>\d+)\s(?P<unit>st|stycken)\s"
    r"(?P<name>[a-zåäö][^,.;\n]*?(?:, där [^,.;\n]+)?)"
    r"(?=[,.;\n]|\soch\s|\sligger\s|\sfinns\s|\Z)"
)


@dataclass(frozen=True)
class Evidence:
    samples: tuple[Sample, ...] = ()
    measures: tuple[Measure, ...] = ()


def evidence_in(cells: Cells, comment: Passage, lines: Sequence[Passage] = ()) -> Evidence:
    """The samples and the measured values that a comment states; `lines` are its lines as printed."""
    samples = _with_ids(cells, list(_samples(cells, comment)), comment)
    return Evidence(tuple(samples), tuple(_measures(cells, comment, lines)))


def number_of(words: str) -> int:
    """A whole number in figures or in words."""
    bare = re.sub(r"\s", "", words)
    return int(bare) if bare.isdigit() else _NUMBER_WORDS[bare.casefold()]


def _samples(cells: Cells, comment: Passage) -> Iterator[Sample]:
    """A sample for each sentence that tells how many items were looked at; all of them are no sample."""
    for sentence in comment.split(_SENTENCE):
        drawn = _DRAWN.search(sentence.text)
        if drawn is None or not _LOOKED_AT.search(sentence.text):
            continue
        if re.match(r"av\b", sentence.text[drawn.end("size") :].strip()):
            continue
        whole = _OF.search(sentence.text, drawn.end())
        how = _SELECTION.search(sentence.text)
        parts = {"size": drawn.span("size"), "population": drawn.span("population")}
        if whole:
            parts["population_size"] = whole.span("whole")
        if how:
            parts["selection"] = how.span()
        yield Sample(
            population=drawn["population"],
            population_size=number_of(whole["whole"]) if whole else None,
            size=number_of(drawn["size"]),
            selection=how.group() if how else None,
            places=cells.places(**{name: sentence[start:end] for name, (start, end) in parts.items()}),
            source=cells.place(sentence),
        )


def _with_ids(cells: Cells, samples: list[Sample], comment: Passage) -> list[Sample]:
    """The samples with the ids that are listed after the last of them; ids alone are a sample too."""
    ids = list(_ids(comment))
    if not ids:
        return samples
    spans = tuple(span for words in ids if (span := cells.place(words)) is not None)
    texts = tuple(words.text for words in ids)
    if not samples:
        first = ids[0]
        return [Sample(ids=texts, places={"ids": spans}, source=cells.place(first))]
    last = samples[-1]
    return [*samples[:-1], replace(last, ids=texts, places={**last.places, "ids": spans})]


def _ids(comment: Passage) -> Iterator[Passage]:
    """Ids of items: two or more alone on their lines, or listed with commas."""
    alone = [line for line in comment.split(re.compile(r"\n")) if _ID.fullmatch(line.text)]
    if len(alone) > 1:
        yield from alone
    for sentence in comment.split(_SENTENCE):
        listed = _LISTED.search(sentence.text)
        if listed is not None:
            yield from sentence[listed.start("ids") : listed.end("ids")].split(re.compile(r",\s"))


def _measures(cells: Cells, comment: Passage, lines: Sequence[Passage]) -> Iterator[Measure]:
    """Lines that name a value ("Åtgärdade i tid: 71 procent (mål 90 procent)"), and counts ("23 st ärenden
    som ...")."""
    found = [(line, match) for line in lines if (match := _MEASURE.match(line.text))]
    for paragraph in comment.split(re.compile(r"\n")):
        match = _COUNTED.search(paragraph.text) or (None if lines else _MEASURE.match(paragraph.text))
        if match is not None:
            found.append((paragraph, match))
    for line, match in found:
        limit = match.groupdict().get("limit")
        yield Measure(
            name=match["name"].strip(),
            value=_decimal(match["value"]),
            unit=match["unit"],
            limit=_decimal(limit) if limit else None,
            places=cells.places(
                **{
                    name: line[match.start(name) : match.end(name)]
                    for name, words in match.groupdict().items()
                    if words
                }
            ),
            source=cells.place(line[match.start() : match.end()]),
        )


def _decimal(words: str) -> float:
    return float(words.replace(",", "."))
