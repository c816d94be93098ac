"""The central server: pools, rights, the order of acceptance, the erasure ledger."""
