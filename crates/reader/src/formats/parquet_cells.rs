//! The values of a Parquet column as cells.
//!
//! Takes one Arrow array; gives the cell of each row. Numbers keep their digits, days and instants stay what they are. Lists,
//! records and maps are JSON ([`parquet_nested`]); what cannot be read at all is said to be unread.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, ArrowTemporalType, Date32Type, Date64Type, DurationMicrosecondType, DurationMillisecondType,
    DurationNanosecondType, DurationSecondType, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
    Int64Type, Time32MillisecondType, Time32SecondType, Time64MicrosecondType, Time64NanosecondType,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{
    Array, Decimal32Array, Decimal64Array, Decimal128Array, Decimal256Array, FixedSizeBinaryArray, PrimitiveArray,
};
use arrow_schema::{DataType, TimeUnit};
use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

use crate::formats::{parquet_bytes, parquet_nested};
use crate::sheet::grid::Cell;
use crate::sheet::unread::{UnreadReason, known_again};
use crate::values::duration;

/// What gives the cell of a row; a null is an empty cell. Cells are made one by one, so that whoever takes them can count.
pub(super) fn reader<'a>(array: &'a dyn Array) -> Box<dyn Fn(usize) -> Cell + 'a> {
    let cell = value_reader(array);
    Box::new(move |row| if array.is_null(row) { Cell::Empty } else { cell(row) })
}

/// What gives the cell of a row that is not null.
fn value_reader<'a>(array: &'a dyn Array) -> Box<dyn Fn(usize) -> Cell + 'a> {
    match array.data_type() {
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            let value = reader(dictionary.values());
            // An empty dictionary has only nulls.
            let keys = if dictionary.values().is_empty() { Vec::new() } else { dictionary.normalized_keys() };
            Box::new(move |row| keys.get(row).map(|key| value(*key)).unwrap_or_default())
        }
        DataType::Null => Box::new(|_| Cell::Empty),
        DataType::Boolean => {
            let array = array.as_boolean();
            Box::new(|row| Cell::Boolean(array.value(row)))
        }
        DataType::Int8 => whole::<Int8Type>(array),
        DataType::Int16 => whole::<Int16Type>(array),
        DataType::Int32 => whole::<Int32Type>(array),
        DataType::Int64 => whole::<Int64Type>(array),
        DataType::UInt8 => whole::<UInt8Type>(array),
        DataType::UInt16 => whole::<UInt16Type>(array),
        DataType::UInt32 => whole::<UInt32Type>(array),
        DataType::UInt64 => whole::<UInt64Type>(array),
        DataType::Float16 => {
            let array = array.as_primitive::<Float16Type>();
            Box::new(|row| double(&format!("{:?}", array.value(row).to_f32())))
        }
        DataType::Float32 => {
            let array = array.as_primitive::<Float32Type>();
            Box::new(|row| double(&format!("{:?}", array.value(row))))
        }
        DataType::Float64 => {
            let array = array.as_primitive::<Float64Type>();
            Box::new(|row| double(&format!("{:?}", array.value(row))))
        }
        DataType::Decimal32(..) => decimal(array, Decimal32Array::value_as_string),
        DataType::Decimal64(..) => decimal(array, Decimal64Array::value_as_string),
        DataType::Decimal128(..) => decimal(array, Decimal128Array::value_as_string),
        DataType::Decimal256(..) => decimal(array, Decimal256Array::value_as_string),
        DataType::Date32 => day::<Date32Type>(array),
        DataType::Date64 => day::<Date64Type>(array),
        DataType::Time32(TimeUnit::Second) => time::<Time32SecondType>(array),
        DataType::Time32(_) => time::<Time32MillisecondType>(array),
        DataType::Time64(TimeUnit::Microsecond) => time::<Time64MicrosecondType>(array),
        DataType::Time64(_) => time::<Time64NanosecondType>(array),
        DataType::Timestamp(TimeUnit::Second, zone) => instant::<TimestampSecondType>(array, zone.as_deref()),
        DataType::Timestamp(TimeUnit::Millisecond, zone) => instant::<TimestampMillisecondType>(array, zone.as_deref()),
        DataType::Timestamp(TimeUnit::Microsecond, zone) => instant::<TimestampMicrosecondType>(array, zone.as_deref()),
        DataType::Timestamp(TimeUnit::Nanosecond, zone) => instant::<TimestampNanosecondType>(array, zone.as_deref()),
        DataType::Utf8 => {
            let array = array.as_string::<i32>();
            Box::new(|row| Cell::from(array.value(row)))
        }
        DataType::LargeUtf8 => {
            let array = array.as_string::<i64>();
            Box::new(|row| Cell::from(array.value(row)))
        }
        DataType::Utf8View => {
            let array = array.as_string_view();
            Box::new(|row| Cell::from(array.value(row)))
        }
        DataType::Binary => {
            let array = array.as_binary::<i32>();
            Box::new(|row| parquet_bytes::cell(array.value(row)))
        }
        DataType::LargeBinary => {
            let array = array.as_binary::<i64>();
            Box::new(|row| parquet_bytes::cell(array.value(row)))
        }
        DataType::BinaryView => {
            let array = array.as_binary_view();
            Box::new(|row| parquet_bytes::cell(array.value(row)))
        }
        DataType::FixedSizeBinary(_) => match array.as_any().downcast_ref::<FixedSizeBinaryArray>() {
            Some(array) => Box::new(|row| parquet_bytes::cell(array.value(row))),
            None => unknown(array),
        },
        DataType::List(_)
        | DataType::LargeList(_)
        | DataType::FixedSizeList(..)
        | DataType::Map(..)
        | DataType::Struct(_) => Box::new(|row| parquet_nested::cell(array, row)),
        DataType::Duration(TimeUnit::Second) => duration::<DurationSecondType>(array, 1),
        DataType::Duration(TimeUnit::Millisecond) => duration::<DurationMillisecondType>(array, 1_000),
        DataType::Duration(TimeUnit::Microsecond) => duration::<DurationMicrosecondType>(array, 1_000_000),
        DataType::Duration(TimeUnit::Nanosecond) => duration::<DurationNanosecondType>(array, 1_000_000_000),
        _ => unknown(array),
    }
}

