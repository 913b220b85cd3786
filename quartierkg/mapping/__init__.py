"""From other vocabularies to ours: mappings as SPARQL CONSTRUCT files, and what they make of a file."""
