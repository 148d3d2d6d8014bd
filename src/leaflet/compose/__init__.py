"""Edition → HTML: a layout's template filled with what the edition must carry."""