/// A column of a type that no table holds; the name of its type is known.
fn unknown<'a>(array: &'a dyn Array) -> Box<dyn Fn(usize) -> Cell + 'a> {
    Box::new(|_| Cell::Unread(UnreadReason::Type, known_again(&array.data_type().to_string())))
}

/// A number that stands for a day or a time that no calendar and no clock has.
fn no_moment(number: i64) -> Cell {
    Cell::Unread(UnreadReason::Value, number.to_string())
}

fn whole<'a, T>(array: &'a dyn Array) -> Box<dyn Fn(usize) -> Cell + 'a>
where
    T: ArrowPrimitiveType,
    T::Native: std::fmt::Display,
{
    let array = array.as_primitive::<T>();
    Box::new(|row| Cell::Decimal(array.value(row).to_string()))
}

/// A number by its digits; what is none stays a text. A whole one has no point, as in a workbook: a data frame keeps codes and years beside a gap as doubles.
fn double(text: &str) -> Cell {
    let text = without_zeros(text);
    if text.bytes().any(|byte| byte.is_ascii_digit()) { Cell::Decimal(text.to_owned()) } else { Cell::from(text) }
}

fn decimal<'a, T: ArrowPrimitiveType>(
    array: &'a dyn Array,
    digits: impl Fn(&PrimitiveArray<T>, usize) -> String + 'a,
) -> Box<dyn Fn(usize) -> Cell + 'a> {
    let array = array.as_primitive::<T>();
    Box::new(move |row| Cell::Decimal(without_zeros(&digits(array, row)).to_owned()))
}

