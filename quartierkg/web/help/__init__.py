"""The pages that help: the tour, the glossary and the manual of the command line."""
