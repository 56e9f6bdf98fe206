"""corpuskit: linter, fixer and normaliser for folders of scraped plain-text articles."""

__version__ = "0.1.0.dev0"
