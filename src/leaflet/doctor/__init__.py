"""What this machine lacks, and how to install it. Standard library only."""
