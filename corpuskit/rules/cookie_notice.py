"""Cookie notices.

## Why

Consent banners come before the article in the page and so in its text.

```text before
This website uses cookies.
Prices rose.
```

```text after
Prices rose.
```

```text keep
Bake each cookie for ten minutes.
Cookies
```
"""

from corpuskit.rules.rule import phrase_rule

RULE = phrase_rule("BP109", "cookie-notice", __doc__, "cookie notices")
