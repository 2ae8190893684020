"""A backup that was cut or changed anywhere is refused before anything is written."""

import random
from pathlib import Path

import pytest

from outsourcing.backups.sealed import Unusable, reading, writing


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    target = tmp_path / "one.backup"
    with writing(target, {"kind": "test"}) as archive:
        archive.writestr("rows", "a row\n" * 1000)
    return target


def test_what_was_written_is_read(sealed: Path) -> None:
    with reading(sealed, "test") as (archive, manifest):
        assert archive.read("rows") == b"a row\n" * 1000
        assert manifest == {"kind": "test"}
    assert sealed.stat().st_mode & 0o077 == 0


def test_a_flipped_bit_is_refused_wherever_it_is(sealed: Path) -> None:
    whole = sealed.read_bytes()
    for place in random.Random(8).sample(range(len(whole)), 200):
        broken = bytearray(whole)
        broken[place] ^= 1 << place % 8
        sealed.write_bytes(broken)
        with pytest.raises(Unusable), reading(sealed, "test"):
            pass


@pytest.mark.parametrize("share", [0, 0.01, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_is_refused(sealed: Path, share: float) -> None:
    whole = sealed.read_bytes()
    sealed.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(Unusable), reading(sealed, "test"):
        pass


def test_a_missing_file_and_another_kind_are_named(sealed: Path) -> None:
    with pytest.raises(Unusable, match="no file"), reading(sealed.with_name("none"), "test"):
        pass
    with pytest.raises(Unusable, match="another kind"), reading(sealed, "installation"):
        pass


def test_a_backup_that_fails_leaves_the_old_one(sealed: Path) -> None:
    before = sealed.read_bytes()
    with pytest.raises(OSError, match="disk full"), writing(sealed, {"kind": "test"}):
        raise OSError("disk full")
    assert sealed.read_bytes() == before
    assert list(sealed.parent.iterdir()) == [sealed]
