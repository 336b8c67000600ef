//! In which of two ways a column writes its text numbers: `1.234,5` or `1,234.5`.
//!
//! Takes the texts of a column, and what the other columns of the table show; gives the signs to read it with, and how sure
//! they are. A text decides where it is a number one way only. One that is a number both ways ("1.500" is 1500 or 1,5) leans to
//! the way in which it has a group of thousands, where the field keeps fewer than three decimals: few type three there. That alone turns no column
//! from the declared way; it is in doubt then, unless the other numbers of the column say by their size which of the two is meant.

use crate::typing::number::{Signs, plain, with_unit};
use crate::values::decimal::{Decimal, SCALE};
use crate::words::power_words::bare_power;
use crate::words::unit_text::perhaps_stated;

/// Digits of a group: a field that keeps fewer after its decimal sign has no number whose group is taken for decimals.
const DIGITS_OF_A_GROUP: u32 = 3;

/// The digits after the decimal sign for which a number has room: those that its field keeps, in the unit of the sheet, which
/// is so many powers of ten of the field's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub own: u32,
    pub shift: i32,
    /// The greatest number that the field may hold, or is likely to.
    pub most: Option<Decimal>,
    /// True where it is a percent without a declared maximum: more than 100 of them are rare.
    pub is_likely: bool,
}

impl Room {
    /// That of numbers with so many decimals in the field's own unit.
    pub const fn of_digits(own: u32) -> Self {
        Self { own, shift: 0, most: None, is_likely: false }
    }

    /// 12,513 tỷ in a field of two decimals in triệu has room for five.
    fn digits(self) -> u32 {
        self.own.saturating_add_signed(self.shift)
    }

    /// True where a text is a number of the field as declared alone: otherwise it is greater than the field's greatest. "80,500" of 100 points is
    /// 80,5. Not the other way round: what is too great as declared is a fault of the number.
    fn has_room_only_as_declared(self, text: &str, declared: Signs) -> bool {
        matches!(self.fits(text, declared), Some((true, false)))
    }

    /// True where a text is more than is likely as declared, and as much as is likely otherwise: "8.300%" is 8,3 percent or 8300.
    fn is_unlikely_as_declared(self, text: &str, declared: Signs) -> bool {
        self.is_likely && matches!(self.fits(text, declared), Some((false, true)))
    }

    /// Whether a text is within the greatest number of the field as declared, and otherwise.
    fn fits(self, text: &str, declared: Signs) -> Option<(bool, bool)> {
        let most = self.most.filter(|_| self.digits() > 0)?;
        let fits = |digits: &str| Decimal::parse(digits, SCALE, self.shift).is_ok_and(|number| number.value <= most);
        let (as_declared, otherwise) = readings(text, declared)?;
        Some((fits(&as_declared), fits(&otherwise)))
    }
}

/// The least and the most of the numbers of a column that can be read in one way only: its numeric cells, and its texts without a sign. Zeros
/// say nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ColumnSizes {
    range: Option<(u128, u128)>,
}

/// Which of the two ways the sizes of a column speak for.
#[derive(Clone, Copy, Debug, Default)]
struct SizesSay {
    declared: bool,
    otherwise: bool,
    /// True where they say nothing of some text.
    nothing: bool,
}

impl SizesSay {
    /// True where each text that may be read both ways has the size of the others as declared alone.
    const fn is_as_declared(self) -> bool {
        self.declared && !self.otherwise && !self.nothing
    }
}

/// The two readings of a text are a thousand times apart; what is nearer than half of that, as a factor, to the others has their size.
const NEAR: u128 = 30;

impl ColumnSizes {
    /// Takes in a number of the column.
    pub fn see(&mut self, number: Decimal) {
        let size = number.units().unsigned_abs();
        if size > 0 {
            let (least, most) = self.range.unwrap_or((size, size));
            self.range = Some((least.min(size), most.max(size)));
        }
    }

    fn has(self, digits: &str) -> Option<bool> {
        let (least, most) = self.range?;
        let size = Decimal::parse(digits, SCALE, 0).ok()?.value.units().unsigned_abs();
        Some(size.saturating_mul(NEAR) >= least && size <= most.saturating_mul(NEAR))
    }

