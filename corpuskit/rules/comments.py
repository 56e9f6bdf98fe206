"""Comment sections.

## Why

The frame of a comment section.

```text before
Prices rose.
Leave a comment
```

```text after
Prices rose.
```

```text keep
He would not leave a comment unanswered.
```
"""

from corpuskit.rules.rule import phrase_rule

RULE = phrase_rule("BP114", "comments", __doc__, "comment sections")
