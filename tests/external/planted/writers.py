"""The bytes of a submission in each format. Workbooks of the 1997 kind are written by xlwt, of 2007 by openpyxl, OpenDocument by hand."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from datetime import date, datetime
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import pyarrow
import pyarrow.parquet
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from planted.sheets import Cell, Sheet, Submission, letter, shown

DAY = datetime(2026, 1, 1)


def write(submission: Submission) -> tuple[str, bytes]:
    """The extension and the bytes."""
    name = submission.format
    if name in ("csv", "comma", "tsv", "cp1258"):
        return "tsv" if name == "tsv" else "csv", text(submission.sheet, name, submission.shape)
    written = {"xlsx": xlsx, "xls": xls, "ods": ods, "json": lines, "ndjson": lines, "parquet": parquet}[name](submission)
    return name, written[: len(written) * 2 // 3] if submission.cut else written


def xlsx(submission: Submission) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.created = book.properties.modified = DAY
    for sheet in submission.sheets:
        page = book.create_sheet(sheet.name)
        page.sheet_state = "hidden" if sheet.hidden else "visible"
        for (row, column), cell in sheet.cells.items():
            target = page.cell(row, column)
            target.value = cell.formula or cell.error or cell.value
            if cell.raised:
                target.value = CellRichText(str(cell.value), TextBlock(InlineFont(vertAlign="superscript"), cell.raised))
            if isinstance(cell.value, str) and target.data_type not in ("s", "inlineStr"):
                target.data_type = "s"
            if cell.percent:
                target.number_format = "0%" if cell.value == round(float(cell.value), 2) else "0.00%"
            if cell.pattern:
                target.number_format = cell.pattern
            if isinstance(cell.value, date) and not cell.pattern:
                target.number_format = "dd/mm/yyyy"
            if cell.struck:
                target.font = Font(strike=True)
        for first, left, last, right in sheet.merged:
            page.merge_cells(start_row=first, start_column=left, end_row=last, end_column=right)
        for row in sheet.hidden_rows:
            page.row_dimensions[row].hidden = True
        for column in sheet.hidden_columns:
            page.column_dimensions[letter(column)].hidden = True
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The same bytes each time: no clock in the members of the zip."""
    raw, out = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for member in read.infolist():
            content = read.read(member)
            if member.filename == "docProps/core.xml":
                content = b""
                continue
            if member.filename == "[Content_Types].xml":
                content = content.replace(
                    b'<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml" />',
                    b"",
                )
            if member.filename == "_rels/.rels":
                head, _, rest = content.partition(
                    b'<Relationship Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"'
                )
                content = head + rest.partition(b"/>")[2] if rest else content
            made.writestr(zipfile.ZipInfo(member.filename, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def xls(submission: Submission) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    styles: dict[tuple, xlwt.XFStyle] = {}

    def style(cell: Cell) -> xlwt.XFStyle:
        pattern = cell.pattern or ("0.00%" if cell.percent else "DD/MM/YYYY" if isinstance(cell.value, date) else "General")
        key = (pattern, cell.struck)
        if key not in styles:
            styles[key] = xlwt.XFStyle()
            styles[key].num_format_str = pattern
            styles[key].font.struck_out = cell.struck
        return styles[key]

    for sheet in submission.sheets:
        page = book.add_sheet(sheet.name)
        page.visibility = 1 if sheet.hidden else 0
        corners = {(first, left): (last, right) for first, left, last, right in sheet.merged}
        for (row, column), cell in sorted(sheet.cells.items()):
            value = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
            if cell.error:
                page.row(row - 1).set_cell_error(column - 1, cell.error.replace("#N/A", "#N/A!"), style(cell))
            elif (row, column) in corners:
                last, right = corners[row, column]
                page.write_merge(row - 1, last - 1, column - 1, right - 1, value, style(cell))
            elif value is not None:
                page.write(row - 1, column - 1, value, style(cell))
        for row in sheet.hidden_rows:
            page.row(row - 1).hidden = True
        for column in sheet.hidden_columns:
            page.col(column - 1).hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle"))
)


def ods(submission: Submission) -> bytes:
    body = "".join(ods_sheet(sheet) for sheet in submission.sheets)
    styles = '<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{of}"/>'
        for path, of in (("/", kind), ("content.xml", "text/xml"))
    )
    manifest = f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{space}">{entries}</manifest:manifest>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, member in (("mimetype", kind), ("content.xml", content), ("META-INF/manifest.xml", manifest)):
            made.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), member)
    return out.getvalue()


