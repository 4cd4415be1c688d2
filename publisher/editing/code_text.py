"""Code in running text, found by structure.

A stretch counts as code for what it is made of (a call with its arguments, a string that is
assigned, a tag, an option, an escape), never for the words around it; so prose in brackets
stays prose. Chinese may stand in its strings and comments. Where code begins or ends within a
few words is no matter, for a rule only touches marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from publisher.editing.code_line import NAME, STRING, TYPES, compiled, has_chinese, is_line
from publisher.runtime.patterns import regex

_OPTION = rf"--?[A-Za-z][\w-]*(?:={STRING}|=[^\s\"',;]+)?"
_WORD_OF_COMMAND = r"[\w./~$@%+=:&|<>*-]+"
_SQL = (
    r"(?i:SELECT\b.{1,200}?\bFROM|INSERT\ +INTO|UPDATE\b.{1,80}?\bSET|DELETE\ +FROM"
    r"|(?:CREATE|ALTER|DROP)\ +(?:TABLE|INDEX|VIEW|DATABASE))\b"
)
_SQL_MORE = (
    r"WHERE|where|and|or|AND|OR|ORDER|GROUP|LIMIT|JOIN|LEFT|RIGHT|INNER|ON|VALUES|SET|LIKE|IN"
    r"|HAVING|AS|UNION"
)
_OPERATOR = r"(?:<<|>>|\?\?|\|\||&&?|[!=]==?)"
_HAN_NAME = r"[^\x00-\x7f，。；：、“”（）《》]{1,12}"
"""A name of a variable in Chinese: let 名字 = …"""

_BEGINNINGS = rf"""
    (?= [`$\#{{<%"'A-Za-z_\[\\^(:!-] ) (?:
    (?P<quoted> (?P<ticks> `+ ) (?!`) .+? (?<!`) (?P=ticks) (?!`) )
  | (?P<template> [$\#]\{{ [^{{}}]* \}} | \{{\{{ .{{0,400}}? \}}\}} | \{{% .{{0,400}}? %\}}
        | <% .{{0,400}}? %> | <\? .{{0,400}}? \?> | <!-- .{{0,400}}? --> | \$\( [^()]* \)
        | % [A-Za-z_]\w* % (?: [;\\/] [\w:\\/%.-]* )? )
  | (?P<directive> \# (?: define | include | ifdef | ifndef | pragma ) \ [ -~]* (?<![\s,.:;!?]) )
  | (?P<tag> </? [A-Za-z] [\w:-]* (?: \s+ [\w:@.-]+ (?: \s*=\s* (?: {STRING} | [^\s"'<>]+ ) )? )*
        \s* /? > )
  | (?P<sql> \b {_SQL} )
  | (?P<member> (?<![\w"]) "[a-z_]\w*" \ ? : \ ? (?= ["'\[{{] ) )
  | (?P<prefixed> (?<!\w) (?: [rbufF$] | rb | br | rf | fr ) (?!''|""|'[(=]) {STRING} )
  | (?P<string> {STRING} )
  | (?P<ex> (?<![\w:]) : (?: %?s/[^/]*/[^/]*/[gci]* | (?: wqa? | qa ) !? (?!\w) | [wq]! )
        | (?<=[按敲]) : [wqx] (?!\w) )
  | (?P<control> (?<![\w.$]) (?: if | while | for | foreach | switch | catch ) \ ? (?= \( ) )
  | (?P<setting> (?<![\w$.]) [a-z]\w* (?: (?: [.-]\w+ )+ :\ (?: {STRING} | [\w./-]*\w )
        | :\ (?: "[\w./-]+" | '[\w./-]+' ) ) )
  | (?P<assigned> (?<![\w$.]) (?: (?: (?: {TYPES} ) [ *&]+ )* {NAME} (?: \[ [^\[\]]* \] )*
        | (?: {TYPES} ) \ + {_HAN_NAME} ) \ ? [-+*/|&:]? = \ ? (?= ["'\[{{] ) )
  | (?P<declared> (?<![\w$.]) (?: (?: {TYPES} ) [ *&]+ )+ {NAME} (?: \ ?=\ ?[^;"'\s]+ )? ; )
  | (?P<step> (?<![\w$.]) (?: {NAME} (?: \+\+ | --(?![-\w]) ) | return\ [\w.$()+*/ -]+(?=;)
        | {NAME} \ ?[-+*/%|&^]=\ ?[\w.]+ ) ;? )
  | (?P<operation> (?<![\w$]) {NAME}
        (?: \ ?{_OPERATOR}\ ? (?: {STRING} | {NAME} | \d+ ) )+ ;? )
  | (?P<call> (?<![\w$]) (?: {NAME} (?: < [\w<>,:\ *&]* > )? | [a-z_]\w* ! ) \( )
  | (?P<element> (?<![\w$]) (?: {NAME} | [a-z_]\w* ! ) (?= \[ ) )
  | (?P<generic> (?<![\w$]) {NAME} < [A-Za-z] [\w<>,:\ *&]* > (?: [ *&]+ {NAME} ; )? )
  | (?P<command> (?<![\w$.]) (?: echo | printf | print | puts | grep | sed | awk | export | alias )
        (?= \ + (?: {_OPTION}\ + )* {STRING} )
        | (?<![\w!-'*+./<-@\\^`{{|}}~-]) [A-Za-z./~$][\w./~$:@%+-]*
          (?: \ +{_WORD_OF_COMMAND} ){{0,8}}?
          (?= \ +{_OPTION} ) )
  | (?P<option> (?<![\w$-]) {_OPTION} )
  | (?P<link> !? \[ [^\[\]]{{1,80}} \] \( (?: https?:// | \.{{0,2}}/ | [\w-]+\.\w ) [!-'*-~]* \) )
  | (?P<arrow> \( [\w\s,.=]* \) \ ?[-=]>\ ? )
  | (?P<group> [\[{{] )
  | (?P<lookaround> (?= \(\? (?: [:=!] | <[=!] | P?<\w+> ) [^)\s] ) )
  | (?P<pattern> (?: \[ [^\[\]\s]+ \] [+*?]? | [\\^(] ) )
    )
"""
"""What code begins with, by kind."""

_ESCAPE = regex(
    r"\\[ntr0abdswDSWBux\\'\"/.]|(?<!\d)%[-+0-9.]*l?[sdifxXcu]\b|\{\d*\}|\$\{|\$[A-Za-z_]|\\\("
)
"""What only strings of a program hold."""
_PATTERN = regex(
    r"\\[dswbDSWBntrux.\[\](){}*+?^$|/\\]|\[[^\[\]\s]+\][+*{]|\(\?[:=!<P][^)]|^\^.+\$$"
)
"""What makes a token a regular expression."""
_PATTERN_TOKEN = regex(r"(?:\[[^\[\]\s]+\]|[!-~]){1,200}")
_TRAILING = ",.:;!?"

_TOKEN = regex(rf"{STRING}|[()\[\]{{}}]|[^\x00-\x7f…]", re.DOTALL)
_LONGEST, _DEEPEST = 2000, 20
"""How long and how deep brackets may be, so that no text takes more than linear time."""
_SHORT_STRING = 12

_ARGUMENTS = regex(r"[\w\s$\"'*&.,;:+/=<>%|!^~()\[\]{}…-]*", re.ASCII)
_PROSE = regex(r"[A-Za-z]{2,} [A-Za-z]{2,}")
_DECLARATION = regex(
    rf"\b(?:{TYPES}|new|return|in|not|and|or|is|unsigned|struct|chan|map|mut|final|async|func)\b "
)
_PLAIN_NAME = regex(r"[A-Z][A-Za-z]*\d*")
"""A name as prose has them, too: Python, ERP."""

_POSTFIX = regex(rf"\ ?(?:(?:\.|->|::){NAME}|(?=[\[(]))", re.ASCII)
_GIVEN = regex(rf" ?\+?= ?{STRING}", re.DOTALL)
"""What is assigned to a member of a result: .text = "…"."""
_REST_OF_PATTERN = regex(r"(?:\\.|\[[^\[\]\s]+\]|\{\d+,?\d*\}|[+*?$^|()])*")
_BODY = regex(r"\s*(?:else(?: if)?\s*)?(?=[{(])")
_SQL_REST = regex(
    rf"(?:{STRING}|[!#-&(-~ ]|\w+(?=\s+(?:{_SQL_MORE})\b)|(?<=\s)\w+(?=\s*[=<>]))*", re.DOTALL
)
_COMMAND_REST = regex(
    rf"(?: +(?:{_OPTION}|{STRING}|(?:{_WORD_OF_COMMAND}|{STRING})+|[\\;]))*", re.ASCII
)
_GLUE = regex(r"\s*[=+\-*/%&|<>]*\s*")
"""What stands between two stretches of code that are one."""


def spans(text: str) -> list[tuple[int, int]]:
    """Return where code stands in `text`, in order."""
    if is_line(text):
        return [(0, len(text))]
    return _joined(text, _stretches(text))


def _joined(text: str, found: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches with those made one between which only an operator stands."""
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and _GLUE.fullmatch(text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    index, beginnings = 0, compiled(_BEGINNINGS)
    while (match := beginnings.search(text, index)) is not None:
        end = _ENDS[match.lastgroup or ""](text, match)
        if end > match.start():
            yield match.start(), end
        index = max(end, match.start() + 1, _after_short_string(match))


def _after_short_string(match: re.Match[str]) -> int:
    """Return the end of a short string: its closing quote opens no other one."""
    short = match.lastgroup == "string" and match.end() - match.start() <= _SHORT_STRING
    return match.end() if short else -1


def _whole(text: str, match: re.Match[str]) -> int:
    """Of a kind whose expression has it to its end."""
    return match.end()


def _string(text: str, match: re.Match[str]) -> int:
    """Of a string: code only if it holds what prose does not."""
    return match.end() if _ESCAPE.search(match.group()) else -1


def _tag(text: str, match: re.Match[str]) -> int:
    """Of a tag: to the tag that closes it, if there is one."""
    name = match.group().strip("</>").split(None, 1)[0]
    closing = f"</{name}>"
    index = text.find(closing, match.end())
    return index + len(closing) if index >= 0 else match.end()


def _control(text: str, match: re.Match[str]) -> int:
    """Of `if (…) {…}` and the like: a condition alone may hold no Chinese, with a body it may."""
    end = _closing(text, match.end(), chinese=True)
    if end < 0:
        return -1
    after = end
    while (body := _BODY.match(text, after)) is not None:
        following = _closing(text, body.end(), chinese=True)
        if following < 0:
            break
        after = following
    return after if after > end else _closing(text, match.end())


def _assigned(text: str, match: re.Match[str]) -> int:
    """Of an assignment: its value is a string, a list or an object."""
    value = match.end()
    string = compiled(STRING).match(text, value)
    end = string.end() if string else (-1 if text[value] in "\"'" else _closing(text, value))
    return _statement(text, _more(text, end)) if end > 0 else -1


def _call(text: str, match: re.Match[str]) -> int:
    """Of a call: its arguments, and what is called on the result."""
    bracket = match.end() - 1
    end = _closing(text, bracket)
    is_formula = text[match.start() - 1 : match.start()] == "="
    inner = text[bracket + 1 : end - 1]
    if end < 0 or not (is_formula or _are_arguments(match.group()[:-1], inner)):
        return -1
    return _statement(text, _given(text, _more(text, end)))


def _element(text: str, match: re.Match[str]) -> int:
    """Of an element of an array, and what comes after it."""
    end = _closing(text, match.end())
    return _statement(text, _given(text, _more(text, end))) if end > 0 else -1


def _command(text: str, match: re.Match[str]) -> int:
    """Of a command: over its words, options and strings."""
    rest = _COMMAND_REST.match(text, match.end())
    end = rest.end() if rest else match.end()
    return len(text[:end].rstrip(_TRAILING)) if end > match.end() else -1


def _group(text: str, match: re.Match[str]) -> int:
    """Of a list or an object in brackets without Chinese but in its strings."""
    end = _closing(text, match.start())
    if end < 0:
        return -1
    inner = text[match.start() + 1 : end - 1].strip()
    quoted = inner[:1] in ("'", '"') and compiled(STRING).match(inner) is not None
    return end if quoted or not _PROSE.search(inner) else -1


def _sql(text: str, match: re.Match[str]) -> int:
    """Of a statement in SQL: over all that is ASCII, its strings, and names before its words."""
    rest = _SQL_REST.match(text, match.end())
    end = rest.end() if rest else match.end()
    return len(text[:end].rstrip(f" {_TRAILING.replace(';', '')}"))


def _lookaround(text: str, match: re.Match[str]) -> int:
    """Of a regular expression that begins with `(?=…)`, in which Chinese may stand."""
    end = _closing(text, match.start(), chinese=True)
    rest = _REST_OF_PATTERN.match(text, end) if end > 0 else None
    return rest.end() if rest else end


def _pattern(text: str, match: re.Match[str]) -> int:
    """Of a regular expression: to the end of the token, if the token is one."""
    token = _PATTERN_TOKEN.match(text, match.start())
    if token is None:
        return -1
    found = token.group().rstrip(f"{_TRAILING}\"'([{{")
    return match.start() + len(found) if _PATTERN.search(found) else -1


_ENDS: dict[str, Callable[[str, re.Match[str]], int]] = {
    "quoted": _whole,
    "template": _whole,
    "directive": _whole,
    "tag": _tag,
    "sql": _sql,
    "prefixed": _whole,
    "string": _string,
    "ex": _whole,
    "setting": _whole,
    "control": _control,
    "assigned": _assigned,
    "member": _assigned,
    "declared": _whole,
    "step": _whole,
    "operation": _whole,
    "call": _call,
    "element": _element,
    "generic": _whole,
    "command": _command,
    "option": _whole,
    "link": _whole,
    "arrow": _whole,
    "group": _group,
    "lookaround": _lookaround,
    "pattern": _pattern,
}
"""Where code of each kind ends that begins as matched; -1 if it is none."""


def _closing(text: str, index: int, *, chinese: bool = False) -> int:
    """Return the place after the partner of the bracket at `index`.

    It is -1 without one, or if Chinese stands outside of strings where it may not.
    """
    depth = 0
    for token in _TOKEN.finditer(text, index, index + _LONGEST):
        sign = token.group()
        if sign in "([{":
            depth += 1
            if depth > _DEEPEST:
                return -1
        elif sign in ")]}":
            depth -= 1
            if not depth:
                return token.end()
        elif len(sign) == 1 and not chinese and has_chinese(sign):
            return -1
    return -1


def _are_arguments(name: str, inner: str) -> bool:
    """Tell whether what stands in brackets after `name` are arguments and no remark."""
    if not inner.strip():
        return True
    bare = compiled(STRING).sub('""', inner)
    if not _ARGUMENTS.fullmatch(bare):
        return False
    if _PLAIN_NAME.fullmatch(name) and len(name) > 1:
        return "=" in inner or ("," in inner and inner[0] in "\"'")
    return not _PROSE.search(_DECLARATION.sub("", bare))


def _more(text: str, end: int) -> int:
    """Return the end of what is called on a result: `.c()`, `[0]`."""
    while (postfix := _POSTFIX.match(text, end)) is not None:
        after = postfix.end()
        if text[after : after + 1] in ("(", "["):
            after = _closing(text, after)
        if after <= end:
            break
        end = after
    return end


def _given(text: str, end: int) -> int:
    """Return `end`, or the place after the string that is assigned to what ends there."""
    given = _GIVEN.match(text, end)
    return given.end() if given else end


def _statement(text: str, end: int) -> int:
    """Return `end`, or the place after the semicolon that ends a statement there."""
    return end + 1 if text[end : end + 1] == ";" else end
