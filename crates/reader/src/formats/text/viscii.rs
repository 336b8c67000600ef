//! VISCII, the encoding of Vietnamese before Unicode that mail and Unix had (RFC 1456).
//!
//! Takes bytes that are no UTF-8; gives their text where nearly all words beyond ASCII are syllables of Vietnamese by it. Many of its letters are those of
//! windows-1252 and 1258, so that these read half of the words of such a text; every other letter is another one, and makes no syllables of theirs.

use crate::sheet::legacy::syllable::is_syllable;

/// The letters from byte 0x80 on.
const LETTERS: &str = concat!(
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ",
    "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ",
    "Õắằặấầẩậẽẹếềểễệố",
    "ồổỗỠƠộờởịỰỨỪỬơớƯ",
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ",
    "ĐứÒÓÔạỷừửÙÚỹỵÝỡư",
    "àáâãảăữẫèéêẻìíĩỉ",
    "đựòóôõỏọụùúũủýợỮ",
);
/// The letters in the place of control signs.
const OF_CONTROLS: [(u8, char); 6] = [(0x02, 'Ẳ'), (0x05, 'Ẵ'), (0x06, 'Ẫ'), (0x14, 'Ỷ'), (0x19, 'Ỹ'), (0x1e, 'Ỵ')];
/// Bytes by which it is recognised.
const HEAD: usize = 1 << 16;
/// Words beyond ASCII that must be syllables, those among them that another page does not give, and one in how many may be none.
const FEWEST: usize = 8;
const FEWEST_OWN: usize = 4;
const ONE_IN: usize = 20;

/// True for bytes that are in VISCII.
pub fn is_in(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if head.is_ascii() || is_utf8(head) || head.contains(&0) {
        return false;
    }
    let text = text_of(head);
    let (mut syllables, mut own, mut others) = (0_usize, 0_usize, 0_usize);
    for word in text.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_ascii()) {
        if is_syllable(word) {
            syllables += 1;
            // Windows has the letters of Latin-1 alone.
            own += usize::from(word.chars().any(|sign| sign > '\u{ff}' && !"ăĂđĐơƠưƯ".contains(sign)));
        } else {
            others += 1;
        }
    }
    syllables >= FEWEST && own >= FEWEST_OWN && others * ONE_IN <= syllables
}

/// True for UTF-8, which may be cut at its end.
fn is_utf8(head: &[u8]) -> bool {
    std::str::from_utf8(head).err().is_none_or(|fault| fault.error_len().is_none())
}

/// The text of bytes in VISCII.
pub fn text_of(bytes: &[u8]) -> String {
    let letters: Vec<char> = LETTERS.chars().collect();
    let letter = |byte: u8| match byte.checked_sub(0x80) {
        Some(place) => letters.get(usize::from(place)).copied(),
        None => OF_CONTROLS.iter().find(|(control, _)| *control == byte).map(|(_, letter)| *letter),
    };
    bytes.iter().map(|byte| letter(*byte).unwrap_or(char::from(*byte))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::WINDOWS_1252;

    /// The bytes of a text; letters that VISCII does not have are none.
    fn bytes_of(text: &str) -> Vec<u8> {
        let of = |sign: char| match LETTERS.chars().position(|letter| letter == sign) {
            Some(place) => u8::try_from(0x80 + place).unwrap(),
            None => u8::try_from(u32::from(sign)).unwrap(),
        };
        text.chars().map(of).collect()
    }

    const TEXT: &str =
        "Mã xã;Tên xã;Số doanh nghiệp;Doanh thu (triệu đồng);Tỷ lệ dùng hóa đơn điện tử;Có kế hoạch chuyển đổi số";

    #[test]
    fn a_text_in_it_is_known_from_those_of_other_pages() {
        let bytes = bytes_of(TEXT);
        assert!(is_in(&bytes));
        assert_eq!(text_of(&bytes), TEXT);
        assert!(!is_in(TEXT.as_bytes()));
        let french = "Dépôt;Région;Été;Élève;Préfecture;Société;Année;Détail;Numéro;Départ";
        assert!(!is_in(&WINDOWS_1252.encode(french).0));
        // TCVN3, which has other letters at the same bytes.
        let tcvn3 =
            "M· x·;Tªn x·;Sè doanh nghiÖp;Doanh thu (triÖu ®ång);Tû lÖ dïng hãa ®¬n ®iÖn tö;Cã kÕ ho¹ch chuyÓn ®æi sè";
        assert!(!is_in(&WINDOWS_1252.encode(tcvn3).0));
    }
}
