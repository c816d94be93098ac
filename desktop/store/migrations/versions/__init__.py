"""The migration scripts, one file a version; a released script is never changed."""
