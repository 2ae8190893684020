"""The body of a request: JSON that every part of the product, and every database, can hold."""

import json
import math
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser


class StrictParser(Parser):
    """A ValueError becomes a refusal."""

    def parse_body(self, request: HttpRequest) -> Any:
        found = json.loads(request.body, parse_constant=_refuse, parse_float=_finite)
        text = json.dumps(found, ensure_ascii=False)
        text.encode()  # half a character is none
        if "\\u0000" in text:
            _refuse("a zero character")
        return found


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refuse(text)


def _refuse(text: str) -> Any:
    raise ValueError(f"{text[:20]} cannot be stored")
