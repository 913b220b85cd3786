"""The pages of the law: who answers for the service, which data it holds, and how far everybody can use it."""
