//! Parquet to a grid.
//!
//! Takes bytes; gives one sheet without a name whose first row holds the names of the columns. Numbers keep their digits, days
//! and instants stay what they are. The size that the file states is asked before anything is read.

use std::collections::BTreeSet;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, Field, FieldRef, Fields, Schema};
use bytes::Bytes;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use parquet::basic::LogicalType;
use parquet::schema::types::SchemaDescriptor;

use crate::formats::guard::guarded;
use crate::formats::workbook::BYTES_OF_A_CELL;
use crate::formats::{
    json_envelope, parquet_bytes, parquet_cells, parquet_footer, parquet_metadata, parquet_pages, parquet_texts,
};
use crate::sheet::comments::CommentsSoFar;
use crate::sheet::grid::{Cell, Grid, Sheet};
use crate::sheet::limits::Limits;
use crate::sheet::members::{DEEPEST, MemberColumns, STEP};
use crate::sheet::unread::{UnreadCells, UnreadReason};

/// Columns of a file: as many as a sheet has. Each takes room of its own before its first value is read.
pub(super) const MOST_COLUMNS: usize = 1 << 14;

/// Rows that are unpacked at a time.
const ROWS_OF_A_BATCH: usize = 256;

/// Why a file that begins as Parquet gives no sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParquetFault {
    /// It is damaged or cut short.
    Broken,
    TooManyCells,
    /// It has more than [`MOST_COLUMNS`].
    TooManyColumns,
    /// It says that it unpacks to more bytes than this.
    TooLarge {
        most: u64,
    },
    /// It is packed in a way that is known and not read.
    Packing(&'static str),
}

/// The sheet that the file holds.
///
/// # Errors
/// A file that is broken or packed in a way that is not read, or one that goes beyond the limits.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Sheet, ParquetFault> {
    if !parquet_footer::is_sound(bytes) {
        return Err(ParquetFault::Broken);
    }
    let bytes = Bytes::copy_from_slice(bytes);
    // A broken file may make the reader panic: what it says is not ours to trust.
    guarded(|| rows(bytes, limits)).unwrap_or(Err(ParquetFault::Broken))
}

