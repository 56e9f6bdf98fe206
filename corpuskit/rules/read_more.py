"""Read-more links.

## Why

A link to another text, torn from its place.

```text before
Prices rose.
Read more »
```

```text after
Prices rose.
```

```text keep
Children read more in winter.
```
"""

from corpuskit.rules.rule import phrase_rule

RULE = phrase_rule("BP113", "read-more", __doc__, "read-more links")
