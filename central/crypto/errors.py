"""What may be wrong with central's key files; facts name the file, never what is inside."""

from __future__ import annotations

from desktop.domain.errors import KnownError


class KeyFileMissingError(KnownError):
    """A key file is not there; run `init`, or put it back from its own backup. Facts: `file`."""

    code = "key-file-missing"


class KeyFileOpenError(KnownError):
    """Others than its owner may read a key file; make it private (mode 0600). Facts: `file`."""

    code = "key-file-open"


class KeyFileDamagedError(KnownError):
    """A key file cannot be read. Facts: `file`."""

    code = "key-file-damaged"


class KeyFileExistsError(KnownError):
    """A key file is there already and is never written over. Facts: `file`."""

    code = "key-file-exists"


class WrongKeysError(KnownError):
    """These keys are not the ones with which this hospital's database was made, or its mode was altered."""

    code = "wrong-keys"
