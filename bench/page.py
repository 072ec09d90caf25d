"""docs/benchmarks.md, written anew by each run."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import django

from bench.backups import BackupCosts
from bench.lists import Page
from bench.reading import ReadingCost

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
READING_LIMIT, LIST_LIMIT, QUERIES, MEGABYTES, HELP = 0.100, 0.050, 12, 150, 0.3
"""What is promised: seconds, seconds, queries, MB, seconds."""

TOP = """# How fast it is

Measured with `make bench`, which writes this page. Medians, in milliseconds unless something else is said.
A bound that does not hold is marked **over**. Reading, lists and help are bound by their processor time,
which is nearly the same on a busy machine (SQLite works within the process, so a list's queries are in it);
the time by the clock stands beside it.
"""


def write(
    readings: Sequence[ReadingCost],
    pages: Sequence[Page],
    few: dict[str, int],
    recommendations: int,
    web_megabytes: float,
    help_seconds: float,
    backups: BackupCosts,
) -> None:
    """Write the page.

    Args:
        pages: With `recommendations` in the register.
        few: Each page's number of queries with a hundred recommendations.
    """
    sections = [
        TOP,
        f"The machine: {machine()}\n",
        f"## Reading a report, warm (at most {_ms(READING_LIMIT)} ms)\n",
        _table(_reading_rows(readings)) if readings else "The real reports were not here.\n",
        f"## A list with {recommendations:,} recommendations in the register "
        f"(at most {_ms(LIST_LIMIT)} ms of server time and {QUERIES} queries)\n".replace(",", " ", 1),
        _table(_page_rows(pages, few)),
        "## The running program\n",
        _table(
            [
                ("what", "measured", "at most", ""),
                ("resident memory of a web process, MB", f"{web_megabytes:.0f}", str(MEGABYTES),
                 _over(web_megabytes > MEGABYTES)),
                ("`iaktta --help`", _ms(help_seconds), _ms(HELP), _over(help_seconds > HELP)),
            ]
        ),
        "## Backing up and putting back, in a process of its own\n",
        _table(_backup_rows(backups)),
        f"The backup takes {backups.backup_megabytes:.1f} MB, the database "
        f"{backups.database_megabytes:.0f} MB. Putting back makes the tables, checks the file before and "
        "every row after.\n",
    ]  # fmt: skip
    PAGE.write_text("\n".join(sections), encoding="utf-8")


def machine() -> str:
    """Processor, memory, system and versions in a line."""
    processor = re.search(r"model name\s*: (.+)", _file("/proc/cpuinfo"))
    memory = re.search(r"MemTotal:\s+(\d+)", _file("/proc/meminfo"))
    return ", ".join(
        [
            f"{os.cpu_count()} × {processor.group(1) if processor else platform.machine()}",
            f"{int(memory.group(1)) // 1_000_000 if memory else '?'} GB",
            platform.system(),
            f"Python {platform.python_version()}",
            f"Django {django.get_version()}",
            f"SQLite {sqlite3.sqlite_version}",
        ]
    )


def _reading_rows(readings: Iterable[ReadingCost]) -> Iterator[tuple[str, ...]]:
    yield "report", "letters", "read", "by the clock", "cut into lines alone", "ratio", ""
    for cost in readings:
        over = _over(cost.whole.processor > READING_LIMIT)
        times = (_ms(each) for each in (cost.whole.processor, cost.whole.wall, cost.lines.processor))
        yield cost.name, str(cost.letters), *times, f"{cost.ratio:.0f}", over


def _page_rows(pages: Iterable[Page], few: dict[str, int]) -> Iterator[tuple[str, ...]]:
    yield "page", "server time", "by the clock", "queries", "queries with 100 recommendations", ""
    for page in pages:
        slow, many = page.took.processor > LIST_LIMIT, page.queries > QUERIES
        over = _over(slow or many or page.queries != few.get(page.name))
        times = (_ms(each) for each in (page.took.processor, page.took.wall))
        yield page.name, *times, str(page.queries), str(few.get(page.name, "?")), over


def _backup_rows(backups: BackupCosts) -> Iterator[tuple[str, ...]]:
    yield "command", "seconds", "most memory, MB"
    for cost in backups.costs:
        yield f"`{cost.command}`", f"{cost.seconds:.1f}", f"{cost.megabytes:.0f}"


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    head, *rest = rows
    lines = [head, tuple("---" for _ in head), *rest]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _over(over: bool) -> str:
    return "**over**" if over else ""


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f}" if seconds < 0.01 else f"{seconds * 1000:.0f}"


def _file(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""
