"""HTML → PDF, with what sticks out and what the renderer complained of."""