/// The digits of a number without those behind its point where they are zeros alone: "99001.00".
fn without_zeros(text: &str) -> &str {
    let is_whole = |(_, behind): &(&str, &str)| !behind.is_empty() && behind.bytes().all(|digit| digit == b'0');
    text.split_once('.').filter(is_whole).map_or(text, |(whole, _)| whole)
}

fn day<'a, T>(array: &'a dyn Array) -> Box<dyn Fn(usize) -> Cell + 'a>
where
    T: ArrowTemporalType + ArrowPrimitiveType,
    i64: From<T::Native>,
{
    let array = array.as_primitive::<T>();
    Box::new(|row| array.value_as_date(row).map_or_else(|| no_moment(i64::from(array.value(row))), Cell::Date))
}

fn time<'a, T>(array: &'a dyn Array) -> Box<dyn Fn(usize) -> Cell + 'a>
where
    T: ArrowTemporalType + ArrowPrimitiveType,
    i64: From<T::Native>,
{
    let array = array.as_primitive::<T>();
    Box::new(|row| {
        let time = array.value_as_time(row).map(|time| Cell::Text(time.to_string()));
        time.unwrap_or_else(|| no_moment(i64::from(array.value(row))))
    })
}

/// An instant as the clock of its zone shows it. UTC is how programs keep instants, and its clock is that of nobody who sends anything: only its
/// midnights are days, and other instants are texts with their zone. Of other zones that have only a name the clock is not known: the text then
/// shows the instant in UTC with that name.
fn instant<'a, T>(array: &'a dyn Array, zone: Option<&'a str>) -> Box<dyn Fn(usize) -> Cell + 'a>
where
    T: ArrowTemporalType + ArrowPrimitiveType,
    i64: From<T::Native>,
{
    let array = array.as_primitive::<T>();
    let offset = zone.map_or(Some(0), offset_seconds);
    let is_utc = zone.is_some() && offset == Some(0);
    Box::new(move |row| {
        let number = i64::from(array.value(row));
        let Some(utc) = array.value_as_datetime(row) else { return no_moment(number) };
        let shown: Option<NaiveDateTime> =
            offset.and_then(|seconds| utc.checked_add_signed(TimeDelta::seconds(seconds)));
        match (shown, zone) {
            (Some(shown), _) if is_utc && shown.time() != NaiveTime::MIN => {
                Cell::Text(format!("{}Z", shown.format("%Y-%m-%dT%H:%M:%S%.f")))
            }
            (Some(shown), _) => Cell::DateTime(shown),
            (None, zone) => Cell::Text(format!("{}Z {}", utc.format("%Y-%m-%dT%H:%M:%S%.f"), zone.unwrap_or_default())),
        }
    })
}

/// Seconds east of UTC of a zone that says them, `UTC`, `Z`, `+07:00`, `-0330`, or that is Việt Nam's (UTC+7 since 1975).
fn offset_seconds(zone: &str) -> Option<i64> {
    if matches!(zone, "UTC" | "utc" | "Z" | "GMT" | "Etc/UTC") {
        return Some(0);
    }
    if matches!(zone, "Asia/Ho_Chi_Minh" | "Asia/Saigon") {
        return Some(7 * 3600);
    }
    let sign = match zone.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = zone.get(1..)?.chars().filter(|sign| *sign != ':').collect();
    if !matches!(digits.len(), 2 | 4) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let hours: i64 = digits.get(..2)?.parse().ok()?;
    let minutes: i64 = digits.get(2..).filter(|rest| !rest.is_empty()).map_or(Some(0), |rest| rest.parse().ok())?;
    Some(sign * (hours * 3600 + minutes * 60))
}

/// A duration as ISO 8601 writes it: `P1DT12H30M0.5S`. There are so many of its units in a second.
fn duration<'a, T>(array: &'a dyn Array, units: u64) -> Box<dyn Fn(usize) -> Cell + 'a>
where
    T: ArrowPrimitiveType<Native = i64>,
{
    let array = array.as_primitive::<T>();
    Box::new(move |row| {
        let number = array.value(row);
        let (seconds, part) = (number.unsigned_abs() / units, number.unsigned_abs() % units);
        Cell::Text(duration::iso(number < 0, seconds, part, units))
    })
}

