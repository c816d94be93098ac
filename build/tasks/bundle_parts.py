"""What a bundle is made of, found from what was really collected: SBOM (CycloneDX 1.5) and licence texts.

Runs inside installer.spec, so with the Python of the target: on Linux, on Windows and under Wine alike.
"""

from __future__ import annotations

import datetime as dt
import importlib.metadata as metadata
import json
import os
import sys
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

NOT_INCLUDED = "LICENCE.txt"
PAPERS = ("licen", "copying", "notice", "authors")
LOADER = "pyinstaller"
# Loaded by the program's own name only: nothing to install.
OURS = frozenset({"desktop", "central", "single", "__main__"})
# What the package for one PC holds more than the desk: central's rooms, and what they stand on.
FOR_CENTRAL = frozenset({"central", "starlette", "uvicorn", "sqlite3", "_sqlite3", "multiprocessing"})
# Import names that PyInstaller or a package's build makes and no distribution lists.
MADE_BY = {"_cffi_backend": "cffi", "pyimod02_importers": LOADER, "pkg_resources": "setuptools"}
SPACE = uuid.UUID("6f2d5b8e-5a0b-4c39-9e6b-0d3c1a7e11ab")


def import_names(pure: Iterable[str], binaries: Iterable[str]) -> frozenset[str]:
    """Return the top-level import names of modules (dotted) and extension modules (paths in the bundle)."""
    names = {name.split(".")[0] for name in pure}
    for path in binaries:
        first = Path(path).parts[0]
        if "." in first and len(Path(path).parts) > 1:
            continue  # numpy.libs and the like belong to the package beside them
        names.add(first.split(".")[0])
    return frozenset(names)


def distributions(names: Iterable[str]) -> tuple[dict[str, metadata.Distribution], frozenset[str]]:
    """Return the distributions behind the import names, and the names that nobody vouches for."""
    known = metadata.packages_distributions()
    found = {LOADER: metadata.distribution(LOADER)}
    strangers = set()
    for name in names:
        owners = known.get(name) or ([MADE_BY[name]] if name in MADE_BY else [])
        for owner in owners:
            dist = metadata.distribution(owner)
            found[dist.metadata["Name"].lower()] = dist
        if not owners and name not in OURS and name not in sys.stdlib_module_names:
            strangers.add(name)
    return dict(sorted(found.items())), frozenset(strangers)


def licence_files(found: Mapping[str, metadata.Distribution], work: Path) -> list[tuple[str, str]]:
    """Return (source, folder in the bundle) of every licence text; one is written where a package brings none."""
    pairs = []
    for name, dist in found.items():
        texts = [
            Path(str(dist.locate_file(file)))
            for file in dist.files or ()
            if ".dist-info" in str(file) and file.name.lower().startswith(PAPERS)
        ]
        if not texts:
            own = work / "licences" / name / NOT_INCLUDED
            own.parent.mkdir(parents=True, exist_ok=True)
            own.write_text(f"{name} {dist.version}\nLicence: {_licence(dist)}\n", "utf-8")
            texts = [own]
        pairs += [(str(text), f"licences/{name}") for text in texts]
    return pairs


def sbom(found: Mapping[str, metadata.Distribution], version: str, commit: str) -> dict[str, Any]:
    """Return the bill of materials; the same for the same commit and environment."""
    when = dt.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), dt.UTC)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(SPACE, f'{commit}-{sys.platform}')}",
        "version": 1,
        "metadata": {
            "timestamp": when.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application", "name": "clinic-front-desk", "version": version,
                "bom-ref": "clinic-front-desk", "properties": [{"name": "commit", "value": commit}],
            },
        },
        "components": [_component(name, dist) for name, dist in found.items()] + _libraries(),
    }  # fmt: skip


def _component(name: str, dist: metadata.Distribution) -> dict[str, Any]:
    purl = f"pkg:pypi/{name.replace('_', '-')}@{dist.version}"
    return {
        "type": "library", "name": name, "version": dist.version, "purl": purl, "bom-ref": purl,
        "licenses": [{"license": {"name": _licence(dist)}}],
    }  # fmt: skip


def _licence(dist: metadata.Distribution) -> str:
    said = dist.metadata.get("License-Expression") or dist.metadata.get("License") or ""
    classes = [
        c.rsplit(" :: ", 1)[-1] for c in dist.metadata.get_all("Classifier") or () if c.startswith("License")
    ]
    return said.splitlines()[0] if said else ", ".join(classes) or "see the package"


def _libraries() -> list[dict[str, Any]]:
    """The native parts that lie inside the packages."""
    import ssl

    import sqlcipher3.dbapi2 as sealed
    from PySide6.QtCore import qVersion

    line = sealed.connect(":memory:")
    cipher = line.execute("PRAGMA cipher_version").fetchone()[0]
    line.close()
    parts = [
        ("cpython", sys.version.split()[0], "PSF-2.0"),
        ("openssl", ssl.OPENSSL_VERSION.split()[1], "Apache-2.0"),
        ("sqlcipher", str(cipher).split()[0], "BSD-3-Clause"),
        ("sqlite", sealed.sqlite_version, "public domain"),
        ("qt", qVersion(), "LGPL-3.0-only"),
    ]
    if sys.platform == "win32":
        parts.append(("microsoft-vc-runtime", "14", "Microsoft Visual C++ redistributable"))
    return [
        {"type": "library", "name": name, "version": version, "bom-ref": f"native/{name}",
         "licenses": [{"license": {"name": licence}}]}
        for name, version, licence in parts
    ]  # fmt: skip


def write(
    pure: Iterable[str], binaries: Iterable[str], work: Path, version: str, commit: str
) -> list[tuple[str, str]]:
    """Write the SBOM and return every paper as (source, folder in the bundle); raises SystemExit for unknown parts."""
    found, strangers = distributions(import_names(pure, binaries))
    # the system's libraries, the interpreter's own facts and the loader's hooks are of no package
    unknown = {name for name in strangers if not name.startswith(("lib", "_sysconfigdata", "_pyi_rth"))}
    if unknown - _allowed():
        raise SystemExit(f"parts that no package vouches for: {', '.join(sorted(unknown))}")
    path = work / "sbom.cdx.json"
    path.write_text(json.dumps(sbom(found, version, commit), indent=1, sort_keys=True) + "\n", "utf-8")
    return [(str(path), "."), *licence_files(found, work)]


def _allowed() -> frozenset[str]:
    """Files of the interpreter itself that are no modules."""
    number = f"{sys.version_info.major}{sys.version_info.minor}"
    return frozenset(
        {f"python{number}", "python3", "VCRUNTIME140", "VCRUNTIME140_1", "MSVCP140", "MSVCP140_1", "sqlite3"}
    )
