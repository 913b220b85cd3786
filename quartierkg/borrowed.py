"""What the terms of other vocabularies are called on our pages and sheets; our own are named by the ontology."""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

from quartierkg.language import Text
from quartierkg.terms import term

BORROWED: Final[dict[NamedNode, Text]] = {
    term("rdf:first"): Text("élément", "item"),
    term("rdf:type"): Text("nature", "type"),
    term("rdfs:label"): Text("nom", "name"),
    term("rdfs:comment"): Text("commentaire", "comment"),
    term("skos:prefLabel"): Text("nom", "name"),
    term("skos:definition"): Text("définition", "definition"),
    term("skos:inScheme"): Text("liste", "list"),
    term("foaf:name"): Text("nom", "name"),
    term("schema:name"): Text("nom", "name"),
    term("dcterms:title"): Text("titre", "title"),
    term("dcterms:description"): Text("description", "description"),
    term("dcterms:source"): Text("source", "source"),
    term("dcterms:date"): Text("date", "date"),
    term("dcterms:identifier"): Text("identifiant", "identifier"),
    term("dcterms:license"): Text("licence", "licence"),
    term("dcterms:rights"): Text("droits", "rights"),
    term("dcterms:modified"): Text("mise à jour", "modified"),
    term("void:inDataset"): Text("jeu de données", "dataset"),
    term("prov:wasDerivedFrom"): Text("d’après", "derived from"),
    term("geo:hasGeometry"): Text("géométrie", "geometry"),
    term("geo:asWKT"): Text("tracé (WKT)", "outline (WKT)"),
    term("org:hasMember"): Text("a pour membre", "has member"),
    term("org:memberOf"): Text("membre de", "member of"),
    term("org:member"): Text("membre", "member"),
    term("org:organization"): Text("organisation", "organisation"),
    term("org:role"): Text("rôle", "role"),
    term("org:hasSite"): Text("site", "site"),
    term("org:hasUnit"): Text("composante", "unit"),
    term("org:heldBy"): Text("titulaire", "held by"),
    term("geo:sfWithin"): Text("déclaré dans", "declared within"),
    term("owl:sameAs"): Text("même chose que", "same as"),
    term("igeo:subdivisionDe"): Text("fait partie de", "part of"),
    term("org:Organization"): Text("organisation", "organisation"),
    term("org:OrganizationalUnit"): Text("équipe", "team"),
    term("org:Site"): Text("site", "site"),
    term("foaf:Person"): Text("personne", "person"),
    term("geo:Geometry"): Text("géométrie", "geometry"),
    term("igeo:Intercommunalite"): Text("intercommunalité", "intermunicipal authority"),
    term("igeo:Commune"): Text("commune", "commune"),
    term("wgs84:lat"): Text("latitude", "latitude"),
    term("wgs84:long"): Text("longitude", "longitude"),
}
