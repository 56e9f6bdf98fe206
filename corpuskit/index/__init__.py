"""INDEX.md: read, compare, write, export. Pure functions over bytes; whoever calls reads and hashes the files."""
