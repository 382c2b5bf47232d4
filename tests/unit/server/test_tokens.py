"""Tokens: made once, kept as hashes, found by whoever shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from lampblack.base.errors import UserError
from lampblack.server.tokens import HERE, Tokens, hash_of, new_token, read_tokens


def test_a_new_token_is_known_by_its_name_and_kept_as_a_hash(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    first, second = new_token(file, "laptop"), new_token(file, "phone")
    assert first != second and first not in file.read_text("utf-8")
    assert file.stat().st_mode & 0o077 == 0, "others may not even read hashes"
    tokens = Tokens(file=file)
    assert tokens.holder(f"Bearer {first}") == "laptop" and tokens.holder(f"bearer  {second} ") == "phone"
    for wrong in (
        "",
        first,
        f"Basic {first}",
        f"Bearer {first[:-1]}",
        "Bearer ",
        f"Bearer {hash_of(first)}",
        "Bearer é",
    ):
        assert tokens.holder(wrong) == ""


def test_a_line_taken_out_shuts_its_holder_out(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    token = new_token(file, "laptop")
    tokens = Tokens(file=file)
    assert tokens.holder(f"Bearer {token}") == "laptop"
    file.write_text("# nobody\n", "utf-8")
    assert tokens.holder(f"Bearer {token}") == ""
    again = new_token(file, "other")
    assert tokens.holder(f"Bearer {again}") == "other"
    file.unlink()
    assert tokens.holder(f"Bearer {again}") == "", "no file, nobody comes in"


def test_a_token_of_the_environment_and_a_file_hold_together(tmp_path: Path) -> None:
    token = new_token(tmp_path / "tokens", "laptop")
    tokens = Tokens(file=tmp_path / "tokens", said="sixteen-characters")
    assert tokens.holder("Bearer sixteen-characters") == "env" and tokens.holder(f"Bearer {token}") == "laptop"
    assert tokens.wanted and not Tokens().wanted and Tokens().holder("") == HERE


def test_a_file_that_cannot_be_read_names_its_line_and_not_what_is_in_it(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    for text in ("laptop\n", "laptop secret-in-plain-words\n", f"a b {hash_of('x')}\n", f"../x {hash_of('x')}\n"):
        file.write_text("# first\n" + text, "utf-8")
        with pytest.raises(UserError) as error:
            Tokens(file=file)
        assert "tokens:2" in str(error.value) and "secret" not in str(error.value)
    file.write_text(f"a {hash_of('x')}\na {hash_of('y')}\n", "utf-8")
    with pytest.raises(UserError, match="two tokens called a"):
        read_tokens(file)


@pytest.mark.parametrize("name", ["", "local", "env", "a b", "../x", "名", "x" * 65])
def test_names_that_cannot_be_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError):
        new_token(tmp_path / "tokens", name)
    assert not (tmp_path / "tokens").exists()


def test_a_short_token_is_refused() -> None:
    with pytest.raises(UserError, match="16 characters"):
        Tokens(said="short")
