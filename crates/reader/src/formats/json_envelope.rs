//! What a JSON object says beside its list of rows: of all of them, as a sheet says its unit and its period, or that they are not all.

use crate::formats::json_envelope_words::{
    COUNTS, FIRST_ROWS, LAST, MORE, NEXT, PAGE, PAGES, PAGES_OF_PROGRAMS, STATES, SUCCESS, TIMES, TOTALS,
    TOTALS_OF_PAGES, UNFINISHED,
};
use crate::formats::json_shapes::is_list_of_rows;
use crate::values::json::Json;
use crate::values::multiplier_names::{MultiplierKind, is_number_of_decimals, multiplier_name};
use crate::values::row_marks::{column_of_marks, row_mark};
use crate::values::text::{composed, without_marks};

/// Members that are taken.
pub(super) const MOST_LINES: usize = 20;

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

/// The lines above a table that say so: what has words, and of which period or days the rows are. Other numbers count pages and rows.
pub(super) fn lines_of(said: &[(String, String)]) -> impl Iterator<Item = String> + '_ {
    /// Signs of one line.
    const LONGEST: usize = 200;
    let has_words = |value: &str| value.chars().any(char::is_alphabetic) && !matches!(value, "true" | "false");
    let lines = said.iter().filter(move |(name, value)| has_words(value) || names_a_time(name));
    lines.map(|(name, value)| format!("{name}: {value}").chars().take(LONGEST).collect())
}

/// What is said of the numbers of one column by which they are to be multiplied.
pub(super) fn factor_of(said: &[(String, String)]) -> Option<String> {
    let found = said.iter().find(|(name, value)| !is_number_of_decimals(name) && multiplies(name, value));
    found.map(|(name, value)| format!("{name}: {value}"))
}

/// True for a member that states a power of ten which changes the numbers. 1 is a power of ten, and no factor.
fn multiplies(name: &str, value: &str) -> bool {
    match multiplier_name(name).map(|said| said.kind) {
        Some(MultiplierKind::Exponent) => value != "0",
        Some(MultiplierKind::Factor | MultiplierKind::Divisor) => !matches!(value, "0" | "1" | "1.0"),
        None => false,
    }
}

/// The names of the lists of rows.
pub(super) fn names_of_lists(members: &[(String, Json)]) -> Vec<String> {
    let lists = members.iter().filter(|(_, value)| is_list_of_rows(value));
    lists.map(|(name, _)| composed(name.trim()).into_owned()).collect()
}

/// The name of the only list of rows, where it is in words, with blanks or letters that a single word of a program does not have: findings name it as they
/// name a sheet.
pub(super) fn name_in_words(lists: &[String]) -> Option<&String> {
    let [name] = lists else { return None };
    let has_parts = name.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    (!name.is_ascii() || name.contains([' ', '_', '-']) || has_parts).then_some(name)
}

/// Names of objects that say which page the rows are, as [`envelope_key`] writes them.
const OF_PAGES: [&str; 24] = [
    "meta",
    "metadata",
    "pagination",
    "paginator",
    "paging",
    "pager",
    "page",
    "pages",
    "pageinfo",
    "pageable",
    "links",
    "cursor",
    "cursors",
    "hits",
    "search",
    "response",
    "responsemetadata",
    "header",
    "info",
    "phantrang",
    "trang",
    "thongtintrang",
    "thongtinphantrang",
    "lienket",
];
/// Objects within each other that are looked into.
const DEEPEST: usize = 4;

/// What an object says of pages further within it than [`said`] looks: `meta.pagination.total`, `_links.next.href`, `hits.total.value`.
pub(super) fn said_of_pages(members: &[(String, Json)]) -> Vec<(String, String)> {
    let mut said = Vec::new();
    said_within(members, 0, &mut said);
    said
}

