use proptest::prelude::*;

use super::globals::Globals;
use super::sheet;
use crate::sheet::grid::Cell;
use crate::sheet::unread::UnreadReason;

fn record(kind: u16, words: &[u16], rest: &[u8]) -> Vec<u8> {
    let body: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).chain(rest.iter().copied()).collect();
    [kind.to_le_bytes(), u16::try_from(body.len()).unwrap().to_le_bytes()].concat().into_iter().chain(body).collect()
}

/// A workbook of one sheet with the styles General, `0%`, the built-in 10 and `0.0"%"`.
fn workbook(version: u16, cells: &[Vec<u8>]) -> Vec<u8> {
    let code = |number: u16, code: &str| match version {
        0x0600 => record(0x041e, &[number, u16::try_from(code.len()).unwrap()], &[b"\0", code.as_bytes()].concat()),
        _ => record(0x041e, &[number], &[&[u8::try_from(code.len()).unwrap()], code.as_bytes()].concat()),
    };
    let styles: Vec<u8> = [0, 164, 10, 165].iter().flat_map(|format| record(0x00e0, &[0, *format], &[0; 16])).collect();
    let begin = record(0x0809, &[version, 5, 0, 0], &[]);
    let head = [begin.clone(), code(164, "0%"), code(165, "0.0\"%\""), styles].concat();
    let end = record(0x000a, &[], &[]);
    let list = |start: u32| record(0x0085, &[], &[&start.to_le_bytes()[..], &[0; 4]].concat());
    let start = u32::try_from(head.len() + list(0).len() + end.len()).unwrap();
    [head, list(start), end.clone(), begin, cells.concat(), end].concat()
}

fn sample(version: u16) -> Vec<u8> {
    let chart = [record(0x0809, &[version, 32], &[]), record(0x0203, &[0, 0, 1], &[0; 8]), record(0x000a, &[], &[])];
    let one = 1f64.to_le_bytes();
    let cells = [
        record(0x0203, &[3, 0, 1], &one),
        record(0x0203, &[3, 1, 0], &one),
        record(0x027e, &[4, 0, 2], &[0; 4]),
        record(0x00bd, &[5, 1, 1, 0, 0, 3, 0, 0, 2, 0, 0, 3], &[]),
        record(0x0006, &[6, 0, 1], &[&one[..], &[0; 8]].concat()),
        // A style that there is none of, and the last corner.
        record(0x0203, &[7, 0, 900], &one),
        chart.concat(),
        record(0x0006, &[8, 0, 1], &[0; 16]),
        record(0x0203, &[65_535, 255, 0], &one),
    ];
    workbook(version, &cells)
}

/// The cells that are shown as percentages, and how many cells there are; nothing where the stream is broken.
fn percents(stream: &[u8]) -> Option<(Vec<(u32, u32)>, usize)> {
    let globals = Globals::read(stream, 1000).ok()?;
    let found = sheet::read(stream, globals.sheets.first()?.start, &globals, 1000)?.ok()?;
    let cells = found.cells.grid.rows(..).flat_map(|(row, cells)| cells.iter().map(move |cell| (row, cell)));
    let percents = cells.filter(|(_, (_, cell))| matches!(cell, Cell::Percent(_)));
    Some((percents.map(|(row, (column, _))| (row, *column)).collect(), found.cells.grid.cells()))
}

#[test]
fn numbers_of_every_record_are_shown_by_their_styles() {
    for version in [0x0600, 0x0500] {
        assert_eq!(percents(&sample(version)), Some((vec![(3, 0), (4, 0), (5, 1), (5, 3), (6, 0), (8, 0)], 10)));
    }
    assert_eq!(percents(&workbook(0x0600, &[])), Some((Vec::new(), 0)));
}

#[test]
fn headers_and_footers_of_pages_are_kept() {
    let code = b"&LSo&RDVT: ty dong";
    for (version, count) in [(0x0600, &[18, 0, 0][..]), (0x0500, &[18])] {
        let stream = workbook(version, &[record(0x0014, &[], &[count, code].concat())]);
        let globals = Globals::read(&stream, 1_000_000).unwrap();
        let found = sheet::read(&stream, globals.sheets[0].start, &globals, 1000).unwrap().unwrap();
        assert_eq!(found.margins.texts, ["So", "DVT: ty dong"]);
    }
}

#[test]
fn digits_of_a_format_beside_a_number_make_another() {
    for version in [0x0600, 0x0500] {
        let mut stream = workbook(version, &[record(0x0203, &[3, 1, 3], &54f64.to_le_bytes())]);
        let code = stream.windows(6).position(|window| window == b"0.0\"%\"").unwrap();
        stream[code..code + 6].copy_from_slice(b"0.0\"5\"");
        let globals = Globals::read(&stream, 1_000_000).unwrap();
        let found = sheet::read(&stream, globals.sheets[0].start, &globals, 1000).unwrap().unwrap();
        assert_eq!(found.cells.grid.get(3, 1), &Cell::Unread(UnreadReason::Format, "54".to_owned()));
        assert_eq!(found.cells.unread.named().len(), 1);
    }
}

