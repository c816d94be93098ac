"""The ASGI application: routes, access log, refusals for what no route takes, and the work that becomes due."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from anyio.to_thread import current_default_thread_limiter, run_sync
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from central.api.access_log import AccessLog
from central.api.refusals import refused_plainly
from central.api.routes import Services, routes

log = logging.getLogger("central.due")
WORKERS = 24
CODES = {404: "not-found", 405: "method-not-allowed"}


def build_app(
    services: Services, due: Sequence[Callable[[], object]] = (), every_s: float = 1.0
) -> Starlette:
    """Return the application. `due` are steps of work that each run again `every_s` seconds after they ended.

    Several processes may run the same steps on one database; each step is safe against that.
    """
    all_routes = routes(services)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = WORKERS
        tasks = [asyncio.create_task(_again_and_again(step, every_s)) for step in due]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    paths = frozenset(route.path for route in all_routes)
    return Starlette(
        routes=all_routes,
        middleware=[Middleware(AccessLog, routes=paths)],
        exception_handlers={HTTPException: _no_route},
        lifespan=lifespan,
    )


async def _no_route(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return refused_plainly(status, CODES.get(status, "refused"))


async def _again_and_again(step: Callable[[], object], every_s: float) -> None:
    while True:
        try:
            await run_sync(step)
        except Exception:  # one failed step must not end the server; the log keeps its place only
            log.exception("a due step failed")
        await asyncio.sleep(every_s)
