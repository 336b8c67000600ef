//! What a JSON object says beside its list of rows: of all of them, as a sheet says its unit and its period, or that they are not all.

use crate::formats::json_shapes::is_list_of_rows;
use crate::values::json::Json;
use crate::values::text::composed;

/// Members that are taken.
const MOST_LINES: usize = 20;

/// What an object says beside its lists, by the names of its members; of an object within it the same.
pub(super) fn said(members: &[(String, Json)]) -> Vec<(String, String)> {
    let mut said = Vec::new();
    for (name, value) in members {
        match value {
            Json::Object(inner) => {
                said.extend(inner.iter().filter_map(|(name, value)| Some((name.clone(), scalar(value)?))));
            }
            value => said.extend(scalar(value).map(|value| (name.clone(), value))),
        }
    }
    said.truncate(MOST_LINES);
    said
}

/// The name of the only list of rows, where a person wrote it: in words, with blanks or letters that names of programs do not have. It is what the name
/// of a sheet is.
pub(super) fn name_of_list(members: &[(String, Json)]) -> Option<String> {
    let mut lists = members.iter().filter(|(_, value)| is_list_of_rows(value)).map(|(name, _)| name.trim());
    let is_of_words = |name: &&str| !name.is_ascii() || name.contains([' ', '_']);
    let name = lists.next().filter(is_of_words)?;
    lists.next().is_none().then(|| composed(name).into_owned())
}

