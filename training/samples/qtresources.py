"""Reads Qt's compiled resources (.rcc, versions 1 to 3): how GCompris carries its photographs."""

import struct
import zlib
from pathlib import Path

COMPRESSED, FOLDER = 1, 2
ROOT_OFFSET, VERSION_WITH_TIMES = 4, 2


def read_resource(file: Path, path: str) -> bytes:
    """Returns the bytes of `path` ("gcompris/src/..."). Raises KeyError if the file does not have it."""
    data = file.read_bytes()
    version, tree, contents, names = struct.unpack_from(">4I", data, ROOT_OFFSET)
    size = 14 if version < VERSION_WITH_TIMES else 22

    def name_of(offset: int) -> str:
        (length,) = struct.unpack_from(">H", data, names + offset)
        start = names + offset + 6
        return data[start : start + 2 * length].decode("utf-16-be")

    node = tree
    for part in path.split("/"):
        count, first = struct.unpack_from(">2I", data, node + 6)
        nodes = [tree + at * size for at in range(first, first + count)]
        found = [at for at in nodes if name_of(struct.unpack_from(">I", data, at)[0]) == part]
        if not found:
            raise KeyError(f"{file.name} has no {path}")
        node = found[0]
    flags, offset = struct.unpack_from(">H4xI", data, node + 4)
    (length,) = struct.unpack_from(">I", data, contents + offset)
    content = data[contents + offset + 4 : contents + offset + 4 + length]
    # A compressed one begins with its length before compression.
    return zlib.decompress(content[4:]) if flags & COMPRESSED else content
