"""Our own SVG as PNG, for programs that show none. It knows the marks of reports.charts.svg and no others."""

import io
import math
import re
from collections.abc import Callable
from functools import cache
from itertools import groupby, pairwise

from lxml import etree
from PIL import Image, ImageDraw, ImageFont

from reports.pdf.characters import Face, faces, static_file, with_drawable

SCALE = 2.0  # 192 dots an inch
_FINER = 2  # drawn larger and reduced, so that edges are smooth
_URL = re.compile(r'font-weight: (\d+); src: url\("\.\./([^"]+)"\)')
_MOVES = re.compile(r"([ML])(-?[\d.]+) (-?[\d.]+)|Z")
_SERIF = "Source Serif"
Point = tuple[float, float]


def to_png(svg: str, scale: float = SCALE) -> tuple[bytes, float, float]:
    """The picture with its width and height in CSS pixels."""
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    width, height = float(root.get("width")), float(root.get("height"))
    large = _Painter(root, width, height, scale * _FINER).painted()
    file = io.BytesIO()
    large.reduce(_FINER).save(file, "PNG", compress_level=2, dpi=(96 * scale, 96 * scale))
    return file.getvalue(), width, height


class _Painter:
    def __init__(self, root: etree._Element, width: float, height: float, scale: float) -> None:
        self.root, self.scale = root, scale
        size = (max(1, math.ceil(width * scale)), max(1, math.ceil(height * scale)))
        self.image = Image.new("RGB", size, "#ffffff")
        self.draw = ImageDraw.Draw(self.image)
        _, _, box_width, box_height = map(float, root.get("viewBox").split())
        self.across, self.down = scale * width / box_width, scale * height / box_height

    def painted(self) -> Image.Image:
        makers: dict[str, Callable[[etree._Element], None]] = {
            "rect": self._rect,
            "line": self._line,
            "path": self._path,
            "circle": self._circle,
            "text": self._text,
        }
        for element in self.root:
            make = makers.get(etree.QName(element).localname)
            if make:
                make(element)
        return self.image

    def _at(self, x: float, y: float) -> Point:
        return x * self.across, y * self.down

    def _number(self, element: etree._Element, name: str, default: float = 0.0) -> float:
        return float(element.get(name, default))

    def _rect(self, element: etree._Element) -> None:
        x, y, width, height = (self._number(element, name) for name in ("x", "y", "width", "height"))
        if width <= 0 or height <= 0:
            return
        (left, top), (right, bottom) = self._at(x, y), self._at(x + width, y + height)
        box = (left, top, max(right - 1, left), max(bottom - 1, top))
        radius = self._number(element, "rx") * self.scale
        self.draw.rounded_rectangle(box, min(radius, (box[2] - box[0]) / 2), fill=element.get("fill"))

    def _line(self, element: etree._Element) -> None:
        x1, y1, x2, y2 = (self._number(element, name) for name in ("x1", "y1", "x2", "y2"))
        self._stroke(element, [self._at(x1, y1), self._at(x2, y2)])

    def _circle(self, element: etree._Element) -> None:
        x, y = self._at(self._number(element, "cx"), self._number(element, "cy"))
        radius = self._number(element, "r") * self.scale
        ring, edge = element.get("stroke"), self._number(element, "stroke-width") * self.scale
        if ring:
            outer = radius + edge / 2
            self.draw.ellipse((x - outer, y - outer, x + outer, y + outer), fill=ring)
            radius -= edge / 2
        if element.get("fill") != "none":
            self.draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=element.get("fill"))

    def _path(self, element: etree._Element) -> None:
        for places in _outlines(element.get("d", "")):
            points = [self._at(*place) for place in places]
            if element.get("fill", "none") != "none" and len(points) > 2:
                self._area(points, element.get("fill"), self._number(element, "fill-opacity", 1.0))
            if element.get("stroke"):
                self._stroke(element, points)

    def _area(self, points: list[Point], colour: str, opacity: float) -> None:
        if opacity >= 1:
            self.draw.polygon(points, fill=colour)
            return
        veil = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(veil).polygon(points, fill=round(255 * opacity))
        self.image.paste(colour, mask=veil)

    def _stroke(self, element: etree._Element, points: list[Point]) -> None:
        colour, width = element.get("stroke"), self._number(element, "stroke-width", 1.0) * self.scale
        dash = [float(part) * self.scale for part in element.get("stroke-dasharray", "").split()]
        for piece in _dashes(points, *dash) if dash else [points]:
            self.draw.line(piece, fill=colour, width=max(1, round(width)), joint="curve")
        if element.get("stroke-linecap") == "round" and not dash:
            for x, y in (points[0], points[-1]):
                half = width / 2
                self.draw.ellipse((x - half, y - half, x + half, y + half), fill=colour)

    def _text(self, element: etree._Element) -> None:
        words = with_drawable(element.text or "")
        weight = int(element.get("font-weight", "400"))
        size = round(self._number(element, "font-size", 11) * self.scale)
        pieces = [
            ("".join(group), _font(face, size)) for face, group in groupby(words, lambda c: _face(c, weight))
        ]
        lengths = [font.getlength(text) for text, font in pieces]
        x, y = self._at(self._number(element, "x"), self._number(element, "y"))
        x -= {"middle": sum(lengths) / 2, "end": sum(lengths)}.get(element.get("text-anchor", ""), 0)
        for (text, font), length in zip(pieces, lengths, strict=True):
            self.draw.text((x, y), text, fill=element.get("fill"), font=font, anchor="ls")
            x += length


def _outlines(path: str) -> list[list[Point]]:
    found: list[list[Point]] = []
    for kind, x, y in _MOVES.findall(path):
        if kind == "M":
            found.append([])
        if kind:
            found[-1].append((float(x), float(y)))
    return found


def _dashes(points: list[Point], on: float, off: float) -> list[list[Point]]:
    pieces: list[list[Point]] = []
    walked = 0.0
    for (x1, y1), (x2, y2) in pairwise(points):
        length = math.hypot(x2 - x1, y2 - y1)
        at = 0.0
        while at < length:
            place = (walked + at) % (on + off)
            step = min((on if place < on else on + off) - place, length - at)
            step = max(step, 1e-6)
            if place < on:
                pieces.append(
                    [_between(x1, y1, x2, y2, at / length), _between(x1, y1, x2, y2, (at + step) / length)]
                )
            at += step
        walked += length
    return pieces


def _between(x1: float, y1: float, x2: float, y2: float, share: float) -> Point:
    return x1 + (x2 - x1) * share, y1 + (y2 - y1) * share


@cache
def _by_weight() -> dict[int, list[tuple[Face, str]]]:
    """The faces of the report's style without its serif, which charts do not use."""
    found: dict[int, list[tuple[Face, str]]] = {}
    for face in faces():
        told = _URL.search(face.rule)
        if told and not face.family.startswith(_SERIF):
            found.setdefault(int(told[1]), []).append((face, static_file(told[2])))
    return found


@cache
def _face(character: str, weight: int) -> str:
    """The file of the first face that has the character."""
    ordered = [*_by_weight().get(weight, []), *_by_weight()[400]]
    return next((path for face, path in ordered if ord(character) in face.codes), ordered[0][1])


@cache
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
