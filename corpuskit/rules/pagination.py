"""Pagination.

## Why

Links to other pages of a list.

```text before
Prices rose.
Next page
```

```text after
Prices rose.
```

```text keep
The next page of the story is unwritten.
```
"""

from corpuskit.rules.rule import phrase_rule

RULE = phrase_rule("BP112", "pagination", __doc__, "pagination")