fn rows(bytes: Bytes, limits: &Limits) -> Result<Sheet, ParquetFault> {
    let max_cells = limits.max_cells;
    let metadata = ArrowReaderMetadata::load(&bytes, ArrowReaderOptions::new());
    let metadata = metadata.map_err(|_| ParquetFault::Broken)?;
    // A text that the file holds once may be in every row: views share it.
    let options = ArrowReaderOptions::new().with_schema(Arc::new(with_views(metadata.schema())));
    let viewed = ArrowReaderMetadata::try_new(Arc::clone(metadata.metadata()), options).unwrap_or(metadata);
    let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(bytes.clone(), viewed.clone())
        .with_batch_size(ROWS_OF_A_BATCH);
    let schema = builder.schema().clone();
    // The rows of the file and of its parts are stated apart, and either may lie. Rows without columns are counted too.
    let parts = builder.metadata().row_groups().iter().map(|part| part.num_rows());
    let parts = parts.fold(0i64, |sum, rows| sum.saturating_add(rows.max(0)));
    let stated = builder.metadata().file_metadata().num_rows().max(parts);
    if schema.fields().len() > MOST_COLUMNS {
        return Err(ParquetFault::TooManyColumns);
    }
    let (members, columns_of_members) = members(schema.fields());
    let width = schema.fields().len().saturating_add(members.len()).max(1);
    let cells = usize::try_from(stated).ok().and_then(|rows| rows.checked_mul(width));
    if cells.is_none_or(|cells| cells > max_cells) {
        return Err(ParquetFault::TooManyCells);
    }
    parquet_pages::check(&bytes, builder.metadata(), limits.max_unpacked)?;
    parquet_texts::check(&bytes, &viewed, max_cells)?;
    let uuids = uuids(builder.parquet_schema());
    let mut grid = Grid::new();
    let mut room = CellRoom { left: max_cells, has_bytes: false };
    let kept: Vec<usize> = (0..schema.fields().len()).filter(|place| !is_index(schema.field(*place).name())).collect();
    let names = kept.iter().map(|place| Cell::Text(schema.field(*place).name().clone()));
    let names = names.chain(members.iter().map(|member| Cell::Text(member.label.clone())));
    let said = parquet_metadata::said(builder.metadata().file_metadata());
    let mut labels = 0_u32;
    for line in json_envelope::lines_of(&said) {
        grid.set(labels, 0, Cell::Text(line));
        labels = labels.saturating_add(1);
    }
    grid.set_row(labels, (0..).zip(names).collect());
    let (comments, mut unread) = said_of_fields(kept.iter().map(|place| schema.field(*place)), labels);
    let mut row = labels.saturating_add(1);
    let above = usize::try_from(row).unwrap_or(usize::MAX);
    for batch in builder.build().map_err(|_| ParquetFault::Broken)? {
        let batch = batch.map_err(|_| ParquetFault::Broken)?;
        let read = usize::try_from(row).unwrap_or(usize::MAX).saturating_add(batch.num_rows());
        if read.saturating_sub(above).saturating_mul(width) > max_cells {
            return Err(ParquetFault::TooManyCells);
        }
        let arrays = kept.iter().filter_map(|place| Some((place, batch.columns().get(*place)?)));
        let cells = arrays.map(|(place, array)| {
            let cells = column(array, &mut room)?;
            Ok(if uuids.contains(place) { cells.into_iter().map(parquet_bytes::uuid).collect() } else { cells })
        });
        let mut columns = cells.collect::<Result<Vec<Vec<Cell>>, ParquetFault>>()?;
        for member in &members {
            let array = batch.columns().get(member.field);
            columns.push(array.map_or_else(|| Ok(Vec::new()), |array| member.cells(array, &mut room))?);
        }
        let mut columns: Vec<_> = columns.into_iter().map(Vec::into_iter).collect();
        for _ in 0..batch.num_rows() {
            let cells = (0..).zip(columns.iter_mut().map(|cells| cells.next().unwrap_or_default()));
            grid.set_row(row, cells.filter(|(_, cell)| *cell != Cell::Empty).collect());
            row = row.saturating_add(1);
        }
    }
    if room.has_bytes {
        parquet_bytes::settle(&mut grid, labels);
    }
    let rows = u64::from(row.saturating_sub(labels).saturating_sub(1));
    if let Some(less) = json_envelope::says_less(&said, rows) {
        unread.push(None, UnreadReason::Envelope, &less);
    }
    Ok(Sheet { members: columns_of_members, comments, unread, ..Sheet::new(String::new(), true, grid) })
}

/// Comments on cells, and what was not read.
type Aside = (Vec<((u32, u32), String)>, UnreadCells);

/// What fields say of their columns: comments on the labels, which are in this row, and factors that are left out.
fn said_of_fields<'f>(fields: impl Iterator<Item = &'f Field>, labels: u32) -> Aside {
    let (mut comments, mut unread) = (CommentsSoFar::default(), UnreadCells::default());
    for (column, field) in (0..).zip(fields) {
        let said = parquet_metadata::of_field(field);
        if let Some(factor) = json_envelope::factor_of(&said) {
            unread.push(None, UnreadReason::Envelope, &format!("{}, {factor}", field.name()));
        }
        let lines: Vec<String> = json_envelope::lines_of(&said).collect();
        if !lines.is_empty() {
            comments.add((labels, column), &lines.join("\n"));
        }
    }
    (comments.take(), unread)
}

/// What is left for the cells of a file, and what was seen in them.
struct CellRoom {
    /// Cells that it may still hold.
    left: usize,
    /// True where a value was bytes that are no text.
    has_bytes: bool,
}

