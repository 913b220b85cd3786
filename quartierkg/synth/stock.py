"""What fictional things have and do: closed choices, in both languages."""

from __future__ import annotations

from typing import Final

from quartierkg.language import Text

SECTORS: Final = (
    Text("Logiciels de navigation", "Navigation software"),
    Text("Données de santé", "Health data"),
    Text("Énergie", "Energy"),
    Text("Agriculture connectée", "Connected farming"),
    Text("Jeux vidéo", "Video games"),
    Text("Image de synthèse", "Computer graphics"),
    Text("Sécurité informatique", "Computer security"),
    Text("Commerce en ligne", "Online trade"),
    Text("Robotique", "Robotics"),
    Text("Éducation", "Education"),
    Text("Transports", "Transport"),
    Text("Finance", "Finance"),
)
SPECIALITIES: Final = (
    Text("Apprentissage automatique", "Machine learning"),
    Text("Systèmes distribués", "Distributed systems"),
    Text("Données ouvertes", "Open data"),
    Text("Sécurité des réseaux", "Network security"),
    Text("Interaction humain-machine", "Human-computer interaction"),
    Text("Calcul intensif", "High-performance computing"),
    Text("Vision par ordinateur", "Computer vision"),
    Text("Objets connectés", "Connected objects"),
)
MACHINES: Final = (
    Text("Découpe laser", "Laser cutter"),
    Text("Imprimante 3D", "3D printer"),
    Text("Fraiseuse numérique", "CNC mill"),
    Text("Brodeuse numérique", "Digital embroidery machine"),
    Text("Découpe vinyle", "Vinyl cutter"),
    Text("Poste d’électronique", "Electronics bench"),
    Text("Thermoformeuse", "Vacuum former"),
    Text("Scanner 3D", "3D scanner"),
    Text("Bras robotisé", "Robot arm"),
)
PROCEDURES: Final = (
    Text("Création d’entreprise", "Creation of a company"),
    Text("Visas de talents", "Visas for talents"),
    Text("Aides à l’innovation", "Innovation grants"),
    Text("Embauche d’un premier salarié", "Hiring of a first employee"),
    Text("Marchés publics", "Public procurement"),
    Text("Permis d’aménager", "Building permits"),
)
COMMUNITIES: Final = (
    Text("Développeurs", "Developers"),
    Text("Jeunes pousses", "Start-ups"),
    Text("Designers", "Designers"),
    Text("Étudiants", "Students"),
    Text("Logiciel libre", "Free software"),
)
EVENTS: Final = (
    Text("Nuit du code", "Night of code"),
    Text("Foire aux données", "Data fair"),
    Text("Journée des mentors", "Day of mentors"),
    Text("Atelier des investisseurs", "Workshop of investors"),
    Text("Rencontres du réseau", "Meetings of the network"),
)
MEASURES: Final = (
    Text("Résidences croisées", "Exchange residencies"),
    Text("Annuaire commun des mentors", "Shared directory of mentors"),
    Text("Jumelage des fab labs", "Twinning of fab labs"),
    Text("Tournée commune d’investisseurs", "Joint investor tour"),
    Text("Veille partagée", "Shared watch"),
)
DESK_TERMS: Final = (
    Text("Gratuit un mois", "Free for a month"),
    Text("À la journée, sur réservation", "By the day, on booking"),
    Text("À la semaine, charges comprises", "By the week, charges included"),
)
LEGAL_FORMS: Final = ("qn:Gip", "qn:Sem", "qn:Spl", "qn:AssociationForm", "qn:Scic", "qn:OtherForm")
MODES: Final = ("qn:PublicTransport", "qn:Car", "qn:Bicycle", "qn:Walking")
PERIODS: Final = ("qn:Day", "qn:Week", "qn:Month", "qn:Quarter", "qn:Year", "qn:Longer")
TECHNOLOGIES: Final = (("qn:FixedNetwork", ("FTTH", "FTTO")), ("qn:MobileNetwork", ("5G", "4G")))
FUNCTIONS: Final = (
    Text("siège", "seat"),
    Text("présidence", "chair"),
    Text("vice-présidence", "vice-chair"),
    Text("trésorerie", "treasurer"),
    Text("secrétariat", "secretary"),
)
"""What the members of a council do there; the first is what most of them do."""
ACTIONS: Final = (
    Text("Soutien à l’amorçage", "Support of seed investment"),
    Text("Aménagement des rues", "Works on the streets"),
    Text("Aide à la formation", "Aid for training"),
)
DOCUMENTS: Final = {
    "access": Text("Relevé des temps d’accès (inventé)", "Survey of access times (invented)"),
    "site": Text("Dossier technique du site (inventé)", "Technical file of the site (invented)"),
    "accounts": Text("Comptes annuels (inventés)", "Annual accounts (invented)"),
    "appointment": Text("Arrêté de nomination (inventé)", "Order of appointment (invented)"),
}
SOURCES: Final = (
    Text("La Gazette du Large (journal fictif)", "La Gazette du Large (fictional newspaper)"),
    Text("Registre des Quartiers (fictif)", "Register of Quartiers (fictional)"),
    Text("Observatoire des marées (fictif)", "Tidal observatory (fictional)"),
    Text("Bulletin des métropoles (fictif)", "Bulletin of the métropoles (fictional)"),
    Text("Annuaire des lieux (fictif)", "Directory of places (fictional)"),
)
SCOPE: Final = Text("périmètre entier", "whole area")
