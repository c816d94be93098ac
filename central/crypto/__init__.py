"""Central's keys, its certificate authority and the founding key: files outside the database (DECISIONS 10, 11)."""
