//! The templates that senders have grown over the years: takes a sender, gives the shape of its file. A sender
//! keeps its template, as people do.

use crate::calendar::PeriodStyle;
use crate::vietnamese::{decompose, short_prefix, tone_on_second_vowel};

#[derive(Clone, Copy, PartialEq)]
pub enum Labels {
    /// As the official form prints them, in all their rows.
    Official,
    /// Groups with other inner labels.
    Aliases,
    /// One row, without groups.
    Flat,
}

/// What happens to the text of a label on its way to the cell.
#[derive(Clone, Copy)]
pub enum LabelText {
    Plain,
    Capitals,
    Decomposed,
    /// Broken by hand to fit a narrow column, with the tone mark on the second vowel.
    Broken,
    /// With the marks of footnotes.
    Footnotes,
}

#[derive(Clone, Copy)]
pub enum Names {
    Registry,
    ShortPrefix,
    Capitals,
    Decomposed,
    DoubleSpace,
    NonBreakingSpace,
    ToneOnSecondVowel,
}

#[derive(Clone, Copy)]
pub enum Numbers {
    /// Numeric cells.
    Cells,
    /// Numeric cells with a thousands format.
    GroupedCells,
    /// `1.234` and `1.234,56` as text, `-` for zero.
    Text,
    /// `1 234` and `1 234,56` as text, `-` for zero.
    Spaced,
    /// Mostly numeric cells, some text, as after pasting from Word.
    Mixed,
}

/// What the column before the names holds.
#[derive(Clone, Copy, PartialEq)]
pub enum Ordinals {
    /// 1, 2, 3
    Running,
    /// 1.1, 1.2, 2.1: the section's number before the row's.
    Nested,
    /// 1, 2, 3 below sections A and B.
    Lettered,
    /// A dash in every row.
    Dashes,
    /// Some are missing, as rows were deleted or added by hand.
    Gaps,
}

