//! The code pages of DOS in which a Windows reads what a program of the console writes, from byte 0x80 on.
//!
//! They are not among the encodings of the web, so no library of these has them. Source: the tables CP437 and CP850 of the Unicode Consortium
//! (MAPPINGS/VENDORS/MICSFT/PC). Each byte is a sign of its own, so that nothing is lost.

/// Of the United States.
pub(super) const DOS_437: &str = concat!(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ",
    "áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐",
    "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀",
    "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
);

/// Of Western Europe.
pub(super) const DOS_850: &str = concat!(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ",
    "áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐",
    "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀",
    "ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_is_a_sign_of_its_own() {
        for page in [DOS_437, DOS_850] {
            let signs: std::collections::HashSet<char> = page.chars().collect();
            assert_eq!((page.chars().count(), signs.len()), (128, 128));
        }
        let sign = |page: &str, byte: usize| page.chars().nth(byte - 0x80);
        assert_eq!([0x80, 0xb0, 0xe1, 0xff].map(|byte| sign(DOS_437, byte)), ['Ç', '░', 'ß', '\u{a0}'].map(Some));
        assert_eq!([0x80, 0xb5, 0xe1, 0xfe].map(|byte| sign(DOS_850, byte)), ['Ç', 'Á', 'ß', '■'].map(Some));
    }
}
