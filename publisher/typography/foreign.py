"""Which parts of a text are none of the copy editor's business: English, addresses, code.

CY/T 154-2017, 4: a Chinese text that quotes English keeps Chinese marks around the English
and English marks inside it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

from publisher.typography.characters import HAN_RUN

_WORD = re.compile(r"[A-Za-z]{2,}")
_SENTENCE_WORD = re.compile(
    r"\b(?:the|is|are|was|were|be|been|has|have|had|will|can|not|to|that|this|it|you|we|they"
    r"|he|she|who|which|with|from)\b",
    re.IGNORECASE,
)

_VERBATIM_MARK = re.compile("[!&.:=@]")
"""What no verbatim part is without."""

_VERBATIM = re.compile(
    r"""
    (?= [!%&(+.0-9:<=>@A-Z_a-z-] ) (?:                       # what one begins with, for speed
    (?<![A-Za-z0-9+.-]) [A-Za-z][A-Za-z0-9+.-]* ://          # an address: scheme
        (?: [!#-&*-;=?-~] | \( [!#-&*-;=?-~]* \) )*          #   ASCII but quotes, brackets in pairs
        (?<![,.;:!?\]}])                                     #   not the mark that follows it
  | (?<![A-Za-z0-9._%+-]) [A-Za-z0-9._%+-]++ @               # a mail address
        [A-Za-z0-9-]++ (?: \.[A-Za-z0-9-]++ )+
  | (?<![A-Za-z0-9.-]) (?: [A-Za-z0-9-]++ \. )+              # a domain name with a port or path
        (?: com | cn | net | org | gov | edu | io | cc ) \b (?! [A-Za-z0-9.-] )
        (?: :\d+ )? (?: / [!#-&*-;=?-~]* (?<![,.;:!?\]}]) )?
  | (?<![A-Za-z]) [A-Za-z] : (?= [\\/盘] )                   # a drive: C:\, D:盘
  | (?<! \w ) [A-Za-z_]\w*+ (?: :: \w++ )+                   # std::vector
  | & (?: [A-Za-z]{2,8} | \#\d{1,6} ) ;                      # &nbsp; written out
  | [!=<>:] =                                                # != == <= := in formulas
  | \( \d{1,3} \) (?= \. [A-Za-z0-9]{2,4} \b )               # a copy of a file: report(1).pdf
  | \b Yahoo!                                                # a name that owns its mark
    )
    """,
    re.VERBOSE | re.ASCII,
)


@lru_cache(maxsize=256)
def is_english(text: str) -> bool:
    """Tell whether `text` as a whole is English that mentions some Chinese, at most.

    It is when it has more English words than Han characters and one of the words that make a
    sentence: a name such as Enterprise Resource Planning is no English text.
    """
    words = len(_WORD.findall(text))
    # nearly every text has more Han, and says so before it is counted to its end
    counts = accumulate(len(run.group()) for run in HAN_RUN.finditer(text))
    if not words or any(count >= words for count in counts):
        return False
    return _SENTENCE_WORD.search(text) is not None


@lru_cache(maxsize=256)
def verbatim(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of `text` that no rule may touch, in order.

    Numbers, times and words such as `key:value` are not among them: no rule touches a mark
    between two digits or two Latin letters.
    """
    if _VERBATIM_MARK.search(text) is None:
        return ()
    return tuple(match.span() for match in _VERBATIM.finditer(text))
