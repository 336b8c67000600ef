//! Points of the earth: longitude and latitude, each with all its digits.

use super::digits;
use crate::values::json::Json;

/// How a point is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointFormat {
    /// `103.02, 21.39`; a list too, as JSON has it.
    Text,
    /// `[103.02, 21.39]`.
    List,
    /// `{"lon": 103.02, "lat": 21.39}`.
    Object,
}

/// The canonical text of a point, `103.02,21.39`: longitude first, of at most 180 degrees, then latitude, of at most 90.
pub fn canonical(text: &str, writing: PointFormat) -> Option<String> {
    let text = text.trim();
    let (longitude, latitude) = match writing {
        PointFormat::Text if !text.starts_with('[') => {
            let (longitude, latitude) = text.split_once(',')?;
            (digits::canonical(longitude.trim())?, digits::canonical(latitude.trim())?)
        }
        PointFormat::Text | PointFormat::List => match Json::read(text)?.items()? {
            [longitude, latitude] => (number(longitude)?, number(latitude)?),
            _ => return None,
        },
        PointFormat::Object => {
            let object = Json::read(text)?;
            let Json::Object(members) = &object else { return None };
            if members.len() != 2 {
                return None;
            }
            (number(object.member("lon")?)?, number(object.member("lat")?)?)
        }
    };
    (digits::is_within(&longitude, 180) && digits::is_within(&latitude, 90)).then(|| format!("{longitude},{latitude}"))
}

/// A number of JSON, also one that is in quotes.
fn number(value: &Json) -> Option<String> {
    digits::canonical(value.number().or(value.text())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_in_their_one_form() {
        for (text, writing, found) in [
            ("180,90", PointFormat::Text, Some("180,90")),
            ("180, -90", PointFormat::Text, Some("180,-90")),
            ("103.0166666666666666, 21.40", PointFormat::Text, Some("103.0166666666666666,21.4")),
            ("[180, 90]", PointFormat::Text, Some("180,90")),
            ("181,90", PointFormat::Text, None),
            ("0,91", PointFormat::Text, None),
            ("180.0000000000000001,0", PointFormat::Text, None),
            ("1,2,3", PointFormat::Text, None),
            ("[180, -90]", PointFormat::List, Some("180,-90")),
            ("180,90", PointFormat::List, None),
            ("[1,2,3]", PointFormat::List, None),
            (r#"{"lon": 180, "lat": 90}"#, PointFormat::Object, Some("180,90")),
            (r#"{"lon": 180, "lat": 90, "alt": 1}"#, PointFormat::Object, None),
            (r#"{"lon": 180, "lon": 90}"#, PointFormat::Object, None),
            ("[180, -90]", PointFormat::Object, None),
        ] {
            assert_eq!(canonical(text, writing).as_deref(), found, "{text}");
        }
    }
}
