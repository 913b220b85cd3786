"""The register: dossiers, what the committee says of them, what is decided, and the life of the label."""
