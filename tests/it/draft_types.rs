//! `tinhso draft`: the types of columns of times, instants, lists, objects and days of periods, and what is no money. Each draft reads its sample.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;

use crate::kit::tinhso;
use crate::mini::Mini;

const UNITS: [(&str, &str); 2] = [("90001", "Xã Đồi Chè"), ("90002", "Xã Bến Gỗ")];

/// What a sample is drafted as: its fields by title, the codes of what is found in it with the draft, and the notes.
#[track_caller]
fn drafted(name: &str, bytes: impl AsRef<[u8]>) -> (Value, Vec<String>, String) {
    let mini = Mini::new();
    for name in
        ["schemas/services.json", "schemas/value-added.json", "pipelines/services.toml", "pipelines/economy.toml"]
    {
        std::fs::remove_file(mini.path().join(name)).expect("gone");
    }
    mini.write(name, bytes);
    let place = |name: &str| mini.path().join(name).to_string_lossy().into_owned();
    let (sample, form) = (place(name), place("schemas/kts.json"));
    let answer =
        mini.tinhso(&["draft", &sample, "--name", "kts", "--output", &form, "--format", "json"]).expect(0).json();
    let validated = tinhso(mini.path(), &["validate", &sample, "--format", "json"]).json()["files"][0].clone();
    let found = validated["findings"].as_array().expect("findings").iter();
    let mut codes: Vec<String> = found.map(|one| one["code"].as_str().expect("a code").to_owned()).collect();
    codes.extend(validated["tables"].as_array().expect("tables").iter().map(|table| {
        format!("{} rows of {}", table["rows_accepted"], table["time_period"].as_str().unwrap_or_default())
    }));
    let notes = answer["notes"].as_array().expect("notes").iter();
    let notes = notes.map(|note| format!("{} = {}: {}\n", note["about"], note["guess"], note["why"]["en"]));
    (answer["form"].clone(), codes, notes.collect())
}

#[track_caller]
fn field<'a>(form: &'a Value, title: &str) -> &'a Value {
    let fields = form["schema"]["fields"].as_array().expect("fields");
    fields.iter().find(|field| field["title"] == title).unwrap_or_else(|| panic!("no {title}: {fields:#?}"))
}