#[test]
fn words_of_a_format_are_kept_beside_the_number() {
    for version in [0x0600, 0x0500] {
        let mut stream = workbook(version, &[record(0x0203, &[3, 1, 3], &54f64.to_le_bytes())]);
        let code = stream.windows(6).position(|window| window == b"0.0\"%\"").unwrap();
        stream[code..code + 6].copy_from_slice(b"0\"tr\" ");
        let globals = Globals::read(&stream, 1_000_000).unwrap();
        let found = sheet::read(&stream, globals.sheets[0].start, &globals, 1000).unwrap().unwrap();
        assert_eq!(found.cells.grid.get(3, 1), &Cell::Number(54.0));
        let shown = &found.cells.shown[0];
        assert_eq!((shown.place, &*shown.shows.words.as_ref().unwrap().after), ((3, 1), "tr"));
    }
}

#[test]
fn cells_of_a_font_that_strikes_out_are_found() {
    let begin = record(0x0809, &[0x0600, 5, 0, 0], &[]);
    // Fonts 0 to 3 and 5, which is the fifth in the file; a style of each of the last two.
    let fonts: Vec<u8> = [0, 0, 0, 0, 8].iter().flat_map(|flags| record(0x0031, &[200, *flags], &[0; 12])).collect();
    let styles = [record(0x00e0, &[3, 0], &[0; 16]), record(0x00e0, &[5, 0], &[0; 16])].concat();
    let (list, end) =
        (|start: u32| record(0x0085, &[], &[&start.to_le_bytes()[..], &[0; 4]].concat()), record(0x000a, &[], &[]));
    let head = [begin.clone(), fonts, styles].concat();
    let start = u32::try_from(head.len() + list(0).len() + end.len()).unwrap();
    let one = 1f64.to_le_bytes();
    let cells = [
        record(0x0203, &[3, 0, 0], &one),
        record(0x0203, &[3, 1, 1], &one),
        record(0x00bd, &[4, 1, 1, 0, 0, 0, 0, 0, 2], &[]),
        record(0x0205, &[5, 0, 1], &[1, 0]),
        record(0x0006, &[6, 0, 1], &[&one[..], &[0; 8]].concat()),
    ];
    let stream = [head, list(start), end.clone(), begin, cells.concat(), end].concat();
    let globals = Globals::read(&stream, 1_000_000).unwrap();
    let found = sheet::read(&stream, globals.sheets[0].start, &globals, 1000).unwrap().unwrap();
    assert_eq!(found.cells.looked.struck, [(3, 1), (4, 1), (5, 0), (6, 0)]);
}

#[test]
fn how_a_sheet_looks_is_in_its_records() {
    use crate::sheet::appearance::NumberCode::{BuiltIn, Written};
    for version in [0x0600, 0x0500] {
        let records = [
            record(0x0055, &[8], &[]),
            record(0x0099, &[2560], &[]),
            record(0x007d, &[1, 2, 30 * 256, 0, 0], &[0; 2]),
            record(0x007d, &[3, 256, 0, 0, 1], &[0; 2]),
            record(0x0208, &[3, 0, 2, 300, 0, 0, 0x0120, 15], &[]),
            record(0x0208, &[4, 0, 2, 300, 0, 0, 0x0100, 15], &[]),
            record(0x0203, &[3, 0, 1], &1f64.to_le_bytes()),
            record(0x00bd, &[4, 0, 0, 0, 0, 2, 0, 0, 1], &[]),
            record(0x0201, &[5, 1, 3], &[]),
            record(0x00be, &[6, 1, 2, 0, 1, 3], &[]),
            record(0x007d, &[1], &[]),
        ];
        let stream = workbook(version, &records);
        let globals = Globals::read(&stream, 1000).unwrap();
        let looks = super::appearance::of_stream(&stream, &globals, 1000).unwrap();
        let look = looks.values().next().unwrap();
        assert_eq!((&look.widths[..], look.other_width), (&[(1, 2, 30.0)][..], Some(10.0)));
        let found = sheet::read(&stream, globals.sheets[0].start, &globals, 1000).unwrap().unwrap();
        let hidden = found.hidden.finish();
        assert_eq!((hidden.rows.rows(), hidden.columns.columns()), (vec!["4".to_owned()], vec!["D:IV".to_owned()]));
        let formats: Vec<_> = look.formats.iter().map(|(place, format)| (*place, format.code.clone())).collect();
        let (percent, own) = (Written("0%".into()), Written("0.0\"%\"".into()));
        let expected =
            [((3, 0), percent.clone()), ((4, 1), BuiltIn(10)), ((5, 1), own), ((6, 1), BuiltIn(10)), ((6, 3), percent)];
        assert_eq!(formats, expected);
    }
}

