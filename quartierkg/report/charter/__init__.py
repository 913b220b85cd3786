"""The charter as a document: one layout, written as a page, as a piece of one and as Markdown."""
