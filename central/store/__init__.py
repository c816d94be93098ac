"""Central's rows on SQLite or PostgreSQL: SQLAlchemy Core, set-based, one contract suite."""