#[cfg(test)]
mod tests {
    use arrow_array::{DictionaryArray, NullArray, TimestampMicrosecondArray};
    use chrono::NaiveDate;

    use super::*;

    fn cells(array: &dyn Array) -> Vec<Cell> {
        (0..array.len()).map(reader(array)).collect()
    }

    fn noon() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2025, 7, 1).unwrap().and_hms_opt(12, 0, 0).unwrap()
    }

    #[test]
    fn instants_are_shown_as_the_clock_of_their_zone_shows_them() {
        let micros = noon().and_utc().timestamp_micros() - 7 * 3_600_000_000;
        let at = |zone: &str| cells(&TimestampMicrosecondArray::from(vec![micros]).with_timezone(zone));
        assert_eq!(at("+07:00"), [Cell::DateTime(noon())]);
        assert_eq!(at("UTC"), [Cell::Text("2025-07-01T05:00:00Z".into())]);
        assert_eq!(at("Asia/Ho_Chi_Minh"), at("+07:00"));
        assert_eq!(at("Europe/Paris"), [Cell::Text("2025-07-01T05:00:00Z Europe/Paris".into())]);
        assert_eq!(
            cells(&TimestampMicrosecondArray::from(vec![micros])),
            [Cell::DateTime(noon() - TimeDelta::hours(7))]
        );
        let midnight = micros - 5 * 3_600_000_000;
        let day = cells(&TimestampMicrosecondArray::from(vec![midnight]).with_timezone("UTC"));
        assert_eq!(day, [Cell::DateTime(noon() - TimeDelta::hours(12))], "a day");
    }

    #[test]
    fn nulls_are_empty_and_what_no_table_holds_is_unread() {
        assert_eq!(cells(&NullArray::new(2)), [Cell::Empty, Cell::Empty]);
        let months = arrow_array::IntervalYearMonthArray::from(vec![3]);
        let [cell] = &cells(&months)[..] else { panic!("a cell") };
        assert!(matches!(cell, Cell::Unread(UnreadReason::Type, written) if written.contains("Interval")), "{cell:?}");
        assert_eq!(
            cells(&arrow_array::Date64Array::from(vec![i64::MAX])),
            [Cell::Unread(UnreadReason::Value, i64::MAX.to_string())]
        );
    }

    #[test]
    fn words_of_a_dictionary_are_texts_and_nulls_are_empty() {
        let words: DictionaryArray<Int32Type> = [Some("xã"), None, Some("xã")].into_iter().collect();
        assert_eq!(cells(&words), ["xã".into(), Cell::Empty, "xã".into()]);
        let nothing: DictionaryArray<Int32Type> = [None::<&str>].into_iter().collect();
        assert_eq!(cells(&nothing), [Cell::Empty]);
    }

    #[test]
    fn doubles_have_their_shortest_digits_and_no_number_is_a_text() {
        let doubles = arrow_array::Float64Array::from(vec![0.1, 2.0, f64::NAN, 1e21]);
        let [tenth, two, nan, large] = cells(&doubles).try_into().unwrap();
        assert_eq!([tenth, two, large], ["0.1", "2", "1e21"].map(|text| Cell::Decimal(text.into())));
        assert_eq!(nan, Cell::from("NaN"));
    }

    #[test]
    fn durations_are_written_as_iso_8601_does() {
        let texts = |array: &dyn Array| cells(array).iter().map(|cell| cell.display().into_owned()).collect::<Vec<_>>();
        let seconds = arrow_array::DurationSecondArray::from(vec![129_600, 300, 0, -90]);
        assert_eq!(texts(&seconds), ["P1DT12H", "PT5M", "PT0S", "-PT1M30S"]);
        let milliseconds = arrow_array::DurationMillisecondArray::from(vec![1_500, 3_600_050]);
        assert_eq!(texts(&milliseconds), ["PT1.5S", "PT1H0.05S"]);
    }
}
