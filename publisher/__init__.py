"""Pages of a Chinese topic wiki go in; books come out."""
