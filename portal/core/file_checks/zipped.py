"""A zip read with suspicion: DOCX and ODT are zips, and a zip may lie about everything it says of itself.

Names, numbers and sizes are judged in the central directory before anything is unpacked; while unpacking the real
bytes are counted again, because declared sizes are only claims.
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO

from .refusals import FileRefused
from .viruses import without_eicar

MAX_ENTRIES = 2_000
MAX_TOTAL = 250 * 1024 * 1024
MAX_RATIO = 100
RATIO_COUNTS_FROM = 1024 * 1024
MAX_DIRECTORY = 1024 * 1024
CHUNK = 64 * 1024
LOCAL_HEADER = b"PK\x03\x04"
END_RECORD = b"PK\x05\x06"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
SIZES_ELSEWHERE = (0xFFFFFFFF, 0xFFFFFFFF)
# A writer may only store or deflate in both formats (ECMA-376 part 2, ODF 1.3 part 2).
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Zip:
    """An open zip whose directory has passed every limit. Raises FileRefused when it does not."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._left = MAX_TOTAL
        _refuse_big_directory(file)
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
            raise FileRefused("broken") from error
        entries = archive.infolist()
        _check_sizes(entries)
        for entry in entries:
            _check_entry(entry)
        _check_places(entries, archive.start_dir)
        self.entries = {entry.filename: entry for entry in entries if not entry.is_dir()}
        if len({name.casefold() for name in self.entries}) < sum(not entry.is_dir() for entry in entries):
            raise FileRefused("path")

    def chunks(self, name: str) -> Iterator[bytes]:
        """The unpacked bytes of one entry. Raises FileRefused: size or checksum is a lie, too much, or a virus."""
        entry = self.entries[name]
        seen = checksum = 0
        for chunk in without_eicar(self._unpacked(entry)):
            seen += len(chunk)
            self._left -= len(chunk)
            if seen > entry.file_size or self._left < 0:
                raise FileRefused("zip_bomb")
            checksum = zlib.crc32(chunk, checksum)
            yield chunk
        if (seen, checksum) != (entry.file_size, entry.CRC):
            raise FileRefused("broken")

    def head(self, name: str) -> bytes:
        """The first bytes of an entry, enough to tell what it is. The rest is not judged."""
        return next(iter(self._unpacked(self.entries[name])), b"")[:100]

    def _unpacked(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        raw = self._packed(entry)
        if entry.compress_type == zipfile.ZIP_STORED:
            yield from raw
            return
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for piece in raw:
                while chunk := inflate.decompress(piece, CHUNK):
                    yield chunk
                    piece = inflate.unconsumed_tail
        except zlib.error as error:
            raise FileRefused("broken") from error
        if not inflate.eof or inflate.unused_data:
            raise FileRefused("broken")

    def _packed(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """The bytes as they stand in the file, after the entry's own header.

        It must say what the directory says, or a reader that goes by it sees another file. The sizes may follow after
        the bytes (bit 3) or stand in the extra field (zip64).
        """
        self._file.seek(entry.header_offset)
        header = self._file.read(30)
        if len(header) < 30 or not header.startswith(LOCAL_HEADER):
            raise FileRefused("broken")
        flags, method, packed, unpacked, name_length, extra_length = struct.unpack("<6xHH8xLLHH", header)
        name = self._file.read(name_length).decode("utf-8" if flags & 0x800 else "cp437", "replace")
        if name != entry.orig_filename or method != entry.compress_type:
            raise FileRefused("broken")
        if (packed, unpacked) not in {(entry.compress_size, entry.file_size), SIZES_ELSEWHERE} and not flags & 0x8:
            raise FileRefused("broken")
        self._file.seek(extra_length, 1)
        position, left = self._file.tell(), entry.compress_size
        while left:
            self._file.seek(position)
            piece = self._file.read(min(left, CHUNK))
            if not piece:
                raise FileRefused("broken")
            position, left = position + len(piece), left - len(piece)
            yield piece


def _refuse_big_directory(file: BinaryIO) -> None:
    """Before zipfile builds 200,000 objects: the end record tells how many entries follow (APPNOTE 4.3.16)."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 22 - 0xFFFF))
    tail = file.read()
    at = tail.rfind(END_RECORD)
    if at < 0 or len(tail) - at < 22:
        raise FileRefused("broken")
    entries, directory = struct.unpack_from("<HL", tail, at + 10)
    if entries > MAX_ENTRIES or directory > MAX_DIRECTORY:
        raise FileRefused("zip_bomb")


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_ENTRIES or total > MAX_TOTAL or _too_dense(total, packed):
        raise FileRefused("zip_bomb")
    if any(_too_dense(entry.file_size, entry.compress_size) for entry in entries):
        raise FileRefused("zip_bomb")


def _too_dense(unpacked: int, packed: int) -> bool:
    return unpacked > RATIO_COUNTS_FROM and unpacked > MAX_RATIO * packed


def _check_entry(entry: zipfile.ZipInfo) -> None:
    """One name in the directory: no way out of the folder, no link, no password, no odd packing."""
    for name in (entry.filename, entry.orig_filename):
        parts = name.split("/")
        if name.startswith("/") or ".." in parts or "\\" in name or "\0" in name or ":" in parts[0]:
            raise FileRefused("path")
    if stat.S_IFMT(entry.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise FileRefused("path")
    if entry.flag_bits & 0x41:
        raise FileRefused("encrypted")
    if entry.compress_type not in METHODS:
        raise FileRefused("broken")


def _check_places(entries: list[zipfile.ZipInfo], end: int) -> None:
    """Entries follow each other from byte 0. Overlap is a bomb (bamsoftware.com/hacks/zipbomb)."""
    spans = sorted((e.header_offset, e.header_offset + 30 + len(e.orig_filename) + e.compress_size) for e in entries)
    if not spans or spans[0][0] != 0:  # Another file stands before the zip.
        raise FileRefused("content")
    if spans[-1][1] > end or any(before[1] > after[0] for before, after in pairwise(spans)):
        raise FileRefused("zip_bomb")
