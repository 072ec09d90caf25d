"""Known rows written in the layouts that extractors give, with other names and another order of columns."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable, Sequence

Row = dict[str, str]
Names = Sequence[tuple[str, str]]
"""For each column its field and its name."""

SYNONYMS = {
    "number": ["Nr", "ID", "Löpnr", "Ref"],
    "process": ["Process", "Rutin", "Område", "Rutin/process", "System/rutin"],
    "risk": ["Risk", "Riskbeskrivning", "Identifierad risk"],
    "likelihood": ["S", "Sannolikhet"],
    "consequence": ["K", "Konsekvens"],
    "value": ["Riskvärde", "RV", "Risktal", "R"],
    "treatment": ["Hantering", "Beslut om risk"],
    "text": ["Kontrollmoment", "Kontroll", "Kontrollaktivitet", "Vad ska kontrolleras"],
    "method": ["Metod", "Hur", "Tillvägagångssätt"],
    "frequency": ["Frekvens", "Hur ofta", "Omfattning"],
    "responsible": ["Ansvarig", "Kontrollansvarig", "Utförare", "Vem"],
    "report_to": ["Rapporteras till", "Mottagare"],
    "report_when": ["Återredovisas", "Rapporteringstidpunkt"],
    "deviation": ["Resultat", "Konstaterad avvikelse", "Iakttagelse", "Utfall"],
    "action": ["Åtgärd", "Förslag på åtgärd", "Vidtagen/planerad åtgärd"],
    "execution": ["Status", "Genomförd"],
    "level": ["Avvikelsegrad", "Bedömning", "Trafikljus"],
}
NARROW = {"number", "likelihood", "consequence", "value"}
HEAD = "Internkontrollplan 2024\nSocialnämnden\n\n"


def pipes(rows: Sequence[Row], names: Names, chance: random.Random) -> str:
    lines = ["| " + " | ".join(name for _, name in names) + " |", "|---" * len(names) + "|"]
    lines += ["| " + " | ".join(row.get(field, "") for field, _ in names) + " |" for row in rows]
    return "\n".join(lines)


def tabs(rows: Sequence[Row], names: Names, chance: random.Random) -> str:
    lines = ["\t".join(name for _, name in names)]
    return "\n".join(lines + ["\t".join(row.get(field, "") for field, _ in names) for row in rows])


def _widths(names: Names, chance: random.Random) -> list[int]:
    short = {
        "frequency",
        "responsible",
        "report_to",
        "report_when",
        "execution",
        "level",
        "process",
        "treatment",
    }
    return [
        max(
            len(name.split("/")[0]) + 1,
            4 if field in NARROW else chance.randint(13, 18) if field in short else chance.randint(20, 30),
        )
        for field, name in names
    ]


def _wrapped(texts: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [
        textwrap.wrap(text, width, break_long_words=False) for text, width in zip(texts, widths, strict=False)
    ]
    height = max(map(len, cells), default=0)
    return [
        "".join(
            (cell[at] if at < len(cell) else "").ljust(width + 2)
            for cell, width in zip(cells, widths, strict=False)
        ).rstrip()
        for at in range(height)
    ]


def spaced(rows: Sequence[Row], names: Names, chance: random.Random, apart: bool = False) -> str:
    widths = _widths(names, chance)
    for at, (field, name) in enumerate(names):
        words = [word for row in rows for word in row.get(field, "").split()] + name.split()
        widths[at] = max([widths[at], *map(len, words)])
    lines = _wrapped([name for _, name in names], widths)
    for row in rows:
        if apart:
            lines.append("")
        lines += _wrapped([row.get(field, "") for field, _ in names], widths)
    return "\n".join(lines)


def spaced_apart(rows: Sequence[Row], names: Names, chance: random.Random) -> str:
    return spaced(rows, names, chance, apart=True)


def cards(rows: Sequence[Row], names: Names, chance: random.Random) -> str:
    return "\n\n".join(
        "\n".join(f"{name}: {row[field]}" for field, name in names if row.get(field)) for row in rows
    )


def forms(rows: Sequence[Row], names: Names, chance: random.Random) -> str:
    return "\n\n\n".join(
        "\n\n".join(f"{name}\n{row[field]}" for field, name in names if row.get(field)) for row in rows
    )


def aligned_cards(rows: Sequence[Row], names: Names, chance: random.Random) -> str:
    wide = max(len(name) for _, name in names) + 3
    return "\n\n".join(
        "\n".join(
            textwrap.fill(row[field], 80, initial_indent=name.ljust(wide), subsequent_indent=" " * wide)
            for field, name in names
            if row.get(field)
        )
        for row in rows
    )


def cell_after_cell(rows: Sequence[Row], names: Names, chance: random.Random) -> str:
    """As the text of a PDF: narrow cells share a line, others stand apart by an empty line."""
    widths = _widths(names, chance)
    parts = [" ".join(name for _, name in names)]
    for row in rows:
        line: list[str] = []
        for (field, _), width in zip(names, widths, strict=False):
            text = row.get(field, "")
            if not text:
                continue
            wrapped = textwrap.wrap(text, width, break_long_words=False)
            if len(wrapped) > 1:
                line.append(wrapped[0])
                parts.append(" ".join(line) + " \n" + " \n".join(wrapped[1:]) + " ")
                line = []
            else:
                line.append(wrapped[0])
        if line:
            parts.append(" ".join(line) + " ")
    return "\n\n".join(parts)


LAYOUTS: dict[str, Callable[[Sequence[Row], Names, random.Random], str]] = {
    "pipes": pipes,
    "tabs": tabs,
    "spaced": spaced,
    "spaced_apart": spaced_apart,
    "cards": cards,
    "forms": forms,
    "aligned_cards": aligned_cards,
    "cell_after_cell": cell_after_cell,
}


def columns(fields: Sequence[str], chance: random.Random, shuffled: bool) -> list[tuple[str, str]]:
    order = list(fields)
    if shuffled:
        rest = order[1:] if order[0] == "number" else order
        chance.shuffle(rest)
        order = (["number"] if order[0] == "number" else []) + rest
    return [(field, chance.choice(SYNONYMS[field])) for field in order]
