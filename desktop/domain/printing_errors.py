"""What can go wrong with paper."""

from __future__ import annotations

from desktop.domain.errors import KnownError


class PrinterError(KnownError):
    """The slip was not printed; the booking stands and the slip can be printed again."""

    code = "printer"


class PaperOutError(PrinterError):
    """The printer has no paper."""

    code = "printer-paper-out"


class PrinterUnreachableError(PrinterError):
    """The printer is off, unplugged or not reachable; facts: `errno` where the system gave one."""

    code = "printer-unreachable"


class PrinterNotChosenError(PrinterError):
    """No printer is set for this window: nothing is put into a folder in its stead (settings `printer`)."""

    code = "printer-not-chosen"


class SlipFileError(PrinterError):
    """The slip could not be written as a file (folder missing, not allowed, disk full)."""

    code = "printer-slip-file"


class PrinterAnswerError(PrinterError):
    """Bytes meant for or coming from the printer are not what its language allows; facts: `offset`."""

    code = "printer-answer"
