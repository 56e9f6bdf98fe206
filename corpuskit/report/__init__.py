"""Findings to text, JSON and workflow commands. Input text is never markup: every message is escaped."""
