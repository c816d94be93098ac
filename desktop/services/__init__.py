"""Use cases: what a clerk, supervisor or IT person can do."""
