"""White space around blocks: blank lines, indentation, line breaks.

## Why

The body is blocks with one blank line between them; how many stood there says nothing about the article. Nobody is
asked: the ledger names this rule for all white space before, between and behind the lines that stay, so that the input
comes back to the last blank.

```text before
   Prices rose for a third month in a row, the bank said on Friday.



Rents fell.
```

```text after
Prices rose for a third month in a row, the bank said on Friday.
Rents fell.
```

```text keep
Prices  rose.
```
"""

from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding
from corpuskit.ledger import GAP
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    """Nothing: what no line claims is white space, and the ledger names it so."""
    return iter(())


RULE = Rule(GAP, "white-space", "note", __doc__, check)
