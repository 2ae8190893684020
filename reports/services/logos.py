"""A picture that a person sent, checked and drawn anew: what lies in a report was written here."""

import base64
import io

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 2 * 1024 * 1024
LARGEST_SIDE = 6000
SMALLEST_SIDE = 16
MOST_PIXELS = 16_000_000
_KEPT = (720, 240)  # enough for 60 × 20 mm at 300 dots an inch
_FORMATS = ("PNG", "JPEG")
_FAULTS = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError)


class LogoRefused(ValueError):
    """The text is shown to the person who sent the picture."""


def checked_logo(data: bytes) -> str:
    """The picture as a data: address, decoded and encoded again, without anything else that was in the file.

    The same file gives the same address. LogoRefused says why not.
    """
    if len(data) > MOST_BYTES:
        raise LogoRefused("Choose a picture of at most 2 MB.")
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            _check_size(*picture.size)
            return _encoded(picture)
    except _FAULTS as fault:
        if isinstance(fault, LogoRefused):
            raise
        raise LogoRefused("Choose a PNG or JPEG picture. This file is neither, or it is damaged.") from fault


def _check_size(width: int, height: int) -> None:
    if max(width, height) > LARGEST_SIDE or width * height > MOST_PIXELS:
        raise LogoRefused(f"Choose a picture of at most {LARGEST_SIDE} dots a side.")
    if min(width, height) < SMALLEST_SIDE:
        raise LogoRefused(f"Choose a picture of at least {SMALLEST_SIDE} dots a side.")


def _encoded(picture: Image.Image) -> str:
    """On white, because paper is; as PNG, which loses nothing."""
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail(_KEPT, Image.Resampling.LANCZOS)
    flat = Image.new("RGB", upright.size, "white")
    flat.paste(upright, mask=upright.getchannel("A"))
    out = io.BytesIO()
    flat.save(out, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()
