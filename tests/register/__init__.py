"""The register of the bundled network."""
