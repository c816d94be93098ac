"""The answer of a newer central, read as far as this program knows it.

Central is brought up before the desks, so a desk hears words of the next version for a while. Fields and kinds of rows
that it does not know are left out; what was left out comes again when the desk itself is newer (exchange.PROGRAM).
Central reads strictly: a desk is never ahead of it.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from desktop.sync.wire.base import Message

M = TypeVar("M", bound=Message)


class _UnknownKindError(Exception):
    """A tagged object of a kind that this program has no name for."""


def understood(body: bytes, kind: type[M]) -> M:
    """Return what is known of an answer; raises msgspec.DecodeError when it is not even that."""
    plain = msgspec.json.decode(body)
    try:
        return msgspec.convert(_known(plain, inspect.type_info(kind)), kind)
    except _UnknownKindError as error:
        raise msgspec.ValidationError("an unknown kind outside of a list") from error


def _known(value: Any, kind: inspect.Type) -> Any:
    if isinstance(kind, inspect.UnionType):
        return _one_of(value, kind.types)
    if isinstance(kind, inspect.StructType) and isinstance(value, dict):
        known = {field.encode_name: field.type for field in kind.fields}
        tag = {kind.tag_field: kind.tag} if kind.tag_field else {}
        return tag | {name: _known(value[name], known[name]) for name in known if name in value}
    if isinstance(kind, inspect.VarTupleType) and isinstance(value, list):
        return [one for one in (_or_nothing(each, kind.item_type) for each in value) if one is not _NOTHING]
    if isinstance(kind, inspect.DictType) and isinstance(value, dict):
        return {name: _known(each, kind.value_type) for name, each in value.items()}
    return value


_NOTHING = object()


def _or_nothing(value: Any, kind: inspect.Type) -> Any:
    try:
        return _known(value, kind)
    except _UnknownKindError:
        return _NOTHING


def _one_of(value: Any, kinds: tuple[inspect.Type, ...]) -> Any:
    """Choose by the tag where the kinds have tags; else the only kind that could hold such a value."""
    if isinstance(value, dict):
        structs = [kind for kind in kinds if isinstance(kind, inspect.StructType)]
        tagged = {
            kind.tag: kind for kind in structs if kind.tag_field and value.get(kind.tag_field) == kind.tag
        }
        if tagged:
            return _known(value, next(iter(tagged.values())))
        if any(kind.tag_field for kind in structs):
            raise _UnknownKindError
    holders = (inspect.StructType, inspect.DictType) if isinstance(value, dict) else (inspect.VarTupleType,)
    return next((_known(value, kind) for kind in kinds if isinstance(kind, holders)), value)
