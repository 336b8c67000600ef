//! Arrow batches as Parquet files: takes batches, gives bytes that depend on nothing but them.
//!
//! Every property of the writer is fixed here, and none names a host, a time or a version, so that the same table is the
//! same file on any machine.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterVersion};

/// Rows that are read at a time.
const ROWS_PER_BATCH: usize = 64 * 1024;

fn properties() -> Result<WriterProperties, ParquetError> {
    Ok(WriterProperties::builder()
        .set_writer_version(WriterVersion::PARQUET_1_0)
        .set_created_by("tinhso".into())
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_max_row_group_row_count(Some(1024 * 1024))
        .set_data_page_size_limit(1024 * 1024)
        .build())
}

/// Writes batches of one schema as a Parquet file and gives the writer back.
pub(super) fn write<W: Write + Send>(
    sink: W,
    schema: SchemaRef,
    batches: impl IntoIterator<Item = Result<RecordBatch, ParquetError>>,
) -> Result<W, ParquetError> {
    let mut writer = ArrowWriter::try_new(sink, schema, Some(properties()?))?;
    for batch in batches {
        writer.write(&batch?)?;
    }
    writer.into_inner()
}

/// Opens a Parquet file, batch by batch.
pub(super) fn open(path: &Path) -> Result<ParquetRecordBatchReader, ParquetError> {
    ParquetRecordBatchReaderBuilder::try_new(File::open(path)?)?.with_batch_size(ROWS_PER_BATCH).build()
}

/// Reads a whole Parquet file.
pub(super) fn read(path: &Path) -> Result<Vec<RecordBatch>, ParquetError> {
    Ok(open(path)?.collect::<Result<_, _>>()?)
}

/// The batches of a Parquet file, or why it cannot be read.
pub(super) fn batches(path: &Path) -> impl Iterator<Item = Result<RecordBatch, ParquetError>> + use<> {
    let (reader, fault) = match open(path) {
        Ok(reader) => (Some(reader), None),
        Err(cause) => (None, Some(Err(cause))),
    };
    reader.into_iter().flatten().map(|batch| batch.map_err(ParquetError::from)).chain(fault)
}

/// Whether a Parquet file can be read to its end.
pub(super) fn is_whole(path: &Path) -> bool {
    batches(path).all(|batch| batch.is_ok())
}
