"""The label « Quartier Numérique » as a knowledge graph: dossiers judged by shapes, a network that answers SPARQL."""

__version__ = "0.1.0"
