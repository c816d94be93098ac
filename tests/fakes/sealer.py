"""A sealer with keys of its own, on the product's real formats: what is sealed here is really sealed."""

from __future__ import annotations

import secrets

from desktop.crypto import formats


class Chance:
    """Real randomness for tests that look for leaks."""

    def bytes(self, count: int) -> bytes:
        return secrets.token_bytes(count)


class FormatSealer:
    """Implements ports.keys.Sealer with a wrap key and an index key made for one test."""

    def __init__(self) -> None:
        self._chance = Chance()
        self._wrap_key = self._chance.bytes(32)
        self._index_key = self._chance.bytes(32)

    def new_data_key(self) -> bytes:
        return self._chance.bytes(32)

    def wrap(self, data_key: bytes, context: bytes) -> bytes:
        return formats.seal(self._wrap_key, data_key, context, self._chance)

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        return formats.unseal(self._wrap_key, wrapped, context)

    def rewrap(self, wrapped: bytes, context: bytes) -> bytes | None:
        self.unwrap(wrapped, context)
        return None

    def seal(self, data_key: bytes, plain: bytes, context: bytes) -> bytes:
        return formats.seal(data_key, plain, context, self._chance)

    def unseal(self, data_key: bytes, sealed: bytes, context: bytes) -> bytes:
        return formats.unseal(data_key, sealed, context)

    def index(self, field: str, value: str) -> bytes:
        return formats.keyed_index(self._index_key, field, value)
