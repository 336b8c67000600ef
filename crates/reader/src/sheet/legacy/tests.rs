use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::sheet::grid::Grid;
use crate::sheet::legacy::maps::{TCVN3, VNI, misread_as_1258};

const LABELS: [&str; 5] = ["Mã số", "Tên xã, phường", "Hồ sơ tiếp nhận", "Đã giải quyết đúng hạn", "Ghi chú"];

/// The names of the registry of Điện Biên.
fn names() -> Vec<&'static str> {
    let units = include_str!("../../../../../registry/units.csv");
    units.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect()
}

fn sheet(rows: &[Vec<String>]) -> Sheet {
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    Sheet::new("S".into(), true, Grid::from_rows(&rows))
}

/// Labels and the names of the registry, each text as `write` has it.
fn form(write: impl Fn(&str) -> String) -> Sheet {
    let mut rows = vec![LABELS.iter().map(|label| write(label)).collect::<Vec<_>>()];
    rows.extend(
        names().into_iter().map(|name| vec!["03325".into(), write(name), "12".into(), "3,5".into(), "x".into()]),
    );
    sheet(&rows)
}

fn mended(mut sheet: Sheet) -> Sheet {
    mend(&mut sheet);
    sheet
}

fn texts(sheet: &Sheet) -> Vec<String> {
    sheet.grid.rows(..).flat_map(|(_, cells)| cells.iter().map(|(_, cell)| cell.display().into_owned())).collect()
}

/// The texts are these; TCVN3 has no capitals with a tone.
#[track_caller]
fn assert_texts(sheet: &Sheet, wanted: &[String]) {
    let same = |(left, right): &(String, &String)| left == *right || left.to_lowercase() == right.to_lowercase();
    let found = texts(sheet);
    assert_eq!(found.len(), wanted.len());
    let others: Vec<_> = found.into_iter().zip(wanted).filter(|pair| !same(pair)).collect();
    assert!(others.is_empty(), "{others:?}");
}

fn found(sheet: &Sheet) -> Option<(Encoding, bool)> {
    sheet.legacy.map(|legacy| (legacy.encoding, legacy.decoded))
}

#[test]
fn the_names_of_the_registry_come_back_from_tcvn3_and_vni() {
    let clean = texts(&form(str::to_owned));
    let sheet = mended(form(|text| TCVN3.encode(text)));
    assert_eq!(found(&sheet), Some((Encoding::Tcvn3, true)));
    assert!(sheet.legacy.unwrap().confidence > 90, "{:?}", sheet.legacy);
    assert_texts(&sheet, &clean);
    let sheet = mended(form(|text| VNI.encode(text)));
    assert_eq!(found(&sheet), Some((Encoding::Vni, true)));
    assert!(sheet.legacy.unwrap().confidence > 90, "{:?}", sheet.legacy);
    assert_texts(&sheet, &clean);
    let capitals = mended(form(|text| VNI.encode(&text.to_uppercase())));
    assert_eq!(
        texts(&capitals),
        clean
            .iter()
            .map(|text| match &**text {
                plain @ "x" => plain.to_owned(),
                text => text.to_uppercase(),
            })
            .collect::<Vec<_>>()
    );
}

#[test]
fn tcvn3_and_vni_read_as_windows_1258_come_back_too() {
    let clean = texts(&form(str::to_owned));
    assert_texts(&mended(form(|text| misread_as_1258(&TCVN3.encode(text)))), &clean);
    assert_texts(&mended(form(|text| misread_as_1258(&VNI.encode(text)))), &clean);
}

/// As spreadsheets store them: texts within Latin-1 in bytes, which are then misread, and others in Unicode.
fn stored(text: &str) -> String {
    if text.chars().all(|sign| sign <= '\u{ff}') { misread_as_1258(text) } else { text.to_owned() }
}

#[test]
fn texts_of_1252_read_as_1258_come_back_among_others_in_unicode() {
    let sheet = mended(form(stored));
    assert_eq!(found(&sheet), Some((Encoding::Windows1252, true)));
    assert_eq!(texts(&sheet), texts(&form(str::to_owned)));
    let sheet = mended(super::tests::sheet(&[
        vec!["t\u{301}nh".into(), "xă".into(), "hoà b́nh".into()],
        vec!["xă".into(), "lư do".into(), "ḥa".into()],
    ]));
    assert_eq!(texts(&sheet), ["tình", "xã", "hoà bình", "xã", "lư do", "hòa"]);
}

