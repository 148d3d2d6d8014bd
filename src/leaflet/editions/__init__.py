"""Library → editions: what each one says, worked out once, with its fingerprint, its review and its imprint."""
