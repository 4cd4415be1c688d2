"""Addresses, paths and single signs that a reader copies as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.runtime.patterns import regex

_SIGN = regex(r"[!&.:=@/\\∞]")
"""What none is without."""

_ADDRESS = regex(
    r"""
    (?= [!%&(+./0-9:<=>@?A-Z\[_a-z~-] ) (?:                     # what one begins with, for speed
    (?<![A-Za-z0-9+.-]) [A-Za-z][A-Za-z0-9+.-]* ://          # an address: scheme
        (?: [!#-&*-;=?-~] | \( [!#-&*-;=?-~]* \) )*          #   ASCII but quotes, brackets in pairs
        (?<![,.;:!?\]}])                                     #   not the mark that follows it
  | (?<![A-Za-z0-9._%+-]) [A-Za-z0-9._%+-]++ @               # a mail address
        [A-Za-z0-9-]++ (?: \.[A-Za-z0-9-]++ )+
  | (?<![A-Za-z0-9.-]) (?: [A-Za-z0-9-]++ \. )+              # a domain name with a port or path
        (?: com | cn | net | org | gov | edu | io | cc ) \b (?! [A-Za-z0-9.-] )
        (?: :\d+ )? (?: / [!#-&*-;=?-~]* (?<![,.;:!?\]}]) )?
  | (?<![A-Za-z]) [A-Za-z] : (?= 盘 )                         # a drive: D:盘
  | (?<![A-Za-z]) [A-Za-z] : [\\/]                           # C:\dir\file.txt
        (?: [^\s"'<>|*?:,;!，。；：？！、（）“”‘’《》\\/]+ [\\/] )* [A-Za-z0-9_.-]* (?<! \.)
  | (?<![A-Za-z0-9_./~-]) (?: ~ | \.{1,2} )? / [A-Za-z_]     # /usr/lib, ./run, ~/.ssh
        [A-Za-z0-9_./~-]* (?<! [.] )
  | (?<! \w ) [A-Za-z_]\w*+ (?: :: \w++ )+                   # std::vector
  | & (?: [A-Za-z]{2,8} | \#\d{1,6} ) ;                      # &nbsp; written out
  | [!=<>:] =                                                # != == <= := in formulas
  | \( \d{1,3} \) (?= \. [A-Za-z0-9]{2,4} \b )               # a copy of a file: report(1).pdf
  | [(\[] (?: [\w.+-]+ , \ ? [-+]? ∞ | -?∞ , \ ? [\w.+-]+ | -∞ , \ ? \+?∞ ) [)\]]  # (-∞,+∞)
  | \? [A-Za-z_]\w* = [\w%.-]+ (?: & [\w.]+ = [\w%.-]* )+      # ?a=1&b=2
  | \b Yahoo!                                                # a name that owns its mark
    )
    """,
    re.VERBOSE | re.ASCII,
)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where addresses stand in `text`, in order.

    Numbers, times and words such as `key:value` are not among them: no rule touches a mark
    between two digits or two Latin letters.
    """
    if _SIGN.search(text) is not None:
        yield from (match.span() for match in _ADDRESS.finditer(text))
