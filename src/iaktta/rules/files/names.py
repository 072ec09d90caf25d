"""Names that people and programs give files; trusted with nothing but to be read."""

from __future__ import annotations

import re
import unicodedata

from iaktta.rules.files.kinds import FileKind

LONGEST = 120
"""Letters that a name keeps, its ending included."""

# Controls, format characters (among them those that turn the direction of writing), lone surrogates and
# private letters: nothing that a person could have seen in a name.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_SEPARATORS = re.compile(r"[/\\]|^[A-Za-z]:")
_UNSAFE = re.compile(r'[<>:"|?*%;\x00-\x1f]')
_RESERVED = re.compile(r"(?i)^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")
_MARKDOWN = re.compile(r"(?i)\.(?:md|markdown)$")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")


def plain_file_name(name: str) -> str:
    """A sender's name for a file as it may be shown: one line, no path, nothing unseen. May be empty."""
    seen = "".join(" " if unicodedata.category(letter) in _UNSEEN else letter for letter in name)
    last = _SEPARATORS.split(unicodedata.normalize("NFC", seen))[-1]
    plain = " ".join(last.split()).strip(". ")
    if len(plain) <= LONGEST:
        return plain
    ending = _ENDING.search(plain)
    tail = ending.group() if ending else ""
    return plain[: LONGEST - len(tail)].rstrip(". ") + tail


def served_name(title: str, kind: FileKind) -> str:
    """The name under which a file is handed out: its title, with the ending of what it was judged to be."""
    ending = ".md" if kind == FileKind.TEXT and _MARKDOWN.search(title) else kind.ending
    stem = _UNSAFE.sub(" ", plain_file_name(title.replace("/", "-").replace("\\", "-").replace(":", "-")))
    stem = " ".join(_ENDING.sub("", stem).split()).strip(". -")
    if _RESERVED.match(stem):
        stem = f"fil {stem}"
    return f"{stem or 'fil'}{ending}"
