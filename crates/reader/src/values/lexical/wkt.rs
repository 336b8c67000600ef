//! Whether a text is a geometry in well-known text (OGC 06-103r4, SQL/MM): `POINT (103.02 21.39)`.

use super::digits;

/// Geometries nest no deeper.
const DEPTH: usize = 32;

/// What is between the parentheses of a geometry.
#[derive(Clone, Copy)]
enum Inner {
    /// One position.
    Position,
    /// Positions with commas between.
    Positions,
    /// Lists of positions.
    Rings,
    /// Lists of such lists.
    Surfaces,
    /// Positions, each in its parentheses or not.
    Points,
    /// Lists of positions, or geometries that are lines.
    Curves,
    /// Lists of lists, or geometries that are surfaces.
    CurvedSurfaces,
    /// Geometries.
    Geometries,
}

/// What a word begins.
fn inner_of(word: &str) -> Option<Inner> {
    Some(match word {
        "POINT" => Inner::Position,
        "LINESTRING" | "CIRCULARSTRING" => Inner::Positions,
        "POLYGON" | "TRIANGLE" | "MULTILINESTRING" => Inner::Rings,
        "MULTIPOLYGON" | "TIN" | "POLYHEDRALSURFACE" => Inner::Surfaces,
        "MULTIPOINT" => Inner::Points,
        "COMPOUNDCURVE" | "CURVEPOLYGON" | "MULTICURVE" => Inner::Curves,
        "MULTISURFACE" => Inner::CurvedSurfaces,
        "GEOMETRYCOLLECTION" => Inner::Geometries,
        _ => return None,
    })
}

/// True for a geometry, perhaps with `SRID=4326;` before it.
pub fn is_wkt(text: &str) -> bool {
    let text = text.trim();
    let geometry = match text.split_once(';') {
        Some((srid, rest)) if srid.to_ascii_uppercase().strip_prefix("SRID=").is_some_and(is_digits) => rest,
        Some(_) => return false,
        None => text,
    };
    let mut rest = Rest { text: geometry };
    rest.geometry(0).is_some() && rest.text.trim().is_empty()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What is not read yet. Each step gives nothing where the text is not what it should be.
struct Rest<'a> {
    text: &'a str,
}

impl<'a> Rest<'a> {
    fn sign(&mut self, sign: char) -> Option<()> {
        self.text = self.text.trim_start().strip_prefix(sign)?;
        Some(())
    }

    fn next_is(&self, sign: char) -> bool {
        self.text.trim_start().starts_with(sign)
    }

    /// Letters, if any are next.
    fn word(&mut self) -> String {
        let text = self.text.trim_start();
        let end = text.find(|sign: char| !sign.is_ascii_alphabetic()).unwrap_or(text.len());
        let (word, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        self.text = rest;
        word.to_ascii_uppercase()
    }

    fn number(&mut self) -> Option<&'a str> {
        let text = self.text.trim_start();
        let end = text.find(|sign: char| sign.is_whitespace() || "(),;".contains(sign)).unwrap_or(text.len());
        let (number, rest) = text.split_at_checked(end)?;
        digits::canonical(number)?;
        self.text = rest;
        Some(number)
    }

    /// Two to four numbers.
    fn position(&mut self) -> Option<()> {
        self.number()?;
        self.number()?;
        for _ in 0..2 {
            if !self.next_is(',') && !self.next_is(')') {
                self.number()?;
            }
        }
        Some(())
    }

    /// One or more of something in parentheses, with commas between; or none.
    fn list(&mut self, mut one: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        if self.text.trim_start().get(..5).is_some_and(|word| word.eq_ignore_ascii_case("EMPTY")) {
            self.word();
            return Some(());
        }
        self.sign('(')?;
        one(self)?;
        while self.next_is(',') {
            self.sign(',')?;
            one(self)?;
        }
        self.sign(')')
    }

    fn geometry(&mut self, depth: usize) -> Option<()> {
        let mut word = self.word();
        // "POINTZ", "POINT Z"; the letters of the dimensions are one to three.
        let inner = inner_of(&word).or_else(|| {
            let bare = word.strip_suffix("ZM").or_else(|| word.strip_suffix(['Z', 'M']))?.to_owned();
            word = bare;
            inner_of(&word)
        })?;
        if depth > DEPTH {
            return None;
        }
        let before = self.text;
        if !matches!(self.word().as_str(), "Z" | "M" | "ZM") {
            self.text = before;
        }
        self.inner(inner, depth)
    }

    fn inner(&mut self, inner: Inner, depth: usize) -> Option<()> {
        let deeper = depth.saturating_add(1);
        match inner {
            Inner::Position => {
                let mut count = 0_usize;
                let read = self.list(|rest| {
                    count = count.saturating_add(1);
                    rest.position()
                });
                read.filter(|()| count <= 1)
            }
            Inner::Positions => self.list(Self::position),
            Inner::Rings => self.list(|rest| rest.list(Self::position)),
            Inner::Surfaces => self.list(|rest| rest.list(|inner| inner.list(Self::position))),
            Inner::Points => {
                self.list(|rest| if rest.next_is('(') { rest.list(Self::position) } else { rest.position() })
            }
            Inner::Curves => self.list(|rest| rest.either(Inner::Positions, deeper)),
            Inner::CurvedSurfaces => self.list(|rest| rest.either(Inner::Rings, deeper)),
            Inner::Geometries => self.list(|rest| rest.geometry(deeper)),
        }
    }

    /// Plain coordinates, or a geometry with its word.
    fn either(&mut self, plain: Inner, depth: usize) -> Option<()> {
        if self.next_is('(') { self.inner(plain, depth) } else { self.geometry(depth) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn geometries() {
        for text in [
            "POINT (30 10)",
            "point z (30 10 5)",
            "POINTZM(1 2 3 4)",
            "SRID=4326;POINT(103.02 21.39)",
            "CURVEPOLYGON(COMPOUNDCURVE(CIRCULARSTRING (0 0,1 1,2 0),(2 0,0 0)))",
            "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING EMPTY)",
            "MULTIPOINT (1 2, 3 4)",
            "MULTISURFACE (((0 0,1 0,1 1,0 0)), CURVEPOLYGON(CIRCULARSTRING(0 0,1 1,2 0,1 0,0 0)))",
            "MULTIPOLYGON EMPTY",
        ] {
            assert!(is_wkt(text), "{text}");
        }
        for text in [
            "",
            "string",
            "POINT",
            "POINT ()",
            "POINT (1)",
            "POINT (1 2",
            "POINT (1 2))",
            "POINT (1,2)",
            "POINT (1 2, 3 4)",
            "CIRCLE (1 2)",
            "POINT (1 2 3 4 5)",
        ] {
            assert!(!is_wkt(text), "{text}");
        }
    }
}
