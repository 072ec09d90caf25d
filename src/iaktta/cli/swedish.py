"""click's own words in Swedish.

click looks its words up with the standard library's `gettext`, which would need compiled files and
environment variables to be right before click is imported. Its modules are handed our own lookup instead.
"""

from __future__ import annotations

from importlib import import_module

_MODULES = (
    "_termui_impl",
    "core",
    "decorators",
    "exceptions",
    "formatting",
    "parser",
    "termui",
    "types",
    "utils",
)

WORDS = {
    "Usage:": "Användning:",
    "Options": "Flaggor",
    "Commands": "Kommandon",
    "Positional arguments": "Argument",
    "Show this message and exit.": "Visa den här texten.",
    "Show the version and exit.": "Visa versionen.",
    "%(prog)s, version %(version)s": "%(prog)s, version %(version)s",
    "default: {default}": "annars {default}",
    "env var: {var}": "miljövariabel: {var}",
    "required": "måste anges",
    "(dynamic)": "(räknas ut)",
    "deprecated": "föråldrad",
    "d": "d",
    "Error: {message}": "Fel: {message}",
    "Try '{command} {option}' for help.": "Skriv '{command} {option}' för hjälp.",
    "Missing command.": "Skriv vilket kommando som ska köras.",
    "No such command {name!r}.": "Det finns inget kommando {name!r}.",
    "No such option {name!r}.": "Det finns ingen flagga {name!r}.",
    "Missing argument": "Det saknas ett argument",
    "Missing option": "Det saknas en flagga",
    "Missing parameter": "Det saknas ett värde",
    "Missing {param_type}": "Det saknas: {param_type}",
    "Missing parameter: {param_name}": "Det saknas ett värde för {param_name}",
    "Invalid value: {message}": "Värdet går inte att använda: {message}",
    "Invalid value for {param_hint}: {message}": "Värdet för {param_hint} går inte att använda: {message}",
    "Option {name!r} does not take a value.": "Flaggan {name!r} tar inget värde.",
    "Argument {name!r} takes {nargs} values.": "Argumentet {name!r} tar {nargs} värden.",
    "Invalid start character for option ({option})": "En flagga kan inte börja så ({option})",
    "Value must be an iterable.": "Flera värden måste anges.",
    "{value!r} is not a valid {number_type}.": "{value!r} är inget tal av slaget {number_type}.",
    "{value} is not in the range {range}.": "{value} ligger utanför {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": "{value!r} är inget av {states}.",
    "{value!r} is not a valid UUID.": "{value!r} är inget giltigt UUID.",
    "{name} {filename!r} does not exist.": "{name} {filename!r} finns inte.",
    "{name} {filename!r} is a file.": "{name} {filename!r} är en fil.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} är en mapp.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} går inte att läsa.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} går inte att skriva till.",
    "{name} {filename!r} is not executable.": "{name} {filename!r} går inte att köra.",
    "file": "filen",
    "directory": "mappen",
    "path": "sökvägen",
    "Choose from:\n\t{choices}": "Välj bland:\n\t{choices}",
    "Choice({choices})": "Val({choices})",
    "Could not open file {filename!r}: {message}": "Filen {filename!r} gick inte att öppna: {message}",
    "unknown error": "okänt fel",
    "Unknown standard stream '{name}'": "Det finns ingen standardström '{name}'",
    "Aborted!": "Avbrutet.",
    "Do you want to continue?": "Vill du fortsätta?",
    "Confirm the action without prompting.": "Gör det utan att fråga.",
    "Repeat for confirmation": "Skriv samma sak en gång till",
    "Error: The two entered values do not match.": "Fel: De två värdena är inte lika.",
    "Error: invalid input": "Fel: Det går inte att tolka.",
    "Unknown color {colour!r}": "Det finns ingen färg {colour!r}",
    "Press any key to continue...": "Tryck på en tangent för att fortsätta ...",
    "{editor}: Editing failed": "{editor}: Det gick inte att redigera",
    "{editor}: Editing failed: {e}": "{editor}: Det gick inte att redigera: {e}",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": (
        "Kommandot {name!r} är föråldrat.{extra_message}"
    ),
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": (
        "{param_type} {name!r} är föråldrad.{extra_message}"
    ),
}

PLURALS = {
    "Got unexpected extra argument ({args})": (
        "Ett argument för mycket ({args})",
        "Flera argument för mycket ({args})",
    ),
    "Takes {nargs} values but 1 was given.": (
        "Det behövs {nargs} värden men 1 angavs.",
        "Det behövs {nargs} värden men {len} angavs.",
    ),
    "Did you mean {possibility}?": ("Menade du {possibility}?", "(Menade du något av {possibilities}?)"),
    "Option {name!r} requires an argument.": (
        "Flaggan {name!r} behöver ett värde.",
        "Flaggan {name!r} behöver {nargs} värden.",
    ),
    "{value!r} is not {choice}.": ("{value!r} är inte {choice}.", "{value!r} är inget av {choices}."),
    "{value!r} does not match the format {format}.": (
        "{value!r} är inte skrivet som {format}.",
        "{value!r} är inte skrivet som något av {formats}.",
    ),
    "{len_type} values are required, but {len_value} was given.": (
        "Det behövs {len_type} värden men {len_value} angavs.",
        "Det behövs {len_type} värden men {len_value} angavs.",
    ),
}


def speak_swedish() -> None:
    """Let click say its words in Swedish from here on, in this process."""
    for name in _MODULES:
        module = import_module(f"click.{name}")
        for lookup, ours in (("_", word), ("ngettext", plural)):
            if hasattr(module, lookup):
                setattr(module, lookup, ours)


def word(english: str) -> str:
    """click's word in Swedish; what click says to developers alone stays as it is."""
    return WORDS.get(english, english)


def plural(one: str, many: str, count: int) -> str:
    """click's word for so many in Swedish."""
    return PLURALS.get(one, (one, many))[count != 1]
