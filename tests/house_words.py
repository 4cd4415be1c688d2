"""The words of the house as texts: what counts or names something is asked with an example."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import get_type_hints

from publisher.wording import Collation, Wording, words

SIMPLIFIED = (
    "与专个为书从价体关内册号后图处夹开录报换数无时权来标没浏点电码碍笔级经网览订记许评词试详请读调资转"
    "软载运这里间阅页顺题颜"
)
TRADITIONAL = (
    "與專個為書從價體關內冊號後圖處夾開錄報換數無時權來標沒瀏點電碼礙筆級經網覽訂記許評詞試詳請讀調資轉"
    "軟載運這裡間閱頁順題顏"
)
"""The characters of the house's simplified words, and what they are in traditional text."""
SAME = "件按制"
"""Characters of both scripts that only the simplified words happen to have."""

EXAMPLES = {
    words.Counted: ((1,), (2,), (1200,)),
    words.Named: (("X",),),
    words.Dated: ((date(2026, 2, 9),), (date(2026, 11, 30),)),
}
"""What functions of each kind are asked with."""
_DOWNLOAD = (("X", "X", "X"),)


def texts(of: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield all that the words of a language say, each with its place among them."""
    kinds = get_type_hints(type(of))
    for field in fields(of):  # type: ignore[arg-type] # Wording and its groups
        value, name = getattr(of, field.name), f"{place}{field.name}"
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, tuple):
            yield from ((name, text) for text in value)
        elif callable(value):
            examples = EXAMPLES.get(kinds[field.name], _DOWNLOAD)
            yield from ((name, value(*example)) for example in examples)
        elif is_dataclass(value) and not isinstance(value, Collation):
            yield from texts(value, f"{name}.")


def said(of: Wording) -> set[str]:
    """Return the Han characters of all that the house says in a language."""
    return {char for _, text in texts(of) for char in text if "\u3400" <= char <= "\u9fff"}
