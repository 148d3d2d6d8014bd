"""JSON Schemas of the source files, for editors and other programs: made from the same models that read them."""
