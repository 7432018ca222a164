"""Lexers of our own, in Rouge's terms, for the languages in which Pygments divides code in another way."""
