"""An error says the same in whichever process it was raised."""

from __future__ import annotations

import pickle

import pytest

from publisher.errors import OutputError, PublisherError, SettingsError, UsageError


@pytest.mark.parametrize("kind", [PublisherError, UsageError, SettingsError, OutputError])
def test_an_error_of_a_worker_is_told_as_it_was_raised(kind: type[PublisherError]) -> None:
    error = kind("宋体", "this face cannot be embedded", "choose another font")
    told = pickle.loads(pickle.dumps(error))  # noqa: S301 -- our own bytes
    assert str(told) == "宋体: this face cannot be embedded; hint: choose another font"
    assert (type(told), told.place, told.fact, told.remedy) == (
        kind,
        error.place,
        error.fact,
        error.remedy,
    )