/// As windows-1258 has it: letters whole, tones apart.
fn of_1258(text: &str) -> String {
    let apart = |letter: char| {
        let mut parts: Vec<char> = std::iter::once(letter).nfd().collect();
        let tone = parts.pop_if(|mark| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*mark));
        // The dot below comes before a circumflex or breve.
        let below = parts.iter().position(|mark| *mark == '\u{323}').map(|place| parts.remove(place));
        parts.into_iter().nfc().chain(tone).chain(below).collect::<Vec<char>>()
    };
    text.chars().flat_map(apart).collect()
}

/// UTF-8 that was read in a code page.
fn misread_in(page: &'static encoding_rs::Encoding, text: &str) -> String {
    page.decode_without_bom_handling(text.as_bytes()).0.into_owned()
}

#[test]
fn utf_8_that_was_read_in_a_code_page_comes_back_whatever_the_page() {
    let clean = form(str::to_owned);
    for (page, encoding) in [
        (encoding_rs::WINDOWS_1252, Encoding::Utf8Twice),
        (encoding_rs::WINDOWS_1258, Encoding::Utf8TwiceBy1258),
        (encoding_rs::WINDOWS_1250, Encoding::Utf8TwiceBy1250),
        (encoding_rs::MACINTOSH, Encoding::Utf8TwiceByMacintosh),
    ] {
        let sheet = mended(form(|text| misread_in(page, text)));
        assert_eq!(found(&sheet), Some((encoding, true)));
        assert_eq!(texts(&sheet), texts(&clean));
        // One name among texts in Unicode.
        let mut rows = vec![vec!["Mã số".to_owned(), "Tên dịch vụ".into()]];
        rows.extend(["Điều hành giao thông", "Giám sát an ninh"].map(|name| vec!["01".into(), name.into()]));
        rows.push(vec!["03".into(), misread_in(page, "Dịch vụ công trực tuyến")]);
        let sheet = mended(super::tests::sheet(&rows));
        assert_eq!(
            (found(&sheet).map(|(_, decoded)| decoded), &*texts(&sheet)[7]),
            (Some(true), "Dịch vụ công trực tuyến")
        );
    }
}

#[test]
fn utf_8_that_was_read_in_a_page_of_dos_comes_back() {
    let misread = |page: &str, text: &str| -> String {
        let signs: Vec<char> = page.chars().collect();
        let sign = |byte: u8| usize::from(byte).checked_sub(0x80).map_or(char::from(byte), |place| signs[place]);
        text.bytes().map(sign).collect()
    };
    let clean = form(str::to_owned);
    for (page, encoding) in
        [(super::dos_pages::DOS_437, Encoding::Utf8TwiceBy437), (super::dos_pages::DOS_850, Encoding::Utf8TwiceBy850)]
    {
        let sheet = mended(form(|text| misread(page, text)));
        assert_eq!(found(&sheet), Some((encoding, true)));
        assert_eq!(texts(&sheet), texts(&clean));
    }
}

#[test]
fn a_text_that_lost_bytes_among_others_that_were_read_twice_has_lost_letters() {
    let page = encoding_rs::WINDOWS_1258;
    let mut rows: Vec<Vec<String>> = names().iter().map(|name| vec![misread_in(page, name)]).collect();
    // What a program leaves out that keeps no control signs.
    rows.push(vec![misread_in(page, "Phường Mường Lay").replace(|sign: char| sign.is_control(), "")]);
    let sheet = mended(sheet(&rows));
    assert_eq!(texts(&sheet).last().map(String::as_str), Some("Phư\u{fffd}ng Mư\u{fffd}ng Lay"));
}

