"""What can be called. Handlers decode, ask one use case in a worker thread, and encode its answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from central.api import openapi
from central.api.refusals import MalformedError, answered, failed, refused
from central.api.requests import admit, body_of, decoded, encoded, signed_request
from central.services.access_reviews import AccessReviewService
from central.services.attachments import AttachmentService
from central.services.audit_export import AuditExportService
from central.services.audit_reading import AuditReadingService
from central.services.codes import CodeService
from central.services.copies import CopyService
from central.services.deidentified import DeidentifiedService
from central.services.directory import DirectoryService
from central.services.disclosures import DisclosureService
from central.services.duty_people import DutyPeopleService
from central.services.enrolment import EnrolmentService
from central.services.erasure_signatures import ErasureAskedService
from central.services.exchange import ExchangeService
from central.services.kept import KeptReadingService
from central.services.leavers import LeftService
from central.services.name_checks import NameCheckService
from central.services.online import OnlineService
from central.services.online_orders import OrderAnswer
from central.services.online_rights import OnlineRightsService
from central.services.own_people import OwnPeopleService
from central.services.parts import CentralParts
from central.services.proofs import ProofService
from central.services.reports import ReportService
from central.services.risks import RiskService
from central.services.witness import WitnessService
from desktop.domain.errors import KnownError
from desktop.sync import wire

T = TypeVar("T")
Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases behind the routes, and the authority's certificate that anybody may have."""

    parts: CentralParts
    exchange: ExchangeService
    directory: DirectoryService
    enrolment: EnrolmentService
    codes: CodeService
    name_checks: NameCheckService
    online: OnlineService
    online_rights: OnlineRightsService
    witness: WitnessService
    reports: ReportService
    copies: CopyService
    attachments: AttachmentService
    audit: AuditReadingService
    duty_people: DutyPeopleService
    risks: RiskService
    access: AccessReviewService
    kept: KeptReadingService
    proofs: ProofService
    erasures_asked: ErasureAskedService
    left: LeftService
    disclosures: DisclosureService
    own_people: OwnPeopleService
    audit_export: AuditExportService
    deidentified: DeidentifiedService
    ca_pem: str


def routes(services: Services) -> list[Route]:
    """Return every route."""
    s = services
    return [
        _get("/healthz", lambda _: _health(s)),
        _get("/v1/ca", lambda _: PlainTextResponse(s.ca_pem)),
        _get("/v1/openapi.json", lambda _: answered(200, openapi.document())),
        _post("/v1/enroll", _open(wire.EnrollRequest, s.enrolment.enrol)),
        _post("/v1/staff-keys", _signed(s, wire.StaffKeysRequest, s.enrolment.take_staff_keys)),
        _post(
            "/v1/exchange",
            _signed(s, wire.ExchangeRequest, s.exchange.run, quarantined_too=True, revoked_too=True),
        ),
        _post("/v1/codes", _signed(s, wire.CodeRequest, lambda desk, m: s.codes.send(desk, m.phone))),
        _post(
            "/v1/codes/check",
            _signed(s, wire.CodeCheck, lambda desk, m: s.codes.check(desk, m.code_id, m.code)),
        ),
        _post(
            "/v1/name-check",
            _signed(
                s,
                wire.NameCheckRequest,
                lambda desk, m: wire.NameCheckResult(s.name_checks.check(desk, m).value),
            ),
        ),
        _post("/v1/lookup", _signed(s, wire.LookupRequest, s.directory.look_up)),
        _post("/v1/trace", _signed(s, wire.TraceGrown, s.witness.take, quarantined_too=True)),
        _post("/v1/report", _signed(s, wire.ReportRequest, s.reports.run)),
        _post("/v1/case-file", _signed(s, wire.CaseFileRequest, s.attachments.read)),
        _post("/v1/copy", _signed(s, wire.CopyRequest, s.copies.make)),
        _post("/v1/audit", _signed(s, wire.TraceRequest, s.audit.read)),
        _post("/v1/audit/risks", _signed(s, wire.RiskRequest, s.risks.read)),
        _post("/v1/audit/review", _signed(s, wire.RiskReview, s.risks.review)),
        _post("/v1/audit/access", _signed(s, wire.AccessRequest, s.access.read)),
        _post("/v1/audit/access/sign", _signed(s, wire.AccessSigned, s.access.sign_off)),
        _post("/v1/audit/access/leave", _signed(s, wire.AccessLeave, s.access.propose_leave)),
        _post("/v1/audit/check", _signed(s, wire.TraceCheckRequest, s.audit.check)),
        _post("/v1/duty-people", _signed(s, wire.DutyPeopleRequest, s.duty_people.run)),
        _post("/v1/erasure-asked", _signed(s, wire.AskedRequest, s.erasures_asked.read)),
        _post("/v1/erasure-left", _signed(s, wire.GivenBackRequest, s.left.read)),
        _post("/v1/proof", _signed(s, wire.ProofRequest, s.proofs.run)),
        _post("/v1/kept", _signed(s, wire.KeptRequest, s.kept.read)),
        _post("/v1/disclosures", _signed(s, wire.DisclosuresRequest, s.disclosures.run)),
        _post("/v1/own-people", _signed(s, wire.OwnPerson, s.own_people.put)),
        _post("/v1/own-people/count", _signed(s, wire.OwnListedRequest, s.own_people.count)),
        _post("/v1/export/audit", _signed(s, wire.AuditExportRequest, s.audit_export.run)),
        _post("/v1/export/deidentified", _signed(s, wire.DeidentifiedRequest, s.deidentified.run)),
        _post("/v1/fetch", _signed(s, wire.FetchRequest, s.directory.fetch)),
        _get("/v1/online/sessions", lambda request: _online_sessions(s, request)),
        _post("/v1/online/bookings", _online_order(s, wire.OnlineBooking, s.online.book)),
        _post("/v1/online/requests", _online_order(s, wire.OnlineRequest, s.online_rights.file)),
        _post("/v1/online/erasures/code", _online_code(s)),
        _post(
            "/v1/online/erasures/take-back", _online_order(s, wire.OnlineTakeBack, s.online_rights.take_back)
        ),
    ]


