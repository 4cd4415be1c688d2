"""Lines that are code: no headings, never joined, and with an inner indent that means something."""

from __future__ import annotations

import re

from publisher.runtime.patterns import regex

_MAYBE = regex(
    r"[{}()\[\];=<>$#]|//|/\*|import |return|SELECT|FROM|WHERE| BY|VALUES"
    r"|^(?:else:|try:|pass|break|continue)$"
)
"""What code is hardly without; asked first."""

_LONGEST_LINE = 100

_SAID = regex(
    r"\"[^\"]*\"|'[^']*'|`[^`]*`|//.*|/\*.*|(?:^|(?<=\s))\#(?![a-z!]).*|<!--.*?-->|(?<=>)[^<>]+(?=</)"
)
"""Strings and comments, where code holds words."""

_LINE = regex(
    r"""
      [\s{}()\[\];,]* [{}\[\]] [\s{}()\[\];,]*                    # } or });
    | .* [\w)\]\"'}] \s* ; | .* [)\w\s=] \s* \{ | \} .* [;{]?     # x = 1; or while (x) {
    | \# \s* (?: include | define | ifn?def | endif | pragma | ! ) .*
    | (?: import | from | using | package | def | class | function | const | let | var | export
        | return | public | private | static | void | struct | fn | func | echo | sudo ) \s .*
        [;:(){}=.*<>] .*
    | import \s+ \w[\w.]* (?: \s* , \s* \w[\w.]* )* | from \s+ [\w.]+ \s+ import \s .+
    | \\ (?: begin | end | documentclass | usepackage | section | chapter ) [\[{] .* [\]}]
    | (?: SELECT | FROM | WHERE | (?: ORDER | GROUP )\ BY | INSERT\ INTO | VALUES ) \s .+
    | return (?: \s+ [\w.\[\]()+*/ -]+ )?
    | (?: if | elif | else | for | while | try | except | finally | with | switch | do ) \b .* [:{)]
    | [\w.\[\]\"' *]+ \s? (?: [-+*/|&]? = | == | := | -> | => ) \s? \S .*
    | [A-Za-z_][\w.:]* \( .* \) ;?
    | 0 \s? : \s* [0-9\[{] .* | else: | try: | pass | break | continue
    | (?: \$ | >>> | \.\.\. ) \s \S .*
    | < (?: ! | /? [A-Za-z] ) [^<>]* > (?: .* < / [A-Za-z]+ > )?
    """,
    re.VERBOSE | re.ASCII,
)


def is_code(text: str) -> bool:
    """Tell whether a line is one of a program, a command, or markup."""
    if not _MAYBE.search(text):
        return False
    bare = _SAID.sub("0", text).rstrip()
    return not _has_words(bare) and _LINE.fullmatch(bare) is not None


def may_be_code(text: str) -> bool:
    """Tell whether a line between two of code is code as well: it holds no words but names."""
    return len(text) <= _LONGEST_LINE and not _has_words(_SAID.sub("0", text))


def _has_words(bare: str) -> bool:
    return any("\u3400" <= char <= "\u9fff" or char == "\u3005" for char in bare)
