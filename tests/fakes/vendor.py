"""A vendor's server on this machine: it recomputes both signatures from DOMAIN §6 and answers what the test says."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

SECRET = "made-up-secret"
KEY_ID = "AKID-made-up"


@dataclass
class Asked:
    """One request as it came in; `signed` says whether the signature recomputed here is the one sent."""

    target: str
    headers: dict[str, str]
    body: bytes
    signed: bool

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query))

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode()))

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Vendor:
    """What was asked, and the next answer."""

    endpoint: str = ""
    answer: object = field(default_factory=dict)
    status: int = 200
    raw: bytes | None = None
    asked: list[Asked] = field(default_factory=list)

    def reply(self) -> bytes:
        return json.dumps(self.answer).encode() if self.raw is None else self.raw


def _hash(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _mac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def acs3_holds(target: str, headers: dict[str, str], body: bytes) -> bool:
    """Recompute Aliyun's signature; the list of headers is taken from SignedHeaders."""
    found = re.fullmatch(
        r"ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})",
        headers["authorization"],
    )
    if found is None or found[1] != KEY_ID or headers["x-acs-content-sha256"] != _hash(body):
        return False
    parts = urlsplit(target)
    fields = sorted(parse_qsl(parts.query, keep_blank_values=True))
    query = "&".join(f"{quote(k, safe='-_.~')}={quote(v, safe='-_.~')}" for k, v in fields)
    lines = "".join(f"{name}:{headers[name]}\n" for name in found[2].split(";"))
    canonical = f"POST\n{parts.path}\n{query}\n{lines}\n{found[2]}\n{_hash(body)}"
    wanted = _mac(SECRET.encode(), "ACS3-HMAC-SHA256\n" + _hash(canonical.encode())).hex()
    return wanted == found[3]


def tc3_holds(headers: dict[str, str], body: bytes, service: str) -> bool:
    """Recompute Tencent's signature."""
    found = re.fullmatch(
        r"TC3-HMAC-SHA256 Credential=([^/]+)/(\d{4}-\d\d-\d\d)/([a-z]+)/tc3_request, "
        r"SignedHeaders=content-type;host, Signature=([0-9a-f]{64})",
        headers["authorization"],
    )
    if found is None or found[1] != KEY_ID or found[3] != service:
        return False
    lines = f"content-type:{headers['content-type']}\nhost:{headers['host']}\n"
    canonical = f"POST\n/\n\n{lines}\ncontent-type;host\n{_hash(body)}"
    scope = f"{found[2]}/{service}/tc3_request"
    text = f"TC3-HMAC-SHA256\n{headers['x-tc-timestamp']}\n{scope}\n{_hash(canonical.encode())}"
    key = _mac(_mac(_mac(f"TC3{SECRET}".encode(), found[2]), service), "tc3_request")
    return _mac(key, text).hex() == found[4]


@contextmanager
def listening(service: str = "") -> Iterator[Vendor]:
    """Serve on the loopback; `service` names Tencent's, "" means Aliyun."""
    vendor = Vendor()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:  # http.server's name
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            holds = tc3_holds(headers, body, service) if service else acs3_holds(self.path, headers, body)
            vendor.asked.append(Asked(self.path, headers, body, holds))
            reply = vendor.reply()
            self.send_response(vendor.status)
            self.send_header("Content-Length", str(len(reply)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # http.server's name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server, ThreadPoolExecutor(1) as lane:
        vendor.endpoint = f"http://127.0.0.1:{server.server_address[1]}"
        lane.submit(server.serve_forever, 0.05)
        try:
            yield vendor
        finally:
            server.shutdown()
