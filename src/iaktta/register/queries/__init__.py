"""Read models for pages: each a fixed number of queries, everything through `access`."""
