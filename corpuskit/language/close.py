"""Languages that langdetect cannot tell from each other, and what it answers for those that it does not know."""

GROUPS = (
    frozenset(["hr", "bs", "sr"]),  # it knows hr alone, and takes Serbian in Cyrillic for mk
    frozenset(["mk", "sr"]),
    frozenset(["id", "ms"]),
    frozenset(["no", "nb", "nn", "da"]),
)


def neighbours(tag: str) -> tuple[str, ...]:
    """The tags that may be meant where langdetect answers `tag`, sorted; none where it is sure of the language."""
    return tuple(sorted(set().union(*(group for group in GROUPS if tag in group)) - {tag}))


def same(one: str, other: str) -> bool:
    """Whether two tags are one language, a script or region of it, or languages that cannot be told apart."""
    one, other = one.split("-")[0], other.split("-")[0]
    return one == other or any(one in group and other in group for group in GROUPS)
