"""Signing in: django-allauth with our pages, our words, and our rules about who may do what.

`accounts`, `second_factor` and `providers` are what allauth asks of us; `forms` its forms in the house's
look; `guessing` says how long to wait after wrong guesses; `middleware` leads whoever needs a second factor
to it; `log` writes what happened, without personal data.
"""
