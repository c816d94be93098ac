"""English for every Chinese text: `--update` collects new texts into resources/i18n/en.ts, `--check` demands all."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET  # our own file, made by lupdate
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "resources" / "i18n" / "en.ts"
Key = tuple[str, str, str]


def sources() -> list[str]:
    """Return the files that hold texts."""
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "desktop" / "ui").rglob("*.py"))


def collect(into: Path) -> None:
    """Bring a catalogue up to date with the program's texts; what is gone is dropped."""
    tool = Path(sys.executable).parent / "pyside6-lupdate"
    words = [str(tool), "-silent", "-no-obsolete", "-locations", "none", "-source-language", "zh_CN"]
    words += ["-target-language", "en", *sources(), "-ts", str(into)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"lupdate failed: {done.stderr[-600:]}")


def messages(catalogue: Path) -> dict[Key, list[str] | None]:
    """Return every text with its English forms; None where the translation is unfinished."""
    found: dict[Key, list[str] | None] = {}
    for context in ET.parse(catalogue).getroot().iter("context"):  # noqa: S314  # our own file
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            key = (name, message.findtext("source") or "", message.findtext("comment") or "")
            translation = message.find("translation")
            if translation is None or translation.get("type") == "unfinished":
                found[key] = None
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")]
            found[key] = forms or [translation.text or ""]
    return found


def check() -> int:
    """Compare a fresh collection with the kept one; returns 1 when a text has no English or is out of date."""
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch) / "en.ts"
        shutil.copy(CATALOGUE, fresh)
        collect(fresh)
        wanted, kept = messages(fresh), messages(CATALOGUE)
    lacking = [key for key, forms in wanted.items() if forms is None or not all(forms)]
    stale = [key for key in kept if key not in wanted]
    for context, source, _ in lacking:
        sys.stdout.write(f"no English: {context}: {source}\n")
    for context, source, _ in stale:
        sys.stdout.write(f"no longer used: {context}: {source}\n")
    sys.stdout.write(f"{len(wanted)} texts, {len(lacking)} without English, {len(stale)} stale\n")
    return 1 if lacking or stale else 0


def main() -> int:
    """Run one of the two."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args()
    if chosen.update:
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        collect(CATALOGUE)
    return check()


if __name__ == "__main__":
    raise SystemExit(main())
