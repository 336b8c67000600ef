//! The letters of an old program: takes a text, gives the characters that its bytes stand for in a font of the time.

/// What the program that wrote a file knows of letters.
#[derive(Clone, Copy, PartialEq)]
pub enum Letters {
    Unicode,
    Tcvn3,
    Vni,
}

impl Letters {
    /// The text as these letters have it, within Latin-1 where they are not Unicode.
    pub fn write(self, text: &str) -> String {
        let map = match self {
            Self::Unicode => return text.to_owned(),
            Self::Tcvn3 => include_str!("../../crates/reader/src/sheet/legacy/tcvn3.csv"),
            Self::Vni => include_str!("../../crates/reader/src/sheet/legacy/vni.csv"),
        };
        // A line of the map: bytes in hexadecimal, the same in Latin-1, the letter.
        let letters: Vec<Vec<&str>> = map.lines().skip(1).map(|line| line.split(',').take(3).collect()).collect();
        let mut written = String::with_capacity(text.len());
        for letter in text.chars() {
            let found = |letter: &str| letters.iter().find(|line| line.get(2) == Some(&letter)).map(|line| line[1]);
            let (letter, small) = (letter.to_string(), letter.to_lowercase().to_string());
            // TCVN3 has no capitals with a tone mark: another font shows its small letters large.
            written.push_str(found(&letter).or_else(|| found(&small)).unwrap_or(&letter));
        }
        written
    }
}
