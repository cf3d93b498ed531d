"""Small documents of offices, made byte by byte: OLE files, HWP records, packages of XML, PDF pages."""

import io
import struct
import zipfile
import zlib

import olefile

# Streams below 4,096 bytes would need a second allocation table.
LEAST = 4096
SECTOR = 512
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def ole(streams: dict[str, bytes]) -> bytes:
    """An OLE compound file with these streams; a name may lie in one folder."""
    folders = sorted({n.partition("/")[0] for n in streams if "/" in n})
    entries: list[tuple[str, int, bytes, list[str]]] = [("Root Entry", 5, b"", [])]
    entries += [(f, 1, b"", []) for f in folders]
    entries += [(n.rpartition("/")[2], 2, d.ljust(LEAST, b"\0"), []) for n, d in streams.items()]
    parents: dict[int, list[int]] = {0: []}
    for i, _ in enumerate(folders, 1):
        parents[0].append(i)
        parents[i] = []
    for i, name in enumerate(streams, 1 + len(folders)):
        parents[1 + folders.index(name.partition("/")[0]) if "/" in name else 0].append(i)
    sectors: list[bytes] = []
    chain: list[int] = []

    def add(data: bytes) -> int:
        first = len(sectors)
        pieces = [data[i : i + SECTOR].ljust(SECTOR, b"\0") for i in range(0, len(data), SECTOR)]
        sectors.extend(pieces)
        chain.extend([*range(first + 1, first + len(pieces)), END])
        return first

    starts = {i: add(e[2]) for i, e in enumerate(entries) if e[1] == 2}
    siblings = {a: b for ids in parents.values() for a, b in zip(ids, ids[1:], strict=False)}
    directory = b""
    for i, (name, kind, data, _) in enumerate(entries):
        label = (name + "\0").encode("utf-16-le")
        child = parents.get(i) or [FREE]
        directory += struct.pack(
            "<64sHBBIII16sIQQIQ", label, len(label), kind, 1, FREE, siblings.get(i, FREE), child[0],
            b"", 0, 0, 0, starts.get(i, END if kind == 5 else 0), len(data),
        )  # fmt: skip
    directory_at = add(directory)
    count = 1
    while (len(sectors) + count) > count * SECTOR // 4:
        count += 1
    first_table = len(sectors)
    chain += [TABLE] * count
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(count * SECTOR, b"\xff")
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII", olefile.MAGIC, b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, count,
        directory_at, 0, LEAST, END, 0, END, 0,
    )  # fmt: skip
    places = [first_table + i for i in range(count)] + [FREE] * (109 - count)
    return header + struct.pack("<109I", *places) + b"".join(sectors) + table


def hwp_record(tag: int, level: int, payload: bytes) -> bytes:
    """A record of HWP 5."""
    size = len(payload)
    head = struct.pack("<I", tag | level << 10 | min(size, 0xFFF) << 20)
    return head + (struct.pack("<I", size) if size >= 0xFFF else b"") + payload


def hwp_paragraph(text: str, level: int = 0, controls: bytes = b"") -> bytes:
    """The records of a paragraph: its head, its text, and records of its controls."""
    body = hwp_record(66, level, b"\0" * 22) + hwp_record(
        67, level + 1, text.encode("utf-16-le") + b"\r\0"
    )
    return body + controls


def hwp_control(kind: str, level: int, payload: bytes = b"") -> bytes:
    """The record of a control, such as `tbl `."""
    return hwp_record(71, level, kind[::-1].encode() + payload)


def hwp_object(code: int = 11) -> str:
    """The eight code units that stand for a control in a text."""
    return chr(code) + "\0" * 6 + chr(code)


def hwp_cell(column: int, row: int, text: str, level: int) -> bytes:
    """A cell of a table, whose list and paragraph are of one level."""
    place = struct.pack("<HIHHHHH", 1, 0, 0, column, row, 1, 1)
    return hwp_record(72, level, place) + hwp_paragraph(text, level)


