"""Whether a paragraph as a whole is a line of code; and what all code is made of."""

from __future__ import annotations

import re
from functools import cache

from publisher.editing.characters import HAN_RUN, WIDE_CLOSE, WIDE_OPEN, WIDE_POINT
from publisher.runtime.patterns import regex

STRING = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
"""A string of a program, in double or single quotes."""
NAME = r"[A-Za-z_$][\w$]*(?:(?:\??\.|::|->)[A-Za-z_$][\w$]*)*"
"""A name, with those of the members that are asked for."""
TYPES = "int|char|float|double|long|bool|void|const|let|var|auto|String|string"
"""What a declaration begins with."""

_QUERY = (
    r"SELECT|FROM|WHERE|(?:ORDER|GROUP)\ BY|HAVING|VALUES|AND|OR|(?:(?:LEFT|RIGHT|INNER)\ )?JOIN"
)
"""What a line of a statement in SQL begins with."""
_TARGET = rf"{NAME}(?:\[[^\[\]]*\])*"
"""What a value is assigned to."""

_CHINESE_MARKS = frozenset(f"{WIDE_OPEN}{WIDE_CLOSE}{WIDE_POINT}“”‘’—")

_COMMENT = regex(r"//.*|/\*.*?(?:\*/|$)|(?<!\S)#\s.*|<!--.*?-->", re.DOTALL)
_COMMENT_LINE = regex(r"//|/\*|\*/|<!--|\"{3}")
_LINE = regex(
    rf"""
    \s* (?:
      [\s{{}}()\[\];,]+                                            # }}  }});
    | \S.* [;{{}}] \s*                                             # return 0;  int main(void) {{
    | \#\s* (?: include | define | ifdef | ifndef | if | else | endif | pragma | undef | ! ) .*
    | (?: import | from | using | package | use | require ) \s+ [\w.*:\ ,\"{{}}<>]+
    | (?: def | class | for | while | if | elif | else | try | except | finally | with | fn | func
        | function | switch | case | do | match ) \b .* [:{{(] \s*
    | (?: return | yield | raise | throw | await | del | assert ) \b [^.]*
    | (?: const | let | var | {TYPES} ) \b .* =.*
    | (?: {_TARGET} \s* , \s* )* {_TARGET} \s* [-+*/%|&:]?= \s* [^\s=].*
    | {NAME} \( .* \) [;,:]?                                      # print("…")
    | ["'] ["'] \s* : (?: \s \S.* | .* [,{{\[] )                     # "name": "…",
    | (?: -\s+ )? [a-z][\w.-]* : \s+ ["'] ["'] ,?                    # title: "…"
    | (?: {_QUERY} ) \s .*
    | (?: \$ | >>> | \.\.\. | PS> | C:\\> ) \s \S.*                 # what a shell shows
    | @ {NAME} (?: \( .* \) )?
    | </? [A-Za-z!?] [^<>]* /? >
    )
    """,
    re.VERBOSE | re.ASCII | re.DOTALL,
)
"""A line of code, its strings emptied and its comments gone."""


def is_line(text: str) -> bool:
    """Tell whether `text` as a whole is a line of code; Chinese is in strings and comments."""
    text = text.strip()
    if _COMMENT_LINE.match(text):
        return True
    bare = _COMMENT.sub("", compiled(STRING).sub(lambda match: match.group()[0] * 2, text))
    return not has_chinese(bare) and _LINE.fullmatch(bare) is not None


def has_chinese(text: str) -> bool:
    """Tell whether there is Han in a text, or a mark of full width."""
    return not text.isascii() and (
        HAN_RUN.search(text) is not None or not _CHINESE_MARKS.isdisjoint(text)
    )


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when a text first needs it: most books have no code."""
    return re.compile(pattern, re.VERBOSE | re.ASCII | re.DOTALL)
