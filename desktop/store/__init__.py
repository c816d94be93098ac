"""The sealed local store: SQLCipher file, tables, one repository a module, migrations, search (ARCHITECTURE §4)."""

from desktop.store.store import SealedStore, open_store

__all__ = ["SealedStore", "open_store"]
