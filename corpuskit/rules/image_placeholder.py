"""Image placeholders.

## Why

The alternative text of an image that nobody described.

```text before
Prices rose.
article image
They fell.
```

```text after
Prices rose.
They fell.
```

```text keep
The image of the article changed overnight.
```
"""

from corpuskit.rules.rule import phrase_rule

RULE = phrase_rule("BP111", "image-placeholder", __doc__, "image placeholders")