fn said_within(members: &[(String, Json)], depth: usize, said: &mut Vec<(String, String)>) {
    for (name, value) in members {
        let key = envelope_key(name);
        match value {
            // Those of the first two levels are said already.
            Json::Object(inner) => {
                let first =
                    |names: &[&str]| inner.iter().find(|(name, _)| names.contains(&envelope_key(name).as_str()));
                if NEXT.contains(&key.as_str()) && !key.contains("err") && !key.contains("loi") {
                    let address =
                        first(&["href", "url", "link", "cursor", "page"]).and_then(|(_, value)| scalar(value));
                    said.extend(address.map(|address| (name.clone(), address)));
                } else if TOTALS.contains(&key.as_str()) {
                    let total = first(&["value", "count"]).and_then(|(_, value)| scalar(value));
                    said.extend(total.map(|total| (name.clone(), total)));
                } else if depth < DEEPEST && OF_PAGES.contains(&key.as_str()) {
                    said_within(inner, depth.saturating_add(1), said);
                }
            }
            value if depth > 1 => said.extend(scalar(value).map(|value| (name.clone(), value))),
            _ => {}
        }
    }
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

/// The name of a member, or a word of its value, without marks and without what parts its words: `totalCount` and `total_count`, `tổng số bản ghi`
/// and `tong_so_ban_ghi` are one.
fn envelope_key(name: &str) -> String {
    without_marks(name).replace(['_', '-', '.', '@', ' '], "")
}

/// True for a member that says of which period or of which days the rows are.
pub(super) fn names_a_time(name: &str) -> bool {
    TIMES.contains(&envelope_key(name).as_str())
}

/// True for what says no, as an answer to a question.
fn says_no(value: &str) -> bool {
    matches!(value, "false" | "0" | "none" | "None")
        || matches!(envelope_key(value).as_str(), "khong" | "khongco" | "chua")
}

/// True for what says yes.
fn says_yes(value: &str) -> bool {
    matches!(value, "true" | "1") || matches!(envelope_key(value).as_str(), "co" | "con")
}

/// True where a record behind the rows closes them: it counts them, and says nothing against it.
pub(super) fn closes(said: &[(String, String)], rows: u64) -> bool {
    let is_count = |name: &str| TOTALS.contains(&name) || COUNTS.contains(&name);
    let counts = |(name, value): &(String, String)| is_count(&envelope_key(name)) && *value == rows.to_string();
    said.iter().any(counts) && says_less(said, rows).is_none()
}

/// What of an envelope says that the list does not hold all rows, or not as they are meant: an address of the next page, more pages, a page or
/// an offset behind the first, more rows than these, an error, a mark of a draft or of what was deleted, a state that is none of success, a factor.
pub(super) fn says_less(said: &[(String, String)], rows: u64) -> Option<String> {
    let keyed: Vec<(String, &(String, String))> = said.iter().map(|member| (envelope_key(&member.0), member)).collect();
    let all = |names: &'static [&'static str]| {
        keyed.iter().filter(|(key, _)| names.contains(&key.as_str())).map(|(_, member)| *member)
    };
    let text = |names: &'static [&'static str]| all(names).next();
    let number = |names: &'static [&'static str]| all(names).find_map(|(_, value)| value.parse::<u64>().ok());
    let whole = |(name, value): &(String, String)| format!("{name}: {value}");
    if let Some(next) = all(&NEXT).find(|(_, value)| !says_no(value) && value != "-1") {
        return Some(whole(next));
    }
    if let Some(more) = all(&MORE).find(|(_, value)| says_yes(value)) {
        return Some(whole(more));
    }
    let is_marked =
        |(name, value): &&(String, String)| column_of_marks(name).is_some_and(|of| row_mark(of, value).is_some());
    if let Some(mark) = said.iter().find(is_marked) {
        return Some(whole(mark));
    }
    // A number is where something ends.
    let is_denied = |value: &str| value == "false" || matches!(envelope_key(value).as_str(), "khong" | "chua");
    if let Some(last) = all(&LAST).find(|(_, value)| is_denied(value)) {
        return Some(whole(last));
    }
    let success = all(&SUCCESS).find(|(_, value)| says_no(value));
    let unfinished = all(&STATES).find(|(_, value)| UNFINISHED.contains(&envelope_key(value).as_str()));
    if let Some(state) = unfinished.or(success) {
        return Some(whole(state));
    }
    let none_of =
        |member: &(String, String), plain: &[&str]| (!plain.contains(&member.1.as_str())).then(|| whole(member));
    let factor = said.iter().find(|(name, value)| multiplies(name, value)).map(whole);
    if let Some(said) = factor.or_else(|| text(&FIRST_ROWS).and_then(|one| none_of(one, &["0", "1"]))) {
        return Some(said);
    }
    let (page, pages) = (number(&PAGE), number(&PAGES));
    let of_pages = || number(&TOTALS_OF_PAGES).filter(|_| page.is_some() || pages.is_some());
    let all_rows = number(&TOTALS).or_else(of_pages);
    // What counts all its rows has them on its only page, whether pages are counted from 0 or from 1.
    if all_rows.is_some_and(|total| total <= rows) {
        return None;
    }
    let total = all_rows.or_else(|| number(&COUNTS));
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
    // One page of several, which nobody calls the first.
    let of_several = || text(&PAGES_OF_PROGRAMS).filter(|_| page.is_none() && pages.is_some_and(|pages| pages > 1));
    total.filter(|total| *total > rows).map(|total| format!("{total} > {rows}")).or_else(|| of_several().map(whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_envelope_that_says_that_it_does_not_hold_all_rows_is_noted() {
        let noted = |envelope: &str| {
            let text = format!(r#"{{{envelope}, "data":[{{"a":1}},{{"a":2}}]}}"#);
            let Some(Json::Object(members)) = Json::read(&text) else { panic!("{text}") };
            says_less(&[said(&members), said_of_pages(&members)].concat(), 2)
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
            (r#""tong_so_ban_ghi":45"#, Some("45 > 2")),
            (r#""Tổng số dòng":45"#, Some("45 > 2")),
            (r#""trang":1,"tongSoTrang":2"#, Some("1/2")),
            (r#""trang":2"#, Some("page: 2")),
            (r#""trang":1,"tong_so":45"#, Some("45 > 2")),
            (r#""tong_so":45"#, None),
            (r#""con_tiep":true"#, Some("con_tiep: true")),
            (r#""còn nữa":"có""#, Some("còn nữa: có")),
            (r#""trang_tiep_theo":"/api?trang=2""#, Some("trang_tiep_theo: /api?trang=2")),
            (r#""trang_thai":"Chưa hoàn thành""#, Some("trang_thai: Chưa hoàn thành")),
            (r#""thanh_cong":false"#, Some("thanh_cong: false")),
            (r#""loi":"hết thời gian""#, Some("loi: hết thời gian")),
            (r#""bo_qua":3"#, Some("bo_qua: 3")),
            (r#""he_so_nhan":1000"#, Some("he_so_nhan: 1000")),
            (r#""he_so":1000"#, Some("he_so: 1000")),
            (r#""boi_so":1000"#, Some("boi_so: 1000")),
            (r#""Bội số":"nghìn""#, Some("Bội số: nghìn")),
            (r#""nhan_voi":1000"#, Some("nhan_voi: 1000")),
            (r#""quy_doi":1000"#, Some("quy_doi: 1000")),
            (r#""so_mu":9"#, Some("so_mu: 9")),
            (r#""bac_luy_thua":6"#, Some("bac_luy_thua: 6")),
            (r#""POWERCODE_CODE":"6""#, Some("POWERCODE_CODE: 6")),
            (r#""exponent":1"#, Some("exponent: 1")),
            (r#""scale":1,"boi_so":1000"#, Some("boi_so: 1000")),
            (r#""status":"ok","trang_thai":"Nháp""#, Some("trang_thai: Nháp")),
            (r#""boi_so":1,"so_mu":0,"unit_mult":0,"quy_doi":"1""#, None),
            (r#""meta":{"pagination":{"page":1,"pageSize":2,"pageCount":10,"total":30}}"#, Some("1/10")),
            (r#""meta":{"pagination":{"total":30,"per_page":2,"last_page":10}}"#, Some("30 > 2")),
            (r#""totalPages":10"#, Some("totalPages: 10")),
            (r#""meta":{"pagination":{"page":1,"pageSize":25,"pageCount":1,"total":2}}"#, None),
            (r#""nextPageToken":"abc""#, Some("nextPageToken: abc")),
            (r#""nextPageToken":"","next_page_url":null"#, None),
            (r#""isLastPage":false"#, Some("isLastPage: false")),
            (r#""isLastPage":true,"hasNextPage":false,"last":true,"first":true"#, None),
            (r#""hasNextPage":true"#, Some("hasNextPage: true")),
            (r#""next":null,"nextPageToken":"abc""#, Some("nextPageToken: abc")),
            (r#""exceededTransferLimit":true"#, Some("exceededTransferLimit: true")),
            (r#""_links":{"self":{"href":"/1"},"next":{"href":"/2"}}"#, Some("next: /2")),
            (r#""_links":{"self":{"href":"/1"}}"#, None),
            (r#""hits":{"total":{"value":30,"relation":"eq"}}"#, Some("30 > 2")),
            (r#""hits":{"total":{"value":2,"relation":"eq"}}"#, None),
            (r#""summary":{"dn":{"total":39,"scale":2}}"#, None),
            (r#""la_trang_cuoi":"không""#, Some("la_trang_cuoi: không")),
            (r#""incomplete":true"#, Some("incomplete: true")),
            (r#""partial":true"#, Some("partial: true")),
            (r#""deleted":true"#, Some("deleted: true")),
            (r#""Bản nháp":"có""#, Some("Bản nháp: có")),
            (r#""status":"draft""#, Some("status: draft")),
            (r#""trang_thai":"Nháp""#, Some("trang_thai: Nháp")),
            (r#""trang_thai":"Bị từ chối""#, Some("trang_thai: Bị từ chối")),
            (r#""approvalStatus":"withdrawn""#, Some("approvalStatus: withdrawn")),
            (r#""trang_thai_bao_cao":"Đã thu hồi""#, Some("trang_thai_bao_cao: Đã thu hồi")),
            (r#""deleted_at":"2025-04-01""#, Some("deleted_at: 2025-04-01")),
            (r#""deleted_at":"","is_active":true,"hieu_luc":"2025-04-01","trang_thai":"Hiệu lực""#, None),
            (r#""deleted":false,"partial":false,"he_so":1,"trang_thai":"Đã duyệt","nam":2024"#, None),
            (
                r#""trang":1,"so_trang":1,"so_ban_ghi":2,"loi":"không","con_tiep":false,"trang_thai":"Đã gửi","bo_qua":0"#,
                None,
            ),
        ] {
            assert_eq!(noted(envelope).as_deref(), less, "{envelope}");
        }
    }
}
