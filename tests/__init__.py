"""The promises of the product, one sentence a test."""
