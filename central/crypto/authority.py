"""Central's small certificate authority and its server certificate (DECISIONS 21): ECDSA P-256, files in the home.

The authority signs one kind of certificate only: that of this server. Desks pin it by the SHA-256 of its DER form.
"""

from __future__ import annotations

import hashlib
import ipaddress
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from central.crypto.errors import KeyFileDamagedError, KeyFileMissingError
from central.crypto.files import read_private, write_private

CA_CERTIFICATE, CA_KEY = "ca.pem", "ca.key"
SERVER_CERTIFICATE, SERVER_KEY = "server.pem", "server.key"
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - no name of a server; compared, never bound
LOOPBACK = ("localhost", "127.0.0.1", "::1")
CA_LIFE = timedelta(days=3650)
SERVER_LIFE = timedelta(days=397)
RENEW_BEFORE = timedelta(days=30)
BACKDATED = timedelta(hours=25)  # a desk whose clock is a day behind must still reach central to be told so
Key = ec.EllipticCurvePrivateKey


def create(home: Path, now: datetime, names: Sequence[str]) -> None:
    """Make the authority and a first server certificate, in place of what an attempt left that was cut off."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Clinic Central CA")])
    usage = x509.KeyUsage(
        digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        _builder(subject, subject, key.public_key(), now, CA_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    write_private(home / CA_KEY, _key_pem(key), replace=True)
    write_private(home / CA_CERTIFICATE, certificate.public_bytes(Encoding.PEM), replace=True)
    renew(home, now, names)


def renew(home: Path, now: datetime, names: Sequence[str]) -> None:
    """Make a fresh server key and certificate for loopback and these names."""
    authority, authority_key = _load_certificate(home / CA_CERTIFICATE), _load_key(home / CA_KEY)
    key = ec.generate_private_key(ec.SECP256R1())
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        _builder(
            x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Clinic Central")]),
            authority.subject,
            key.public_key(),
            now,
            SERVER_LIFE,
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(_general_names(names)), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False
        )
        .sign(authority_key, hashes.SHA256())
    )
    write_private(home / SERVER_KEY, _key_pem(key), replace=True)
    write_private(home / SERVER_CERTIFICATE, certificate.public_bytes(Encoding.PEM), replace=True)


def keep_fresh(home: Path, now: datetime, names: Sequence[str]) -> bool:
    """Renew a server certificate that ends within 30 days or lacks a name; returns whether it did."""
    held = _load_certificate(home / SERVER_CERTIFICATE)
    there = held.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    wanted = set(_general_names(names))
    if held.not_valid_after_utc - now > RENEW_BEFORE and wanted <= set(there):
        return False
    renew(home, now, names)
    return True


def ca_pem(home: Path) -> str:
    """Return the authority's certificate as PEM; raises KeyFileMissingError."""
    return _load_certificate(home / CA_CERTIFICATE).public_bytes(Encoding.PEM).decode()


def ca_fingerprint(home: Path) -> bytes:
    """Return the SHA-256 of the authority's certificate in DER form."""
    return hashlib.sha256(_load_certificate(home / CA_CERTIFICATE).public_bytes(Encoding.DER)).digest()


def _builder(
    subject: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey, now: datetime, life: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(now + life)
    )


def _general_names(names: Sequence[str]) -> list[x509.GeneralName]:
    return [_general_name(name) for name in dict.fromkeys((*LOOPBACK, *names)) if name not in EVERYWHERE]


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name.encode("idna").decode())


def _key_pem(key: Key) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _load_certificate(path: Path) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except FileNotFoundError as error:
        raise KeyFileMissingError(file=path.name) from error
    except ValueError as error:
        raise KeyFileDamagedError(file=path.name) from error


def _load_key(path: Path) -> Key:
    try:
        key = load_pem_private_key(read_private(path), None)
    except ValueError as error:
        raise KeyFileDamagedError(file=path.name) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise KeyFileDamagedError(file=path.name)
    return key