    /// What they say of texts that may be read both ways.
    fn say(self, texts: &[impl AsRef<str>], declared: Signs) -> SizesSay {
        let mut say = SizesSay::default();
        for text in texts {
            // A unit behind a number has a size of its own.
            let bare = Some(text.as_ref()).filter(|text| plain(text, declared).is_some());
            let readings = bare.and_then(|text| readings(text, declared));
            let fits =
                readings.and_then(|(as_declared, otherwise)| Some((self.has(&as_declared)?, self.has(&otherwise)?)));
            match fits {
                Some((true, false)) => say.declared = true,
                Some((false, true)) => say.otherwise = true,
                _ => say.nothing = true,
            }
        }
        say
    }
}

/// What the text numbers of a table show of the way in which it writes numbers: in how many columns something is a number as declared
/// alone, and in how many otherwise alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Writing {
    as_declared: usize,
    otherwise: usize,
}

impl Writing {
    /// Takes in the texts of a column: those that are a number in one of the two ways only.
    pub fn see(&mut self, texts: impl Iterator<Item = (impl AsRef<str>, Room)>, declared: Signs) {
        let mut column = ColumnShows::default();
        texts.for_each(|(text, room)| column.see(text.as_ref(), reads_as(text.as_ref(), declared, room), declared));
        self.as_declared = self.as_declared.saturating_add(usize::from(column.as_declared));
        self.otherwise = self.otherwise.saturating_add(usize::from(column.otherwise));
    }

    /// What the other columns show.
    const fn without(self, column: ColumnShows) -> Self {
        Self {
            as_declared: self.as_declared.saturating_sub(column.as_declared as usize),
            otherwise: self.otherwise.saturating_sub(column.otherwise as usize),
        }
    }

    /// True where something is written as declared, and nothing otherwise.
    const fn is_as_declared(self) -> bool {
        self.as_declared > 0 && self.otherwise == 0
    }

    /// True where something is written the other way, and nothing as declared.
    const fn is_otherwise(self) -> bool {
        self.otherwise > 0 && self.as_declared == 0
    }
}

/// Whether a column shows one way, or the other.
#[derive(Clone, Copy, Debug, Default)]
struct ColumnShows {
    as_declared: bool,
    otherwise: bool,
}

impl ColumnShows {
    fn see(&mut self, text: &str, reads: ReadsAs, declared: Signs) {
        // Whole numbers say nothing where they may have three decimals.
        let says = |way: ReadsAs| reads == way && !is_whole_both_ways(text, declared);
        self.as_declared |= says(ReadsAs::Declared);
        self.otherwise |= says(ReadsAs::Otherwise);
    }
}

/// What one text says of the writing of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ReadsAs {
    Declared,
    Otherwise,
    /// It is a number both ways. The way in which it has a group, where that is likelier.
    Either {
        leans: Option<Lean>,
    },
    /// It is a number both ways, and as declared a number that is unlikely.
    Unlikely,
    Nothing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lean {
    Declared,
    Otherwise,
}

/// The two numbers that a text may be, as declared and otherwise, where they differ.
pub fn readings(text: &str, declared: Signs) -> Option<(String, String)> {
    let read = |signs| plain(text, signs).or_else(|| with_unit(text, signs).map(|(number, _)| number));
    let (as_declared, otherwise) = (read(declared)?.digits, read(declared.exchanged())?.digits);
    (as_declared != otherwise).then_some((as_declared, otherwise))
}

/// True for a number with a unit behind it that is no power of ten: "5.800 người" has the decimals of its field.
fn has_plain_unit(text: &str, declared: Signs) -> bool {
    let behind = with_unit(text, declared).or_else(|| with_unit(text, declared.exchanged()));
    behind.is_some_and(|(_, unit)| {
        let units = perhaps_stated(unit);
        units.only().is_some_and(|unit| unit.multiplier == 0) && bare_power(unit).is_none()
    })
}

