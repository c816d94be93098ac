"""The sealed local store: SQLCipher file, tables, one repository a module, migrations, search (ARCHITECTURE §4)."""
