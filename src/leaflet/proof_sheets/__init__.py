"""Pictures to look at a finished piece by: at reading size, small, in grey, photocopied, folded."""
