"""Book -> .epub: a renderer. The only importer of ebooklib."""