def ods_sheet(sheet: Sheet) -> str:
    covered = {
        (row, column)
        for a, b, c, d in sheet.merged
        for row in range(a, c + 1)
        for column in range(b, d + 1)
        if (row, column) != (a, b)
    }
    corners = {
        (a, b): f' table:number-rows-spanned="{c - a + 1}" table:number-columns-spanned="{d - b + 1}"'
        for a, b, c, d in sheet.merged
    }
    rows = []
    for row in range(1, sheet.height + 1):
        cells = []
        for column in range(1, sheet.width + 1):
            cell = sheet.cells.get((row, column), Cell())
            tag = "table:covered-table-cell" if (row, column) in covered else "table:table-cell"
            cells.append(f"<{tag}{corners.get((row, column), '')}{ods_value(cell)}</{tag}>")
        hidden = ' table:visibility="collapse"' if row in sheet.hidden_rows else ""
        rows.append(f"<table:table-row{hidden}>{''.join(cells)}</table:table-row>")
    columns = "".join(
        f"<table:table-column{' table:visibility=%s' % quoteattr('collapse') if column in sheet.hidden_columns else ''}/>"
        for column in range(1, sheet.width + 1)
    )
    gone = ' table:style-name="gone"' if sheet.hidden else ""
    return f"<table:table table:name={quoteattr(sheet.name)}{gone}>{columns}{''.join(rows)}</table:table>"


def ods_value(cell: Cell) -> str:
    value = cell.value
    if cell.error:
        return f' table:formula="of:=1/0" office:value-type="string" office:string-value=""><text:p>{cell.error}</text:p>'
    if value is None:
        return ">"
    if isinstance(value, bool):
        return f' office:value-type="boolean" office:boolean-value="{str(value).lower()}"><text:p>{"TRUE" if value else "FALSE"}</text:p>'
    if isinstance(value, date):
        return f' office:value-type="date" office:date-value="{value.isoformat()}"><text:p>{value.strftime("%d/%m/%Y")}</text:p>'
    if isinstance(value, (int, float, Decimal)):
        kind, words = "float", shown(value)
        if cell.percent:
            kind, words = "percentage", shown(Decimal(str(value)) * 100).rstrip("0").rstrip(",") + "%"
        return f' office:value-type="{kind}" office:value="{value}"><text:p>{words}</text:p>'
    paragraphs = "".join(f"<text:p>{escape(part)}</text:p>" for part in str(value).split("\n"))
    return f' office:value-type="string">{paragraphs}'