#[test]
fn unicode_french_and_english_stay() {
    let decomposed = |text: &str| text.nfd().collect::<String>();
    for sheet in [form(str::to_owned), form(decomposed), form(of_1258), form(|text| text.to_uppercase())] {
        assert_eq!(mended(sheet.clone()), sheet);
    }
    for text in [
        "Le département a reçu 12 dossiers à côté de la forêt; été où déjà très même château dû sûr",
        "Müller, José and the naïve café owner © 2024 Company® – 5 × 3 ± 2 °C, §12 µg m² «oui»",
        "El niño está aquí, mañana también: ¿qué pasó?",
        "Xã Na Son, Nà Hì, Tên thôn, là Hà Trì và không có hòa thanh cô bé",
        "Tổng số 12 · ñ",
        "Ê Đê, Mnông Rlăm, Cơ Ho Srê, Krông Pắk, Đăk Lăk, Ya Xiêr, Mdrắk, Ea Súp",
        "Qúy I, hòan thành, lọai, thùy, hùynh, thoã, gía, khỏang",
        "Société Générale à Hà Nội, Hôtel Métropole, Coût estimé: 5 €, Müller & Söhne",
        "plain ASCII",
    ] {
        let sheet =
            sheet(&text.split([' ', ',']).map(|word| vec![word.to_owned(), text.to_owned()]).collect::<Vec<_>>());
        assert_eq!(mended(sheet.clone()), sheet, "{text}");
    }
}

#[test]
fn a_mixed_sheet_is_decoded_where_it_gains() {
    let mut rows = vec![vec!["Mã số".to_owned(), "Tên xã, phường".into(), "Tổng số".into()]];
    rows.extend(names().into_iter().map(|name| vec!["Nà Hì".into(), TCVN3.encode(name), "Đúng hạn".into()]));
    let sheet = mended(sheet(&rows));
    assert_eq!(found(&sheet), Some((Encoding::Tcvn3, true)));
    assert_eq!(
        (sheet.grid.get(0, 1).display(), sheet.grid.get(0, 2).display()),
        ("Tên xã, phường".into(), "Tổng số".into())
    );
    assert_eq!(sheet.grid.get(5, 0).display(), "Nà Hì");
    let kept: Vec<_> =
        names().into_iter().zip(1..).filter(|(name, row)| sheet.grid.get(*row, 1).display() != *name).collect();
    // A name that reads well both ways stays in a mixed run.
    assert!(kept.len() * 10 < names().len(), "{kept:?}");
}

#[test]
fn names_under_labels_in_unicode_come_back_however_few() {
    for write in [|name: &str| VNI.encode(name), |name: &str| TCVN3.encode(name)] {
        for some in names().chunks_exact(10) {
            let mut rows = vec![vec!["Mã số".to_owned(), "Tên xã".into(), "Số hộ".into()]];
            rows.extend(some.iter().map(|name| vec!["03325".into(), write(name), "12".into()]));
            let sheet = mended(sheet(&rows));
            assert!(sheet.legacy.is_some(), "{some:?}");
            let first = sheet.grid.get(0, 1).display();
            assert_eq!(first, "Tên xã", "{some:?}");
            if found(&sheet).is_some_and(|(_, decoded)| decoded) {
                let kept: Vec<_> =
                    some.iter().zip(1..).filter(|(name, row)| sheet.grid.get(*row, 1).display() != **name).collect();
                // What reads well both ways stays in a mixed run.
                assert!(kept.len() < 3, "{kept:?}");
            }
        }
    }
}

#[test]
fn labels_in_tcvn3_over_names_in_unicode_come_back() {
    let mut rows = vec![LABELS.iter().map(|label| TCVN3.encode(label)).collect::<Vec<_>>()];
    rows.extend(names().into_iter().map(|name| vec!["03325".into(), name.into(), "12".into(), "3".into(), "x".into()]));
    let sheet = mended(sheet(&rows));
    assert_eq!(found(&sheet), Some((Encoding::Tcvn3, true)));
    // "Ghi chú" reads well both ways ("Ghi chó"): in a mixed sheet it stays.
    assert_eq!(texts(&sheet)[..4], LABELS[..4]);
    assert!(names().into_iter().zip(1..).all(|(name, row)| sheet.grid.get(row, 1).display() == name));
}

