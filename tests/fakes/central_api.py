"""Central's real application over a made-up hospital, without a socket; and a gateway that keeps what it sends."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette

from central.api.app import build_app
from central.api.routes import Services
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
from central.services.kept import KeptReadingService
from central.services.leavers import LeftService
from central.services.name_checks import NameCheckService
from central.services.online import OnlineService
from central.services.online_rights import OnlineRightsService
from central.services.own_people import OwnPeopleService
from central.services.proofs import ProofService
from central.services.reports import ReportService
from central.services.risks import RiskService
from central.services.witness import WitnessService
from desktop.crypto.formats import OpeningKey, SigningKey
from desktop.domain import bindings
from desktop.domain.errors import KnownError
from desktop.domain.ids import DeskId
from desktop.ports.network import Reply
from tests.fakes.central_world import World


class GatewayDownError(KnownError):
    """The gateway of a test refuses."""

    code = "gateway-down"


@dataclass
class KeptCodes:
    """An SMS gateway that keeps (phone, code), or refuses while `down`."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    down: bool = False

    def send_code(self, phone: str, code: str) -> None:
        if self.down:
            raise GatewayDownError(reason="isv.TEST")
        self.sent.append((phone, code))

    @property
    def last_code(self) -> str:
        return self.sent[-1][1]


def services_of(world: World, sender: KeptCodes) -> Services:
    """Return the real use cases over a world."""
    parts = world.parts
    return Services(
        parts=parts,
        exchange=world.exchange,
        directory=DirectoryService(parts),
        enrolment=EnrolmentService(parts),
        codes=CodeService(parts, sender),
        name_checks=NameCheckService(parts, world.names),
        online=OnlineService(parts),
        online_rights=OnlineRightsService(parts, CodeService(parts, sender)),
        reports=ReportService(parts),
        copies=CopyService(parts),
        attachments=AttachmentService(parts),
        audit=AuditReadingService(parts),
        duty_people=DutyPeopleService(parts),
        risks=RiskService(parts),
        access=AccessReviewService(parts),
        kept=KeptReadingService(parts),
        proofs=ProofService(parts),
        erasures_asked=ErasureAskedService(parts),
        left=LeftService(parts),
        disclosures=DisclosureService(parts),
        own_people=OwnPeopleService(parts),
        audit_export=AuditExportService(parts),
        deidentified=DeidentifiedService(parts),
        witness=WitnessService(parts),
        ca_pem="-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
    )


class AsgiNetwork:
    """A line to an ASGI application (desktop.ports.network.Network); keeps headers of the last answer."""

    def __init__(self, app: Starlette) -> None:
        self._app = app
        self.headers: dict[str, str] = {}

    def send(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, timeout_s: float
    ) -> Reply:
        return asyncio.run(self._call(method, path, headers, body))

    def close(self) -> None:
        pass

    def hang_up(self) -> None:
        pass

    async def _call(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Reply:
        path, _, query = target.partition("?")
        scope: dict[str, Any] = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "path": path,
            "raw_path": path.encode(), "query_string": query.encode(), "root_path": "", "scheme": "https",
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
            "server": ("central", 443), "client": ("127.0.0.1", 1),
        }  # fmt: skip
        waiting = [{"type": "http.request", "body": body, "more_body": False}]
        started: dict[str, Any] = {}
        chunks: list[bytes] = []

        async def receive() -> dict[str, Any]:
            return waiting.pop() if waiting else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                started.update(message)
            else:
                chunks.append(message.get("body", b""))

        await self._app(scope, receive, send)
        self.headers = {name.decode(): value.decode() for name, value in started["headers"]}
        return Reply(started["status"], b"".join(chunks))


class RawDesk:
    """An enrolled desk that signs requests by hand, so that a test can spoil each part."""

    def __init__(self, world: World, name: str = "desk-a") -> None:
        self.desk = DeskId(name)
        self.signing, self.opening = SigningKey.new(world.randomness), OpeningKey.new(world.randomness)
        world.enrol(name, self.signing.public, self.opening.public)
        self._world = world

    @property
    def public(self) -> bytes:
        return self.signing.public

    def sign(self, purpose: str, message: bytes) -> bytes:
        return self.signing.sign(purpose, message)

    def seal_to_central(self, plain: bytes, info: bytes) -> bytes:
        raise AssertionError("nothing is sealed here")

    def open_from_central(self, sealed: bytes, info: bytes) -> bytes:
        return self.opening.open(sealed, info)

    def headers(self, number: int, path: str, body: bytes, method: str = "POST") -> dict[str, str]:
        """Return the headers of a right request."""
        covered = bindings.request(self.desk, number, method, path, hashlib.sha256(body).digest())
        return {
            "Content-Type": "application/json",
            "X-Desk": self.desk,
            "X-Request-No": str(number),
            "X-Signature": base64.b64encode(self.sign("request", covered)).decode(),
        }


class Api:
    """A world's application with its gateway."""

    def __init__(self, world: World) -> None:
        self.gateway = KeptCodes()
        self.services = services_of(world, self.gateway)
        self.line = AsgiNetwork(build_app(self.services))
