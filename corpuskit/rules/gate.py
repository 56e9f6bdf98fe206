"""What the index gate says: codes, severities and pages. The checks are in `corpuskit.index`."""

from corpuskit.rules.inputs import said

INDEX_RULES = (
    said("IDX101", "no-index", "error", "The corpus has no INDEX.md. `corpuskit index --write` makes one."),
    said("IDX102", "listed-but-missing", "error", "The index lists a file that is not there. A name close to it is suggested."),
    said("IDX103", "present-but-unlisted", "error", "A file is there that the index does not list."),
    said("IDX104", "stale-checksum", "error", "The file is not the one whose checksum its row has."),
    said("IDX105", "malformed-checksum", "error", "A checksum of the canonical table is empty, cut, too long or not hexadecimal; it is never compared by its beginning."),
    said("IDX106", "listed-twice", "error", "Two rows name one file."),
    said("IDX107", "differs-in-case", "error", "A row and a file differ only in upper and lower case: they are one file on some systems and two on others."),
    said("IDX108", "differs-in-normalisation", "note", "A row and a file differ only in Unicode normalisation. The file counts as found."),
    said("IDX109", "unsafe-path", "error", "A path that is absolute, leaves the root, or has a drive, a scheme or a backslash is rejected, even if its checksum is right."),
    said("IDX110", "unportable-name", "warning", "A name that some systems reserve or change, such as `con.txt` or one that ends in a dot."),
    said("IDX111", "hidden-character-in-name", "error", "A name with control, bidi, tag or zero-width characters reads like another one."),
    said("IDX112", "malformed-row", "error", "A row of the canonical table that has no file, or too many cells."),
    said("IDX113", "large-index", "warning", "GitHub shows only the first 512,000 bytes of a Markdown file. `--per-folder` splits the index."),
    said("IDX114", "not-utf-8", "error", "The index is not UTF-8."),
    said("IDX115", "conflict-marker", "error", "A merge was not finished in the index."),
    said("IDX116", "clashing-names", "error", "Two files have names that are equal after NFC and case folding."),
    said("IDX117", "broken-markers", "error", "The marker comments around the canonical table are not in pairs."),
    said("IDX118", "index-too-large-to-read", "error", "An index that is not the canonical table is too large to be read; `corpuskit index --write` makes it one."),
    said("IDX119", "unreadable-index", "error", "INDEX.md is a symlink, a folder, a FIFO or a file that cannot be read."),
)  # fmt: skip
