"""An importer, a kind of win and a rung of one's own."""
