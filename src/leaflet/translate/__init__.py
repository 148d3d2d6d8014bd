"""Catalogs ↔ records: the texts to translate, and records in another language."""
