"""A proof pack's file: a ZIP with pack, signature, overview and letters (N36)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from desktop.domain.proof_pack import PROOF_FILE, SIGNATURE_FILE, ProofUnreadableError

MOST_BYTES = 64 * 1024 * 1024


def write_pack(proof: bytes, signature: bytes, more: Mapping[str, bytes]) -> bytes:
    """Return the ZIP; `more` are files by name."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {PROOF_FILE: proof, SIGNATURE_FILE: signature, **more}.items():
            archive.writestr(name, content)
    return whole.getvalue()


def read_pack(raw: bytes) -> tuple[bytes, bytes]:
    """Return pack and signature of a ZIP; raises ProofUnreadableError, also for one that unpacks beyond 64 MiB."""
    return read_more(raw, PROOF_FILE), read_more(raw, SIGNATURE_FILE)


def read_more(raw: bytes, name: str) -> bytes:
    """Return one file of a ZIP; raises as read_pack."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
                raise ProofUnreadableError
            return archive.read(name)
    except (zipfile.BadZipFile, KeyError, RuntimeError, OSError, ValueError) as error:
        raise ProofUnreadableError from error