def _get(path: str, answer: Callable[[Request], Response]) -> Route:
    async def handle(request: Request) -> Response:
        return await run_sync(answer, request)

    return Route(path, _guarded(path, handle), methods=["GET"])


def _post(path: str, handle: Handler) -> Route:
    return Route(path, _guarded(path, handle), methods=["POST"])


def _guarded(path: str, handle: Handler) -> Handler:
    """Turn errors into refusals; what is unexpected is logged by place and answered without its message."""

    async def guarded(request: Request) -> Response:
        try:
            return await handle(request)
        except KnownError as error:
            return refused(error)
        except Exception as error:  # noqa: BLE001 - the edge: an error's message may hold values, so it ends here
            return failed(error, path)

    return guarded


def _signed(
    services: Services, kind: type[T], ask: Callable[[str, T], Any], *, quarantined_too: bool = False,
    revoked_too: bool = False,
) -> Handler:  # fmt: skip
    async def handle(request: Request) -> Response:
        body = await body_of(request)
        signed = signed_request(request, body)

        def answer() -> bytes:
            desk_id = admit(services.parts, signed, quarantined_too=quarantined_too, revoked_too=revoked_too)
            return encoded(ask(desk_id, decoded(body, kind)))

        return answered(200, await run_sync(answer))

    return handle


def _open(kind: type[T], ask: Callable[[T], Any]) -> Handler:
    async def handle(request: Request) -> Response:
        body = await body_of(request)
        return answered(200, await run_sync(lambda: encoded(ask(decoded(body, kind)))))

    return handle


def _health(services: Services) -> Response:
    version = services.parts.database.schema_version()
    return answered(200, encoded({"status": "ok", "schema": version}))


def _channel_key(request: Request) -> str:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""


def _online_sessions(services: Services, request: Request) -> Response:
    services.online.admit(_channel_key(request))
    try:
        day = date.fromisoformat(request.query_params["day"])
    except (KeyError, ValueError) as error:
        raise MalformedError(what="day") from error
    return answered(200, encoded(services.online.sessions(day)))


def _online_order(services: Services, kind: type[T], ask: Callable[[str, T], OrderAnswer]) -> Handler:
    async def handle(request: Request) -> Response:
        body = await body_of(request)
        key, order_key = _channel_key(request), request.headers.get("idempotency-key", "")

        def answer() -> Response:
            services.online.admit(key)
            given = ask(order_key, decoded(body, kind))
            return answered(given.status, given.body)

        return await run_sync(answer)

    return handle


def _online_code(services: Services) -> Handler:
    async def handle(request: Request) -> Response:
        body, key = await body_of(request), _channel_key(request)

        def answer() -> Response:
            services.online.admit(key)
            asked = decoded(body, wire.OnlineCaseCode)
            return answered(200, encoded(services.online_rights.send_code(asked.case_id)))

        return await run_sync(answer)

    return handle