/// A workbook of a month with a column of times under each of these labels and formats, as parts of a day and days.
fn times(columns: &[(&str, &str, [f64; 2])]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.write(0, 0, "BÁO CÁO GIỜ MỞ CỬA CỦA XÃ").expect("a title");
    page.write(1, 0, "Tháng 11 năm 2024").expect("a period");
    for (column, label) in (0_u16..).zip(["Mã xã", "Tên xã", "Số hồ sơ"]) {
        page.write(3, column, label).expect("a label");
    }
    for (row, (code, name)) in (4_u32..).zip(UNITS) {
        page.write(row, 0, code).expect("a code");
        page.write(row, 1, name).expect("a name");
        page.write(row, 2, 12 + row).expect("a number");
    }
    for (column, (label, format, values)) in (3_u16..).zip(columns) {
        page.write(3, column, *label).expect("a label");
        let format = Format::new().set_num_format(*format);
        for (row, value) in (4_u32..).zip(values) {
            let at = ExcelDateTime::from_serial_datetime(*value).expect("a time");
            page.write_datetime_with_format(row, column, &at, &format).expect("a time");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn times_and_instants_of_workbooks_keep_their_hours() {
    let days = [45_601.25, 45_602.5];
    let (form, found, _) = drafted(
        "times.xlsx",
        times(&[
            ("Giờ mở cửa", "hh:mm", [7.0 / 24.0, 0.5]),
            ("Thời gian phục vụ", "[h]:mm", [30.0 / 24.0, 1.5]),
            ("Thời điểm tiếp nhận", "dd/mm/yyyy hh:mm", days),
            ("Ngày cập nhật", "dd/mm/yyyy", days),
        ]),
    );
    let kinds = ["Giờ mở cửa", "Thời gian phục vụ", "Thời điểm tiếp nhận", "Ngày cập nhật"];
    assert_eq!(kinds.map(|title| field(&form, title)["type"].clone()), ["time", "duration", "datetime", "date"]);
    assert!(kinds.iter().all(|title| field(&form, title)["measure"].is_null()), "{form}");
    assert_eq!(found, ["2 rows of 2024-11"]);
}

#[test]
fn instants_lists_and_objects_of_texts_are_what_they_are() {
    let row = |(code, name): (&str, &str), day: u32| {
        format!(
            r#"{{"ma_xa": "{code}", "ten_xa": "{name}", "ky": "2024-11", "so_ho": {day}, "luc": "2024-11-{day:02}T08:30:00+07:00",
            "tags": ["a", "b"], "vi_tri": {{"lat": 21.{day}, "lon": 105.3}}}}"#
        )
    };
    let json = format!("[{}, {}]", row(UNITS[0], 12), row(UNITS[1], 13));
    let (form, found, _) = drafted("list.json", json);
    let kinds = ["luc", "tags", "vi_tri", "so_ho"].map(|title| field(&form, title)["type"].clone());
    assert_eq!(kinds, ["datetime", "array", "object", "integer"]);
    // Degrees are never added.
    assert_eq!([&field(&form, "vi_tri > lat")["measure"], &field(&form, "vi_tri > lon")["measure"]], ["rate", "rate"]);
    assert_eq!(found, ["2 rows of 2024-11"]);
    let csv = "ma_xa;ten_xa;ky;luc;mo_cua\n90001;Xã Đồi Chè;2024-11;2024-11-05T08:30:00;07:30:00\n90002;Xã Bến Gỗ;2024-11;2024-11-06T09:00:00;08:00:00\n";
    let (form, found, _) = drafted("times.csv", csv);
    assert_eq!([&field(&form, "luc")["type"], &field(&form, "mo_cua")["type"]], ["datetime", "time"]);
    assert_eq!(found, ["2 rows of 2024-11"]);
}

#[test]
fn the_first_days_of_months_under_a_label_of_periods_are_months() {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (column, label) in (0_u16..).zip(["ma_xa", "ten_xa", "ky", "so_ho"]) {
        page.write(0, column, label).expect("a label");
    }
    let format = Format::new().set_num_format("yyyy-mm-dd");
    for (row, (code, name)) in (1_u32..).zip(UNITS) {
        page.write(row, 0, code).expect("a code");
        page.write(row, 1, name).expect("a name");
        let day = ExcelDateTime::from_ymd(2024, 11, 1).expect("a day");
        page.write_datetime_with_format(row, 2, &day, &format).expect("a day");
        page.write(row, 3, 12 + row).expect("a number");
    }
    let (form, found, notes) = drafted("period.xlsx", book.save_to_buffer().expect("a workbook"));
    assert_eq!((&form["form"]["frequency"], &field(&form, "ky")["role"]), (&"month".into(), &"period".into()));
    assert!(notes.contains("taken for the periods that begin with them"), "{notes}");
    assert_eq!(found, ["2 rows of 2024-11"]);
}

#[test]
fn a_ratio_and_a_count_below_a_unit_of_money_are_no_money() {
    let text = "BÁO CÁO THU CHI CỦA XÃ\nNăm 2024\nĐơn vị tính: triệu đồng\nMã xã;Tên xã;Thu;Tỷ lệ;Số hộ;Thu nhập bình quân\n\
                90001;Xã Đồi Chè;1200;49,9;300;52,5\n90002;Xã Bến Gỗ;1300;50,1;310;54,5\n";
    let (form, _, notes) = drafted("a.csv", text);
    let unit = |title: &str| field(&form, title)["unit"].clone();
    assert_eq!([unit("Thu"), unit("Thu nhập bình quân")], ["VND", "VND"]);
    assert_eq!([unit("Tỷ lệ"), unit("Số hộ")], [Value::Null, Value::Null]);
    assert!(notes.contains("which this column is not in"), "{notes}");
    // As programs write their labels.
    let text = "ma_xa;ten_xa;ky;so_ho;ty_le\n90001;Xã Đồi Chè;2024-11;300;49.9\n90002;Xã Bến Gỗ;2024-11;310;50.1\n";
    let (form, ..) = drafted("b.csv", text);
    assert_eq!([&field(&form, "ty_le")["measure"], &field(&form, "so_ho")["measure"]], ["rate", "stock"]);
}
