"""Over the corpus: which files, in which order, by which processes."""
