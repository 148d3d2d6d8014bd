"""Is a PDF that somebody submits still good? `inspect_pdf` decides: current, outdated, altered or unknown."""
