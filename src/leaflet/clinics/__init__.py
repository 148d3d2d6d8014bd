"""A list of clinics and finished editions → a copy for each clinic."""
