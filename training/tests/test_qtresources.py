import struct
import zlib
from pathlib import Path

import pytest

from training.samples.qtresources import read_resource


def resource(file: Path, content: bytes) -> Path:
    """Writes a resource file of version 1: gcompris/plain.webp and gcompris/packed.webp with the same content."""
    names, at = b"", {}
    for name in ("gcompris", "plain.webp", "packed.webp"):
        at[name] = len(names)
        names += struct.pack(">HI", len(name), 0) + name.encode("utf-16-be")
    packed = struct.pack(">I", len(content)) + zlib.compress(content)
    data = b"".join(struct.pack(">I", len(part)) + part for part in (content, packed))
    tree = struct.pack(">IHII", 0, 2, 1, 1) + struct.pack(">IHII", at["gcompris"], 2, 2, 2)
    tree += struct.pack(">IHII", at["plain.webp"], 0, 0, 0) + struct.pack(">IHII", at["packed.webp"], 1, 0, len(content) + 4)
    head = b"qres" + struct.pack(">4I", 1, 20, 20 + len(tree), 20 + len(tree) + len(data))
    file.write_bytes(head + tree + data + names)
    return file


@pytest.mark.parametrize("name", ["plain.webp", "packed.webp"])
def test_reads_a_file_as_it_is_or_compressed(tmp_path: Path, name: str) -> None:
    assert read_resource(resource(tmp_path / "a.rcc", b"a picture"), f"gcompris/{name}") == b"a picture"


def test_names_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match=r"a\.rcc has no gcompris/other\.webp"):
        read_resource(resource(tmp_path / "a.rcc", b"a picture"), "gcompris/other.webp")