#[test]
fn capitals_of_the_capital_font_come_back_as_capitals() {
    let typed = |text: &str| TCVN3.encode(text);
    let sheet = mended(sheet(&[
        vec![typed("ĐƠN VỊ BÁO CÁO: UBND HUYỆN ĐIỆN BIÊN")],
        vec![typed("Mã ĐVHC")],
        vec![typed("Xã Mường Nhà")],
    ]));
    assert_eq!(texts(&sheet), ["ĐƠN VỊ BÁO CÁO: UBND HUYỆN ĐIỆN BIÊN", "Mã ĐVHC", "Xã Mường Nhà"]);
}

/// The fault letter by letter, in texts that hold any other letter of Unicode.
fn spoilt(text: &str) -> String {
    let letter = |sign: char| match sign {
        'ã' | 'Ã' | 'ì' | 'ò' => misread_as_1258(&sign.to_string()),
        sign => sign.to_string(),
    };
    text.chars().map(letter).collect()
}

#[test]
fn a_sheet_spoilt_letter_by_letter_comes_back_word_by_word() {
    let sheet = mended(form(spoilt));
    assert_eq!(found(&sheet), Some((Encoding::Windows1252, true)));
    assert_eq!(texts(&sheet), texts(&form(str::to_owned)));
}

#[test]
fn a_doubt_is_a_finding_and_changes_nothing() {
    let before = sheet(&[vec!["TØnh §iÖn".to_owned(), "12".into()]]);
    let after = mended(before.clone());
    assert_eq!(found(&after), Some((Encoding::Tcvn3, false)));
    assert_eq!(after.grid, before.grid);
    assert_eq!(finding(&after).map(|finding| finding.code), Some(Code::DoubtfulEncoding));
}

#[test]
fn stripped_soft_hyphens_do_not_hide_tcvn3() {
    let sheet = mended(form(|text| TCVN3.encode(text).replace('\u{ad}', "")));
    assert_eq!(found(&sheet), Some((Encoding::Tcvn3, true)));
    assert_texts(&sheet, &texts(&form(|text| text.replace('ư', ""))));
}

proptest! {
    /// Whatever names are together, none in Unicode is touched, and none that was spoilt comes back as another.
    #[test]
    fn names_in_unicode_stay_and_spoilt_ones_come_back(picks in proptest::collection::vec(any::<prop::sample::Index>(), 1..30)) {
        let names = names();
        let rows = |write: &dyn Fn(&str) -> String| -> Vec<Vec<String>> {
            picks.iter().map(|pick| vec![write(names[pick.index(names.len())]), "Đường tỉnh, lý do".into()]).collect()
        };
        let clean = sheet(&rows(&str::to_owned));
        prop_assert_eq!(mended(clean.clone()), clean.clone());
        let back = mended(sheet(&rows(&spoilt)));
        if back.legacy.is_some_and(|legacy| legacy.decoded) {
            prop_assert_eq!(texts(&back), texts(&clean));
        }
    }

    #[test]
    fn no_texts_make_it_panic(rows in proptest::collection::vec(proptest::collection::vec("\\PC{0,12}", 0..4), 0..6)) {
        let _ = mended(sheet(&rows));
    }

    #[test]
    fn no_latin_texts_make_it_panic(rows in proptest::collection::vec(proptest::collection::vec("[a-zA-Z\u{a0}-\u{ff} ]{0,12}", 0..4), 0..6)) {
        let _ = mended(sheet(&rows));
    }
}

#[test]
fn a_text_that_was_pasted_from_an_old_file_is_decoded_among_texts_in_unicode() {
    let names = |pasted: String| -> Vec<Vec<String>> {
        let others = ["Giám sát an ninh", "Điều khiển giao thông", "Cảnh báo thiên tai"];
        others
            .into_iter()
            .map(str::to_owned)
            .chain([pasted])
            .map(|name| vec![name, "Đang vận hành".to_owned()])
            .collect()
    };
    let clean = "Dịch vụ công trực tuyến";
    for encoded in [TCVN3.encode(clean), VNI.encode(clean)] {
        let mended = mended(sheet(&names(encoded)));
        assert_eq!(texts(&mended), texts(&sheet(&names(clean.to_owned()))));
        assert_eq!(mended.legacy.map(|legacy| (legacy.decoded, legacy.first)), Some((true, (3, 0))));
    }
    // A single odd word is none.
    let odd = sheet(&names("Müller GmbH".to_owned()));
    assert_eq!(mended(odd.clone()), odd);
}
