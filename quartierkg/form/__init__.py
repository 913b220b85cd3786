"""What a dossier is filled in by: sheets and fields, made from the ontology and the shapes and from nothing else.

The workbook, the form in a browser and the JSON Schema all read this one model.
"""

from quartierkg.form.field import Choice, Field, Kind
from quartierkg.form.model import Form, Sheet, bundled

__all__ = ["Choice", "Field", "Form", "Kind", "Sheet", "bundled"]
