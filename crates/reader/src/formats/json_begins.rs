//! Whether a text is JSON, by its first signs.
//!
//! Takes letters of ASCII, so that UTF-16 and UTF-8 are alike; the first element of a list, or the first line, may be an odd one: null, a text, a
//! number, an object or a list without anything in it.

/// Signs that are looked at: titles and stamps before the first row are short.
const FAR: usize = 1 << 14;
const RECORD_SEPARATOR: u8 = 0x1e;

/// True for a list of objects or lists, an object with a member, or lines that are such values; also behind a comment, an assignment or the name of a
/// function, with which it is no JSON and its reader says where that is broken.
pub(super) fn begins_as_json(letters: impl Iterator<Item = u8>) -> bool {
    let head: Vec<u8> = letters.skip_while(is_before_rows).take(FAR).collect();
    let rest = behind_code(&head);
    is_row(rest) || is_list_behind_odd_elements(rest) || are_lines_behind_odd_lines(rest)
}

/// Blanks, and the sign with which each text of a sequence begins (RFC 7464).
fn is_before_rows(byte: &u8) -> bool {
    byte.is_ascii_whitespace() || *byte == RECORD_SEPARATOR
}

/// What is behind comments and `data =` or `callback(`; all of it where none of them is before.
fn behind_code(head: &[u8]) -> &[u8] {
    let mut rest = head;
    let after =
        |rest: &[u8], sign: &[u8]| rest.windows(sign.len()).position(|signs| signs == sign).map(|at| at + sign.len());
    loop {
        let end = match rest {
            [b'/', b'/', ..] | [b'#', ..] => after(rest, b"\n"),
            [b'/', b'*', ..] => after(rest, b"*/"),
            _ => break,
        };
        let Some(behind) = end.and_then(|end| rest.get(end..)) else { return head };
        rest = behind.trim_ascii_start();
    }
    let is_of_name =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'.' | b' ' | b'[' | b']');
    let name = rest.iter().position(|byte| !is_of_name(byte)).unwrap_or(0);
    match rest.split_at_checked(name) {
        Some((name, [b'=' | b'(', behind @ ..])) if name.first().is_some_and(|first| !matches!(first, b'[' | b'.')) => {
            behind.trim_ascii_start()
        }
        _ => rest,
    }
}

/// An object with a member, a list of lists or objects, or a row of labels on a line of its own.
fn is_row(head: &[u8]) -> bool {
    let mut signs = head.iter().filter(|byte| !byte.is_ascii_whitespace());
    match (signs.next(), signs.next()) {
        (Some(b'{'), Some(b'"')) => true,
        (Some(b'['), Some(b'"')) => line(head).trim_ascii_end().ends_with(b"]"),
        (Some(b'['), Some(next)) => matches!(next, b'{' | b'[' | b']'),
        _ => false,
    }
}

fn line(head: &[u8]) -> &[u8] {
    head.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default()
}

fn is_list_behind_odd_elements(head: &[u8]) -> bool {
    let Some(mut rest) = head.strip_prefix(b"[").map(<[u8]>::trim_ascii_start) else { return false };
    while let Some(behind) = behind_odd_value(rest) {
        let Some(next) = behind.trim_ascii_start().strip_prefix(b",") else { return false };
        rest = next.trim_ascii_start();
        if rest.starts_with(b"{") || rest.starts_with(b"[") {
            return true;
        }
    }
    false
}

fn are_lines_behind_odd_lines(head: &[u8]) -> bool {
    let mut rest = head;
    while let Some(behind) = behind_odd_value(rest) {
        let own = behind.iter().position(|byte| !matches!(byte, b' ' | b'\t'));
        let Some(next) =
            own.and_then(|own| behind.get(own..)).filter(|next| matches!(next.first(), Some(b'\r' | b'\n')))
        else {
            return false;
        };
        rest = next.trim_ascii_start();
        if is_row(rest)
            && (rest.starts_with(b"{") || rest.get(1..).is_some_and(|row| row.trim_ascii_start().starts_with(b"\"")))
        {
            return true;
        }
    }
    false
}

/// What is behind a value that is no row; `None` where there is none.
fn behind_odd_value(head: &[u8]) -> Option<&[u8]> {
    let words = [b"null".as_slice(), b"true", b"false", b"NaN", b"{}", b"[]"];
    if let Some(behind) = words.iter().find_map(|word| head.strip_prefix(*word)) {
        return Some(behind);
    }
    if let Some(text) = head.strip_prefix(b"\"") {
        let mut is_escaped = false;
        let end = text.iter().position(|byte| {
            let is_end = *byte == b'"' && !is_escaped;
            is_escaped = *byte == b'\\' && !is_escaped;
            is_end
        });
        return end.and_then(|end| text.get(end.saturating_add(1)..));
    }
    let end = head.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'));
    end.filter(|end| *end > 0).and_then(|end| head.get(end..))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_values_before_rows_change_nothing() {
        for text in [
            r#"[{"a":1}]"#,
            r#"[["a"],[1]]"#,
            "[]",
            r#"{"a":1}"#,
            "[\"a\"]\n[1]\n",
            r#"[null, {"a":1}]"#,
            r#"["a \" [b", 3, true, [], {}, {"a":1}]"#,
            "null\n{\"a\":1}\n",
            "\"x\"\r\n3.5\r\n{\"a\":1}\r\n",
            "{}\n{\"a\":1}",
            "null\n[\"a\"]\n[1]",
            "\u{1e}{\"a\":1}\n\u{1e}{\"a\":2}\n",
            "// báo cáo\n[{\"a\":1}]",
            "/* 1\n2 */ # x\n{\"a\":1}",
            "callback({\"a\":1});",
            "var data = [{\"a\":1}];",
            "window.__DATA__[0]=[[1]]",
        ] {
            assert!(begins_as_json(text.bytes()), "{text}");
        }
        for text in [
            "[1] \"a\" \"b\"\n",
            "[1,2]",
            "[\"a\", \"b\"",
            "\"a\",\"b\"\n\"c\",\"d\"\n",
            "\"a\"\n\"b\"\n",
            "1\n2\n",
            "2024;{\"a\":1}",
            "null",
            "a\n{\"a\":1}",
            "# a\nb,c\n1,2\n",
            "tổng = (1)",
            "a (b),c\n[1],2\n",
            "=[1]",
            "// a",
        ] {
            assert!(!begins_as_json(text.bytes()), "{text}");
        }
    }
}
