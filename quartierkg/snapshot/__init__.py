"""The index: RDF graphs built from the journal alone, the same every time, read by everyone, changed by nobody."""

from quartierkg.snapshot.archive import Archive, load_file, load_recipe, open_store, read_store
from quartierkg.snapshot.snapshot import Snapshot

__all__ = ["Archive", "Snapshot", "load_file", "load_recipe", "open_store", "read_store"]
