"""Bytes -> lines, whatever the encoding.

    binary             which files are no text at all
    decoding           bytes -> text, by evidence
    common_characters  the evidence: what is written most in Chinese
    cleaning           line ends, and characters that nobody sees
    lines              text -> lines with number and indent

Pure, as all of this stage but `files` and `on_disk`.
"""
