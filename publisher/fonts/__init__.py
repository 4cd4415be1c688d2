"""Installed faces: which there are, what they cover, and the outlines of their glyphs."""
