"""What is said to somebody who has guessed too often: how long to wait.

allauth counts the guesses in the shared cache and refuses; this reads the same counts.
"""

from __future__ import annotations

import math
import time

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iaktta.rules.waiting import seconds_left

APP, ACTION = "allauth.account", "login_failed"
MINUTE, HOUR = 60, 3600


def wait(request: HttpRequest, key: str) -> float:
    """Seconds until whoever `key` names (an e-mail address, a user) may guess again."""
    now = time.time()
    return max(
        (
            seconds_left(_tries(request, rate, key), rate.amount, rate.duration, now)
            for rate in ratelimit.get_rates(app=APP, action=ACTION)
        ),
        default=0,
    )


def _tries(request: HttpRequest, rate: ratelimit.Rate, key: str) -> list[float]:
    name = ratelimit.get_cache_key(request, app=APP, action=ACTION, rate=rate, key=key)
    found: list[float] = cache.get(name, [])
    return found


def spoken(seconds: float) -> str:
    """A time to wait, rounded up: "4 minuter", "3 timmar"."""
    if seconds <= 90 * MINUTE:
        minutes = max(1, math.ceil(seconds / MINUTE))
        return ngettext("%(n)s minut", "%(n)s minuter", minutes) % {"n": minutes}
    hours = math.ceil(seconds / HOUR)
    return ngettext("%(n)s timme", "%(n)s timmar", hours) % {"n": hours}


def refusal(request: HttpRequest, key: str) -> ValidationError:
    """The error of a form where somebody has guessed too often."""
    text = _("Det har blivit för många felaktiga försök. Vänta %(wait)s och försök igen.")
    return ValidationError(text % {"wait": spoken(wait(request, key))}, code="too_many_login_attempts")
