"""Light or dark: the reader's choice, kept in a cookie that the server reads before the first paint."""

from django.http import HttpRequest

COOKIE = "tema"
THEMES = ("light", "dark")
COOKIE_AGE = 31_536_000
"""Seconds: a year."""


def theme(request: HttpRequest) -> str:
    """`light`, `dark`, or empty where the reader follows the system."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in THEMES else ""


def appearance(request: HttpRequest) -> dict[str, str]:
    """Context for every template: `theme`."""
    return {"theme": theme(request)}