/// A member of a struct, which has a column of its own behind all others.
struct StructMember {
    label: String,
    /// The field that it is in, and its place in the structs from there on.
    field: usize,
    path: Vec<usize>,
}

impl StructMember {
    /// Its cells; those of a row whose struct is null are empty.
    fn cells(&self, array: &ArrayRef, room: &mut CellRoom) -> Result<Vec<Cell>, ParquetFault> {
        let (mut array, mut structs) = (Arc::clone(array), Vec::new());
        for place in &self.path {
            let inner = array.as_struct_opt().and_then(|of| of.columns().get(*place)).map(Arc::clone);
            let Some(inner) = inner else { return Ok(Vec::new()) };
            structs.push(std::mem::replace(&mut array, inner));
        }
        let mut cells = column(&array, room)?;
        for (row, cell) in cells.iter_mut().enumerate() {
            if structs.iter().any(|of| of.is_null(row)) {
                *cell = Cell::Empty;
            }
        }
        Ok(cells)
    }
}

/// The members of all structs, and their columns behind those of the fields.
fn members(fields: &Fields) -> (Vec<StructMember>, MemberColumns) {
    let (mut members, mut columns) = (Vec::new(), MemberColumns::default());
    let kept = || fields.iter().enumerate().filter(|(_, field)| !is_index(field.name()));
    let count = kept().count();
    let mut open: Vec<(StructMember, usize, &FieldRef)> = Vec::new();
    for (column, (place, field)) in kept().enumerate() {
        open.push((StructMember { label: field.name().clone(), field: place, path: Vec::new() }, column, field));
    }
    // Each in its turn, so that members of members come behind their neighbours.
    let mut next = 0;
    while next < open.len() {
        let Some((whole, column, field)) = open.get(next) else { break };
        let mut found = Vec::new();
        if let DataType::Struct(inner) = field.data_type()
            && whole.path.len() < DEEPEST
        {
            for (place, field) in inner.iter().enumerate() {
                let path = whole.path.iter().copied().chain([place]).collect();
                let label = format!("{}{STEP}{}", whole.label, field.name());
                found.push((StructMember { label, field: whole.field, path }, *column, field));
            }
        }
        for (member, whole, field) in found {
            let own = open.len();
            if let (Ok(member), Ok(whole)) = (u32::try_from(own), u32::try_from(whole)) {
                columns.push(member, whole);
            }
            open.push((member, own, field));
        }
        next += 1;
    }
    members.extend(open.into_iter().skip(count).map(|(member, ..)| member));
    (members, columns)
}

/// The columns that the file says to be of UUIDs.
fn uuids(schema: &SchemaDescriptor) -> BTreeSet<usize> {
    let are_uuids = |place: &usize| matches!(schema.column(*place).logical_type_ref(), Some(LogicalType::Uuid));
    (0..schema.num_columns()).filter(are_uuids).map(|place| schema.get_column_root_idx(place)).collect()
}

