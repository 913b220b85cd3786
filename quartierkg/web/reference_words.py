"""Words of the reference pages: charter, shapes and ontology, in French and English."""

from __future__ import annotations

from typing import Final

from quartierkg.language import Text

ILLUSTRATIVE_VERSION: Final = Text(
    "Règles d’une charte inventée pour la démonstration : ce n’est la charte de personne.",
    "Rules of a charter invented for demonstration: it is nobody’s charter.",
)
DOCUMENT_RAW: Final = Text("Le document brut", "The raw document")
CONTEXT_TITLE: Final = Text("Contexte JSON-LD", "JSON-LD context")
CONTEXT_LEAD: Final = Text(
    "Les noms courts qu’un dossier en JSON-LD peut employer, et les IRI qu’ils désignent.",
    "The short names that a dossier in JSON-LD may use, and the IRIs that they stand for.",
)
REMEDY_SCHEMA_TITLE: Final = Text("Schéma JSON des remèdes", "JSON Schema of the remedies")
REMEDY_SCHEMA_LEAD: Final = Text(
    "Ce que contient la réponse de « quartierkg remedy --format json ».",
    "What the answer of “quartierkg remedy --format json” holds.",
)
DOSSIER_SCHEMA_TITLE: Final = Text("Schéma JSON d’un dossier", "JSON Schema of a dossier")
DOSSIER_SCHEMA_LEAD: Final = Text(
    "La forme d’un dossier en JSON, tirée de l’ontologie et des formes de la charte.",
    "The form of a dossier as JSON, made from the ontology and the shapes of the charter.",
)
SCHEMA_TITLE: Final = Text("Schéma JSON d’un verdict", "JSON Schema of a verdict")
SCHEMA_LEAD: Final = Text(
    "La forme du JSON que rendent la vérification et la ligne de commande.",
    "The form of the JSON that the check and the command line give.",
)
SHAPES_TITLE: Final = Text("Règles", "Rules")
SHAPES_LEAD: Final = Text(
    "Les formes SHACL qui jugent les dossiers. Les seuils n’existent que là.",
    "The SHACL shapes that judge dossiers. The thresholds stand there and nowhere else.",
)
SHAPES_AS: Final = Text(
    "Celles-ci sont entières pour une lecture de la charte et une étape, que l’adresse peut choisir :",
    "These are whole for one reading of the charter and one gate, which the address may choose:",
)
SHAPES_EXAMPLES: Final = Text(
    "Les exemples sont ce que des dossiers de data/dossiers déclarent là où la forme regarde. Tout y est inventé.",
    "The examples are what dossiers of data/dossiers state where the shape looks. All of it is invented.",
)
SHAPES_HELPERS: Final = Text("Formes auxiliaires", "Helper shapes")
SHAPES_HELPERS_LEAD: Final = Text(
    "Elles ne jugent rien seules : d’autres formes s’y réfèrent, ou elles ajoutent des faits.",
    "They judge nothing by themselves: other shapes refer to them, or they add facts.",
)
SHAPE_OUTCOME: Final = Text("Issue", "Outcome")
SHAPE_WEIGHT: Final = Text("Poids", "Weight")
SHAPE_THRESHOLD: Final = Text("Seuil", "Threshold")
SHAPE_TERMS: Final = Text("Termes", "Terms")
SHAPE_HELPERS: Final = Text("S’appuie sur", "Refers to")
SHAPE_USED_BY: Final = Text("Sert à", "Used by")
SHAPE_LOOKS: Final = Text("Où elle regarde", "Where it looks")
SHAPE_LOOKS_AT: Final = Text("Chemins et exemples", "Paths and examples")
SHAPE_PATH: Final = Text("Chemin", "Path")
SHAPE_CONFORMS: Final = Text("Remplit", "Conforms")
SHAPE_FAILS: Final = Text("Ne remplit pas", "Does not conform")
SHAPE_REMEDIES: Final = Text("Ce qui remplirait l’exigence", "What would satisfy the requirement")
SHAPE_MORE: Final = Text("Chemins non montrés :", "Paths not shown:")
CRITERION: Final = Text("Critère", "Criterion")
CONTENTS: Final = Text("Sommaire", "Contents")
ONTOLOGY_TITLE: Final = Text("Ontologie", "Ontology")
ONTOLOGY_LEAD: Final = Text(
    "Les termes que le graphe ajoute aux vocabulaires existants (W3C ORG, GeoSPARQL, PROV-O, CCCEV).",
    "The terms that the graph adds to existing vocabularies (W3C ORG, GeoSPARQL, PROV-O, CCCEV).",
)
ONTOLOGY_HOW: Final = Text(
    "L’adresse d’un terme mène à son entrée. Exemples, questions et règles sont tirés des graphes publiés, du texte "
    "des questions et des formes ; ce qui est inventé le dit.",
    "The address of a term leads to its entry. Examples, questions and rules are taken out of the published graphs, "
    "the text of the questions and the shapes; what is invented says so.",
)
DIAGRAM: Final = Text("Les classes et ce qui les joint", "The classes and what joins them")
DIAGRAM_TITLE: Final = Text(
    "Diagramme des classes et des propriétés qui les joignent",
    "Diagram of the classes and the properties that join them",
)
DIAGRAM_TEXT: Final = Text(
    "Chaque classe a une boîte ; une flèche qui porte le nom d’une propriété la joint à la classe des valeurs. En "
    "tirets : une classe d’un autre vocabulaire, ou une classe qui a sa place ailleurs dans le diagramme. Les "
    "propriétés dont les valeurs viennent d’une liste de concepts n’y sont pas.",
    "Each class has a box; an arrow with the name of a property joins it to the class of the values. Dashed: a class "
    "of another vocabulary, or a class that has its place elsewhere in the diagram. Properties whose values come from "
    "a list of concepts are left out.",
)
DIAGRAM_LIST: Final = Text("Le même diagramme en liste", "The same diagram as a list")
TERM_RESERVED: Final = Text("Un dossier ne peut pas l’employer.", "A dossier cannot use it.")
TERM_CHAIN: Final = Text("se déduit de", "follows from")
TERM_EXAMPLES: Final = Text("Exemples", "Examples")
TERM_QUESTIONS: Final = Text("Questions qui s’en servent", "Questions that use it")
TERM_SHAPES: Final = Text("Règles qui le contraignent", "Rules that constrain it")
TERM_MORE: Final = Text("et {} de plus", "and {} more")
VERSION: Final = Text("Version", "Version")
