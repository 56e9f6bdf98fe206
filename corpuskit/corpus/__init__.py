"""What needs many documents at once: scores on labelled pages, phrases learned from a corpus."""