fn reads_as(text: &str, declared: Signs, room: Room) -> ReadsAs {
    if !text.contains(['.', ',']) {
        return ReadsAs::Nothing;
    }
    let bare = |signs| plain(text, signs).is_some();
    // Letters that are no unit are a slip, and say nothing of the column: "169.12a".
    let is_unit = |unit: &str| !perhaps_stated(unit).is_empty() || bare_power(unit).is_some();
    let behind = |signs| with_unit(text, signs).is_some_and(|(_, unit)| is_unit(unit));
    let other = declared.exchanged();
    match (bare(declared) || behind(declared), bare(other) || behind(other)) {
        (true, false) => ReadsAs::Declared,
        (false, true) => ReadsAs::Otherwise,
        (false, false) => ReadsAs::Nothing,
        (true, true) if readings(text, declared).is_none() => ReadsAs::Nothing,
        (true, true) => {
            let lean = if text.contains(declared.group) { Lean::Declared } else { Lean::Otherwise };
            // A unit behind the number has its own decimals: 1,234 tỷ.
            match (lean, room.digits()) {
                _ if !bare(declared) && !has_plain_unit(text, declared) => ReadsAs::Either { leans: None },
                _ if room.has_room_only_as_declared(text, declared) => ReadsAs::Declared,
                _ if room.is_unlikely_as_declared(text, declared) => ReadsAs::Unlikely,
                // In a unit larger than the form's, decimals are what the amounts are written with.
                (Lean::Otherwise, DIGITS_OF_A_GROUP..) if room.shift > 0 => {
                    ReadsAs::Either { leans: Some(Lean::Declared) }
                }
                (Lean::Declared, 0) => ReadsAs::Declared,
                (Lean::Otherwise, 0) => ReadsAs::Otherwise,
                (lean, digits) => ReadsAs::Either { leans: (digits < DIGITS_OF_A_GROUP).then_some(lean) },
            }
        }
    }
}

/// True for one group of zeros: 120.000 may be 120 with three decimals, as programs write every number of a table. Not so 1.234 and 1.200.000.
fn is_whole_both_ways(text: &str, declared: Signs) -> bool {
    let is_head = |head: &str| head.trim_start_matches(['-', '−', '+']).len() <= 3;
    let is_zeros = |sign| text.trim().split_once(sign).is_some_and(|(head, rest)| rest == "000" && is_head(head));
    is_zeros(declared.group) || is_zeros(declared.decimal)
}

/// Numbers that may all be without a thousandth: of fewer nothing is said.
const FEWEST_IN_DOUBT: usize = 3;

/// Why the numbers of a column that may be read both ways are in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing decides, or only the rest of the column does, against what is likely.
    Unsure,
    /// The table has numbers of one way and of the other.
    Contradiction,
}

/// How a column writes its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnWriting {
    pub signs: Signs,
    pub doubt: Option<Doubt>,
}

