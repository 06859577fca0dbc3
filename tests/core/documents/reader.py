"""What a screen reader makes of a PDF: the tags in their order, with the words in each."""

import io
import re

import pikepdf

UNICODE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def read_aloud(content: bytes) -> list[tuple[str, str]]:
    """Every heading, paragraph, list item and cell with its words, in the order of the structure tree."""
    pdf = opened(content)
    words = {page.objgen: _words_of(page) for page in pdf.pages}
    found: list[tuple[str, str]] = []
    _walk(pdf.Root.StructTreeRoot, words, found, None)
    return [(tag, " ".join(text.split())) for tag, text in found]


SPOKEN = {"/H1", "/H2", "/H3", "/H4", "/P", "/LI", "/TH", "/TD"}


def _walk(node, words, found, page) -> None:
    if isinstance(node, int):
        found[-1] = (found[-1][0], found[-1][1] + words[page].get(node, ""))
        return
    if not isinstance(node, pikepdf.Dictionary):
        return
    page = node.Pg.objgen if "/Pg" in node else page
    if str(node.get("/S", "")) in SPOKEN:
        found.append((str(node.S)[1:], ""))
    if "/MCID" in node:
        _walk(int(node.MCID), words, found, page)
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        _walk(child, words, found, page)


def _words_of(page) -> dict[int, str]:
    """The words of each marked piece of a page, by its number."""
    fonts = {str(name): _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    open_marks: list[int | None] = []
    letters: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                properties = operands[1]
                marked = isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties
                open_marks.append(int(properties.MCID) if marked else None)
            case "BMC":
                open_marks.append(None)
            case "EMC":
                open_marks.pop()
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj" | "TJ":
                pieces = operands[0] if str(operator) == "TJ" else [operands[0]]
                text = "".join(_decoded(bytes(p), letters) for p in pieces if isinstance(p, pikepdf.String))
                number = next((mark for mark in reversed(open_marks) if mark is not None), None)
                if number is not None:
                    found[number] = found.get(number, "") + text
                elif not open_marks:
                    raise AssertionError(f"text that is neither content nor furniture: {text}")
    return found


def _letters(font) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}  # of furniture, by a plain encoding
    table = font.ToUnicode.read_bytes()
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in UNICODE.findall(table)}


def _decoded(codes: bytes, letters: dict[int, str]) -> str:
    return "".join(letters.get(int.from_bytes(codes[i : i + 2]), "�") for i in range(0, len(codes), 2))


def dictionaries(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """Every dictionary of a PDF, those of streams too. They live as long as `pdf` does."""
    found = [obj.stream_dict if isinstance(obj, pikepdf.Stream) else obj for obj in pdf.objects]
    return [obj for obj in found if isinstance(obj, pikepdf.Dictionary)]


def fonts(pdf: pikepdf.Pdf) -> dict[str, bool]:
    """The fonts, and whether each is in the file itself, so that another machine shows the same letters."""
    files = {"/FontFile", "/FontFile2", "/FontFile3"}
    descriptors = [found for found in dictionaries(pdf) if found.get("/Type") == "/FontDescriptor"]
    return {str(found.FontName): bool(files & set(found.keys())) for found in descriptors}
