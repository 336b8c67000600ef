//! Labels that are like those of a form and not equal: read with a finding, or not read with a suggestion; never a silent guess.

use crate::kit::{Row, filtered};
use crate::mini::{Mini, OLD};

/// Sends one table in text with these labels; gives `code | cell | value | expected | suggestion` of its findings, and the rows.
fn sent(labels: &str) -> (Vec<String>, Vec<Row>) {
    let mini = Mini::new();
    let mut text = format!("{labels}\n");
    for (place, (code, name)) in (1..).zip(OLD) {
        text += &format!("{code};{name};2025-Q2;{};{};{};{place},5\n", place * 100, place * 10, place * 1000);
    }
    mini.send("services/2025-Q2.csv", "2025-07-05T09:00:00+07:00", text);
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let found = mini.table("findings").into_iter().filter(|row| row["object"] == "services/2025-Q2.csv");
    let columns = ["code", "severity", "cell", "value", "expected", "suggestion"];
    let found = found.map(|row| columns.map(|column| row[column].clone()).join(" | ")).collect();
    (found, mini.table("data/services"))
}

#[test]
fn a_wrong_letter_in_a_label_is_read_and_reported() {
    let (found, rows) = sent("Mã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhân;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số");
    assert_eq!(
        found,
        ["doubtful-label | warning | D1 | Hồ sơ tiếp nhân | Hồ sơ tiếp nhận | "],
        "the finding names the label and what it is taken for"
    );
    assert_eq!(rows[0]["received"], "100");
}

#[test]
fn labels_without_any_marks_are_read_and_reported_one_by_one() {
    let (found, rows) = sent("Ma xa;Ten xa;Ky bao cao;Ho so tiep nhan;Ho so truc tuyen;Dan so;Diem chuyen doi so");
    assert_eq!(found.len(), 7, "{found:#?}");
    assert!(found.iter().all(|line| line.starts_with("doubtful-label | warning")), "{found:#?}");
    assert_eq!((rows[4]["received"].as_str(), rows[4]["score"].as_str()), ("500", "5.500000"));
}

#[test]
fn a_label_of_other_words_is_not_read_and_the_nearest_is_suggested() {
    let (found, rows) = sent("Mã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhận;Hồ sơ trực tiếp;Dân số;Điểm chuyển đổi số");
    let missing = found.iter().find(|line| line.starts_with("missing-label")).expect("a finding");
    assert!(missing.ends_with("| Hồ sơ trực tuyến | E1: “Hồ sơ trực tiếp” (81/100)"), "{missing}");
    assert!(found.iter().any(|line| line.starts_with("extra-label | warning | E1 | Hồ sơ trực tiếp")), "{found:#?}");
    assert_eq!(rows[0]["online"], "");
}

#[test]
fn a_label_that_is_like_one_that_is_there_stays_extra() {
    let (found, rows) = sent("Mã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhận;Hồ sơ tiếp nhân;Dân số;Điểm chuyển đổi số");
    assert!(found.iter().any(|line| line.starts_with("extra-label | warning | E1")), "{found:#?}");
    assert!(!found.iter().any(|line| line.starts_with("doubtful-label")), "{found:#?}");
    assert_eq!((rows[0]["received"].as_str(), rows[0]["online"].as_str()), ("100", ""));
}

