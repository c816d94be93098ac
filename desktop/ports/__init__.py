"""Roles that the services need, fulfilled by adapters and fakes."""
