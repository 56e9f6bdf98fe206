"""Advertisement markers.

## Why

A scraper keeps the label of an ad slot and loses the ad. The label splits paragraphs and says nothing of the article.

```text before
Prices rose.
Advertisement:
They fell again.
```

```text after
Prices rose.
They fell again.
```

```text keep
The advertisement was withdrawn after complaints.
Advertising spending rose by a tenth.
```
"""

from corpuskit.rules.rule import phrase_rule

RULE = phrase_rule("BP101", "advertisement", __doc__, "advertisement markers")