#[test]
fn words_in_parentheses_are_laid_aside_where_they_say_nothing() {
    let with = |aside: &str| {
        let (found, rows) = sent(&format!(
            "Mã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số ({aside});Điểm chuyển đổi số"
        ));
        let codes: Vec<String> =
            found.iter().map(|line| line.split(" | ").next().unwrap_or_default().to_owned()).collect();
        (codes.join(" "), rows.first().map_or(String::new(), |row| row["people"].clone()))
    };
    for aside in ["nữ", "dưới 15 tuổi", "bình quân", "trong đó nữ", "cũ", "+/-", "sơ bộ"] {
        assert_eq!(with(aside), ("doubtful-label".to_owned(), "1000".to_owned()), "{aside}");
    }
    for aside in ["KH", "LK", "đầu kỳ", "tăng thêm", "chênh lệch", "lũy kế"] {
        assert_eq!(with(aside), ("missing-label extra-label".to_owned(), String::new()), "{aside}");
    }
    for aside in ["người", "nếu có", "bắt buộc", "6", "a", "6=4+5", "*", "ghi rõ số người", "TH"] {
        assert_eq!(with(aside), (String::new(), "1000".to_owned()), "{aside}");
    }
}

#[test]
fn labels_in_two_languages_are_read_where_most_labels_are() {
    for sign in [" - ", "/", " – "] {
        let labels = [
            ("Mã xã", "Code"),
            ("Tên xã", "Commune"),
            ("Kỳ báo cáo", "Period"),
            ("Hồ sơ tiếp nhận (hồ sơ)", "Dossiers received"),
            ("Hồ sơ trực tuyến", "Online dossiers"),
            ("Dân số", "Population"),
            ("Điểm chuyển đổi số", "Score"),
        ];
        let labels = labels.map(|(own, other)| format!("{own}{sign}{other}")).join(";");
        let (found, rows) = sent(&labels);
        assert_eq!((found, rows[0]["people"].as_str()), (Vec::new(), "1000"), "{sign}");
    }
    // In cells of two lines.
    let labels = "\"Mã xã\nCode\";\"Tên xã\nCommune\";\"Kỳ báo cáo\nPeriod\";\"Hồ sơ tiếp nhận\nReceived\";\"Hồ sơ\ntrực tuyến\nOnline\";\"Dân số\nPopulation\";\"Điểm chuyển đổi số\nScore\"";
    let (found, rows) = sent(labels);
    assert_eq!((found, rows[4]["online"].as_str()), (Vec::new(), "50"));
    // One word of another language says something more.
    let (found, rows) =
        sent("Mã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhận - Online;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số");
    assert!(found.iter().any(|line| line.starts_with("missing-label | error")), "{found:#?}");
    assert_eq!(rows[0]["received"], "");
    let (found, rows) = sent(
        "Mã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhận - online;Hồ sơ trực tuyến - online;Dân số - online;Điểm chuyển đổi số",
    );
    assert!(rows.is_empty() || rows[0]["people"].is_empty(), "{found:#?}");
}

#[test]
fn labels_that_lost_letters_are_said_to_have_lost_them() {
    for sign in ['?', '\u{fffd}'] {
        // What a Western code page keeps of them.
        let labels = "Mã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số";
        let labels: String = labels.chars().map(|letter| if u32::from(letter) < 256 { letter } else { sign }).collect();
        let (found, rows) = sent(&labels);
        assert_eq!(rows.len(), 0);
        let [finding] = found.as_slice() else { panic!("{found:#?}") };
        assert!(
            finding.starts_with("unknown-form | error |  | K? báo cáo".replace('?', &sign.to_string()).as_str()),
            "{finding}"
        );
    }
    // Questions are no labels.
    let (found, _) = sent("Bạn có biết?;Vì sao?;Kỳ?;A;B;C;D");
    assert!(found.iter().all(|line| !line.contains("Bạn có biết")), "{found:#?}");
}

#[test]
fn a_table_without_a_column_of_its_units_is_told_which_is_missing() {
    let mini = Mini::new();
    let text = "Quý II năm 2025\nHồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số\n120;60;4000;61,5\n";
    mini.send("services/bieu.csv", "2025-07-05T09:00:00+07:00", text);
    mini.tinhso(&["run", "--format", "json"]);
    let found = filtered(mini.table("findings"), &[("code", "unknown-form")]);
    assert!(found[0]["message_en"].contains("“Mã xã”, “Tên xã”"), "{found:#?}");
}
