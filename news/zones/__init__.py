"""Find the time zone that a person means: by city, country, offset, abbreviation or place,
in the interface's languages.
"""

from news.zones.lookup import find_zone, near_zones, zone_at, zone_readings
from news.zones.offsets import is_fixed, zone_title
from news.zones.place_zones import country_zones, zone_names

__all__ = [
    "country_zones",
    "find_zone",
    "is_fixed",
    "near_zones",
    "zone_at",
    "zone_names",
    "zone_readings",
    "zone_title",
]
