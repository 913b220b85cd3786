"""What operators copy: unit, settings."""
