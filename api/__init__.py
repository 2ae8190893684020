"""What other programs may read and write: the same services as the pages, behind tokens."""
