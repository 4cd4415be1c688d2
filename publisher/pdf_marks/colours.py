"""Colour spaces (ISO 32000-1, 8.6), asked one thing: on which plates does this come out?

A space that is meant for screens (RGB, Lab) has no plates: it has to be separated first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from publisher.pdf_marks import objects
from publisher.pdf_marks.objects import DamageError

PROCESS = "Cyan", "Magenta", "Yellow", "Black"
_DEEPEST = 4
"""So many spaces may stand in each other: a pattern over an index over a profile is three."""


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space. `plates` has the ink of each component; None if it has to be separated.

    `is_light`: more of it is less ink, as with grey.
    """

    label: str
    plates: tuple[str, ...] | None
    is_light: bool = False


GREY = Space("DeviceGray", ("Black",), is_light=True)
CMYK = Space("DeviceCMYK", PROCESS)
RGB = Space("DeviceRGB", None)
PATTERN = Space("Pattern", ())
_NAMED = {
    "DeviceGray": GREY,
    "G": GREY,
    "DeviceCMYK": CMYK,
    "CMYK": CMYK,
    "DeviceRGB": RGB,
    "RGB": RGB,
    "Pattern": PATTERN,
}
"""The spaces that need no more than a name, with what inline images call them."""


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour: values from 0 to 1 in a space, or a pattern. No values: not known which."""

    space: Space
    values: tuple[float, ...] = ()
    pattern: Any = None

    def inks(self) -> Mapping[str, float]:
        """Return how much of each ink there is, in per cent; no plate without ink."""
        plates = self.space.plates or ()
        amounts: dict[str, float] = {}
        for plate, value in zip(plates, self.values, strict=False):
            amount = 100 * min(max(1 - value if self.space.is_light else value, 0.0), 1.0)
            for ink in PROCESS if plate == "All" else (plate,):
                if amount and plate != "None":
                    amounts[ink] = max(amount, amounts.get(ink, 0.0))
        return amounts


BLACK = Colour(GREY, (0.0,))


def first(space: Space) -> Colour:
    """Return the colour that is set when a space is chosen (ISO 32000-1, 8.6.8)."""
    if space is CMYK:
        return Colour(CMYK, (0.0, 0.0, 0.0, 1.0))
    is_tint = space.plates is not None and not space.is_light and not space.label.startswith("ICC")
    return Colour(space, (1.0 if is_tint else 0.0,) * len(space.plates or ()))


def resolve(value: Any, resources: Any, depth: int = 0) -> Space:
    """Return the space that a name or an array stands for, among the `resources` of a page.

    Raises:
        DamageError: it stands for none.
    """
    if depth > _DEEPEST:
        raise DamageError("a colour space stands in itself")
    if word := objects.name(value):
        if word in _NAMED:
            return _NAMED[word]
        known = objects.entry(objects.dictionary(resources, "/ColorSpace"), f"/{word}")
        return resolve(known, resources, depth + 1)
    family, *rest = objects.items(value) or [None]
    word = objects.name(family)
    if word in _NAMED and not rest:
        return _NAMED[word]
    return _family(word, rest, resources, depth)


def _family(word: str, rest: list[Any], resources: Any, depth: int) -> Space:
    match word, rest:
        case "CalGray", _:
            return Space("CalGray", ("Black",), is_light=True)
        case (("CalRGB" | "Lab"), _):
            return Space(word, None)
        case "ICCBased", [profile, *_]:
            return _profiled(objects.whole(objects.entry(profile, "/N")))
        case (("Indexed" | "I"), [base, *_]):
            return Space("Indexed", resolve(base, resources, depth + 1).plates)
        case "Pattern", _:
            return PATTERN
        case "Separation", [ink, *_]:
            return Space("Separation", (objects.name(ink),))
        case "DeviceN", [inks, *_]:
            return Space("DeviceN", tuple(map(objects.name, objects.items(inks))))
    raise DamageError(f"/{word} is no colour space")


def _profiled(components: int) -> Space:
    match components:
        case 1:
            return Space("ICCBased with 1 component", ("Black",), is_light=True)
        case 3:
            return Space("ICCBased with 3 components", None)
        case 4:
            return Space("ICCBased with 4 components", PROCESS)
    raise DamageError(f"a profile has {components} components")
