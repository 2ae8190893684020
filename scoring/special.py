"""SciPy's special functions, loaded when the first of them is called.

Loading them takes longer than all the rest of the engine together, and a server or a command that
decides nothing needs none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any


@cache
def _loaded(name: str) -> Callable[..., Any]:
    from scipy import special

    function: Callable[..., Any] = getattr(special, name)
    return function


def _on_call(name: str) -> Callable[..., Any]:
    def call(*given: Any, **more: Any) -> Any:
        return _loaded(name)(*given, **more)

    call.__name__ = call.__qualname__ = name
    return call


betainc = _on_call("betainc")
betaincinv = _on_call("betaincinv")
betaln = _on_call("betaln")
gammainccinv = _on_call("gammainccinv")
gammaincinv = _on_call("gammaincinv")
gammaln = _on_call("gammaln")
log_ndtr = _on_call("log_ndtr")
ndtr = _on_call("ndtr")
ndtri = _on_call("ndtri")
pdtr = _on_call("pdtr")
