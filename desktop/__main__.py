"""The desk: `python -m desktop` opens the window, `python -m desktop enroll` makes this PC a desk."""

from __future__ import annotations

import sys

from desktop.bootstrap.start import main

if __name__ == "__main__":
    sys.exit(main())
