"""`serve`: central over HTTPS, TLS 1.3, with the work that becomes due every second."""

from __future__ import annotations

import argparse
import socket
import ssl
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import uvicorn

from central.api.app import build_app
from central.api.routes import Services
from central.cli.opened import Opened, open_central
from central.crypto import authority
from central.logs import start_logging
from central.machine import SystemTimeKeeping
from central.providers.collector import log_collector
from central.providers.realname import name_checker
from central.providers.sms import sms_sender
from central.services.access_reviews import AccessReviewService
from central.services.attachments import AttachmentService
from central.services.audit_export import AuditExportService
from central.services.audit_reading import AuditReadingService
from central.services.codes import CodeService
from central.services.copies import CopyService
from central.services.deidentified import DeidentifiedService
from central.services.directory import DirectoryService
from central.services.disclosures import DisclosureService
from central.services.due import DueService
from central.services.duty_people import DutyMessages, DutyPeopleService
from central.services.enrolment import EnrolmentService
from central.services.erasure_signatures import ErasureAskedService
from central.services.exchange import ExchangeService
from central.services.kept import KeptReadingService
from central.services.leavers import LeftService
from central.services.messages import MessageService
from central.services.name_checks import NameCheckService
from central.services.online import OnlineService
from central.services.online_rights import OnlineRightsService
from central.services.own_people import OwnPeopleService
from central.services.phone_holds import PhoneChangeService
from central.services.proofs import ProofService
from central.services.reports import ReportService
from central.services.risks import RiskService
from central.services.simulated_channel import SimulatedChannel
from central.services.syslog import SyslogExport
from central.services.trace_segments import TraceClosing
from central.services.witness import WitnessService

KEEP_ALIVE_S = 30
STOP_WITHIN_S = 3
MOST_AT_ONCE = 400


def serve(chosen: argparse.Namespace) -> int:
    """Serve until stopped by a signal."""
    later = timedelta(days=chosen.demo_days_later)
    opened = open_central(chosen.home, chosen.database, upgrade=True, later=later)
    start_logging()
    try:
        authority.keep_fresh(chosen.home, opened.parts.now(), (*opened.settings.names, chosen.host))
        app = build_app(*_behind(opened, online=chosen.demo_online))
        config = uvicorn.Config(
            app,
            host=chosen.host,
            port=chosen.port,
            http="h11",
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            limit_concurrency=MOST_AT_ONCE,
            timeout_keep_alive=KEEP_ALIVE_S,
            timeout_graceful_shutdown=STOP_WITHIN_S,
            ssl_certfile=chosen.home / authority.SERVER_CERTIFICATE,
            ssl_keyfile=chosen.home / authority.SERVER_KEY,
            ssl_context_factory=_tls_1_3,
        )
        sys.stdout.write(f"central serves https://{chosen.host}:{chosen.port}\n")
        if opened.demo:
            sys.stdout.write("DEMONSTRATION: codes appear here, made-up people only\n")
        sys.stdout.flush()
        uvicorn.Server(config).run()
    finally:
        opened.close()
    return 0


def _tls_1_3(config: uvicorn.Config, usual: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
    context = usual()
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    return context


def _behind(opened: Opened, *, online: bool) -> tuple[Services, list[Callable[[], Any]]]:
    """Return the use cases behind the routes, and the steps that are due every second."""
    parts, settings = opened.parts, opened.settings
    checker = name_checker(settings.realname, parts.clock, parts.randomness, demo=opened.demo)
    sender = sms_sender(settings.sms, parts.clock, parts.randomness, sys.stdout, demo=opened.demo)
    collector = log_collector(settings.syslog)
    log = None
    if collector is not None:
        log = SyslogExport(collector, parts.clock, SystemTimeKeeping(), socket.gethostname() or "-")
    codes = CodeService(parts, sender)
    services = Services(
        parts=parts,
        exchange=ExchangeService(parts),
        directory=DirectoryService(parts),
        enrolment=EnrolmentService(parts),
        codes=codes,
        name_checks=NameCheckService(parts, checker),
        online=OnlineService(parts),
        online_rights=OnlineRightsService(parts, codes),
        witness=WitnessService(parts, log),
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
        ca_pem=authority.ca_pem(settings.home),
    )
    due: list[Callable[[], Any]] = [
        DueService(parts, checker).run_due,
        MessageService(parts, sender).run_due,
        DutyMessages(parts, sender).run_due,
        PhoneChangeService(parts, sender).run_due,
        TraceClosing(parts, settings.trace_months).run_due,
    ]
    if log is not None:
        due.append(log.run_due)
    if online:
        due.append(SimulatedChannel(parts).step)
    return services, due