#[derive(Clone, Copy)]
pub enum Total {
    None,
    Above(&'static str),
    Below(&'static str),
}

#[derive(Clone, Copy)]
pub enum Medium {
    Workbook,
    /// UTF-8 with a byte order mark and semicolons, as Excel saves CSV on a Vietnamese machine.
    Semicolons,
    /// UTF-16LE with a byte order mark and tabs: Excel's "Unicode text".
    Tabs,
}

#[derive(Clone, Copy)]
pub struct Layout {
    pub sheet: &'static str,
    /// Empty columns left of everything.
    pub indent: u16,
    pub has_codes: bool,
    /// Whether the code is before the name.
    pub code_first: bool,
    /// Labels of ordinal, code and name.
    pub stubs: [&'static str; 3],
    pub labels: Labels,
    pub label_text: LabelText,
    pub names: Names,
    pub numbers: Numbers,
    pub period: PeriodStyle,
    /// A second line below the title with the first and the last day.
    pub shows_days: bool,
    /// Whether the head has a left and a right side, or one line below the other.
    pub two_sided_head: bool,
    /// Whether towns and villages are in sections of their own.
    pub has_sections: bool,
    /// Whether the row above a section prints the section's sums.
    pub sums_sections: bool,
    pub ordinals: Ordinals,
    pub total: Total,
    /// Whether the label of the total spans the columns left of the figures.
    pub merges_total: bool,
    /// A "Trong đó" row below the total.
    pub has_border_part: bool,
    /// Whether the numbering row shows the arithmetic of the form.
    pub shows_formula: bool,
    /// Whether the warning that figures are synthetic is in the head or in the notes.
    pub warns_in_head: bool,
}

impl Layout {
    pub fn label(&self, text: &str) -> String {
        match self.label_text {
            LabelText::Plain | LabelText::Footnotes => text.to_owned(),
            LabelText::Capitals => text.to_uppercase(),
            LabelText::Decomposed => decompose(text),
            LabelText::Broken => break_in_the_middle(&tone_on_second_vowel(text)),
        }
    }

    pub fn name(&self, name: &str) -> String {
        match self.names {
            Names::Registry => name.to_owned(),
            Names::ShortPrefix => short_prefix(name),
            Names::Capitals => name.to_uppercase(),
            Names::Decomposed => decompose(name),
            Names::DoubleSpace => format!(" {}", name.replace(' ', "  ")),
            Names::NonBreakingSpace => name.replace(' ', "\u{a0}"),
            Names::ToneOnSecondVowel => tone_on_second_vowel(name),
        }
    }
}

fn break_in_the_middle(text: &str) -> String {
    let middle = text.len() / 2;
    let nearest = text.match_indices(' ').map(|(index, _)| index).min_by_key(|index| index.abs_diff(middle));
    match nearest {
        Some(index) if text.chars().count() > 9 => {
            format!("{}\n{}", &text[..index], &text[index + 1..])
        }
        _ => text.to_owned(),
    }
}

const OFFICIAL: Layout = Layout {
    sheet: "Bieu",
    indent: 0,
    has_codes: true,
    code_first: true,
    stubs: ["STT", "Mã đơn vị hành chính", "Xã, phường, thị trấn"],
    labels: Labels::Official,
    label_text: LabelText::Plain,
    names: Names::Registry,
    numbers: Numbers::Cells,
    period: PeriodStyle::Slash,
    shows_days: false,
    two_sided_head: true,
    has_sections: false,
    sums_sections: false,
    ordinals: Ordinals::Running,
    total: Total::Below("Tổng số"),
    merges_total: false,
    has_border_part: false,
    shows_formula: false,
    warns_in_head: true,
};

/// One template for each district, in the order of the registry; communes took over the template of a neighbour.
pub const LAYOUTS: [Layout; 10] = [
    // The official form, with wards and villages apart.
    Layout { has_sections: true, period: PeriodStyle::Words, ..OFFICIAL },
    // Typed as text throughout, zero as a dash.
    Layout {
        numbers: Numbers::Text, shows_days: true, warns_in_head: false, total: Total::Below("Cộng"), ..OFFICIAL
    },
    // Names only, other inner labels, the total first.
    Layout {
        sheet: "Sheet1",
        has_codes: false,
        stubs: ["Số TT", "Mã số", "Tên đơn vị"],
        labels: Labels::Aliases,
        period: PeriodStyle::Named,
        total: Total::Above("Toàn huyện"),
        ..OFFICIAL
    },
    // Capitals in every label.
    Layout {
        label_text: LabelText::Capitals,
        names: Names::DoubleSpace,
        period: PeriodStyle::Capitals,
        two_sided_head: false,
        has_sections: true,
        total: Total::None,
        ..OFFICIAL
    },
    // Written on a Mac: everything decomposed.
    Layout {
        sheet: "Trang tính1",
        label_text: LabelText::Decomposed,
        names: Names::Decomposed,
        numbers: Numbers::GroupedCells,
        period: PeriodStyle::Words,
        total: Total::Above("Tổng số"),
        merges_total: true,
        ..OFFICIAL
    },
    // Narrow columns, lines broken by hand, short prefixes.
    Layout {
        indent: 1,
        label_text: LabelText::Broken,
        names: Names::ToneOnSecondVowel,
        shows_formula: true,
        total: Total::Below("Cộng"),
        warns_in_head: false,
        ..OFFICIAL
    },
    // Footnotes, and the border communes as a part of the total.
    Layout {
        label_text: LabelText::Footnotes,
        numbers: Numbers::GroupedCells,
        period: PeriodStyle::Words,
        total: Total::Below("Toàn huyện"),
        merges_total: true,
        has_border_part: true,
        warns_in_head: false,
        ..OFFICIAL
    },
    // One row of labels, names in capitals, numbers pasted from several places.
    Layout {
        sheet: "BC",
        code_first: false,
        stubs: ["TT", "Mã xã", "Đơn vị hành chính"],
        labels: Labels::Flat,
        names: Names::Capitals,
        numbers: Numbers::Mixed,
        period: PeriodStyle::Named,
        two_sided_head: false,
        total: Total::None,
        ..OFFICIAL
    },
    // Short prefixes and the column arithmetic of the form.
    Layout {
        stubs: ["TT", "Mã ĐVHC", "Tên xã, phường, thị trấn"],
        names: Names::ShortPrefix,
        shows_formula: true,
        has_sections: true,
        ..OFFICIAL
    },
    // Names only, with non-breaking spaces, typed as text.
    Layout {
        sheet: "Sheet1",
        indent: 1,
        has_codes: false,
        labels: Labels::Aliases,
        names: Names::NonBreakingSpace,
        numbers: Numbers::Text,
        total: Total::Above("Tổng số"),
        has_border_part: false,
        ..OFFICIAL
    },
];
