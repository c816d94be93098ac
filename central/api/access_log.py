"""One line a request: method, route (never the address that was sent), status, time, desk. No bodies (A1)."""

from __future__ import annotations

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("central.access")
UNKNOWN = "other"


class AccessLog:
    """ASGI middleware that writes the line when the answer's head goes out."""

    def __init__(self, app: ASGIApp, routes: frozenset[str]) -> None:
        self._app = app
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.monotonic()
        route = scope["path"] if scope["path"] in self._routes else UNKNOWN

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                milliseconds = (time.monotonic() - began) * 1000
                log.info("%s %s %d %.1f ms", scope["method"], route, message["status"], milliseconds)
            await send(message)

        await self._app(scope, receive, sending)
