"""A dossier as a workbook: sheets in, statements out, and back, by the form that ontology and shapes make."""
