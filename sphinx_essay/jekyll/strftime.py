"""Ruby's ``strftime``: dates in English in any locale, with Ruby's flags and widths. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DIRECTIVE = re.compile(r"%([-0^#_:]*)(\d*)([EO]?)([A-Za-z%+])")


def strftime(value: date, pattern: str) -> str:
    """Write ``value`` by Ruby's ``strftime``, with its flags and widths, and in English in any locale."""
    when = value if isinstance(value, datetime) else datetime.combine(value, time(), UTC)
    return _DIRECTIVE.sub(lambda match: _directive(when, match), pattern)


def _directive(when: datetime, match: re.Match[str]) -> str:
    flags, width, _, letter = match.groups()
    if letter in _COMPOUND:
        text, pad = strftime(when, _COMPOUND[letter]), " "
    elif letter in _NUMBERS:
        number, digits, pad = _NUMBERS[letter](when)
        if "-" in flags:
            return str(number)
        pad = {"0": "0", "_": " "}.get(next((flag for flag in flags[::-1] if flag in "0_"), ""), pad)
        size = int(width) if width else digits
        return (
            str(number).rjust(min(size, 100), pad)
            if number >= 0 or pad == " "
            else "-" + str(-number).rjust(min(size, 100) - 1, pad)
        )
    else:
        found = _text(when, letter, flags, width)
        if found is None:
            return match[0]
        text, pad = found, "0" if "0" in flags else " "
    if "^" in flags:
        text = text.upper()
    elif "#" in flags:
        text = text.lower() if letter in "pZ" else text.upper()
    return text.rjust(min(int(width), 100), pad) if width and "-" not in flags else text


def _text(when: datetime, letter: str, flags: str, width: str) -> str | None:
    match letter:
        case "A":
            return _DAYS[when.weekday()]
        case "a":
            return _DAYS[when.weekday()][:3]
        case "B":
            return _MONTHS[when.month - 1]
        case "b" | "h":
            return _MONTHS[when.month - 1][:3]
        case "p":
            return "AM" if when.hour < 12 else "PM"
        case "P":
            return "am" if when.hour < 12 else "pm"
        case "z":
            return _offset(when, flags.count(":"))
        case "Z":
            return when.tzname() or ""
        case "N" | "L":
            digits = int(width) if width else 9 if letter == "N" else 3
            return f"{when.microsecond:06d}".ljust(min(digits, 24), "0")[:digits]
        case "n":
            return "\n"
        case "t":
            return "\t"
        case "%":
            return "%"
    return None


def _offset(when: datetime, colons: int) -> str:
    offset = when.utcoffset() or timedelta()
    return offset_text(offset, ":" if colons else "") + (":00" if colons > 1 else "")


_COMPOUND = {
    "c": "%a %b %e %H:%M:%S %Y",
    "D": "%m/%d/%y",
    "x": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "r": "%I:%M:%S %p",
    "R": "%H:%M",
    "T": "%H:%M:%S",
    "X": "%H:%M:%S",
    "v": "%e-%^b-%4Y",
    "+": "%a %b %e %H:%M:%S %Z %Y",
}

_Numbers = dict[str, Callable[[datetime], tuple[int, int, str]]]
# Each directive's number, how many digits it is written with, and what fills them up.
_NUMBERS: _Numbers = {
    "Y": lambda when: (when.year, 4, "0"),
    "C": lambda when: (when.year // 100, 2, "0"),
    "y": lambda when: (when.year % 100, 2, "0"),
    "m": lambda when: (when.month, 2, "0"),
    "d": lambda when: (when.day, 2, "0"),
    "e": lambda when: (when.day, 2, " "),
    "j": lambda when: (when.timetuple().tm_yday, 3, "0"),
    "H": lambda when: (when.hour, 2, "0"),
    "k": lambda when: (when.hour, 2, " "),
    "I": lambda when: (when.hour % 12 or 12, 2, "0"),
    "l": lambda when: (when.hour % 12 or 12, 2, " "),
    "M": lambda when: (when.minute, 2, "0"),
    "S": lambda when: (when.second, 2, "0"),
    "u": lambda when: (when.isoweekday(), 1, "0"),
    "w": lambda when: (when.isoweekday() % 7, 1, "0"),
    "G": lambda when: (when.isocalendar().year, 4, "0"),
    "g": lambda when: (when.isocalendar().year % 100, 2, "0"),
    "V": lambda when: (when.isocalendar().week, 2, "0"),
    "U": lambda when: (int(when.strftime("%U")), 2, "0"),
    "W": lambda when: (int(when.strftime("%W")), 2, "0"),
    "s": lambda when: (int(when.timestamp()), 1, "0"),
}


def offset_text(offset: timedelta, separator: str) -> str:
    """Return a time zone's offset as ``+hhmm``, with ``separator`` between hours and minutes."""
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}{separator}{abs(minutes) % 60:02d}"
