"""With the Windows Python: verify_pyc.py EMBED_ZIP LIB. Each .pyc of the embeddable zip (made with -OO) must equal what
LIB's source compiles to."""

from __future__ import annotations

import marshal
import sys
import zipfile
from pathlib import Path
from types import CodeType
from typing import Any


def plain(code: CodeType) -> tuple[Any, ...]:
    """Return what counts of a code object; sets have no order."""
    consts = tuple(
        plain(const) if isinstance(const, CodeType)
        else tuple(sorted(map(repr, const))) if isinstance(const, frozenset) else repr(const)
        for const in code.co_consts
    )  # fmt: skip
    return code.co_code, code.co_names, code.co_varnames, consts


def main(embedded: str, lib: str) -> int:
    """Compare; returns 1 when one differs."""
    packed = zipfile.ZipFile(embedded)
    names = [name for name in packed.namelist() if name.endswith(".pyc")]
    bad = []
    for name in names:
        theirs = marshal.loads(packed.read(name)[16:])  # noqa: S302  # from the signed distribution
        source = (Path(lib) / name[:-1]).read_bytes()
        if plain(theirs) != plain(compile(source, theirs.co_filename, "exec", dont_inherit=True, optimize=2)):
            bad.append(name)
    sys.stdout.write(f"{len(names) - len(bad)} equal, {len(bad)} different {bad[:10]}\n")
    return int(bool(bad))


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
