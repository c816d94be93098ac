"""The server: `python -m central init | demo-data | serve | enroll-code | …`, each with --help."""

from __future__ import annotations

import sys

from central.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
