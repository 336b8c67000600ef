//! What a sender or an auditor would notice of the tables found.

use crate::findings::code::Code;
use crate::findings::severity::Disposition;
use crate::formats::open;
use crate::locate::labels::header::Catalogue;
use crate::locate::rows::{RowRole, TotalScope};
use crate::locate::{Located, Table, head};
use crate::project::written::form::Form;
use crate::sheet::grid::{Cell, Grid, Merged, Sheet};
use crate::sheet::limits::Limits;

fn forms() -> Vec<Form> {
    let texts = [
        include_str!("../../../../schemas/digital-government.json"),
        include_str!("../../../../schemas/digital-society.json"),
        include_str!("../../../../schemas/value-added-by-industry.json"),
    ];
    texts.iter().map(|text| serde_json::from_str(text).unwrap()).collect()
}

/// Form 02 as it is sent: a head, a title, three rows of merged labels, numbers of columns, sections, notes.
fn form_02(body: &[&[&str]]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let format = rust_xlsxwriter::Format::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Biểu 02").unwrap();
    sheet.write(0, 0, "Biểu số 02/CĐS").unwrap();
    sheet.write(0, 5, "Đơn vị báo cáo: UBND huyện Mường Chà").unwrap();
    sheet.write(1, 0, "Ban hành theo Quyết định số 12/QĐ-UBND ngày 3 tháng 2 năm 2024").unwrap();
    sheet.merge_range(2, 0, 2, 9, "KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH NĂM 2024", &format).unwrap();
    sheet.merge_range(3, 0, 3, 9, "Tháng 9/2024", &format).unwrap();
    sheet.merge_range(4, 7, 4, 9, "Đơn vị tính: hồ sơ, người", &format).unwrap();
    for (column, label) in ["STT", "Mã ĐVHC", "Xã, phường,\nthị trấn"].into_iter().enumerate() {
        let column = u16::try_from(column).unwrap();
        sheet.merge_range(5, column, 7, column, label, &format).unwrap();
    }
    sheet.merge_range(5, 3, 5, 7, "Hồ sơ thủ tục hành chính", &format).unwrap();
    sheet.merge_range(6, 3, 6, 4, "Tiếp nhận trong kỳ", &format).unwrap();
    sheet.merge_range(6, 5, 6, 7, "Đã giải quyết (hồ sơ)", &format).unwrap();
    sheet.merge_range(5, 8, 6, 9, "Cán bộ, công chức (người)", &format).unwrap();
    let leaves = ["Tổng số", "Trong đó:\ntrực tuyến (*)", "Tổng số", "Đúng hạn", "Quá hạn", "Tổng số", "Có chữ ký số"];
    for (column, leaf) in (3..).zip(leaves) {
        sheet.write(7, column, leaf).unwrap();
    }
    for (row, cells) in (8..).zip(body) {
        for (column, text) in (0..).zip(cells.iter()) {
            match text.parse::<f64>() {
                Ok(number) if !text.starts_with('0') => sheet.write(row, column, number).unwrap(),
                _ => sheet.write(row, column, *text).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
}

/// Finds the tables of some forms.
fn locate(sheets: &[Sheet], forms: &[Form]) -> Located {
    crate::locate::locate(sheets, forms, &Catalogue::new(forms))
}

fn located(bytes: &[u8]) -> Located {
    locate(&open(bytes, &Limits::default()).unwrap().sheets, &forms())
}

fn codes(located: &Located) -> Vec<Code> {
    located.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn a_form_with_merged_labels_is_read_whole() {
    let located = located(&form_02(&[
        &["A", "B", "C", "1", "2", "3=4+5", "4", "5", "6", "7"],
        &["", "", "Tổng số", "30", "20", "28", "27", "1", "20", "10"],
        &["I", "", "Khu vực thành thị"],
        &["1", "03172", "Thị trấn Mường Chà", "10", "5", "9", "9", "0", "10", "5"],
        &["", "", "Cộng", "10", "5", "9", "9", "0", "10", "5"],
        &["II", "", "Khu vực nông thôn"],
        &["2", "03178", "Xã Sá Tổng", "20", "15", "19", "18", "1", "10", "5"],
        &[],
        &["3", "03181", "Xã Mường Tùng"],
        &["", "", "Trong đó: xã biên giới", "3", "3", "3", "3", "0", "1", "1"],
        &["", "", "Toàn huyện", "30", "20", "28", "27", "1", "20", "10"],
        &[],
        &["", "", "Số liệu có đến ngày chốt"],
        &["", "", "", "", "", "", "Mường Chà, ngày 15 tháng 9 năm 2024"],
        &["", "", "Nguyễn Văn A", "", "", "", "Vừ A Y"],
    ]));
    assert_eq!(codes(&located), []);
    let table = &located.tables[0];
    assert_eq!((table.form, table.header_row, table.first_row, table.last_row), (0, 7, 9, 18));
    let roles: Vec<(u32, RowRole, Option<u32>)> =
        table.body.iter().map(|row| (row.index, row.role, row.section)).collect();
    assert_eq!(
        roles,
        [
            (8, RowRole::Numbering, None),
            (9, RowRole::Total(TotalScope::Table), None),
            (10, RowRole::Section, None),
            (11, RowRole::Data, Some(10)),
            (12, RowRole::Total(TotalScope::Section), Some(10)),
            (13, RowRole::Section, None),
            (14, RowRole::Data, Some(13)),
            (16, RowRole::Data, Some(13)),
            (17, RowRole::PartOf, Some(13)),
            (18, RowRole::Total(TotalScope::Table), None),
            (20, RowRole::Note, None),
            (21, RowRole::Note, None),
            (22, RowRole::Note, None),
        ]
    );
    let formulas = table.numbering.columns.iter().filter_map(|column| Some((column, column.formula.as_ref()?)));
    let formulas: Vec<(u32, u32, &str)> =
        formulas.map(|(column, formula)| (column.column, column.number, &*formula.text)).collect();
    assert_eq!((table.numbering.row, formulas), (8, vec![(5, 3, "3=4+5")]));
    let columns: Vec<(&str, Option<usize>, Option<&str>)> =
        table.columns.iter().map(|column| (&*column.label, column.field, column.unit.as_deref())).collect();
    assert_eq!(columns[2], ("Xã, phường, thị trấn", Some(2), None));
    assert_eq!(columns[4], ("Hồ sơ thủ tục hành chính > Tiếp nhận trong kỳ > Trong đó: trực tuyến (*)", Some(5), None));
    assert_eq!(columns[7], ("Hồ sơ thủ tục hành chính > Đã giải quyết (hồ sơ) > Quá hạn", Some(8), Some("hồ sơ")));
    assert_eq!(columns[9], ("Cán bộ, công chức (người) > Có chữ ký số", Some(10), Some("người")));
    let text = |found: &Option<head::HeadText>| found.as_ref().map(|found| found.text.clone()).unwrap_or_default();
    assert_eq!(text(&table.head.form_code), "02/CĐS");
    assert_eq!(text(&table.head.period.as_ref().map(|period| period.found.clone())), "Tháng 9/2024");
    assert_eq!(text(&table.head.sender), "UBND huyện Mường Chà");
    assert_eq!(text(&table.head.unit), "hồ sơ, người");
    assert_eq!(table.head.revision, None);
}

#[test]
fn a_note_among_the_rows_ends_nothing() {
    let header = "Mã xã,Tên đơn vị,Kỳ,Hồ sơ tiếp nhận,Hồ sơ tiếp nhận trực tuyến,Hồ sơ đã giải quyết,Hồ sơ giải quyết đúng hạn\n";
    let body =
        "03172,Xã A,2024-09,3,1,2,2\nGhi chú: số của xã B là ước tính\n03178,Xã B,2024-09,4,1,2,2\n,Tổng số,,7,2,4,4\n";
    let end = "Người lập biểu\n,Nguyễn Văn A,,0912,,,\n";
    let located = located(format!("{header}{body}{end}").as_bytes());
    let roles: Vec<RowRole> = located.tables[0].body.iter().map(|row| row.role).collect();
    let total = RowRole::Total(TotalScope::Table);
    assert_eq!(roles, [RowRole::Data, RowRole::Note, RowRole::Data, total, RowRole::Note, RowRole::Note]);
}

#[test]
fn labels_on_one_line_or_without_merged_cells_are_read() {
    let header = "Mã xã,Tên đơn vị,Kỳ,dossiers_received,Tiếp nhận trong kỳ > Trực tuyến,Đã giải quyết - Tổng số,Đã giải quyết – Đúng hạn,Hồ sơ giải quyết quá hạn,Số cán bộ,Ghi chú\n";
    let located = located(format!("{header}03172,Xã A,2024-09,1,1,1,1,0,2,\n,Tổng số,,1,1,1,1,0,2,\n").as_bytes());
    let fields: Vec<Option<usize>> = located.tables[0].columns.iter().map(|column| column.field).collect();
    assert_eq!(fields, [Some(1), Some(2), Some(3), Some(4), Some(5), Some(6), Some(7), Some(8), None, None]);
    assert_eq!(located.tables[0].body[1].role, RowRole::Total(TotalScope::Table));
    // The empty column of remarks is no fault.
    assert_eq!(codes(&located), [Code::MissingLabel, Code::MissingLabel, Code::ExtraLabel]);

    let rows: [&[&str]; 3] = [
        &["STT", "Đơn vị", "Người từ 15 tuổi trở lên", "", "", "", "Dân số", ""],
        &[
            "",
            "",
            "Tổng số",
            "Có tài khoản thanh toán",
            "Có điện thoại thông minh",
            "Có định danh điện tử",
            "Tổng số",
            "Có hồ sơ sức khoẻ điện tử",
        ],
        &["1", "Xã A", "5", "4", "3", "2", "9", "8"],
    ];
    let sheet = Sheet::new("S".into(), false, Grid::from_rows(&rows));
    let located = locate(&[sheet], &forms());
    assert_eq!(codes(&located), [Code::HiddenSheet]);
    let fields: Vec<Option<usize>> = located.tables[0].columns.iter().map(|column| column.field).collect();
    assert_eq!(fields, [Some(0), Some(2), Some(4), Some(5), Some(6), Some(7), Some(8), Some(9)]);
    assert_eq!(located.tables[0].header_row, 1);
}

#[test]
fn two_columns_of_one_field_and_a_required_field_without_one_reject_the_table() {
    let header = "Mã xã,Hồ sơ tiếp nhận,Số hồ sơ tiếp nhận,Hồ sơ đã giải quyết,Hồ sơ giải quyết đúng hạn,Hồ sơ giải quyết quá hạn\n1,1,1,1,1,1\n";
    let twice = located(header.replace("Số hồ sơ tiếp nhận", "Hồ sơ tiếp nhận").as_bytes());
    assert!(twice.tables.is_empty());
    assert_eq!(twice.findings[0].code, Code::DuplicateLabel);
    assert_eq!(twice.findings[0].value.as_deref(), Some("B1, C1"));
    let missing = "Mã xã,Hồ sơ tiếp nhận trực tuyến,Hồ sơ đã giải quyết,Hồ sơ giải quyết đúng hạn,Hồ sơ giải quyết quá hạn\n1,1,1,1,1\n";
    let missing = located(missing.as_bytes());
    assert!(missing.tables.is_empty());
    assert_eq!(
        (missing.findings[0].code, missing.findings[0].disposition()),
        (Code::MissingLabel, Disposition::Rejected)
    );
}

#[test]
fn a_file_of_no_form_names_the_closest() {
    let located = located("Mã xã,Hồ sơ tiếp nhận,Ăn trưa\n1,2,3\n".as_bytes());
    assert_eq!(codes(&located), [Code::UnknownForm]);
    assert!(
        located.findings[0].message.en.contains("02/CĐS comes closest with 2 of 11"),
        "{}",
        located.findings[0].message.en
    );
}

#[test]
fn labels_that_fit_two_forms_need_the_code_in_the_head() {
    let mut forms = forms();
    let mut twin = forms[0].clone();
    (twin.name, twin.form.code) = ("twin".into(), "05/CĐS".into());
    forms.push(twin);
    let header =
        "Mã xã,Hồ sơ tiếp nhận,Hồ sơ đã giải quyết,Hồ sơ giải quyết đúng hạn,Hồ sơ giải quyết quá hạn\n1,1,1,1,1\n";
    let read = |text: &str| locate(&open(text.as_bytes(), &Limits::default()).unwrap().sheets, &forms);
    assert_eq!(codes(&read(header)), [Code::AmbiguousForm]);
    assert_eq!(read(&format!("Biểu số 05/CĐS,,,,\n{header}")).tables[0].form, 3);
}

#[test]
fn two_tables_on_a_sheet_stay_apart() {
    let rows: [&[&str]; 8] = [
        &["Tháng 9/2024", "Đơn vị báo cáo: UBND xã A"],
        &["Mã xã", "Hồ sơ tiếp nhận", "Hồ sơ đã giải quyết", "Hồ sơ giải quyết đúng hạn", "Hồ sơ giải quyết quá hạn"],
        &["03172", "1", "1", "1", "0"],
        &["Ghi chú: hết bảng"],
        &["Quý III năm 2024"],
        &["Mã xã", "Dân số", "Số người từ 15 tuổi trở lên", "Người từ 15 tuổi có tài khoản thanh toán"],
        &["03172", "9", "5", "4"],
        &["03178", "9", "5", "4"],
    ];
    let mut grid = Grid::from_rows(&rows);
    grid.set_merged(vec![Merged { first_row: 0, last_row: 0, first_column: 1, last_column: 9 }]);
    grid.set(2, 1, Cell::Number(7.0));
    let located = locate(&[Sheet::new("S".into(), true, grid)], &forms());
    let tables: Vec<(usize, u32, u32)> =
        located.tables.iter().map(|table| (table.form, table.first_row, table.last_row)).collect();
    assert_eq!(tables, [(0, 2, 2), (1, 6, 7)]);
    assert_eq!(located.tables[1].head.period.as_ref().map(|period| &*period.found.text), Some("Quý III năm 2024"));
    assert_eq!(located.tables[1].head.sender.as_ref().map(|sender| &*sender.text), Some("UBND xã A"));
}

/// The columns of the first table that give a field, by their letters.
fn read_columns(located: &Located) -> Vec<(u32, u8)> {
    let columns = located.tables.first().map(|table| table.columns.as_slice()).unwrap_or_default();
    columns.iter().filter_map(|column| Some((column.index, column.matched?.score))).collect()
}

fn of_rows(rows: &[&[&str]]) -> Located {
    locate(&[Sheet::new("S".into(), true, Grid::from_rows(rows))], &forms())
}

#[test]
fn a_measure_is_taken_from_no_other_period_and_not_from_the_plan() {
    let columns = |group: &str| {
        let rows: [&[&str]; 4] = [
            &["Tháng 9/2024"],
            &["Mã xã", group, "", "", "Trong kỳ", "", "", ""],
            &[
                "",
                "Hồ sơ tiếp nhận",
                "Hồ sơ đã giải quyết",
                "Hồ sơ giải quyết đúng hạn",
                "Số hồ sơ tiếp nhận",
                "Số hồ sơ đã giải quyết",
                "Đã giải quyết > Trước và đúng hạn",
                "Hồ sơ giải quyết quá hạn",
            ],
            &["03172", "9", "9", "9", "1", "1", "1", "0"],
        ];
        let located = of_rows(&rows);
        assert_eq!(located.unusable.len() + located.tables.len(), 1, "{group}");
        read_columns(&located).into_iter().map(|(column, _)| column).collect::<Vec<_>>()
    };
    for group in ["Lũy kế", "Cùng kỳ năm 2023", "Kế hoạch", "Tháng 8", "Tháng 9/2023", "Ước năm 2024", "LUY KE"]
    {
        assert_eq!(columns(group), [0, 4, 5, 6, 7], "{group}");
    }
}

#[test]
fn titles_over_the_table_refuse_nothing() {
    let rows: [&[&str]; 4] = [
        &["KẾ HOẠCH CHUYỂN ĐỔI SỐ NĂM 2024: LŨY KẾ", "", "", "", ""],
        &["Mã xã", "Hồ sơ", "", "", ""],
        &["", "Hồ sơ tiếp nhận", "Hồ sơ đã giải quyết", "Hồ sơ giải quyết đúng hạn", "Hồ sơ giải quyết quá hạn"],
        &["03172", "1", "1", "1", "0"],
    ];
    assert_eq!(read_columns(&of_rows(&rows)), [(0, 100), (1, 100), (2, 100), (3, 100), (4, 100)]);
}

#[test]
fn a_table_beside_another_loses_no_rows_and_cuts_none() {
    let left = [
        "STT",
        "Mã xã",
        "Hồ sơ tiếp nhận",
        "Hồ sơ đã giải quyết",
        "Hồ sơ giải quyết đúng hạn",
        "Hồ sơ giải quyết quá hạn",
    ];
    let right = ["STT", "Mã xã", "Dân số", "Số người từ 15 tuổi trở lên", "Người từ 15 tuổi có tài khoản thanh toán"];
    for below in 0..6u32 {
        for gap in 0..3u32 {
            // Without a blank column between them only the same row of labels shows that a table begins anew.
            if gap == 0 && below > 0 {
                continue;
            }
            let mut grid = Grid::new();
            let mut table = |row: u32, column: u32, labels: &[&str]| {
                for (place, label) in (column..).zip(labels) {
                    grid.set(row, place, (*label).into());
                    for number in 1..=8u32 {
                        let cell = if place == column { number.to_string() } else { format!("0{}", 3000 + number) };
                        grid.set(row + number, place, cell.as_str().into());
                    }
                }
            };
            table(1, 0, &left);
            table(1 + below, 6 + gap, &right);
            grid.set(0, 0, "Tháng 9/2024".into());
            let located = locate(&[Sheet::new("S".into(), true, grid)], &forms());
            let data = |table: &Table| table.body.iter().filter(|row| row.role == RowRole::Data).count();
            let tables: Vec<(usize, usize)> = located.tables.iter().map(|table| (table.form, data(table))).collect();
            assert_eq!(tables, [(0, 8), (1, 8)], "{below} rows below, {gap} columns apart");
        }
    }
}

#[test]
fn a_blank_column_within_a_table_cuts_nothing() {
    let rows: [&[&str]; 3] = [
        &[
            "STT",
            "",
            "Mã xã",
            "",
            "Tên đơn vị",
            "Hồ sơ tiếp nhận",
            "Hồ sơ đã giải quyết",
            "",
            "Hồ sơ giải quyết đúng hạn",
            "Hồ sơ giải quyết quá hạn",
        ],
        &["1", "", "03172", "", "Đơn vị", "1", "1", "", "1", "0"],
        &["2", "", "03178", "", "Xã A", "1", "1", "", "1", "0"],
    ];
    let located = of_rows(&rows);
    assert_eq!((located.tables.len(), located.tables[0].body.len()), (1, 2));
}

#[test]
fn an_export_without_areas_is_all_data() {
    let text = "nam;ma_nganh;ten_nganh;gia;loai_so_lieu;phuong_phap;gia_tri_tang_them;kinh_te_so_loi;kinh_te_so_nen_tang;kinh_te_so_nganh\n2023;A;Nông nghiệp;current;P;statistics-office;1,5;0;0;0\n2023;B;Khai khoáng;current;P;statistics-office;;;;\n";
    let located = located(text.as_bytes());
    assert_eq!(codes(&located), []);
    assert!(located.tables[0].body.iter().all(|row| row.role == RowRole::Data));
    assert_eq!(located.tables[0].body.len(), 2);
}

proptest::proptest! {
    #[test]
    fn no_grid_makes_it_panic(
        cells in proptest::collection::vec((0u32..12, 0u32..8, 0usize..12), 0..60),
        ranges in proptest::collection::vec((0u32..12, 0u32..8, 0u32..12, 0u32..8), 0..6),
    ) {
        const TEXTS: [&str; 12] = [
            "STT", "Mã xã", "Hồ sơ tiếp nhận", "Đã giải quyết", "Tổng số", "Đúng hạn", "Quá hạn", "1", "2", "I", "Trong đó:", "Ghi chú",
        ];
        let mut grid = Grid::new();
        for (row, column, text) in cells {
            grid.set(row, column, TEXTS[text].into());
        }
        let range = |(first_row, first_column, last_row, last_column)| Merged { first_row, first_column, last_row, last_column };
        grid.set_merged(ranges.into_iter().map(range).collect());
        let _ = locate(&[Sheet::new("S".into(), true, grid)], &forms());
    }
}
