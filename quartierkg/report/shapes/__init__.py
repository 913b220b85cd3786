"""The shapes of a charter laid out for readers, with what the example dossiers state where they look."""
