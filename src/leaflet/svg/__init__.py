"""SVG drawings: parsed within bounds, cleaned of all that a drawing program adds, and written with other texts."""
