"""Newsletter appeals.

## Why

An appeal to subscribe to a newsletter stands in every article of a site.

```text before
Prices rose.
Sign up for our newsletter
```

```text after
Prices rose.
```

```text keep
Readers sign up for our newsletter because they trust it, the editor said.
```
"""

from corpuskit.rules.rule import phrase_rule

RULE = phrase_rule("BP107", "newsletter-appeal", __doc__, "newsletter appeals")
