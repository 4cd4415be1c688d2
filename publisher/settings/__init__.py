"""book.toml -> small frozen values, checked once.

    values   what can be set, and what holds where nothing is
    checks   one value -> what it means, or what is wrong with it and what would be right
    reader   book.toml -> values; a hint at the key that was probably meant
    themes   a style sheet of the user's, with all that it names

Every stage takes the one value it needs (`Editing`, `Trim`, …), never the whole.
"""

from publisher.settings.reader import FILE_NAME, MOST, chosen, load
from publisher.settings.values import (
    TIME_LIMIT,
    TRIMS,
    Editing,
    Order,
    Paper,
    Press,
    Settings,
    Trim,
    VolumePlan,
)

__all__ = [
    "FILE_NAME",
    "MOST",
    "TIME_LIMIT",
    "TRIMS",
    "Editing",
    "Order",
    "Paper",
    "Press",
    "Settings",
    "Trim",
    "VolumePlan",
    "chosen",
    "load",
]
