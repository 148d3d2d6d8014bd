"""Generators of violations: what may go wrong with a document, with a style sheet, and with a finished file.

Each gives named cases, the same ones on each run (`document_cases`; `attack_cases` and `style_space`; `file_cases`),
and a case's name leads back to it. None knows a law; `README.md` says what is generated and what was measured.
"""
