"""A text that was kept whole, because too much of it looks like boilerplate.

## Why

The line model would leave next to nothing of this file, or take four fifths of its words from one end alone, or more
than half of those between the first and the last line that stays without being certain of half the lines: it is a menu,
a list of links or goods, or a text unlike those it knows. Which of them, a person must say; until then no line is dropped for its looks.

```text flag
Menu
Log in
Subscribe
Harbours
Villages
Bridges
Gardens
Markets
Theatres
Kitchens
Winters
Rivers
Orchards
Lanterns
Ferries
Menu
Log in
Subscribe
```

```text keep
Prices rise for a third month
Prices rose for the third month in a row, the central bank said on Friday in its report.
They will rise again in the spring, the governor of the bank told members of the council.
The council wants to wait for the figures of the winter before it decides on the rates.
```
"""

from collections.abc import Iterator

from corpuskit.findings import Finding
from corpuskit.rules.reading import Reading, quality_rule

MESSAGE = "too much looks like boilerplate: no line was dropped for its looks"


def judge(reading: Reading) -> Iterator[Finding]:
    """The line model says it itself: the body that is left does not show it."""
    return iter(())


RULE = quality_rule("QUA108", "kept-whole", "warning", __doc__, judge)
