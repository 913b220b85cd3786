"""How the product is built, drawn from its own imports."""
