//! What Parquet holds in the place of one value: lists, records and maps, as JSON writes them.
//!
//! Takes one Arrow array and a row; gives the text of a cell. JSON files and Parquet files of the same rows give the same cells.

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_schema::DataType;

use crate::formats::parquet_cells;
use crate::sheet::grid::Cell;
use crate::sheet::unread::{UnreadReason, known_again};
use crate::values::json::Json;

/// Bytes of such a text: a cell of a workbook holds no more. A file may repeat one text in all items of a list.
const LONGEST: usize = 32_767;

/// The cell of a row that is not null. What is longer than a cell is unread.
pub(super) fn cell(array: &dyn Array, row: usize) -> Cell {
    let mut room = LONGEST;
    match json(array, row, &mut room) {
        Ok(json) => Cell::Nested(json.to_string()),
        Err(TooLong) => Cell::Unread(UnreadReason::Type, known_again(&array.data_type().to_string())),
    }
}

/// More bytes than a cell holds.
struct TooLong;

/// The value of a row; `room` is what may still be written.
fn json(array: &dyn Array, row: usize, room: &mut usize) -> Result<Json, TooLong> {
    if array.is_null(row) {
        return taken(Json::Null, 1, room);
    }
    match array.data_type() {
        DataType::List(_) => list(array.as_list::<i32>().value(row).as_ref(), room),
        DataType::LargeList(_) => list(array.as_list::<i64>().value(row).as_ref(), room),
        DataType::FixedSizeList(..) => list(array.as_fixed_size_list().value(row).as_ref(), room),
        DataType::Map(..) => {
            let entries = array.as_map().value(row);
            let (keys, values) = (entries.column(0), entries.column(1));
            let key = parquet_cells::reader(keys);
            let members = (0..entries.len()).map(|entry| {
                let name = key(entry).display().into_owned();
                *room = room.checked_sub(name.len() + 1).ok_or(TooLong)?;
                Ok((name, json(values.as_ref(), entry, room)?))
            });
            members.collect::<Result<_, _>>().map(Json::Object)
        }
        DataType::Struct(_) => {
            let record = array.as_struct();
            let members = record.column_names().into_iter().zip(record.columns()).map(|(name, column)| {
                *room = room.checked_sub(name.len() + 1).ok_or(TooLong)?;
                Ok((name.to_owned(), json(column.as_ref(), row, room)?))
            });
            members.collect::<Result<_, _>>().map(Json::Object)
        }
        _ => {
            let cell = parquet_cells::reader(array)(row);
            let length = cell.display().len() + 1;
            let value = match cell {
                Cell::Empty => Json::Null,
                Cell::Boolean(truth) => Json::Boolean(truth),
                Cell::Decimal(digits) => Json::Number(digits),
                Cell::Text(text) => Json::Text(text),
                other => Json::Text(other.display().into_owned()),
            };
            taken(value, length, room)
        }
    }
}

fn list(items: &dyn Array, room: &mut usize) -> Result<Json, TooLong> {
    (0..items.len()).map(|item| json(items, item, room)).collect::<Result<_, _>>().map(Json::List)
}

fn taken(value: Json, length: usize, room: &mut usize) -> Result<Json, TooLong> {
    *room = room.checked_sub(length).ok_or(TooLong)?;
    Ok(value)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::builder::{ListBuilder, MapBuilder, StringBuilder};
    use arrow_array::types::Int32Type;
    use arrow_array::{ArrayRef, BooleanArray, Date32Array, Int32Array, ListArray, StringArray, StructArray};
    use arrow_schema::Field;

    use super::*;

    #[test]
    fn lists_records_and_maps_are_json() {
        let numbers = ListArray::from_iter_primitive::<Int32Type, _, _>([Some(vec![Some(1), None])]);
        assert_eq!(cell(&numbers, 0), Cell::Nested("[1,null]".into()));
        let mut texts = ListBuilder::new(StringBuilder::new());
        texts.append_value([Some("a"), Some("b, \"c\"")]);
        assert_eq!(cell(&texts.finish(), 0), Cell::Nested(r#"["a","b, \"c\""]"#.into()));
        let (count, name): (ArrayRef, ArrayRef) =
            (Arc::new(Int32Array::from(vec![7])), Arc::new(StringArray::from(vec!["Nà Tấu"])));
        let (day, truth): (ArrayRef, ArrayRef) =
            (Arc::new(Date32Array::from(vec![20_270])), Arc::new(BooleanArray::from(vec![true])));
        let record = StructArray::from(vec![
            (Arc::new(Field::new("số", DataType::Int32, true)), count),
            (Arc::new(Field::new("tên", DataType::Utf8, true)), name),
            (Arc::new(Field::new("ngày", DataType::Date32, true)), day),
            (Arc::new(Field::new("có", DataType::Boolean, true)), truth),
        ]);
        let expected = r#"{"số":7,"tên":"Nà Tấu","ngày":"2025-07-01","có":true}"#;
        assert_eq!(cell(&record, 0), Cell::Nested(expected.into()));
        let mut map = MapBuilder::new(None, StringBuilder::new(), StringBuilder::new());
        map.keys().append_value("k");
        map.values().append_value("v");
        map.append(true).expect("one entry");
        assert_eq!(cell(&map.finish(), 0), Cell::Nested(r#"{"k":"v"}"#.into()));
    }

    #[test]
    fn what_no_cell_holds_is_unread() {
        let items = ListArray::from_iter_primitive::<Int32Type, _, _>([Some(vec![Some(1_000_000_000); 1_000_000])]);
        assert!(matches!(cell(&items, 0), Cell::Unread(UnreadReason::Type, written) if written.contains("List")));
    }
}
