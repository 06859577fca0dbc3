"""The network's pages: site, library, training material, and who may read them."""
