"""Headers of related posts.

## Why

The header of a list of other articles leads away from this one.

```text before
Prices rose.
Related posts
```

```text after
Prices rose.
```

```text keep
The two related stories of their grandmother.
Related
```
"""

from corpuskit.rules.rule import phrase_rule

RULE = phrase_rule("BP106", "related-posts", __doc__, "headers of related posts")