#[test]
fn what_is_cut_or_of_another_kind_is_refused() {
    let whole = sample(0x0600);
    for length in 0..whole.len() {
        assert_eq!(percents(&whole[..length]), None, "{length}");
    }
    assert_eq!(percents(&workbook(0x0400, &[])), None);
    let lies = record(0x041e, &[164, 9000], b"\x000%");
    assert_eq!(percents(&[record(0x0809, &[0x0600, 5], &[]), lies, record(0x000a, &[], &[])].concat()), None);
}

#[test]
fn a_record_that_is_too_short_is_a_cell_that_was_not_read() {
    let stream = workbook(0x0600, &[record(0x0203, &[3, 1, 0], &[1, 2]), record(0x00fd, &[4, 1, 0], &[9, 0, 0, 0])]);
    let globals = Globals::read(&stream, 1000).unwrap();
    let found = sheet::read(&stream, globals.sheets[0].start, &globals, 1000).unwrap().unwrap();
    assert_eq!(found.cells.unread.named().len(), 2);
    assert!(matches!(found.cells.grid.get(3, 1), Cell::Unread(..)));
}

#[test]
fn formulas_that_gave_nothing_but_zeros_and_empty_texts_were_not_computed() {
    let zero = record(0x0006, &[6, 0, 1], &[0; 16]);
    let empty = record(0x0006, &[6, 1, 0], b"\x03\0\0\0\0\0\xff\xff\0\0\0\0\0\0\0\0");
    let five = record(0x0006, &[7, 0, 0], &[&5f64.to_le_bytes()[..], &[0; 8]].concat());
    for (cells, is_computed) in [(vec![zero.clone(), empty.clone()], false), (vec![zero, empty, five], true)] {
        let stream = workbook(0x0600, &cells);
        let globals = Globals::read(&stream, 1000).unwrap();
        let mut found = sheet::read(&stream, globals.sheets[0].start, &globals, 1000).unwrap().unwrap();
        assert_eq!(found.has_results(), is_computed);
        if !is_computed {
            found.forget_results();
            let uncomputed = Cell::Uncomputed("=…".to_owned());
            assert_eq!((found.cells.grid.get(6, 0), found.cells.grid.get(6, 1)), (&uncomputed, &uncomputed));
        }
    }
}

#[test]
fn a_formula_whose_text_is_missing_was_not_computed() {
    let text_of = |column: u16| record(0x0006, &[6, column, 0], b"\0\0\0\0\0\0\xff\xff\0\0\0\0\0\0\0\0");
    let cells = [
        text_of(0),
        // What several formulas share comes between a formula and its text.
        text_of(1),
        record(0x04bc, &[6, 6], &[1, 1, 0, 1]),
        record(0x0207, &[1], b"\0x"),
        text_of(2),
        record(0x0203, &[6, 3, 0], &1f64.to_le_bytes()),
    ];
    let stream = workbook(0x0600, &cells);
    let globals = Globals::read(&stream, 1000).unwrap();
    let found = sheet::read(&stream, globals.sheets[0].start, &globals, 1000).unwrap().unwrap();
    let uncomputed = Cell::Uncomputed("=…".to_owned());
    let row: Vec<&Cell> = (0..4).map(|column| found.cells.grid.get(6, column)).collect();
    assert_eq!(row, [&uncomputed, &"x".into(), &uncomputed, &Cell::Number(1.0)]);
}

#[test]
fn cells_in_records_of_older_versions_are_not_read_and_are_named() {
    for kind in [0x0002, 0x0003, 0x0004, 0x0005, 0x007e, 0x0206, 0x0406] {
        let stream = workbook(0x0600, &[record(kind, &[6, 4, 0, 3700], &[0; 8]), record(kind, &[6], &[])]);
        let globals = Globals::read(&stream, 1000).unwrap();
        let found = sheet::read(&stream, globals.sheets[0].start, &globals, 1000).unwrap().unwrap();
        assert!(matches!(found.cells.grid.get(6, 4), Cell::Unread(UnreadReason::Kind, _)), "{kind:x}");
        let named: Vec<_> = found.cells.unread.named().iter().map(|unread| unread.cell).collect();
        assert_eq!(named, [Some((6, 4)), None], "{kind:x}");
    }
}

