"""Findings of the reference validators on finished files."""
