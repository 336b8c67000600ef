//! Vietnamese text in the forms in which people really type it: takes composed text, gives its decomposition, its
//! plain ASCII, and other spellings of unit names.

/// Each row: the ASCII letter, the mark of the letter itself, and the letter under the six tones.
const LETTERS: [(char, Option<char>, &str); 12] = [
    ('a', None, "aàảãáạ"),
    ('a', Some(BREVE), "ăằẳẵắặ"),
    ('a', Some(CIRCUMFLEX), "âầẩẫấậ"),
    ('e', None, "eèẻẽéẹ"),
    ('e', Some(CIRCUMFLEX), "êềểễếệ"),
    ('i', None, "iìỉĩíị"),
    ('o', None, "oòỏõóọ"),
    ('o', Some(CIRCUMFLEX), "ôồổỗốộ"),
    ('o', Some(HORN), "ơờởỡớợ"),
    ('u', None, "uùủũúụ"),
    ('u', Some(HORN), "ưừửữứự"),
    ('y', None, "yỳỷỹýỵ"),
];
const BREVE: char = '\u{306}';
const CIRCUMFLEX: char = '\u{302}';
const HORN: char = '\u{31b}';
const DOT_BELOW: char = '\u{323}';
/// Level, grave, hook, tilde, acute, dot below: the order of the letters above.
const TONES: [Option<char>; 6] =
    [None, Some('\u{300}'), Some('\u{309}'), Some('\u{303}'), Some('\u{301}'), Some(DOT_BELOW)];

/// The ASCII letter, the letter's own mark and the tone of a lower-case Vietnamese letter.
fn parts(letter: char) -> Option<(char, Option<char>, Option<char>)> {
    LETTERS.iter().find_map(|&(base, mark, row)| {
        let tone = row.chars().position(|candidate| candidate == letter)?;
        Some((base, mark, TONES[tone]))
    })
}

fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

fn with_case_of(model: char, letter: char) -> char {
    if model.is_uppercase() { letter.to_ascii_uppercase() } else { letter }
}

/// Normalization Form D, as macOS and some keyboards write it. Only Vietnamese letters are known here.
pub fn decompose(text: &str) -> String {
    let mut result = String::with_capacity(text.len() * 2);
    for letter in text.chars() {
        let Some((base, mark, tone)) = parts(lower(letter)) else {
            result.push(letter);
            continue;
        };
        result.push(with_case_of(letter, base));
        // Canonical order: the horn (class 216), the dot below (220), then what is above (230) as written.
        let mut marks: Vec<char> = mark.into_iter().chain(tone).collect();
        marks.sort_by_key(|&mark| match mark {
            HORN => 0,
            DOT_BELOW => 1,
            _ => 2,
        });
        result.extend(marks);
    }
    result
}

/// The text without any accent, as people name files and as careless people name communes.
pub fn without_accents(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            'đ' => 'd',
            'Đ' => 'D',
            _ => parts(lower(letter)).map_or(letter, |(base, _, _)| with_case_of(letter, base)),
        })
        .collect()
}

/// `Huyện Tuần Giáo` as `huyen-tuan-giao`.
pub fn slug(text: &str) -> String {
    without_accents(text).to_lowercase().replace(' ', "-")
}

/// `Xã Mường Phăng` as `X. Mường Phăng`.
pub fn short_prefix(name: &str) -> String {
    for (whole, short) in [("Thị trấn ", "TT. "), ("Phường ", "P. "), ("Xã ", "X. ")] {
        if let Some(rest) = name.strip_prefix(whole) {
            return format!("{short}{rest}");
        }
    }
    name.to_owned()
}

/// The name of a unit after the word for its type: `Mường Phăng`.
pub fn without_prefix(name: &str) -> &str {
    ["Thị trấn ", "Phường ", "Xã ", "Huyện ", "Thị Xã ", "Thành phố ", "Tỉnh "]
        .iter()
        .find_map(|prefix| name.strip_prefix(prefix))
        .unwrap_or(name)
}

/// The name as it is written within a sentence: `huyện Tuần Giáo`, `thị xã Mường Lay`.
pub fn in_sentence(name: &str) -> String {
    let rest = without_prefix(name);
    let prefix = &name[..name.len() - rest.len()];
    format!("{}{rest}", prefix.to_lowercase())
}

/// The tone mark on the second vowel, as schoolbooks of the south have it: `Toả` for `Tỏa`, `khoẻ` for `khỏe`.
pub fn tone_on_second_vowel(text: &str) -> String {
    [("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"), ("ỏe", "oẻ"), ("ủy", "uỷ"), ("úy", "uý")]
        .iter()
        .fold(text.to_owned(), |text, (first, second)| text.replace(first, second))
}

/// Quarters are numbered in Roman numerals on most forms.
pub fn roman(number: u32) -> &'static str {
    ["I", "II", "III", "IV"][(number as usize + 3) % 4]
}