/// How a column that keeps so many decimals writes its text numbers. The declared signs hold unless the column as a whole can
/// only be read the other way, or the other columns of the table are written so. The column is one of those that `table` has seen; `sizes` are those of
/// its numeric cells.
pub fn of_column(
    texts: impl Iterator<Item = (impl AsRef<str>, Room)>,
    declared: Signs,
    table: Writing,
    mut sizes: ColumnSizes,
) -> ColumnWriting {
    let mut of_both_ways = Vec::new();
    let (mut as_declared, mut otherwise, mut own) = (false, false, ColumnShows::default());
    let (mut leans_declared, mut leans_otherwise, mut open, mut unlikely) = (false, false, false, false);
    let (mut zeros, mut numbers) = (0usize, 0usize);
    let (mut certain, mut both_ways, mut has_both_signs) = (0usize, 0usize, false);
    for (written, room) in texts {
        let text = written.as_ref();
        if text.contains(|sign: char| sign.is_ascii_digit()) {
            numbers = numbers.saturating_add(1);
            zeros = zeros.saturating_add(usize::from(is_whole_both_ways(text, declared)));
        }
        let reads = reads_as(text, declared, room);
        own.see(text, reads, declared);
        has_both_signs |=
            reads == ReadsAs::Otherwise && text.contains(declared.group) && text.contains(declared.decimal);
        certain = certain.saturating_add(usize::from(reads == ReadsAs::Otherwise));
        both_ways = both_ways.saturating_add(usize::from(matches!(reads, ReadsAs::Either { .. })));
        match reads {
            ReadsAs::Declared => as_declared = true,
            ReadsAs::Otherwise => otherwise = true,
            ReadsAs::Either { leans: Some(Lean::Declared) } => leans_declared = true,
            ReadsAs::Either { leans: Some(Lean::Otherwise) } => leans_otherwise = true,
            ReadsAs::Either { leans: None } => open = true,
            ReadsAs::Unlikely => unlikely = true,
            ReadsAs::Nothing => {
                let number = plain(text, declared).filter(|number| !number.percent);
                let number = number.and_then(|number| Decimal::parse(&number.digits, SCALE, 0).ok());
                number.into_iter().for_each(|number| sizes.see(number.value));
            }
        }
        if matches!(reads, ReadsAs::Either { .. }) {
            of_both_ways.push(written);
        }
    }
    let sizes = sizes.say(&of_both_ways, declared);
    let all_zeros = zeros > 0 && zeros == numbers;
    let either = all_zeros && as_declared != otherwise || leans_declared || leans_otherwise || open || unlikely;
    let is = |signs, doubt: Option<Doubt>| ColumnWriting { signs, doubt: doubt.filter(|_| either) };
    let many = zeros >= FEWEST_IN_DOUBT;
    let unsure = |against: bool| against.then_some(Doubt::Unsure);
    let contradiction = |against: bool| against.then_some(Doubt::Contradiction);
    // One text among several that may be as declared may be a slip; not so one with both signs.
    let is_alone = certain == 1 && both_ways >= FEWEST_IN_DOUBT && !has_both_signs;
    let table = table.without(own);
    match (as_declared, otherwise) {
        (true, true) => is(declared, Some(Doubt::Contradiction)),
        (true, false) if all_zeros => is(declared, contradiction(table.is_otherwise()).or(unsure(many))),
        (false, true) if all_zeros => is(declared.exchanged(), contradiction(table.is_as_declared()).or(unsure(many))),
        (true, false) => is(declared, unsure(leans_otherwise)),
        (false, true) if is_alone && table.is_as_declared() => is(declared, None),
        (false, true) if table.is_as_declared() => is(declared.exchanged(), Some(Doubt::Contradiction)),
        (false, true) if is_alone && open && !table.is_otherwise() => is(declared, Some(Doubt::Contradiction)),
        (false, true) => is(declared.exchanged(), unsure(leans_declared)),
        (false, false) if unlikely && !table.is_as_declared() => is(declared, Some(Doubt::Contradiction)),
        (false, false) => match (leans_declared, leans_otherwise) {
            (true, true) => is(declared, Some(Doubt::Contradiction)),
            (true, false) => {
                is(declared, contradiction(table.is_otherwise()).or(unsure(all_zeros && many || sizes.otherwise)))
            }
            (false, true) if table.is_otherwise() => {
                is(declared.exchanged(), contradiction(sizes.declared).or(unsure(all_zeros && many)))
            }
            (false, true) if sizes.is_as_declared() => is(declared, None),
            (false, true) => {
                is(declared, contradiction(sizes.otherwise || table.is_as_declared()).or(Some(Doubt::Unsure)))
            }
            (false, false) if table.is_as_declared() => is(declared, None),
            (false, false) if table.is_otherwise() => is(declared, Some(Doubt::Contradiction)),
            (false, false) => is(declared, Some(Doubt::Unsure)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VI: Signs = Signs { group: '.', decimal: ',' };

    fn of(texts: &[&str], digits: u32) -> (Signs, Option<Doubt>) {
        of_unit(texts, digits, 0)
    }

    fn of_unit(texts: &[&str], own: u32, shift: i32) -> (Signs, Option<Doubt>) {
        let texts = texts.iter().map(|text| (*text, Room { own, shift, most: None, is_likely: false }));
        let written = of_column(texts, VI, Writing::default(), ColumnSizes::default());
        (written.signs, written.doubt)
    }

    #[test]
    fn a_larger_unit_has_room_for_more_decimals() {
        assert_eq!(of_unit(&["12,513"], 2, 3), (VI, None));
        assert_eq!(of_unit(&["12,513", "4.147,5"], 0, 3), (VI, None));
        assert_eq!(of_unit(&["12.513"], 2, 3), (VI, Some(Doubt::Unsure)));
        assert_eq!(of_unit(&["12,513.5"], 2, 3), (VI.exchanged(), None));
        assert_eq!(of_unit(&["12,513"], 2, -6), (VI.exchanged(), None));
    }

    #[test]
    fn a_column_decides_as_a_whole() {
        assert_eq!(of(&["1,234.5", "2,000"], 6), (VI.exchanged(), None));
        assert_eq!(of(&["1.234,5", "1.234"], 6), (VI, None));
        assert_eq!(of(&["1.234", "2.000"], 6), (VI, Some(Doubt::Unsure)));
        assert_eq!(of(&["1.234,5", "1,234.5"], 6), (VI, None));
        assert_eq!(of(&["1.5", "2"], 6), (VI.exchanged(), None));
        assert_eq!(of(&["0.750", "1.500"], 6), (VI.exchanged(), None));
    }

    #[test]
    fn one_slip_does_not_turn_a_column() {
        let column = ["310,125", "99.75", "12,500", "1,250"];
        assert_eq!(of(&column, 6), (VI, Some(Doubt::Contradiction)));
        assert_eq!(of(&["310,125", "12,500", "1,250", "99.75a"], 6), (VI, Some(Doubt::Unsure)), "no unit");
        assert_eq!(of(&["310,125", "12,500", "1,250", "1,250.5"], 6), (VI.exchanged(), None), "both signs");
        assert_eq!(of(&["310,125", "99.75", "12.5", "1,250"], 6), (VI.exchanged(), None), "more than one");
        let within = |others: &str| {
            let mut table = Writing::default();
            table.see([(others, Room::of_digits(6))].into_iter(), VI);
            table.see(column.iter().map(|text| (*text, Room::of_digits(6))), VI);
            let written =
                of_column(column.iter().map(|text| (*text, Room::of_digits(6))), VI, table, ColumnSizes::default());
            (written.signs, written.doubt)
        };
        assert_eq!(within("12,5"), (VI, None), "the other columns are as declared");
        assert_eq!(within("12.5"), (VI.exchanged(), None), "the other columns are not");
    }

    #[test]
    fn whole_numbers_have_groups() {
        assert_eq!(of(&["1,000", "2,000", "60"], 0), (VI.exchanged(), None));
        assert_eq!(of(&["1,000", "2.000"], 0), (VI, None));
        assert_eq!(of(&["12,0", "5"], 0), (VI, None));
    }

    #[test]
    fn whole_numbers_that_all_end_in_zeros_may_have_three_decimals() {
        assert_eq!(of(&["120.000", "60.000", "400.000"], 0), (VI, Some(Doubt::Unsure)));
        assert_eq!(of(&["120,000", "60,000", "400,000"], 0), (VI.exchanged(), Some(Doubt::Unsure)));
        assert_eq!(of(&["120.000", "60.000"], 0), (VI, None), "too few to say");
        assert_eq!(of(&["120.000", "60.000", "40.000", "345"], 0), (VI, None), "345 has no decimals");
        assert_eq!(of(&["120.000", "60.000", "1.200.000"], 0), (VI, None));
        assert_eq!(of(&["120.000", "60.000", "1.234"], 0), (VI, None));
        assert_eq!(of(&["1.000", "2,000"], 0), (VI, None), "one of them is no whole number");
    }

    #[test]
    fn three_decimals_are_a_group_where_two_are_kept() {
        assert_eq!(of(&["1,500", "12,000", "345"], 2), (VI, Some(Doubt::Contradiction)), "1,5 beside 345");
        assert_eq!(of(&["1,500", "12,000"], 2), (VI, Some(Doubt::Unsure)));
        assert_eq!(of(&["46,420", "22,664"], 2), (VI, Some(Doubt::Unsure)));
        assert_eq!(of(&["1,500", "1,234,567"], 2), (VI.exchanged(), None));
        assert_eq!(of(&["1.500", "12.000"], 2), (VI, None));
        assert_eq!(of(&["1,500", "12.000"], 2), (VI, Some(Doubt::Contradiction)));
        assert_eq!(of(&["12.5", "1.250"], 2), (VI.exchanged(), Some(Doubt::Unsure)));
        assert_eq!(of(&["12,5", "1,250"], 2), (VI, Some(Doubt::Unsure)));
        assert_eq!(of(&["2.5 tỷ", "1.250 tỷ"], 2), (VI.exchanged(), None));
        assert_eq!(of(&["1.250 tỷ"], 2), (VI, Some(Doubt::Unsure)));
    }

    #[test]
    fn the_other_columns_of_a_table_speak_too() {
        let table = |texts: &[&str]| {
            let mut writing = Writing::default();
            writing.see(texts.iter().map(|text| (*text, Room { own: 2, shift: 0, most: None, is_likely: false })), VI);
            writing
        };
        let of = |texts: &[&str], own, table| {
            of_column(
                texts.iter().map(|text| (*text, Room { own, shift: 0, most: None, is_likely: false })),
                VI,
                table,
                ColumnSizes::default(),
            )
            .doubt
        };
        assert_eq!(of(&["1,500"], 2, table(&["1,234.56"])), None);
        assert_eq!(of(&["1,500"], 2, table(&["1.234,56"])), Some(Doubt::Contradiction));
        assert_eq!(of(&["1.234"], 6, table(&["1.234,56"])), None);
        assert_eq!(of(&["1.234"], 6, table(&["1,234.56"])), Some(Doubt::Contradiction));
        assert_eq!(of(&["60.000", "400.000"], 0, table(&["4000.000"])), Some(Doubt::Contradiction));
        assert_eq!(of(&["60.000", "400.000"], 0, table(&["1.200.000"])), None);
    }

    #[test]
    fn the_size_of_other_numbers_says_which_way_is_meant() {
        let of = |texts: &[&str], numbers: &[&str]| {
            let mut sizes = ColumnSizes::default();
            numbers.iter().for_each(|number| sizes.see(Decimal::parse(number, SCALE, 0).expect("a number").value));
            let texts = texts.iter().map(|text| (*text, Room::of_digits(2)));
            let written = of_column(texts, VI, Writing::default(), sizes);
            (written.signs, written.doubt)
        };
        assert_eq!(of(&["22,660"], &["26.88", "0", "31.05"]), (VI, None));
        assert_eq!(of(&["22,664", "46"], &["26.88"]), (VI, None));
        assert_eq!(of(&["-22,660"], &["26.88"]), (VI, None));
        assert_eq!(of(&["22,660"], &["21500", "31050.5"]), (VI, Some(Doubt::Contradiction)));
        assert_eq!(of(&["22,660"], &["26.88", "31050.5"]), (VI, Some(Doubt::Unsure)), "of both sizes");
        assert_eq!(of(&["22,660"], &["0"]), (VI, Some(Doubt::Unsure)));
        assert_eq!(of(&["22,660", "1,250 tỷ"], &["26.88"]), (VI, Some(Doubt::Unsure)), "a unit of its own");
        assert_eq!(of(&["22.660"], &["21500", "31050.5"]), (VI, None));
        assert_eq!(of(&["22.660"], &["26.88", "31.05"]), (VI, Some(Doubt::Unsure)));
    }

    #[test]
    fn a_number_that_would_be_too_great_otherwise_is_as_declared() {
        let of = |texts: &[&str], own: u32, most: i64| {
            let room = Room { own, shift: 0, most: Some(Decimal::from_integer(most)), is_likely: false };
            let written =
                of_column(texts.iter().map(|text| (*text, room)), VI, Writing::default(), ColumnSizes::default());
            (written.signs, written.doubt)
        };
        assert_eq!(of(&["80,500", "85,250", "90,000"], 2, 100), (VI, None));
        assert_eq!(of(&["80,500", "85,250"], 2, 100_000), (VI, Some(Doubt::Unsure)), "both are possible");
        assert_eq!(of(&["80.500", "85.250"], 2, 100), (VI, None), "too great as declared");
        assert_eq!(of(&["80,500", "85,250"], 0, 100), (VI.exchanged(), None), "no decimals");
        assert_eq!(of(&["80,500", "1.234.567"], 2, 100), (VI, None));
    }

    #[test]
    fn percents_above_a_hundred_are_in_doubt_where_they_may_have_decimals() {
        let of = |texts: &[&str]| {
            let room = Room { own: 2, shift: 0, most: Some(Decimal::from_integer(100)), is_likely: true };
            let written =
                of_column(texts.iter().map(|text| (*text, room)), VI, Writing::default(), ColumnSizes::default());
            (written.signs, written.doubt)
        };
        assert_eq!(of(&["8,300%", "9,100%"]), (VI, None));
        assert_eq!(of(&["8.300%", "9.100%"]), (VI, Some(Doubt::Contradiction)));
        assert_eq!(of(&["8.300%", "1.234,5%"]), (VI, None), "one way is certain");
        assert_eq!(of(&["8.300%", "9.5%"]), (VI.exchanged(), None));
    }
}
