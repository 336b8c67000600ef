//! What is printed above and below each page of a sheet, its header and its footer, and what lies over it in text boxes.
//!
//! Takes the code of a header as workbooks keep it, "&L…&C…&R&\"Arial,Bold\"&10Đơn vị tính: tỷ đồng"; gives the texts of its parts,
//! without what says how they look and without what a program puts in when it prints (the number of the page, the day).

/// Texts of one sheet; a sheet has six headers and footers of three parts.
const MOST: usize = 18;
/// Bytes of one of them.
const LONGEST: usize = 2_000;
/// UTF-16 units of a code in the workbooks that programs accept.
const LONGEST_CODE: usize = 255;

/// Where a text is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Margin {
    /// Above each page.
    Header,
    /// Below each page.
    Footer,
}

/// The headers and footers of one sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageMargins {
    /// The texts of their parts.
    pub texts: Vec<String>,
    /// Their codes, those of odd pages first.
    codes: Vec<(Margin, String)>,
}

impl PageMargins {
    /// One code for all pages, as long as programs allow: the first of its kind with the texts of others that it has not. `None` where
    /// none is printed there, or the code would be too long.
    pub fn code(&self, margin: Margin) -> Option<String> {
        let mut codes = self.codes.iter().filter(|(of, _)| *of == margin).map(|(_, code)| code);
        // There is no picture to be shown.
        let mut whole = codes.next()?.replace("&G", "");
        for code in codes {
            let mut others = Self::default();
            others.add(margin, code);
            for text in others.texts.iter().map(|text| text.replace('&', "&&")) {
                if !whole.contains(&text) {
                    whole.push('\n');
                    whole.push_str(&text);
                }
            }
        }
        (whole.encode_utf16().count() <= LONGEST_CODE).then_some(whole)
    }

    /// Adds one header or footer.
    pub fn add(&mut self, margin: Margin, code: &str) {
        if code.len() > LONGEST {
            return;
        }
        let before = self.texts.len();
        self.add_texts(code);
        if self.texts.len() > before {
            self.codes.push((margin, code.to_owned()));
        }
    }

    /// Adds a text that is no code: that of a shape over the sheet is as one above each page.
    pub fn add_text(&mut self, text: &str) {
        self.add(Margin::Header, &text.replace('&', "&&"));
    }

    fn add_texts(&mut self, code: &str) {
        let mut text = String::new();
        let mut signs = code.chars().peekable();
        while let Some(sign) = signs.next() {
            if sign != '&' {
                text.push(sign);
                continue;
            }
            match signs.next() {
                Some('&') => text.push('&'),
                Some('L' | 'C' | 'R' | 'l' | 'c' | 'r') => self.end(&mut text),
                // The name and the style of a font.
                Some('"') => drop(signs.by_ref().find(|sign| *sign == '"')),
                Some('K' | 'k') => {
                    let _ = signs.by_ref().take(6).count();
                }
                // The size of the letters.
                Some(digit) if digit.is_ascii_digit() => while signs.next_if(char::is_ascii_digit).is_some() {},
                Some(_) | None => {}
            }
        }
        self.end(&mut text);
    }

    fn end(&mut self, text: &mut String) {
        let whole = std::mem::take(text);
        let whole = whole.trim();
        if !whole.is_empty() && self.texts.len() < MOST {
            self.texts.push(whole.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_header_are_its_texts() {
        let texts = |code: &str| {
            let mut margins = PageMargins::default();
            margins.add(Margin::Header, code);
            margins.texts
        };
        assert_eq!(texts("&RĐơn vị tính: tỷ đồng"), ["Đơn vị tính: tỷ đồng"]);
        assert_eq!(
            texts("&L&\"Arial,Bold\"&10Sở KH&&CN&CTrang &P/&N&R&K00FF00ĐVT: tỷ đồng"),
            ["Sở KH&CN", "Trang /", "ĐVT: tỷ đồng"]
        );
        assert_eq!(texts("&L&C&R"), [""; 0]);
    }

    #[test]
    fn one_code_says_what_all_say() {
        let mut margins = PageMargins::default();
        margins.add(Margin::Header, "&RĐVT: tỷ đồng");
        margins.add(Margin::Footer, "&CTrang &P");
        margins.add(Margin::Header, "&LSở KH&&CN&RĐVT: tỷ đồng");
        assert_eq!(margins.code(Margin::Header).as_deref(), Some("&RĐVT: tỷ đồng\nSở KH&&CN"));
        assert_eq!(margins.code(Margin::Footer).as_deref(), Some("&CTrang &P"));
        assert_eq!(PageMargins::default().code(Margin::Header), None);
        margins.add(Margin::Footer, &"dài ".repeat(100));
        assert_eq!(margins.code(Margin::Footer), None);
    }
}