def hwp(sections: list[bytes], flags: int = 1, folder: str = "BodyText") -> bytes:
    """An HWP 5 file; bit 0 of the flags packs its sections."""
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, flags)
    streams = {"FileHeader": header}
    for i, section in enumerate(sections):
        streams[f"{folder}/Section{i}"] = _deflated(section) if flags & 1 else section
    return ole(streams)


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def package(members: dict[str, str | bytes], mimetype: str = "") -> bytes:
    """A zip archive; its type comes first, as in HWPX, OpenDocument and EPUB."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        for name, data in members.items():
            archive.writestr(name, data)
    return sink.getvalue()


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = """<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>제목</dc:title>
<dc:creator>글쓴이</dc:creator><dcterms:modified>2024-05-01T00:00:00Z</dcterms:modified></cp:coreProperties>"""


def rels(**targets: str) -> str:
    """The relations of a part: kind=target. Their ids are the kinds, those of several a number behind."""
    found = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{key.rstrip("0123456789")}" Target="{target}"/>'
        for key, target in targets.items()
    )
    return f"<Relationships>{found}</Relationships>"


def docx(body: str, **parts: str) -> bytes:
    """A DOCX with this content of w:body; `footnotes` is the content of that part."""
    members = {
        "_rels/.rels": rels(officeDocument="word/document.xml"),
        "word/document.xml": f'<w:document xmlns:w="w" xmlns:m="m" xmlns:mc="mc" xmlns:wps="wps">'
        f"<w:body>{body}</w:body></w:document>",
        "docProps/core.xml": CORE,
    }
    if parts:
        members["word/_rels/document.xml.rels"] = rels(**{k: f"{k}.xml" for k in parts})
    for kind, content in parts.items():
        members[f"word/{kind}.xml"] = f'<w:{kind} xmlns:w="w">{content}</w:{kind}>'
    return package(members)


def hwpx(body: str, **members: str) -> bytes:
    """An HWPX whose only section has this content."""
    section = f'<hs:sec xmlns:hs="s" xmlns:hp="p">{body}</hs:sec>'
    listed = (
        '<opf:package xmlns:opf="o"><opf:metadata><opf:title>첫 줄</opf:title>'
        '<opf:meta name="creator">글쓴이</opf:meta><opf:meta name="ModifiedDate">2024-05-01T00:00:00Z'
        "</opf:meta></opf:metadata></opf:package>"
    )
    files = {"Contents/content.hpf": listed, "Contents/section0.xml": section, **members}
    return package(files, "application/hwp+zip")


def odf(kind: str, body: str, **members: str) -> bytes:
    """An OpenDocument of a kind (text, spreadsheet, presentation) with this content."""
    content = (
        '<o:document-content xmlns:o="o" xmlns:text="t" xmlns:table="a" xmlns:draw="d">'
        f"<o:body><o:{kind}>{body}</o:{kind}></o:body></o:document-content>"
    )
    meta = '<o:meta xmlns:o="o" xmlns:dc="d"><dc:title>제목</dc:title><dc:creator>글쓴이</dc:creator></o:meta>'
    files = {"content.xml": content, "meta.xml": meta, **members}
    return package(files, f"application/vnd.oasis.opendocument.{kind}")


def epub(pages: dict[str, str], **members: str) -> bytes:
    """An EPUB with these pages in order."""
    items = "".join(
        f'<item id="p{i}" href="{name}" media-type="application/xhtml+xml"/>'
        for i, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="p{i}"/>' for i in range(len(pages)))
    files = {
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="o/b.opf"/></rootfiles></container>',
        "o/b.opf": '<package xmlns:dc="d"><metadata><dc:title>책</dc:title><dc:creator>글쓴이</dc:creator>'
        f"</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>",
        **{f"o/{name}": page for name, page in pages.items()},
        **members,
    }
    return package(files, "application/epub+zip")


Placed = tuple[float, float, str]


def pdf(
    pages: list[list[Placed]], size: int = 10, rules: str = "", to_unicode: bool = True
) -> bytes:
    """A PDF with texts at (x, y). Every character is as wide as high; `rules` are drawn on each page."""
    ranges = "".join(f"<{h:02x}00> <{h:02x}ff> <{h:02x}00>\n" for h in range(256))
    halves = [ranges.splitlines(keepends=True)[i : i + 100] for i in range(0, 256, 100)]
    cmap = "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n" + "".join(
        f"{len(half)} beginbfrange\n{''.join(half)}endbfrange\n" for half in halves
    )
    stated = "/ToUnicode 5 0 R" if to_unicode else ""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{6 + 2 * i} 0 R' for i in range(len(pages)))}]>>",
        f"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[4 0 R]{stated}>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/A/DW 1000/CIDToGIDMap/Identity"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        "/FontDescriptor<</Type/FontDescriptor/FontName/A/Flags 4/Ascent 800/Descent -200"
        "/FontBBox[0 -200 1000 800]/ItalicAngle 0/CapHeight 700/StemV 80>>>>",
        f"<</Length {len(cmap)}>>\nstream\n{cmap}\nendstream",
    ]
    for i, texts in enumerate(pages):
        drawn = rules + "".join(
            f"BT /F {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"
            for x, y, text in texts
        )
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {7 + 2 * i} 0 R>>"
        )
        objects.append(f"<</Length {len(drawn)}>>\nstream\n{drawn}\nendstream")
    out = b"%PDF-1.7\n"
    places = []
    for i, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{i} 0 obj\n{one}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        out
        + (
            f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
            f"trailer\n<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )


def xls(cells: list[tuple[int, int, str | float]]) -> bytes:
    """A workbook of Excel 97 with one sheet, `시트`."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def begin(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 1996, 0, 0))

    name = "시트".encode("utf-16-le")
    bound = lambda at: record(0x85, struct.pack("<IHBB", at, 0, 2, 1) + name)  # noqa: E731
    head = begin(5)
    at = len(head) + len(bound(0)) + 4
    sheet = begin(0x10)
    for row, column, value in cells:
        place = struct.pack("<HHH", row, column, 0)
        if isinstance(value, str):
            text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
            sheet += record(0x204, place + text)
        else:
            sheet += record(0x203, place + struct.pack("<d", value))
    return ole({"Workbook": head + bound(at) + record(0x0A, b"") + sheet + record(0x0A, b"")})