/// A value that is no object, or a list of such values, as a text; nothing for null and for blanks.
fn scalar(value: &Json) -> Option<String> {
    match value {
        Json::Text(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Json::Number(number) => Some(number.clone()),
        Json::Boolean(truth) => Some(truth.to_string()),
        Json::List(values) => {
            let texts = values.iter().map(|value| if matches!(value, Json::List(_)) { None } else { scalar(value) });
            texts.collect::<Option<Vec<_>>>().map(|texts| texts.join("; ")).filter(|text| !text.is_empty())
        }
        _ => None,
    }
}

/// Members that say how many rows there are.
const TOTALS: [&str; 7] =
    ["total", "totalcount", "totalrows", "totalrecords", "totalelements", "recordstotal", "odatacount"];
/// The same, perhaps of a page alone.
const COUNTS: [&str; 2] = ["count", "rows"];

/// True where a record behind the rows closes them: it counts them, and says nothing against it.
pub(super) fn closes(said: &[(String, String)], rows: u64) -> bool {
    let key = |name: &str| name.to_lowercase().replace(['_', '-', '.', '@', ' '], "");
    let is_count = |name: &str| TOTALS.contains(&name) || COUNTS.contains(&name);
    let counts = |(name, value): &(String, String)| is_count(&key(name)) && *value == rows.to_string();
    said.iter().any(counts) && says_less(said, rows).is_none()
}

/// Words of a state in which not all was written.
const UNFINISHED: [&str; 9] =
    ["partial", "incomplete", "aborted", "failed", "failure", "error", "truncated", "cancelled", "interrupted"];

/// What of an envelope says that the list does not hold all rows, or not as they are meant: an address of the next page, more pages, a page or
/// an offset behind the first, more rows than these, an error, a state that is none of success, a factor.
pub(super) fn says_less(said: &[(String, String)], rows: u64) -> Option<String> {
    let key = |name: &str| name.to_lowercase().replace(['_', '-', '.', '@', ' '], "");
    let number = |names: &[&str]| {
        let of =
            |(name, value): &&(String, String)| names.contains(&key(name).as_str()) && value.parse::<u64>().is_ok();
        said.iter().find(of).and_then(|(_, value)| value.parse::<u64>().ok())
    };
    let text = |names: &[&str]| said.iter().find(|(name, _)| names.contains(&key(name).as_str()));
    let next = text(&["next", "nextpage", "nextlink", "odatanextlink", "nextcursor", "nexttoken", "error", "errors"]);
    let is_one = |value: &str| !matches!(value, "false" | "0" | "none" | "None");
    if let Some((name, value)) = next.filter(|(_, value)| is_one(value)) {
        return Some(format!("{name}: {value}"));
    }
    if let Some((name, value)) = text(&["hasmore", "hasnext", "truncated"]).filter(|(_, value)| value == "true") {
        return Some(format!("{name}: {value}"));
    }
    let state = text(&["status", "state", "result", "exportstatus"]);
    let success = text(&["success", "ok", "complete", "completed", "finished"]).filter(|(_, value)| value == "false");
    let unfinished = state.filter(|(_, value)| UNFINISHED.contains(&value.trim().to_lowercase().as_str()));
    if let Some((name, value)) = unfinished.or(success) {
        return Some(format!("{name}: {value}"));
    }
    let none_of = |(name, value): &(String, String), plain: &[&str]| {
        (!plain.contains(&value.as_str())).then(|| format!("{name}: {value}"))
    };
    let factor = text(&["multiplier", "unitmultiplier", "unitmult", "factor", "scale", "scalefactor"]);
    let first = text(&["offset", "skip", "startrow", "firstrow"]);
    let not_plain = factor.and_then(|one| none_of(one, &["0", "1", "1.0"]));
    if let Some(said) = not_plain.or_else(|| first.and_then(|one| none_of(one, &["0", "1"]))) {
        return Some(said);
    }
    let total = number(&TOTALS).or_else(|| number(&COUNTS));
    // What counts all its rows has them on its only page, whether pages are counted from 0 or from 1.
    if number(&TOTALS).is_some_and(|total| total <= rows) {
        return None;
    }
    let (page, pages) = (number(&["page", "pagenumber", "currentpage"]), number(&["pages", "totalpages", "pagecount"]));
    if (page, pages) == (Some(0), Some(1)) {
        return None;
    }
    if let (Some(page), Some(pages)) = (page, pages)
        && page < pages
    {
        return Some(format!("{page}/{pages}"));
    }
    if let Some(page) = page.filter(|page| *page > 1) {
        return Some(format!("page: {page}"));
    }
    total.filter(|total| *total > rows).map(|total| format!("{total} > {rows}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_envelope_that_says_that_it_does_not_hold_all_rows_is_noted() {
        let noted = |envelope: &str| {
            let text = format!(r#"{{{envelope}, "data":[{{"a":1}},{{"a":2}}]}}"#);
            let Some(Json::Object(members)) = Json::read(&text) else { panic!("{text}") };
            says_less(&said(&members), 2)
        };
        for (envelope, less) in [
            (r#""page":1,"pages":2"#, Some("1/2")),
            (r#""meta":{"total_count":20}"#, Some("20 > 2")),
            (r#""@odata.nextLink":"https://x/2""#, Some("@odata.nextLink: https://x/2")),
            (r#""error":"truncated""#, Some("error: truncated")),
            (r#""errors":["timeout at unit 4", 7]"#, Some("errors: timeout at unit 4; 7")),
            (r#""has_more":true"#, Some("has_more: true")),
            (r#""status":"partial""#, Some("status: partial")),
            (r#""result":{"status":"Aborted"}"#, Some("status: Aborted")),
            (r#""success":false"#, Some("success: false")),
            (r#""offset":3,"limit":3"#, Some("offset: 3")),
            (r#""page":2,"pages":2"#, Some("page: 2")),
            (r#""page":0,"totalPages":1,"totalElements":2"#, None),
            (r#""page":0,"pages":1"#, None),
            (r#""page":1,"pages":5,"count":2"#, Some("1/5")),
            (r#""page":0,"pages":3"#, Some("0/3")),
            (r#""multiplier":1000"#, Some("multiplier: 1000")),
            (r#""offset":0,"limit":3,"multiplier":1,"scale":0,"status":"ok","errors":[],"success":true"#, None),
            (r#""page":1,"pages":1,"total":2,"next":null,"has_more":false,"error":"""#, None),
            (r#""Đơn vị tính":"nghìn người""#, None),
        ] {
            assert_eq!(noted(envelope).as_deref(), less, "{envelope}");
        }
    }
}