#[test]
fn a_row_of_packed_numbers_that_ends_within_a_cell_has_a_cell_that_was_not_read() {
    let stream = workbook(0x0600, &[record(0x00bd, &[4, 1, 0, 6, 0, 0, 9], &[2, 0]), record(0x00bd, &[5, 1, 1], &[])]);
    let globals = Globals::read(&stream, 1000).unwrap();
    let found = sheet::read(&stream, globals.sheets[0].start, &globals, 1000).unwrap().unwrap();
    let named: Vec<_> = found.cells.unread.named().iter().map(|unread| unread.cell).collect();
    assert_eq!((found.cells.grid.get(4, 1), named), (&Cell::Number(1.0), vec![Some((4, 2)), Some((5, 1))]));
}

proptest! {
    #[test]
    fn no_damage_makes_it_panic(place in 0usize..4000, byte in any::<u8>(), version in 0usize..2) {
        let mut stream = sample([0x0600, 0x0500][version]);
        let place = place % stream.len();
        stream[place] = byte;
        let _ = percents(&stream);
        if let Ok(globals) = Globals::read(&stream, 1000) {
            let _ = super::appearance::of_stream(&stream, &globals, 1000);
        }
    }
}

#[test]
fn engine_zero_and_a_sheet_that_was_not_computed_are_no_mark_of_a_spreadsheet() {
    let of = |engine: u32, sheet: &[Vec<u8>]| {
        let mut stream = workbook(0x0600, sheet);
        // Behind the first record of the globals.
        let mark = record(0x01c1, &[0x01c1, 0], &engine.to_le_bytes());
        let first = 4 + usize::from(u16::from_le_bytes([stream[2], stream[3]]));
        stream.splice(first..first, mark);
        Globals::read(&stream, 1000).unwrap().was_computed
    };
    assert!(of(191_029, &[]));
    assert!(!of(0, &[]));
    let stream = workbook(0x0600, &[record(0x005e, &[0], &[])]);
    let globals = Globals::read(&stream, 1000).unwrap();
    let found = sheet::read(&stream, globals.sheets[0].start, &globals, 1000).unwrap().unwrap();
    assert!(found.is_uncomputed);
}

#[test]
fn letters_of_the_colour_of_their_cell_and_of_fonts_of_signs_are_found() {
    let begin = record(0x0809, &[0x0600, 5, 0, 0], &[]);
    // Height, flags, colour; five words more; a name. White, the sixth colour of the palette, and a font of signs.
    let font = |colour: u16, name: &str| {
        let name = [&[u8::try_from(name.len()).unwrap(), 0], name.as_bytes()].concat();
        record(0x0031, &[200, 0, colour, 400, 0, 0, 0], &name)
    };
    let fonts = [font(9, "Arial"), font(13, "Arial"), font(0x7fff, "Wingdings")].concat();
    // The number of a font, of a format, and the fill in the last six bytes: its pattern and its colours.
    let style = |font: u16, pattern: u32, colour: u16| {
        let fill = [&(pattern << 26).to_le_bytes()[..], &colour.to_le_bytes()].concat();
        record(0x00e0, &[font, 0], &[&[0; 10][..], &fill].concat())
    };
    let styles = [style(0, 0, 0), style(0, 1, 12), style(1, 1, 13), style(2, 0, 0), style(1, 0, 0)].concat();
    let palette = record(0x0092, &[8], &[0_u8, 0, 0, 0, 255, 255, 255, 0].repeat(4));
    let (list, end) =
        (|start: u32| record(0x0085, &[], &[&start.to_le_bytes()[..], &[0; 4]].concat()), record(0x000a, &[], &[]));
    let text = |row: u16, style: u16, text: &[u8]| {
        record(0x0204, &[row, 0, style, u16::try_from(text.len()).unwrap()], &[&[0], text].concat())
    };
    for (palette, expected) in [(vec![], vec![(0, 0), (2, 0)]), (palette, vec![(0, 0), (2, 0), (4, 0)])] {
        let head = [begin.clone(), fonts.clone(), styles.clone(), palette].concat();
        let start = u32::try_from(head.len() + list(0).len() + end.len()).unwrap();
        let cells: Vec<u8> = (0..5).flat_map(|row| text(row, row, b"\xfc")).collect();
        let stream = [head, list(start), end.clone(), begin.clone(), cells, end.clone()].concat();
        let globals = Globals::read(&stream, 1_000_000).unwrap();
        let found = sheet::read(&stream, globals.sheets[0].start, &globals, 1000).unwrap().unwrap();
        assert_eq!(found.cells.looked.unseen, expected);
        assert_eq!(found.cells.grid.get(3, 0), &Cell::Text("✓".to_owned()));
        assert_eq!(found.cells.grid.get(1, 0), &Cell::Text("ü".to_owned()));
    }
}
