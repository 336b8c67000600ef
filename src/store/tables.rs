//! Arrow batches as Parquet files of a warehouse: takes batches, gives bytes that depend on nothing but them.
//!
//! Every property of the writer is fixed here, and none names a host, a time or a version, so that the same table is the
//! same file on any machine.

use std::collections::{BTreeSet, HashSet};
use std::io::{self, Write};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{BooleanArray, RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, DataType, Schema, SchemaRef};
use arrow_select::concat::concat_batches;
use bytes::Bytes;
use parquet::arrow::arrow_reader::{
    ArrowPredicate, ArrowPredicateFn, ArrowReaderBuilder, ArrowReaderOptions, ParquetRecordBatchReader,
    ParquetRecordBatchReaderBuilder, RowFilter, RowSelection,
};
use parquet::arrow::{ArrowWriter, ProjectionMask};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::{PageIndexPolicy, ParquetMetaDataReader};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterVersion};
use parquet::schema::types::ColumnPath;

use super::HELD;
use super::blobs::Blobs;
use super::digest::{ProvedReader, sha256_hex};
use super::key::Key;
use super::pages;
use super::reader::Stored;
use crate::error::{Cause, Error};

/// Rows that are read at a time.
const ROWS_PER_BATCH: usize = 64 * 1024;

fn properties(schema: &Schema) -> Result<WriterProperties, ParquetError> {
    let properties = WriterProperties::builder()
        .set_writer_version(WriterVersion::PARQUET_1_0)
        .set_created_by("tinhso".into())
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_max_row_group_row_count(Some(1024 * 1024))
        .set_data_page_size_limit(1024 * 1024);
    // Bytes of the program's own are looked for by no value, and no two are the same.
    let of_bytes = schema.fields().iter().filter(|field| field.data_type() == &DataType::Binary);
    let of_bytes = of_bytes.map(|field| ColumnPath::from(field.name().as_str()));
    let properties = of_bytes.fold(properties, |properties, column| {
        properties
            .set_column_dictionary_enabled(column.clone(), false)
            .set_column_statistics_enabled(column, EnabledStatistics::None)
    });
    Ok(properties.build())
}

/// Writes batches of one schema as a Parquet file and gives the writer back. An error names the location.
pub(super) fn write<W: Write + Send>(
    sink: W,
    location: &str,
    schema: SchemaRef,
    batches: impl IntoIterator<Item = Result<RecordBatch, Error>>,
) -> Result<W, Error> {
    let unwritable = |cause: ParquetError| Error::store("cannot write", location, cause);
    let properties = properties(&schema).map_err(unwritable)?;
    let mut writer = ArrowWriter::try_new(sink, schema, Some(properties)).map_err(unwritable)?;
    for batch in batches {
        writer.write(&batch?).map_err(unwritable)?;
    }
    writer.into_inner().map_err(unwritable)
}

/// Opens a Parquet file, batch by batch. A large one is fetched as it is read.
pub(super) fn open(blobs: &Arc<dyn Blobs>, key: &Key) -> Result<ParquetRecordBatchReader, Error> {
    open_holding(blobs, key, HELD)
}

/// Opens a Parquet file that is fetched whole where it has so many bytes or fewer.
fn open_holding(blobs: &Arc<dyn Blobs>, key: &Key, held: u64) -> Result<ParquetRecordBatchReader, Error> {
    let stored = Stored::open(blobs, key.clone())?;
    let reader = if stored.size() <= held {
        ParquetRecordBatchReaderBuilder::try_new(stored.whole()?).and_then(|builder| of_batches(builder).build())
    } else {
        ParquetRecordBatchReaderBuilder::try_new(stored).and_then(|builder| of_batches(builder).build())
    };
    reader.map_err(unreadable(&**blobs, key))
}

fn of_batches<T>(builder: ArrowReaderBuilder<T>) -> ArrowReaderBuilder<T> {
    builder.with_batch_size(ROWS_PER_BATCH)
}

fn unreadable<E: Into<Cause>>(blobs: &dyn Blobs, key: &Key) -> impl Fn(E) -> Error + use<E> {
    let location = blobs.location(key);
    move |cause| Error::store("cannot read", location.as_str(), cause)
}

/// Reads a whole Parquet file.
pub(super) fn read(blobs: &Arc<dyn Blobs>, key: &Key) -> Result<Vec<RecordBatch>, Error> {
    batches(blobs, key).collect()
}

