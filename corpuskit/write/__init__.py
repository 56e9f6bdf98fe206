"""Sinks: the rows of records in other shapes than JSON lines."""
