"""Score what a reader made of reports against gold data, leaf by leaf.

Both sides are folders of JSON files that follow the report schema, one file a
document, matched by file stem. A leaf is one string, number or true flag, or
one element of a list of strings. Nothing (null, an empty string, list or
object, a false flag) is no leaf, so leaving out what the document does not
state costs nothing, and stating what gold leaves open counts as extra.

Entities in lists are first paired by their key text, best similarity first,
each used once; then their leaves are compared. An entity without a partner
has all its leaves missed (gold) or extra (read).

    python -m tests.scorer.score_reading --gold GOLD --read READ [--misses] [--json]
    python -m tests.scorer.score_reading --gold GOLD --read READ --spans TEXTS   # the places too
    python -m tests.scorer.score_reading --gold GOLD --read READ --min-f1 0.95   # as a gate
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.scorer.places import Spans, check_spans, share, total_spans
from tests.scorer.scoring import Score, score_document, total_of
from tests.scorer.tables import report_json, report_text

__all__ = ["check_spans", "load", "load_text", "score_document", "total_of", "total_spans"]


def load(path: Path) -> dict[str, Any]:
    """Return the report in path; an absent or broken file is an empty report."""
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        print(f"{path.name}: {error}", file=sys.stderr)
        return {}
    return report if isinstance(report, dict) else {}


def load_text(path: Path) -> str:
    """Return the text in path with its own line ends, so that offsets fit; an absent file is empty."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        print(f"{path.name}: {error}", file=sys.stderr)
        return ""


def arguments() -> argparse.ArgumentParser:
    """Return the command line's parser."""
    parser = argparse.ArgumentParser(description="Score read reports against gold data, leaf by leaf.")
    parser.add_argument("--gold", type=Path, metavar="DIR", help="folder of gold reports (*.json)")
    parser.add_argument(
        "--read", type=Path, metavar="DIR", help="folder of read reports with the same file names"
    )
    parser.add_argument(
        "--spans",
        type=Path,
        metavar="DIR",
        help="folder of plain texts (STEM.txt): check the source spans too",
    )
    parser.add_argument(
        "--misses", action="store_true", help="list each leaf that is missed, extra or different"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--min-f1", type=float, metavar="X", help="exit 1 when the total F1 is under X")
    parser.add_argument(
        "--min-each", type=float, metavar="X", help="exit 1 when the F1 of a document is under X"
    )
    parser.add_argument(
        "--min-holding",
        type=float,
        metavar="X",
        help="exit 1 when fewer than this share of entities have a span that holds",
    )
    parser.add_argument(
        "--min-tightness", type=float, metavar="X", help="exit 1 when the total tightness is under X"
    )
    parser.add_argument(
        "--min-tightness-each",
        type=float,
        metavar="X",
        help="exit 1 when the tightness of a document is under X",
    )
    return parser


def run(options: argparse.Namespace) -> tuple[list[Score], list[Spans]]:
    """Score each gold document, and check spans where asked."""
    scores, spans = [], []
    for path in sorted(options.gold.glob("*.json")):
        read = load(options.read / path.name)
        scores.append(score_document(path.stem, load(path), read))
        if options.spans:
            spans.append(check_spans(path.stem, read, load_text(options.spans / f"{path.stem}.txt")))
    return scores, spans


def passes(options: argparse.Namespace, scores: list[Score], spans: list[Spans]) -> bool:
    """Return whether each minimum that was asked for is reached; an entity without a span does not hold."""
    tightness = [share(s.wording, s.slices) for s in spans if s.entities]
    total = total_spans(spans) if spans else Spans("total")
    reached = {
        "min_f1": [total_of(scores).f1],
        "min_each": [score.f1 for score in scores],
        "min_holding": [share(total.holding, total.entities)],
        "min_tightness": [share(total.wording, total.slices)],
        "min_tightness_each": tightness,
    }
    return all(
        value >= minimum
        for name, values in reached.items()
        if (minimum := getattr(options, name)) is not None
        for value in values
    )


def main() -> int:
    """Run the command line; return the exit status."""
    parser = arguments()
    options = parser.parse_args()
    if not options.gold or not options.read:
        parser.error("--gold and --read are needed")
    scores, spans = run(options)
    if not scores:
        parser.error(f"no *.json in {options.gold}")
    show: Callable[..., str] = report_json if options.json else report_text
    print(show(scores, spans, options.misses))
    return int(not passes(options, scores, spans))


if __name__ == "__main__":
    sys.exit(main())
