"""The sealed local store; the only room of the desk that touches SQLAlchemy."""