/// The rows of a Parquet file in which each of these columns of texts holds one of its texts, as one batch: of all columns, or of
/// those that are named. Only they are decoded: the other columns of other rows are passed over.
pub fn read_where(
    bytes: Bytes,
    location: &str,
    columns: Option<&[&str]>,
    wanted: &[(&str, &BTreeSet<String>)],
) -> Result<RecordBatch, Error> {
    let unreadable = |cause: ParquetError| Error::store("cannot read", location, cause);
    let options = ArrowReaderOptions::new().with_page_index_policy(PageIndexPolicy::Optional);
    let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(bytes, options).map_err(unreadable)?;
    let mut tests: Vec<Box<dyn ArrowPredicate>> = Vec::new();
    let mut candidates: Option<RowSelection> = None;
    for (name, texts) in wanted {
        let place = builder.parquet_schema().columns().iter().position(|column| column.name() == *name);
        let place = place.ok_or_else(|| Error::damaged(location, format!("it has no column `{name}`")))?;
        let own = pages::candidates(builder.metadata(), place, texts);
        candidates = Some(candidates.map_or_else(|| own.clone(), |other| other.intersection(&own)));
        let column = ProjectionMask::leaves(builder.parquet_schema(), [place]);
        let texts: HashSet<String> = texts.iter().cloned().collect();
        tests.push(Box::new(ArrowPredicateFn::new(column, move |batch| is_one_of(&batch, &texts))));
    }
    let builder = match candidates {
        Some(candidates) => builder.with_row_selection(candidates),
        None => builder,
    };
    let mask = match columns {
        Some(names) => ProjectionMask::columns(builder.parquet_schema(), names.iter().copied()),
        None => ProjectionMask::all(),
    };
    let reader = of_batches(builder).with_projection(mask).with_row_filter(RowFilter::new(tests));
    let reader = reader.build().map_err(unreadable)?;
    let schema = reader.schema();
    let unreadable = |cause: ArrowError| Error::store("cannot read", location, cause);
    let batches = reader.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
    concat_batches(&schema, &batches).map_err(unreadable)
}

/// For each row whether its only column holds one of the texts; null where it holds none at all, which passes no filter.
fn is_one_of(batch: &RecordBatch, texts: &HashSet<String>) -> Result<BooleanArray, ArrowError> {
    let column = batch.column(0).as_string_opt::<i32>();
    let column = column.ok_or_else(|| ArrowError::SchemaError("a column that is no text".to_owned()))?;
    let only = texts.iter().next().filter(|_| texts.len() == 1);
    // Rows that follow one another often hold the same.
    let mut last = ("", texts.contains(""));
    Ok(BooleanArray::from_unary(column, |text| match only {
        Some(only) => text == only,
        None => {
            if text != last.0 {
                last = (text, texts.contains(text));
            }
            last.1
        }
    }))
}

/// How many values of each column of a Parquet file are null, as its footer states.
pub(super) fn null_counts(blobs: &Arc<dyn Blobs>, key: &Key) -> Result<Vec<(String, u64)>, Error> {
    let stored = Stored::open(blobs, key.clone())?;
    let metadata = ParquetMetaDataReader::new().parse_and_finish(&stored).map_err(unreadable(&**blobs, key))?;
    let columns = metadata.file_metadata().schema_descr().columns().iter().enumerate();
    let counts = columns.map(|(place, column)| {
        let stated = metadata.row_groups().iter().map(|group| group.column(place).statistics()?.null_count_opt());
        let count = stated.sum::<Option<u64>>();
        let count = count.ok_or_else(|| {
            Error::damaged(blobs.location(key), format!("its footer counts no nulls of `{}`", column.name()))
        })?;
        Ok((column.name().to_owned(), count))
    });
    counts.collect()
}

/// The batches of a Parquet file, or why it cannot be read.
pub(super) fn batches(blobs: &Arc<dyn Blobs>, key: &Key) -> impl Iterator<Item = Result<RecordBatch, Error>> + use<> {
    let (reader, fault) = match open(blobs, key) {
        Ok(reader) => (Some(reader), None),
        Err(error) => (None, Some(Err(error))),
    };
    let unreadable = unreadable(&**blobs, key);
    reader.into_iter().flatten().map(move |batch| batch.map_err(&unreadable)).chain(fault)
}

/// The rows of a Parquet file whose bytes have this SHA-256, so many at a time.
pub(super) fn read_proved(
    blobs: &Arc<dyn Blobs>,
    key: &Key,
    sha256: &str,
    rows: usize,
) -> Result<impl Iterator<Item = Result<RecordBatch, Error>> + use<>, Error> {
    let bytes = Stored::open(blobs, key.clone())?.whole()?;
    let found = sha256_hex(&bytes);
    if found != sha256 {
        return Err(Error::damaged(blobs.location(key), format!("its bytes have the SHA-256 {found}")));
    }
    let reader =
        ParquetRecordBatchReaderBuilder::try_new(bytes).and_then(|builder| builder.with_batch_size(rows).build());
    let batches = reader.map_err(unreadable(&**blobs, key))?;
    let unreadable = unreadable(&**blobs, key);
    Ok(batches.map(move |batch| batch.map_err(&unreadable)))
}