def spelled(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cells.get((row, column), Cell())
    if cell.error:
        return cell.error
    if cell.percent:
        return shown(Decimal(str(cell.value)) * 100).rstrip("0").rstrip(",") + "%"
    return shown(cell.value)


def text(sheet: Sheet, kind: str, shape: str) -> bytes:
    """As a spreadsheet saves it: `csv` with semicolons, as of a Vietnamese Windows, `comma`, `tsv` in UTF-16, `cp1258` in the old code page."""
    delimiter = {"comma": ",", "tsv": "\t"}.get(kind, ";")
    lines = []
    for row in range(1, sheet.height + 1):
        parts = [spelled(sheet, row, column) for column in range(1, sheet.width + 1)]
        if shape == "text-without-trailing-cells":
            while parts and not parts[-1]:
                parts.pop()
        always = shape == "text-quoted"
        quoted = [
            '"' + part.replace('"', '""') + '"' if always or any(sign in part for sign in (delimiter, '"', "\n")) else part
            for part in parts
        ]
        if shape == "text-cut-in-a-quote" and row == 4:
            quoted[1] = '"' + quoted[1].strip('"')
        lines.append("sep=;" if shape == "text-with-sep-line" and row == 1 else delimiter.join(quoted))
    end = {"text-with-unix-ends": "\n", "text-with-old-mac-ends": "\r"}.get(shape, "\r\n")
    whole = end.join(lines) + end
    if shape == "text-encoded-twice":
        whole = whole.encode().decode("latin-1")
    if kind == "tsv":
        return b"\xff\xfe" + whole.encode("utf-16-le")
    if kind == "cp1258":
        return windows_1258(whole)
    return whole.encode("utf-8-sig" if kind == "csv" else "utf-8")


def windows_1258(words: str) -> bytes:
    """Letters whole where the code page has them, else the letter and its tone mark behind it; `?` for what it has not."""
    out = bytearray()
    for sign in unicodedata.normalize("NFC", words):
        try:
            out += sign.encode("cp1258")
        except UnicodeEncodeError:
            base, marks = unicodedata.normalize("NFD", sign)[0], unicodedata.normalize("NFD", sign)[1:]
            for mark in list(marks):
                whole = unicodedata.normalize("NFC", base + mark)
                if len(whole) == 1 and mark in "\u0302\u0306\u031b":
                    base, marks = whole, marks.replace(mark, "")
            out += (base + marks).encode("cp1258", "replace")
    return bytes(out)


def records(submission: Submission) -> tuple[list[str], list[list[Cell]]]:
    sheet = submission.sheet
    head = [str(sheet.value(1, column) or "") for column in range(1, sheet.width + 1)]
    return head, [
        [sheet.cells.get((row, column), Cell()) for column in range(1, sheet.width + 1)] for row in range(2, sheet.height + 1)
    ]


def lines(submission: Submission) -> bytes:
    def plain(cell: Cell) -> object:
        value = cell.value
        if isinstance(value, Decimal):
            return float(value)
        return value.isoformat() if isinstance(value, date) else value

    head, rows = records(submission)
    listed = [dict(zip(head, map(plain, row), strict=True)) for row in rows]
    if submission.shape == "json-without-blank-members":
        listed = [{key: value for key, value in one.items() if value is not None} for one in listed]
    if submission.shape == "json-numbers-as-texts":
        listed = [{key: shown(cell.value) for key, cell in zip(head, row, strict=True)} for row in rows]
    if submission.format == "ndjson":
        return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in listed).encode()
    shapes = {
        "json-wrapped": {"data": listed, "total": len(listed)},
        "json-by-columns": {key: [one[key] for one in listed] for key in head},
        "json-lists": [head, *([*one.values()] for one in listed)],
    }
    if submission.shape in shapes:
        return json.dumps(shapes[submission.shape], ensure_ascii=False).encode()
    if submission.shape == "json-with-mark":
        return json.dumps(listed).encode("utf-8-sig")
    if submission.twice:
        row, column = submission.twice
        key = json.dumps(head[column - 1], ensure_ascii=False)
        parts = [json.dumps(one, ensure_ascii=False) for one in listed]
        parts[row - 2] = parts[row - 2][:-1] + f", {key}: 1}}"
        return ("[" + ",\n".join(parts) + "]").encode()
    return json.dumps(listed, ensure_ascii=False, indent=1).encode()


def parquet(submission: Submission) -> bytes:
    head, rows = records(submission)
    arrays = []
    for place in range(len(head)):
        values = [row[place].value for row in rows]
        kinds = {type(value) for value in values if value is not None}
        asked = submission.types.get(place + 1)
        if asked:
            arrays.append(column(values, asked))
            continue
        if kinds == {Decimal}:
            arrays.append(pyarrow.array(values, pyarrow.decimal128(24, 6)))
        elif kinds == {int, float} or kinds == {Decimal, float}:
            arrays.append(pyarrow.array([None if value is None else float(value) for value in values], pyarrow.float64()))
        elif len(kinds) > 1:
            arrays.append(pyarrow.array([None if value is None else shown(value) for value in values], pyarrow.string()))
        else:
            arrays.append(pyarrow.array(values))
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(arrays, names=head), out)
    return out.getvalue()


def column(values: list, asked: str) -> pyarrow.Array:
    if asked == "string":
        return pyarrow.array([shown(value) for value in values])
    if asked == "dictionary":
        return pyarrow.array(values).dictionary_encode()
    if asked == "timestamp":
        return pyarrow.array([datetime(value.year, value.month, value.day) for value in values], pyarrow.timestamp("us"))
    if asked.startswith("float"):
        return pyarrow.array([float(value) for value in values], getattr(pyarrow, asked)())
    if asked == "decimal256":
        return pyarrow.array(values, pyarrow.decimal256(40, 3))
    return pyarrow.array(values, getattr(pyarrow, asked)())
