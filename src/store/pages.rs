//! Which rows of a Parquet file may hold a text, by the index of its pages: what no page can hold is not decoded.

use std::collections::BTreeSet;
use std::ops::Range;

use parquet::arrow::arrow_reader::RowSelection;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::metadata::page_index::RowGroupPageIndex;
use parquet::file::page_index::column_index::ColumnIndexMetaData;

/// The rows on whose pages a column may hold one of these texts: every row where the file has no index of its pages.
pub(super) fn candidates(metadata: &ParquetMetaData, column: usize, texts: &BTreeSet<String>) -> RowSelection {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut first = 0;
    for (group, described) in metadata.row_groups().iter().enumerate() {
        let rows = usize::try_from(described.num_rows()).unwrap_or_default();
        let index = metadata.page_index_for_row_group(group);
        match pages(&index, column, rows, texts) {
            Some(pages) => ranges.extend(pages.into_iter().map(|page| first + page.start..first + page.end)),
            None => ranges.push(first..first + rows),
        }
        first += rows;
    }
    RowSelection::from_consecutive_ranges(ranges.into_iter().filter(|range| !range.is_empty()), first)
}

/// The rows of the pages of one row group that may hold one of the texts.
fn pages(index: &RowGroupPageIndex, column: usize, rows: usize, texts: &BTreeSet<String>) -> Option<Vec<Range<usize>>> {
    let ColumnIndexMetaData::BYTE_ARRAY(bounds) = index.column_index(column)? else { return None };
    let locations = index.offset_index(column)?.page_locations();
    let starts: Vec<usize> =
        locations.iter().map(|page| usize::try_from(page.first_row_index)).collect::<Result<_, _>>().ok()?;
    let ends = starts.iter().skip(1).copied().chain([rows]);
    if usize::try_from(bounds.num_pages()) != Ok(starts.len()) {
        return None;
    }
    let may_hold = |least: Option<&[u8]>, greatest: Option<&[u8]>| {
        let (Some(least), Some(greatest)) = (least, greatest) else { return false };
        texts.iter().any(|text| least <= text.as_bytes() && text.as_bytes() <= greatest)
    };
    let bounds = bounds.min_values_iter().zip(bounds.max_values_iter());
    let ranges = starts.iter().copied().zip(ends).map(|(start, end)| start..end);
    let held = ranges.zip(bounds).filter(|(_, (least, greatest))| may_hold(*least, *greatest));
    Some(held.map(|(range, _)| range).collect())
}
