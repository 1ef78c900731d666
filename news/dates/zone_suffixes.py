"""Read offsets and zone names that follow a time of day."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from news.dates.date_parts import Hints, load_zone

# Minutes east of UTC of abbreviations that mean one offset, or nearly always
# do.
_MINUTES = {
    "ut": 0,
    "utc": 0,
    "gmt": 0,
    "z": 0,
    "wet": 0,
    "west": 60,
    "bst": 60,
    "cet": 60,
    "mez": 60,
    "cest": 120,
    "mesz": 120,
    "eet": 120,
    "eest": 180,
    "msk": 180,
    "мск": 180,
    "trt": 180,
    "cat": 120,
    "sast": 120,
    "eat": 180,
    "wat": 60,
    "est": -300,
    "edt": -240,
    "cst": -360,
    "cdt": -300,
    "mst": -420,
    "mdt": -360,
    "pst": -480,
    "pdt": -420,
    "ast": -240,
    "adt": -180,
    "nst": -210,
    "ndt": -150,
    "akst": -540,
    "akdt": -480,
    "hst": -600,
    "brt": -180,
    "art": -180,
    "clt": -240,
    "clst": -180,
    "cot": -300,
    "pet": -300,
    "ist": 330,
    "pkt": 300,
    "npt": 345,
    "ict": 420,
    "wib": 420,
    "wita": 480,
    "wit": 540,
    "bjt": 480,
    "hkt": 480,
    "sgt": 480,
    "myt": 480,
    "pht": 480,
    "jst": 540,
    "kst": 540,
    "awst": 480,
    "acst": 570,
    "acdt": 630,
    "aest": 600,
    "aedt": 660,
    "nzst": 720,
    "nzdt": 780,
}
# Names of a zone whose offset changes with the season.
_SEASONAL = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}
# Zones where CST is China's time although their own name for it is another.
_CHINESE = frozenset(
    {
        "Asia/Shanghai",
        "Asia/Hong_Kong",
        "Asia/Macau",
        "Asia/Chongqing",
        "Asia/Urumqi",
        "Asia/Taipei",
    }
)
# A zone after a time: in brackets or not, as a name, an offset or both
# ("GMT+7", "+0800", "UTC +8").
ZONE = re.compile(
    r"""
    \s{0,3} [(（\[]? \s?
    (?:
      (?P<offset>
        (?:UTC|GMT|utc|gmt)? \s? [+\-−]\d{1,2} (?: :?(?:00|30|45) )?
      ) (?! [\d:：.] )
      | (?P<place> [A-Z][A-Za-z]{2,} / [A-Z][A-Za-z_]{2,} ) (?! [^\W_] )
      | (?P<name> [A-Z]{1,5} | МСК | gmt | utc | z ) (?! [^\W_] )
    )
    [)）\]]?
    """,
    re.VERBOSE,
)
_SIGNED = re.compile(r"([+\-−])(\d{1,2}):?(\d{2})?$")
# No place on earth is more than 14 hours from UTC; servers write up to 15.
_FARTHEST = timedelta(hours=15)


def read_zone(
    match: re.Match[str], local: datetime, hints: Hints
) -> tzinfo | None:
    """Return the zone that a match of ZONE names; None where it is a word of another kind.

    +08:00, Europe/Berlin and CEST name zones; "Uhr" is a word of another kind.
    """
    if offset := match["offset"]:
        return _signed(offset)
    if place := match["place"]:
        return load_zone(place)
    return named_zone(match["name"], local, hints)


def named_zone(name: str, local: datetime, hints: Hints) -> tzinfo | None:
    """Return the zone of an abbreviation; what the source's own zone is called goes first.

    CST is China's time on a Chinese source and Central America's elsewhere, IST India's, Israel's
    or Ireland's.
    """
    home, known = hints.home, name.lower()
    if name.upper() == local.replace(tzinfo=home).tzname():
        return home
    if known == "cst" and hints.zone in _CHINESE:
        return timezone(timedelta(hours=8))
    if known in _SEASONAL:
        return load_zone(_SEASONAL[known])
    if known not in _MINUTES:
        return None
    return timezone(timedelta(minutes=_MINUTES[known]))


@lru_cache(maxsize=256)
def _signed(text: str) -> tzinfo | None:
    """Read an offset from UTC: +0800, -3:30, GMT+8; None for one that no place has.

    The sign may be a minus of typesetting: −3.
    """
    match = _SIGNED.search(text)
    if not match:
        return None
    sign, hours, minutes = match.groups("0")
    distance = timedelta(hours=int(hours), minutes=int(minutes))
    if distance > _FARTHEST:
        return None
    return timezone(distance if sign == "+" else -distance)