/// Whether the bytes of a blob have this SHA-256.
pub(super) fn is_proved(blobs: &Arc<dyn Blobs>, key: &Key, sha256: &str) -> bool {
    let stream = Stored::open(blobs, key.clone()).map(|stored| ProvedReader::new(stored.stream(), sha256));
    stream.is_ok_and(|mut stream| io::copy(&mut stream, &mut io::sink()).is_ok())
}

#[cfg(test)]
mod tests {
    use arrow_array::{Array, ArrayRef, Int64Array};

    use super::*;
    use crate::store::memory::Memory;

    #[test]
    fn a_table_fetched_by_ranges_is_the_one_fetched_whole() {
        let blobs: Arc<dyn Blobs> = Arc::new(Memory::new());
        let numbers: ArrayRef =
            Arc::new(Int64Array::from_iter((0..100_000).map(|row| (row % 7 > 0).then_some(row * row))));
        let table = RecordBatch::try_from_iter([("n", numbers)]).unwrap();
        let key = Key::new("cache/key/rows-000001.parquet").unwrap();
        let bytes = write(Vec::new(), "rows", table.schema(), [Ok(table)]).unwrap();
        blobs.put(&key, &bytes).unwrap();
        let by_ranges: Vec<RecordBatch> = open_holding(&blobs, &key, 0).unwrap().collect::<Result<_, _>>().unwrap();
        assert_eq!(by_ranges, read(&blobs, &key).unwrap());
        assert_eq!(by_ranges.iter().map(RecordBatch::num_rows).sum::<usize>(), 100_000);
        let nulls = by_ranges.iter().map(|batch| batch.column(0).null_count() as u64).sum();
        assert_eq!(null_counts(&blobs, &key).unwrap(), [("n".to_owned(), nulls)]);
        let sha256 = sha256_hex(&bytes);
        assert!(is_proved(&blobs, &key, &sha256));
        let proved = read_proved(&blobs, &key, &sha256, ROWS_PER_BATCH).unwrap();
        assert_eq!(proved.collect::<Result<Vec<_>, _>>().unwrap(), by_ranges);
        let mut flipped = bytes.clone();
        flipped[bytes.len() / 3] ^= 1;
        blobs.put(&key, &flipped).unwrap();
        assert!(!is_proved(&blobs, &key, &sha256));
        assert!(read_proved(&blobs, &key, &sha256, ROWS_PER_BATCH).is_err());
        blobs.delete(&key).unwrap();
        let error = read(&blobs, &key).unwrap_err().to_string();
        assert_eq!(error, "cannot read memory:/cache/key/rows-000001.parquet: it is not there");
    }

    #[test]
    fn rows_are_found_by_their_texts_whatever_the_pages_hold() {
        // 60,000 rows are three pages; the second column is in order, the first is not, and both have nulls.
        let any =
            |row: u32| (!row.is_multiple_of(11)).then(|| format!("unit {}", row.wrapping_mul(2_654_435_761) % 500));
        let ordered = |row: u32| (!row.is_multiple_of(13)).then(|| format!("area {:05}", row / 700));
        let texts = |of: &dyn Fn(u32) -> Option<String>| -> ArrayRef {
            Arc::new((0..60_000).map(of).collect::<arrow_array::StringArray>())
        };
        let numbers: ArrayRef = Arc::new(Int64Array::from_iter_values(0..60_000));
        let columns = [("unit", texts(&any)), ("area", texts(&ordered)), ("n", numbers)];
        let table =
            RecordBatch::try_from_iter_with_nullable(columns.map(|(name, column)| (name, column, true))).unwrap();
        let bytes = Bytes::from(write(Vec::new(), "rows", table.schema(), [Ok(table)]).unwrap());
        let set = |texts: &[&str]| -> BTreeSet<String> { texts.iter().map(|text| (*text).to_owned()).collect() };
        for (units, areas) in [
            (None, Some(set(&["area 00003"]))),
            (None, Some(set(&["area 00003", "area 00083", "area 00085"]))),
            (Some(set(&["unit 17"])), Some(set(&["area 00040", "area 00041"]))),
            (Some(set(&["unit 17", "unit 499", ""])), None),
            (None, Some(set(&["area 99999", ""]))),
            (None, Some(set(&[]))),
        ] {
            let wanted: Vec<(&str, &BTreeSet<String>)> =
                units.iter().map(|texts| ("unit", texts)).chain(areas.iter().map(|texts| ("area", texts))).collect();
            let found = read_where(bytes.clone(), "rows", Some(&["n"]), &wanted).unwrap();
            let found = found.column(0).as_primitive::<arrow_array::types::Int64Type>().values().to_vec();
            let holds = |texts: &Option<BTreeSet<String>>, text: Option<String>| {
                texts.as_ref().is_none_or(|texts| text.is_some_and(|text| texts.contains(&text)))
            };
            let expected = (0..60_000_u32).filter(|row| holds(&units, any(*row)) && holds(&areas, ordered(*row)));
            assert_eq!(found, expected.map(i64::from).collect::<Vec<_>>(), "{units:?} {areas:?}");
        }
    }
}