/// True for the index of a data frame, which pandas writes beside its columns: numbers of rows that nobody sent.
fn is_index(name: &str) -> bool {
    let level = name.strip_prefix("__index_level_").and_then(|rest| rest.strip_suffix("__"));
    level.is_some_and(|level| !level.is_empty() && level.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The same columns, their texts as views.
fn with_views(schema: &Schema) -> Schema {
    let viewed = |field: &FieldRef| match field.data_type() {
        DataType::Utf8 | DataType::LargeUtf8 => Arc::new(field.as_ref().clone().with_data_type(DataType::Utf8View)),
        DataType::Binary | DataType::LargeBinary => {
            Arc::new(field.as_ref().clone().with_data_type(DataType::BinaryView))
        }
        _ => Arc::clone(field),
    };
    Schema::new_with_metadata(schema.fields().iter().map(viewed).collect::<Vec<_>>(), schema.metadata().clone())
}

/// The cells of one column; long texts count for many of those that are left.
fn column(array: &ArrayRef, room: &mut CellRoom) -> Result<Vec<Cell>, ParquetFault> {
    let cell = parquet_cells::reader(array);
    let cells = (0..array.len()).map(|row| {
        let cell = cell(row);
        room.has_bytes |= matches!(cell, Cell::Unread(UnreadReason::Bytes, _));
        if let Cell::Text(text) | Cell::Decimal(text) | Cell::Nested(text) | Cell::Unread(_, text) = &cell {
            room.left = room.left.checked_sub(text.len() / BYTES_OF_A_CELL).ok_or(ParquetFault::TooManyCells)?;
        }
        Ok(cell)
    });
    cells.collect()
}

#[cfg(test)]
mod tests {
    use arrow_array::RecordBatch;
    use arrow_array::{BooleanArray, Date32Array, Decimal128Array, Float64Array, Int64Array, StringArray};
    use arrow_schema::Field;
    use chrono::NaiveDate;
    use parquet::arrow::ArrowWriter;
    use parquet::basic::Compression;
    use parquet::file::properties::{WriterProperties, WriterVersion};
    use proptest::prelude::*;

    use super::*;

    fn cells(max_cells: usize) -> Limits {
        Limits { max_cells, ..Limits::default() }
    }

    fn file() -> Vec<u8> {
        packed(Compression::UNCOMPRESSED, WriterVersion::PARQUET_1_0)
    }

    fn packed(packing: Compression, version: WriterVersion) -> Vec<u8> {
        let amounts = Decimal128Array::from(vec![Some(123_450), None]).with_precision_and_scale(38, 2).unwrap();
        let columns: [(&str, ArrayRef); 6] = [
            ("mã", Arc::new(StringArray::from(vec!["03127", "03130"]))),
            ("số", Arc::new(Int64Array::from(vec![Some(7), None]))),
            ("tiền", Arc::new(amounts)),
            ("điểm", Arc::new(Float64Array::from(vec![0.1, 2.0]))),
            ("có", Arc::new(BooleanArray::from(vec![true, false]))),
            ("ngày", Arc::new(Date32Array::from(vec![20_089, 0]))),
        ];
        let batch = RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true))).unwrap();
        let properties = WriterProperties::builder().set_compression(packing).set_writer_version(version).build();
        let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties)).unwrap();
        writer.write(&batch).unwrap();
        writer.into_inner().unwrap()
    }

    #[test]
    fn columns_become_cells_that_keep_their_digits() {
        let sheet = read(&file(), &cells(100)).unwrap();
        let day = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
        let first = ["03127".into(), Cell::Decimal("7".into()), Cell::Decimal("1234.50".into())];
        assert_eq!(sheet.grid.row(1).iter().take(3).map(|(_, cell)| cell.clone()).collect::<Vec<_>>(), first);
        assert_eq!(sheet.grid.get(1, 3), &Cell::Decimal("0.1".into()));
        assert_eq!((sheet.grid.get(2, 4), sheet.grid.get(1, 5)), (&Cell::Boolean(false), &Cell::Date(day)));
        assert_eq!(sheet.grid.get(2, 2), &Cell::Empty);
        assert_eq!(read(&file(), &cells(11)), Err(ParquetFault::TooManyCells));
    }

    #[test]
    fn one_long_text_in_many_rows_is_shared_and_counted() {
        let text = "a".repeat(100_000);
        let column: ArrayRef = Arc::new(StringArray::from(vec![text.as_str(); 1_000]));
        let batch = RecordBatch::try_from_iter([("mã", column)]).unwrap();
        let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None).unwrap();
        writer.write(&batch).unwrap();
        let bytes = writer.into_inner().unwrap();
        assert!(bytes.len() < 1 << 20, "{} bytes", bytes.len());
        assert_eq!(read(&bytes, &cells(1_000_000)), Err(ParquetFault::TooManyCells));
        assert_eq!(read(&bytes, &cells(2_000_000)).unwrap().grid.cells(), 1_001);
    }

    #[test]
    fn members_of_structs_are_columns_behind_all_others() {
        use arrow_array::StructArray;
        let people = StructArray::from(vec![
            (
                Arc::new(Field::new("Tổng số", DataType::Int64, true)),
                Arc::new(Int64Array::from(vec![7, 8])) as ArrayRef,
            ),
            (Arc::new(Field::new("Nữ", DataType::Int64, true)), Arc::new(Int64Array::from(vec![Some(3), None]))),
        ]);
        let codes: ArrayRef = Arc::new(StringArray::from(vec!["03127", "03130"]));
        let batch = RecordBatch::try_from_iter([("Dân số", Arc::new(people) as ArrayRef), ("mã", codes)]).unwrap();
        let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None).unwrap();
        writer.write(&batch).unwrap();
        let sheet = read(&writer.into_inner().unwrap(), &cells(100)).unwrap();
        let row = |row: u32| -> Vec<String> {
            (0..4).map(|column| sheet.grid.get(row, column).display().into_owned()).collect()
        };
        assert_eq!(row(0), ["Dân số", "mã", "Dân số > Tổng số", "Dân số > Nữ"]);
        assert_eq!(row(1), [r#"{"Tổng số":7,"Nữ":3}"#, "03127", "7", "3"]);
        assert_eq!(row(2)[1..], ["03130", "8", ""]);
    }

    fn packings() -> [Compression; 7] {
        let (gzip, zstd) = (Compression::GZIP(Default::default()), Compression::ZSTD(Default::default()));
        let brotli = Compression::BROTLI(Default::default());
        [Compression::UNCOMPRESSED, Compression::SNAPPY, gzip, zstd, Compression::LZ4, Compression::LZ4_RAW, brotli]
    }

    #[test]
    fn packed_pages_of_both_versions_hold_the_same_and_keep_within_the_limit() {
        let plain = read(&file(), &cells(100)).unwrap();
        for packing in packings() {
            for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
                let bytes = packed(packing, version);
                assert_eq!(read(&bytes, &cells(100)).as_ref(), Ok(&plain), "{packing} {version:?}");
                let few = Limits { max_unpacked: 20, ..Limits::default() };
                assert_eq!(read(&bytes, &few), Err(ParquetFault::TooLarge { most: 20 }), "{packing} {version:?}");
            }
        }
    }

    #[test]
    fn a_page_that_holds_more_than_it_states_is_not_unpacked() {
        let column: ArrayRef = Arc::new(Int64Array::from(vec![7; 100_000]));
        let batch = RecordBatch::try_from_iter([("số", column)]).unwrap();
        for packing in [Compression::GZIP(Default::default()), Compression::BROTLI(Default::default())] {
            let properties = WriterProperties::builder().set_compression(packing).set_dictionary_enabled(false).build();
            let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties)).unwrap();
            writer.write(&batch).unwrap();
            let mut bytes = writer.into_inner().unwrap();
            assert_eq!(read(&bytes, &cells(200_000)).unwrap().grid.cells(), 100_001);
            // The header of the first page: its kind, then twice the bytes that it unpacks to, in digits of seven bits.
            assert_eq!(bytes.get(4..10), Some(&[0x15, 0, 0x15, 0x80, 0x80, 20][..]));
            bytes[9] = 10;
            assert!(read(&bytes, &cells(200_000)) == Err(ParquetFault::Broken), "{packing}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_damage_makes_it_panic(place in 0usize..4000, byte in any::<u8>(), packing in 0usize..7) {
            let mut bytes = packed(packings()[packing], WriterVersion::PARQUET_2_0);
            let place = place % bytes.len();
            bytes[place] = byte;
            let _ = read(&bytes, &cells(10_000));
        }
    }
}
