"""How long leaflet takes, and its peers beside it: `make bench`.

Nothing in the product imports this folder. What is printed here is bench data: it is made in a temporary folder, marked
as such in its own words, and never published.
"""
