"""The OpenAPI description, made from the messages themselves, so that it cannot say anything else."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from central.services.online import OnlineSessions
from desktop.sync import wire

VERSION = "0.1.0"
REF = "#/components/schemas/{name}"
SIGNED: dict[str, tuple[type, type | None, str]] = {
    "/v1/staff-keys": (wire.StaffKeysRequest, None, "A person's new public keys at this desk"),
    "/v1/exchange": (wire.ExchangeRequest, wire.ExchangeResponse, "Operations up, rights and rows down"),
    "/v1/codes": (wire.CodeRequest, wire.CodeSent, "Send a six-digit code to a phone"),
    "/v1/codes/check": (wire.CodeCheck, wire.CodeProof, "Trade a right code for a proof"),
    "/v1/name-check": (wire.NameCheckRequest, wire.NameCheckResult, "Name-number match at the authority"),
    "/v1/lookup": (wire.LookupRequest, wire.LookupResult, "Exact look-up, at most five masked people"),
    "/v1/report": (
        wire.ReportRequest,
        wire.ReportAnswer,
        "Figures of some days, for whom the roster permits it",
    ),
    "/v1/copy": (wire.CopyRequest, wire.CopyAnswer, "A person's copy for a granted case, sealed to the desk"),
    "/v1/audit": (
        wire.TraceRequest,
        wire.TraceAnswer,
        "Entries of the desks' traces, for whom may read them",
    ),
    "/v1/audit/risks": (wire.RiskRequest, wire.RiskAnswer, "What the risk rules found, for whom may read it"),
    "/v1/audit/access": (
        wire.AccessRequest,
        wire.AccessAnswer,
        "The access review of a month, for whom may read it",
    ),
    "/v1/audit/access/sign": (wire.AccessSigned, wire.Done, "A month's access review, signed off"),
    "/v1/audit/access/leave": (wire.AccessLeave, wire.Done, "A dormant person to be taken off the roster"),
    "/v1/audit/review": (wire.RiskReview, wire.Done, "What became of an alert, signed by who looked at it"),
    "/v1/audit/check": (wire.TraceCheckRequest, wire.TraceCheckAnswer, "Whether every trace is whole"),
    "/v1/duty-people": (
        wire.DutyPeopleRequest,
        wire.DutyPeople,
        "Whom a duty concerns, masked, for whom the roster permits it",
    ),
    "/v1/erasure-asked": (
        wire.AskedRequest,
        wire.AskedAnswer,
        "How a deletion was asked for, for who may sign over it, sealed to the desk",
    ),
    "/v1/erasure-left": (
        wire.GivenBackRequest,
        wire.GivenBackAnswer,
        "What was given back with a deletion that came to nothing",
    ),
    "/v1/proof": (wire.ProofRequest, wire.ProofAnswer, "The proof pack of one case, sealed to the desk"),
    "/v1/kept": (
        wire.KeptRequest,
        wire.KeptAnswer,
        "What law keeps, for an approved reading, sealed to the desk",
    ),
    "/v1/case-file": (wire.CaseFileRequest, wire.CaseFileAnswer, "A file attached to a case"),
    "/v1/disclosures": (wire.DisclosuresRequest, wire.DisclosuresAnswer, "Who got what about a person"),
    "/v1/own-people": (wire.OwnPerson, wire.OwnListed, "List an own or relative's number, blinded at once"),
    "/v1/own-people/count": (wire.OwnListedRequest, wire.OwnListed, "How many numbers the author listed"),
    "/v1/export/audit": (wire.AuditExportRequest, wire.ExportAnswer, "The auditor's signed file"),
    "/v1/export/deidentified": (wire.DeidentifiedRequest, wire.ExportAnswer, "Figures that name nobody, CSV"),
    "/v1/trace": (wire.TraceGrown, wire.TraceWitnessed, "A grown head of the desk's trace, to be witnessed"),
    "/v1/fetch": (wire.FetchRequest, wire.FetchResult, "One person for this desk's working set"),
}
STATUSES = ("400", "401", "403", "409", "413", "415", "422", "429", "500", "503")


@cache
def document() -> bytes:
    """Return the description as JSON."""
    kinds: list[Any] = [wire.EnrollRequest, wire.EnrollResponse, wire.OnlineBooking, wire.OnlineBooked]
    kinds += [
        wire.OnlineCaseCode,
        wire.OnlineTakeBack,
        wire.OnlineTakenBack,
        wire.OnlineRequest,
        wire.OnlineFiled,
    ]
    kinds += [wire.Refusal, OnlineSessions]
    for asked, given, _ in SIGNED.values():
        kinds += [asked] if given is None else [asked, given]
    references, schemas = msgspec.json.schema_components(kinds, ref_template=REF)
    named = dict(zip(kinds, references, strict=True))
    return msgspec.json.format(msgspec.json.encode(_whole(named, schemas)), indent=1)


def _whole(named: dict[Any, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    refusal = named[wire.Refusal]
    paths: dict[str, Any] = {
        "/healthz": {"get": _operation("Whether central answers", {"type": "object"}, refusal)},
        "/v1/ca": {
            "get": {
                "summary": "The authority's certificate (PEM); believed only by its fingerprint",
                "responses": {"200": {"description": "PEM", "content": {"text/plain": {}}}},
            }
        },
        "/v1/openapi.json": {"get": _operation("This description", {"type": "object"}, refusal)},
        "/v1/enroll": {
            "post": _operation(
                "Trade a one-time code for an identity", named[wire.EnrollResponse], refusal,
                body=named[wire.EnrollRequest],
            )
        },
        "/v1/online/sessions": {
            "get": _operation(
                "A day's open sessions", named[OnlineSessions], refusal, security="channel",
                parameters=[_parameter("day", "query", {"type": "string", "format": "date"})],
            )
        },
        "/v1/online/bookings": {
            "post": _operation(
                "Book from the shared pool; a repeat gets the first answer", named[wire.OnlineBooked], refusal,
                security="channel", body=named[wire.OnlineBooking],
                parameters=[_parameter("Idempotency-Key", "header", {"type": "string", "maxLength": 128})],
            )
        },
        "/v1/online/requests": {
            "post": _operation(
                "An account asks for its own data; a window goes on with it once it is proved who asks",
                named[wire.OnlineFiled], refusal, security="channel", body=named[wire.OnlineRequest],
                parameters=[_parameter("Idempotency-Key", "header", {"type": "string", "maxLength": 128})],
            )
        },
        "/v1/online/erasures/code": {
            "post": _operation(
                "Send a code to the number on file of a deletion's person; the same answer whether or not there is one",
                named[wire.CodeSent], refusal, security="channel", body=named[wire.OnlineCaseCode],
            )
        },
        "/v1/online/erasures/take-back": {
            "post": _operation(
                "The person takes their deletion back before its hour; a repeat gets the first answer",
                named[wire.OnlineTakenBack], refusal, security="channel", body=named[wire.OnlineTakeBack],
                parameters=[_parameter("Idempotency-Key", "header", {"type": "string", "maxLength": 128})],
            )
        },
    }  # fmt: skip
    for path, (asked, given, summary) in SIGNED.items():
        answer = {"type": "object"} if given is None else named[given]
        operation = _operation(
            summary, answer, refusal, security="desk", body=named[asked], parameters=_signed_headers()
        )
        paths[path] = {"post": operation}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Clinic Central", "version": VERSION, "license": {"name": "Apache-2.0"}},
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": _schemes()},
    }


def _operation(
    summary: str, answer: Any, refusal: Any, *, security: str = "", body: Any = None,
    parameters: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:  # fmt: skip
    operation: dict[str, Any] = {
        "summary": summary,
        "responses": {
            "200": {"description": "Done", "content": {"application/json": {"schema": answer}}},
            **{
                status: {"description": "Refused", "content": {"application/json": {"schema": refusal}}}
                for status in STATUSES
            },
        },
    }
    if security:
        operation["security"] = [{security: []}]
    if parameters:
        operation["parameters"] = parameters
    if body is not None:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    return operation


def _parameter(name: str, place: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": place, "required": True, "schema": schema}


def _signed_headers() -> list[dict[str, Any]]:
    return [
        _parameter("X-Request-No", "header", {"type": "integer", "minimum": 1}),
        _parameter("X-Signature", "header", {"type": "string", "contentEncoding": "base64"}),
    ]


def _schemes() -> dict[str, Any]:
    return {
        "desk": {
            "type": "apiKey", "in": "header", "name": "X-Desk",
            "description": "With X-Request-No and X-Signature: Ed25519 over desk, number, method, path, body's SHA-256",
        },
        "channel": {"type": "http", "scheme": "bearer", "description": "The platform's channel key"},
    }  # fmt: skip
