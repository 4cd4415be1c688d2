"""Bytes -> pages: stage 1.

`files` finds the pages below a path, `decoding` turns bytes into lines of clean text, and one
module a format turns those into a `Page`. All pure but `files`.
"""
