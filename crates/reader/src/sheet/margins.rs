//! What is printed above and below each page of a sheet: its header and its footer.
//!
//! Takes the code of a header as workbooks keep it, "&L…&C…&R&\"Arial,Bold\"&10Đơn vị tính: tỷ đồng"; gives the texts of its parts,
//! without what says how they look and without what a program puts in when it prints (the number of the page, the day).

/// Texts of one sheet; a sheet has six headers and footers of three parts.
const MOST: usize = 18;
/// Bytes of one of them.
const LONGEST: usize = 2_000;

/// The texts of the headers and footers of one sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageMargins {
    pub texts: Vec<String>,
}

impl PageMargins {
    /// Adds the texts of one header or footer.
    pub fn add(&mut self, code: &str) {
        if code.len() > LONGEST {
            return;
        }
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
            margins.add(code);
            margins.texts
        };
        assert_eq!(texts("&RĐơn vị tính: tỷ đồng"), ["Đơn vị tính: tỷ đồng"]);
        assert_eq!(
            texts("&L&\"Arial,Bold\"&10Sở KH&&CN&CTrang &P/&N&R&K00FF00ĐVT: tỷ đồng"),
            ["Sở KH&CN", "Trang /", "ĐVT: tỷ đồng"]
        );
        assert_eq!(texts("&L&C&R"), [""; 0]);
    }
}
