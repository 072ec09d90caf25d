"""Scores as tables, as lines about what is missed, and as JSON."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.scorer.leaves import similarity
from tests.scorer.places import Spans, total_spans
from tests.scorer.scoring import Score, total_of


def shown(value: Any, width: int = 90) -> str:
    """Return value on one line, shortened to width."""
    text = re.sub(r"\s+", " ", value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= width else text[: width - 1] + "…"


def miss_line(miss: dict[str, Any]) -> str:
    """Return one line about a leaf that is not right."""
    line = f"  {miss['what']:<8}{miss['path']}: "
    if miss["what"] != "differs":
        return line + shown(miss.get("gold", miss.get("read")))
    alike = ""
    if isinstance(miss["gold"], str) and isinstance(miss["read"], str):
        alike = f" ({similarity(miss['gold'], miss['read']):.2f})"
    return line + f"gold {shown(miss['gold'], 60)} | read {shown(miss['read'], 60)}{alike}"


def score_table(scores: list[Score]) -> str:
    """Return the scores and their total as a table."""
    width = max(len(score.document) for score in scores)
    lines = [f"{'document':<{width}}  expected  produced  correct  precision  recall     F1"]
    lines += [
        f"{s.document:<{width}}  {s.expected:>8}  {s.produced:>8}  {s.correct:>7}  "
        f"{s.precision:>9.4f}  {s.recall:>6.4f}  {s.f1:>5.4f}"
        for s in scores
    ]
    return "\n".join(lines)


def span_table(spans: list[Spans]) -> str:
    """Return the span checks and their total as a table."""
    width = max(len(span.document) for span in spans)
    lines = [f"{'document':<{width}}  entities  with span   share  holding   share  tightness"]
    for s in spans:
        d = s.as_dict(False)
        lines.append(
            f"{s.document:<{width}}  {s.entities:>8}  {s.with_span:>9}  {d['share_with_span']:>6.4f}  "
            f"{s.holding:>7}  {d['share_holding']:>6.4f}  {d['tightness']:>9.4f}"
        )
    return "\n".join(lines)


def report_text(scores: list[Score], spans: list[Spans], with_misses: bool) -> str:
    """Return the whole result as text."""
    parts = [score_table([*scores, total_of(scores)])]
    if spans:
        parts.append(span_table([*spans, total_spans(spans)]))
    if with_misses:
        parts += ["\n".join([s.document, *map(miss_line, s.misses)]) for s in scores if s.misses]
        parts += [
            "\n".join([f"{s.document}: spans", *map(failure_line, s.failures)]) for s in spans if s.failures
        ]
    return "\n\n".join(parts)


def failure_line(failure: dict[str, Any]) -> str:
    """Return one line about a span that does not hold."""
    return f"  {failure['path']}: {shown(failure['text'], 60)} | slice {shown(failure['slice'], 60)}"


def report_json(scores: list[Score], spans: list[Spans], with_misses: bool) -> str:
    """Return the whole result as JSON."""
    result: dict[str, Any] = {
        "documents": [s.as_dict(with_misses) for s in scores],
        "total": total_of(scores).as_dict(False),
    }
    if spans:
        result["spans"] = {
            "documents": [s.as_dict(with_misses) for s in spans],
            "total": total_spans(spans).as_dict(False),
        }
    return json.dumps(result, ensure_ascii=False, indent=2)
