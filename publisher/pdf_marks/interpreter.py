"""Content streams -> marks: what the operators of a page put on paper (ISO 32000-1, annex A).

pikepdf unpacks and parses; here the graphics state is kept, forms and patterns are entered,
and each mark is given out with its place, colours and size on paper. Each stream is parsed
once, however often it is drawn. Nothing is drawn deeper, or more often, than a press sheet
could need: a file that draws itself comes to an end.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from itertools import starmap
from typing import Any, TypeAlias

import pikepdf

from publisher.pdf_marks import colours, faces, ink, objects, plane
from publisher.pdf_marks.colours import Colour
from publisher.pdf_marks.faces import EmbeddedFace
from publisher.pdf_marks.marks import Area, Blend, Gradient, Mark, Picture, Stroke, TextMark
from publisher.pdf_marks.objects import DamageError, entry, name
from publisher.pdf_marks.outline import PathExtent
from publisher.pdf_marks.plane import IDENTITY, Box, Matrix, Point
from publisher.pdf_marks.state import State

Instruction: TypeAlias = tuple[str, Any]
"""An operator and its operands."""

_DEEPEST_FORM = 28
"""So deep may forms stand in each other; PDF/A allowed as many states (ISO 19005-1, 6.1.12)."""
_DEEPEST_STATE = 4096
MOST = 4_000_000
"""Operators of one file, counted each time that they are drawn; a book of text has 300 a page."""
_FORM = 10
"""A form takes the time of so many operators, before it draws anything."""
_PLAIN_BLENDS = "", "Normal", "Compatible"


class Press:
    """What the pages of one file share: parsed streams, faces, and how much more may be drawn."""

    def __init__(self) -> None:
        self._left = MOST
        self._parsed: dict[tuple[int, int], list[Instruction]] = {}
        self._faces: dict[tuple[int, int], EmbeddedFace] = {}
        self._heaviest: dict[tuple[int, int], float] = {}

    def parsed(self, stream: Any) -> list[Instruction]:
        """Return the instructions of a form or pattern.

        Raises:
            DamageError: it cannot be read.
        """
        key = stream.objgen
        if key not in self._parsed or key == (0, 0):
            objects.unpacked(stream)
            self._parsed[key] = _parse(stream)
        return self._parsed[key]

    def face(self, font: Any) -> EmbeddedFace:
        """Return the face of a font.

        Raises:
            DamageError: it cannot be read.
        """
        if font is None:
            raise DamageError("a font is missing")
        key = font.objgen
        if key not in self._faces or key == (0, 0):
            self._faces[key] = faces.read(font)
        return self._faces[key]

    def heaviest(self, image: Any) -> float:
        """Return the ink of the darkest spot of a picture in four inks, in per cent.

        Raises:
            DamageError: it cannot be read.
        """
        key = image.objgen
        if key not in self._heaviest or key == (0, 0):
            self._heaviest[key] = ink.heaviest(image)
        return self._heaviest[key]

    def count(self, operators: int = 1) -> None:
        """Count what is drawn.

        Raises:
            DamageError: the file has drawn too much.
        """
        self._left -= operators
        if self._left < 0:
            raise DamageError(f"more than {MOST:,} operators are drawn")


def marks(page: Any, sheet: Box, unit: float, press: Press, damage: set[str]) -> Iterator[Mark]:
    """Find what a page puts on paper.

    Args:
        page: The page, as pikepdf has it.
        sheet: The sheet in pt; what is drawn beyond it is no mark.
        unit: The length of one unit in pt.
        press: What the pages of this file share.
        damage: Takes what cannot be read, as sentences.

    Yields:
        The marks, in the order in which they are drawn.
    """
    try:
        parts = objects.items(entry(page, "/Contents")) or [entry(page, "/Contents")]
        for part in parts:
            if part is not None:
                objects.unpacked(part)
        instructions = _parse(pikepdf.Page(page)) if parts != [None] else []
        state = State(matrix=(unit, 0.0, 0.0, unit, 0.0, 0.0), clip=sheet)
        resources = objects.inherited(page, "/Resources")
        if group := objects.dictionary(page, "/Group"):
            state.mixing = _mixing(group, resources, state)
    except objects.BROKEN as error:
        damage.add(objects.reason(error))
        return
    yield from _Walk(press, damage, resources, state, ()).run(instructions)


def _parse(stream: Any) -> list[Instruction]:
    return [(str(step.operator), step.operands) for step in pikepdf.parse_content_stream(stream)]


def _mixing(group: Any, resources: Any, state: State) -> colours.Space | None:
    """Return the space in which a transparency group mixes (ISO 32000-1, 11.6.6)."""
    space = entry(group, "/CS")
    return state.mixing if space is None else colours.resolve(space, resources)


class _Walk:
    """One content stream on its way through the operators."""

    def __init__(
        self,
        press: Press,
        damage: set[str],
        resources: Any,
        state: State,
        inside: tuple[tuple[int, int], ...],
    ) -> None:
        self._press = press
        self._damage = damage
        self._resources = resources
        self._state = state
        self._inside = inside
        self._ground = state.matrix
        self._kept: list[State] = []
        self._path = PathExtent()
        self._at: Point = (0.0, 0.0)
        self._clips = False
        self._line: Matrix = IDENTITY

    def run(self, instructions: Iterable[Instruction]) -> Iterator[Mark]:
        """Yield the marks of all `instructions`; one that cannot be read draws nothing."""
        for operator, operands in instructions:
            try:
                self._press.count()
            except DamageError as error:
                self._damage.add(str(error))
                return
            act = _ACTS.get(operator)
            if act is None:
                continue
            try:
                yield from act(self, operands)
            except objects.BROKEN as error:
                self._damage.add(f"{objects.reason(error)}, at the operator {operator}")

    # The graphics state

    def keep(self, _: Any) -> Iterable[Mark]:
        if len(self._kept) >= _DEEPEST_STATE:
            raise DamageError(f"more than {_DEEPEST_STATE} states are kept")
        self._kept.append(self._state.kept())
        return ()

    def give_back(self, _: Any) -> Iterable[Mark]:
        if self._kept:
            self._state = self._kept.pop()
        return ()

    def transform(self, operands: Any) -> Iterable[Mark]:
        self._state.matrix = _times(_matrix(operands), self._state.matrix)
        return ()

    def set_width(self, operands: Any) -> Iterable[Mark]:
        (self._state.width,) = objects.numbers(operands, 1)
        return ()

    def set_many(self, operands: Any) -> Iterable[Mark]:
        state, changes = self._state, self._resource("/ExtGState", operands)
        if (width := entry(changes, "/LW")) is not None:
            state.width = objects.number(width)
        if font := objects.items(entry(changes, "/Font")):
            state.face, state.size = self._press.face(font[0]), objects.number(font[1])
        blend, mask = entry(changes, "/BM"), entry(changes, "/SMask")
        if blend is None and mask is None:
            return
        (mode, *_) = objects.items(blend) or [blend]
        state.is_mixed = name(mode) not in _PLAIN_BLENDS or isinstance(mask, pikepdf.Dictionary)
        group = objects.dictionary(objects.dictionary(mask, "/G"), "/Group")
        yield from self._blended(_mixing(group, self._resources, state))

    def _blended(self, mixing: colours.Space | None) -> Iterator[Mark]:
        if self._state.is_mixed and mixing is not None and mixing.plates is None:
            yield Blend(self._state.cell or self._state.clip, mixing)

    # Colours

    def fill_space(self, operands: Any) -> Iterable[Mark]:
        self._state.fill = colours.first(colours.resolve(operands[0], self._resources))
        return ()

    def stroke_space(self, operands: Any) -> Iterable[Mark]:
        self._state.stroke = colours.first(colours.resolve(operands[0], self._resources))
        return ()

    def fill_colour(self, operands: Any) -> Iterable[Mark]:
        self._state.fill = self._colour(self._state.fill, operands)
        return ()

    def stroke_colour(self, operands: Any) -> Iterable[Mark]:
        self._state.stroke = self._colour(self._state.stroke, operands)
        return ()

    def _colour(self, old: Colour, operands: Any) -> Colour:
        if old.space is colours.PATTERN:
            return Colour(old.space, pattern=self._resource("/Pattern", operands[-1:]))
        if old.space.label == "Indexed":
            return Colour(old.space)
        return Colour(old.space, tuple(map(objects.number, operands)))

    # Paths

    def move(self, operands: Any) -> Iterable[Mark]:
        self._at = _point(operands)
        self._path.move(plane.placed(self._at, self._state.matrix))
        return ()

    def line(self, operands: Any) -> Iterable[Mark]:
        self._at = _point(operands)
        self._path.draw(plane.placed(self._at, self._state.matrix))
        return ()

    def curve(self, operands: Any) -> Iterable[Mark]:
        values = tuple(map(objects.number, operands))
        if len(values) not in (4, 6):
            raise DamageError(f"a curve has {len(values)} numbers")
        points = list(zip(values[::2], values[1::2], strict=True))
        self._at = points[-1]
        self._path.draw(*(plane.placed(point, self._state.matrix) for point in points))
        return ()

    def rectangle(self, operands: Any) -> Iterable[Mark]:
        x, y, width, height = objects.numbers(operands, 4)
        self._path.rectangle((x, y, x + width, y + height), self._state.matrix)
        return ()

    def clip(self, _: Any) -> Iterable[Mark]:
        self._clips = True
        return ()

    def end(self, _: Any) -> Iterable[Mark]:
        """Forget the path; clip with it if that was asked for."""
        if self._clips:
            self._state.clip = plane.both(self._state.clip, self._path.box or plane.NOWHERE)
        self._path, self._clips = PathExtent(), False
        return ()

    def fill(self, _: Any) -> Iterable[Mark]:
        colour, path = self._state.fill, self._path
        box = self._visible(path.box)
        self.end(())
        if box:
            yield from self._painted(colour, box)
            yield Area(box, (colour,), path.width)

    def stroke(self, _: Any) -> Iterable[Mark]:
        colour, width = self._state.stroke, self._state.width
        box = self._visible(self._path.box)
        self.end(())
        if box:
            yield from self._painted(colour, box)
            yield Stroke(box, (colour,), width * plane.narrowest(self._state.matrix))

    def fill_and_stroke(self, _: Any) -> Iterable[Mark]:
        path = self._path
        yield from self.fill(())
        self._path = path
        yield from self.stroke(())

    def _visible(self, box: Box | None) -> Box | None:
        """Return the part of a box that is not clipped; in a pattern, the area that it fills."""
        if box is None:
            return None
        if self._state.cell is not None:
            return self._state.cell
        shown = plane.both(box, self._state.clip)
        return shown if plane.is_box(shown) else None

    # Text

    def begin_text(self, _: Any) -> Iterable[Mark]:
        self._line = IDENTITY
        return ()

    def place_text(self, operands: Any) -> Iterable[Mark]:
        self._line = _matrix(operands)
        return ()

    def next_place(self, operands: Any) -> Iterable[Mark]:
        x, y = objects.numbers(operands, 2)
        self._line = _times((1.0, 0.0, 0.0, 1.0, x, y), self._line)
        return ()

    def next_place_and_leading(self, operands: Any) -> Iterable[Mark]:
        self._state.leading = -objects.numbers(operands, 2)[1]
        return self.next_place(operands)

    def next_line(self, _: Any) -> Iterable[Mark]:
        return self.next_place((0, -self._state.leading))

    def set_leading(self, operands: Any) -> Iterable[Mark]:
        (self._state.leading,) = objects.numbers(operands, 1)
        return ()

    def set_rise(self, operands: Any) -> Iterable[Mark]:
        (self._state.rise,) = objects.numbers(operands, 1)
        return ()

    def set_mode(self, operands: Any) -> Iterable[Mark]:
        self._state.mode = objects.whole(operands[0])
        return ()

    def set_face(self, operands: Any) -> Iterable[Mark]:
        self._state.size = objects.number(operands[1])
        self._state.face = self._press.face(self._resource("/Font", operands[:1]))
        return ()

    def show(self, operands: Any) -> Iterable[Mark]:
        """Show the last operand, a string or an array of strings and numbers."""
        shown = operands[-1]
        pieces = objects.items(shown) or [shown]
        codes = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
        state = self._state
        painted = _TEXT_MODES.get(state.mode % 4, ())
        if state.face is None:
            raise DamageError("text is shown in no font")
        if not codes or not painted:
            return
        matrix = _times((1.0, 0.0, 0.0, 1.0, 0.0, state.rise), _times(self._line, state.matrix))
        x, y = plane.placed((0.0, 0.0), matrix)
        box = state.cell or (x, y, x, y)
        inks = tuple(getattr(state, colour) for colour in painted)
        for colour in inks:
            yield from self._painted(colour, box)
        size = abs(state.size) * math.hypot(matrix[2], matrix[3])
        yield TextMark(box, inks, state.face, size, codes)

    def show_on_next_line(self, operands: Any) -> Iterable[Mark]:
        self.next_line(())
        return self.show(operands)

    # Pictures, gradients, forms, patterns

    def inline_picture(self, operands: Any) -> Iterable[Mark]:
        return self._picture(operands[0].obj)

    def external(self, operands: Any) -> Iterable[Mark]:
        entered = self._resource("/XObject", operands)
        kind = name(entry(entered, "/Subtype"))
        if kind == "Image":
            return self._picture(entered)
        return self._form(entered) if kind == "Form" else ()

    def gradient(self, operands: Any) -> Iterable[Mark]:
        space = entry(self._resource("/Shading", operands), "/ColorSpace")
        box = self._visible(self._state.clip)
        if box:
            yield Gradient(box, (Colour(colours.resolve(space, self._resources)),))

    def _picture(self, image: Any) -> Iterator[Mark]:
        matrix = self._state.matrix
        box = plane.around(plane.placed(corner, matrix) for corner in _UNIT_SQUARE)
        shown = self._visible(box)
        if shown is None:
            return
        a, b, c, d, _, _ = matrix
        dots = objects.whole(entry(image, "/Width")), objects.whole(entry(image, "/Height"))
        lengths = math.hypot(a, b), math.hypot(c, d)
        resolution = min(
            72 * count / length if length else math.inf
            for count, length in zip(dots, lengths, strict=True)
        )
        is_mask = entry(image, "/ImageMask") is True
        space = entry(image, "/ColorSpace")
        inks: tuple[Colour, ...] = ()
        if is_mask:
            inks = (self._state.fill,)
            yield from self._painted(self._state.fill, shown)
        elif space is not None:
            inks = (Colour(colours.resolve(space, self._resources)),)
        four = bool(inks) and not is_mask and inks[0].space.plates == colours.PROCESS
        heaviest = (
            self._press.heaviest(image) if four and isinstance(image, pikepdf.Stream) else 0.0
        )
        is_line_art = is_mask or objects.whole(entry(image, "/BitsPerComponent")) == 1
        yield Picture(shown, inks, resolution, is_line_art, heaviest)

    def _form(self, form: Any) -> Iterator[Mark]:
        state = self._state.kept()
        state.matrix = _times(_matrix_of(form), state.matrix)
        if frame := objects.box(entry(form, "/BBox")):
            edges = plane.around(starmap(_placing(state.matrix), plane.corners(frame)))
            state.clip = plane.both(state.clip, edges)
        resources = objects.dictionary(form, "/Resources") or self._resources
        if group := objects.dictionary(form, "/Group"):
            state.mixing = _mixing(group, resources, state)
            yield from self._blended(state.mixing)
        yield from self._enter(form, resources, state)

    def _painted(self, colour: Colour, box: Box) -> Iterator[Mark]:
        """Yield the marks of the pattern, if `colour` is one, where it fills `box`."""
        pattern = colour.pattern
        if pattern is None:
            return
        if entry(pattern, "/PatternType") == 2:
            space = entry(objects.dictionary(pattern, "/Shading"), "/ColorSpace")
            yield Gradient(box, (Colour(colours.resolve(space, self._resources)),))
            return
        state = State(_times(_matrix_of(pattern), self._ground), cell=box)
        resources = objects.dictionary(pattern, "/Resources") or self._resources
        yield from self._enter(pattern, resources, state)

    def _enter(self, stream: Any, resources: Any, state: State) -> Iterator[Mark]:
        key = stream.objgen
        if key in self._inside or len(self._inside) >= _DEEPEST_FORM:
            raise DamageError("a form draws itself")
        self._press.count(_FORM)
        walk = _Walk(self._press, self._damage, resources, state, (*self._inside, key))
        yield from walk.run(self._press.parsed(stream))

    def _resource(self, kind: str, operands: Any) -> Any:
        """Return the resource that the first operand names.

        Raises:
            DamageError: there is none.
        """
        word = name(operands[0]) if len(operands) else ""
        found = entry(objects.dictionary(self._resources, kind), f"/{word}")
        if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            raise DamageError(f"the resource {kind}/{word} is missing")
        return found


_UNIT_SQUARE = plane.corners((0.0, 0.0, 1.0, 1.0))
_TEXT_MODES = {0: ("fill",), 1: ("stroke",), 2: ("fill", "stroke")}
"""Which colours a text has in a rendering mode, modulo 4 (ISO 32000-1, 9.3.6)."""


def _set(kind: str, space: colours.Space, count: int) -> Callable[[_Walk, Any], Iterable[Mark]]:
    """Return the act of an operator that chooses a space and a colour in it."""

    def act(walk: _Walk, operands: Any) -> Iterable[Mark]:
        setattr(walk._state, kind, Colour(space, objects.numbers(operands, count)))
        return ()

    return act


_ACTS: dict[str, Callable[[_Walk, Any], Iterable[Mark]]] = {
    "q": _Walk.keep,
    "Q": _Walk.give_back,
    "cm": _Walk.transform,
    "w": _Walk.set_width,
    "gs": _Walk.set_many,
    "g": _set("fill", colours.GREY, 1),
    "G": _set("stroke", colours.GREY, 1),
    "rg": _set("fill", colours.RGB, 3),
    "RG": _set("stroke", colours.RGB, 3),
    "k": _set("fill", colours.CMYK, 4),
    "K": _set("stroke", colours.CMYK, 4),
    "cs": _Walk.fill_space,
    "CS": _Walk.stroke_space,
    "sc": _Walk.fill_colour,
    "scn": _Walk.fill_colour,
    "SC": _Walk.stroke_colour,
    "SCN": _Walk.stroke_colour,
    "m": _Walk.move,
    "l": _Walk.line,
    "c": _Walk.curve,
    "v": _Walk.curve,
    "y": _Walk.curve,
    "re": _Walk.rectangle,
    "W": _Walk.clip,
    "W*": _Walk.clip,
    "n": _Walk.end,
    "f": _Walk.fill,
    "F": _Walk.fill,
    "f*": _Walk.fill,
    "S": _Walk.stroke,
    "s": _Walk.stroke,
    "B": _Walk.fill_and_stroke,
    "B*": _Walk.fill_and_stroke,
    "b": _Walk.fill_and_stroke,
    "b*": _Walk.fill_and_stroke,
    "BT": _Walk.begin_text,
    "Tm": _Walk.place_text,
    "Td": _Walk.next_place,
    "TD": _Walk.next_place_and_leading,
    "T*": _Walk.next_line,
    "TL": _Walk.set_leading,
    "Ts": _Walk.set_rise,
    "Tr": _Walk.set_mode,
    "Tf": _Walk.set_face,
    "Tj": _Walk.show,
    "TJ": _Walk.show,
    "'": _Walk.show_on_next_line,
    '"': _Walk.show_on_next_line,
    "INLINE IMAGE": _Walk.inline_picture,
    "Do": _Walk.external,
    "sh": _Walk.gradient,
}
"""What each operator does. The others (dashes, joins, marked content …) leave no mark."""


def _point(operands: Any) -> Point:
    x, y = objects.numbers(operands, 2)
    return x, y


def _matrix(values: Any) -> Matrix:
    a, b, c, d, e, f = objects.numbers(values, 6)
    return a, b, c, d, e, f


def _matrix_of(stream: Any) -> Matrix:
    """Return the /Matrix of a form or pattern; without one it changes nothing."""
    return _matrix(objects.items(entry(stream, "/Matrix")) or IDENTITY)


def _times(first: Matrix, then: Matrix) -> Matrix:
    """Return `plane.times`.

    Raises:
        DamageError: the numbers grow out of all bounds.
    """
    matrix = plane.times(first, then)
    if not all(abs(value) < objects.FAR for value in matrix):
        raise DamageError("a matrix grows out of all bounds")
    return matrix


def _placing(matrix: Matrix) -> Callable[[float, float], Point]:
    return lambda x, y: plane.placed((x, y), matrix)
