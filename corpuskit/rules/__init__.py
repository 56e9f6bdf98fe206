"""Rules: Document -> findings. One rule a file; `rule.py` holds the kit, `registry.py` the list."""
