"""The shape of central's tables as JSON: what each schema version looked like, kept in tests/central/shapes.

A shape: {table: {"columns": {name: [type, may be empty, in the key]}, "indexes": {name: [unique, where, columns]}}}.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from central.store.migrations import every_table, newest

FOLDER = Path(__file__).resolve().parents[1] / "central" / "shapes"
TYPES: dict[str, Any] = {
    "BIGINT": sa.BigInteger, "INTEGER": sa.Integer, "TEXT": sa.Text, "BOOLEAN": sa.Boolean, "DATE": sa.Date,
    "TIME": sa.Time, "BLOB": sa.LargeBinary,
}  # fmt: skip
RECORD = (
    "changed on purpose? write central/store/migrations/versions/vNNNN_….py, "
    "then: .venv/bin/python -m tests.fakes.central_shapes"
)


def shape_of(tables: sa.MetaData) -> dict[str, Any]:
    """Return the shape of a program's tables."""
    return {name: _table(table) for name, table in sorted(tables.tables.items())}


def _table(table: sa.Table) -> dict[str, Any]:
    columns = {c.name: [_type(c.type), bool(c.nullable), c.primary_key] for c in table.columns}
    indexes = {
        str(index.name): [
            bool(index.unique),
            str(where.compile(compile_kwargs={"literal_binds": True})).replace(table.name + ".", "")
            if (where := index.dialect_options["sqlite"]["where"]) is not None
            else "",
            [column.name for column in index.columns],
        ]
        for index in sorted(table.indexes, key=lambda i: str(i.name))
    }
    return {"columns": columns, "indexes": indexes}


def _type(kind: Any) -> str:
    return str(kind.compile(sa.create_engine("sqlite://").dialect))


def tables_of(shape: dict[str, Any]) -> sa.MetaData:
    """Return tables of a recorded shape, to be made in an empty database."""
    made = sa.MetaData()
    for name, parts in shape.items():
        columns = [
            sa.Column(column, _kind(kind), nullable=empty, primary_key=key, autoincrement=False)
            for column, (kind, empty, key) in parts["columns"].items()
        ]
        table = sa.Table(name, made, *columns)
        for index, (unique, where, among) in parts["indexes"].items():
            condition = sa.text(where) if where else None
            sa.Index(
                index, *(table.c[column] for column in among), unique=unique, sqlite_where=condition,
                postgresql_where=condition,
            )  # fmt: skip
    return made


def _kind(name: str) -> Any:
    if name.startswith("VARCHAR"):
        return sa.String(int(name[8:-1]))
    return TYPES[name]()


def read(number: int) -> dict[str, Any]:
    """Return a recorded shape."""
    found: dict[str, Any] = json.loads((FOLDER / f"{number:04}.json").read_text("utf-8"))
    return found


def recorded() -> list[int]:
    """Return the versions that are recorded."""
    return sorted(int(path.stem) for path in FOLDER.glob("*.json"))


def main() -> None:
    """Record the tables of this program as the newest version."""
    lines = [f'"{name}": {json.dumps(parts)}' for name, parts in shape_of(every_table()).items()]
    path = FOLDER / f"{newest():04}.json"
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main()
