"""Whatever a text holds, it is read or refused in words; nothing else happens."""

from __future__ import annotations

import contextlib

from hypothesis import given, settings
from hypothesis import strategies as st

from iaktta.document import Document
from iaktta.errors import IakttaError
from iaktta.reading import read_bytes
from iaktta.reading.outline import outline

LINES = st.sampled_from(
    [
        *("", "", " ", "\f", "\t", "|", "---", "#", "**", "•", "-", "1.", "2)", "3.1", "§"),
        *(
            "# Uppföljning 2022",
            "1 Sammanfattning",
            "2. Granskning av hamnen (2019)",
            "## 2.1 Svar",
            "Innehåll",
        ),
        *(
            "Rekommendationer",
            "Svar: Ja",
            "Status: Delvis",
            "**Bedömning**",
            "Avser: Hamnnämnden",
            "Socialnämnden:",
        ),
        *("Rekommendation 1: Mät djupet.", "• Hamnnämnden bör mäta djupet.", "1. Mät djupet", "2 & 3. Bojar"),
        *("Rekommendationer Svar Aktuellt läge", "| Nr | Rekommendation | Status |", "| 1 | Mät | Ja |"),
        *(
            "Granskning\tÅtgärdad\tEj åtgärdad",
            "Hamnen (2018)\t1\t2",
            "Totalt\t1\t",
            "© 2022 Lanternan AB. 3",
        ),
        *(
            "Vi rekommenderar nämnden att:",
            "Bedömningen grundas på att",
            "Hamnnämnden 2020-02-30 § 4",
            "Dnr 1/2",
        ),
        *("och detta går vidare i nästa", "Riskvärde Sannolikhet Konsekvens Kontrollmoment", "1 Risk 2 3 6"),
    ]
)
SOUP = st.one_of(LINES, st.text(max_size=40))


@given(st.lists(SOUP, max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused(lines: list[str]) -> None:
    data = "\n".join(lines).encode("utf-8", "replace")
    with contextlib.suppress(IakttaError):
        document, report = read_bytes(data, "rapport.txt")
        for audit in report.audits:
            for one in audit.recommendations:
                assert one.source is None or one.source.end <= len(document.text)


@given(st.lists(SOUP, max_size=30))
@settings(max_examples=150, deadline=None)
def test_every_line_is_furniture_contents_heading_or_text(lines: list[str]) -> None:
    document = Document("\n".join(lines))
    parts = outline(document)
    placed = set(parts.furniture) | set(parts.contents)
    for section in parts.root.walk():
        placed |= {line.number for line in section.body}
        if section.heading:
            placed |= set(range(section.heading.first, section.heading.last))
    for heading in parts.headings:
        placed |= set(range(heading.first, heading.last))
    assert placed == {line.number for line in document.lines}
