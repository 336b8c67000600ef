//! Whether a value of JSON is GeoJSON (RFC 7946).

use crate::values::json::Json;

/// True for a geometry, a feature or a collection of features.
pub fn is_geojson(value: &Json) -> bool {
    match kind(value) {
        Some("Feature") => is_feature(value),
        Some("FeatureCollection") => value.member("features").is_some_and(|list| each(list, is_feature)),
        _ => is_geometry(value),
    }
}

/// The `type` of an object.
pub(super) fn kind(value: &Json) -> Option<&str> {
    value.member("type")?.text()
}

/// True for a list whose values are all so.
pub(super) fn each(list: &Json, is_one: impl Fn(&Json) -> bool) -> bool {
    list.items().is_some_and(|values| values.iter().all(is_one))
}

/// True for a list of at least so many values, all of them so.
pub(super) fn at_least(list: &Json, count: usize, is_one: impl Fn(&Json) -> bool) -> bool {
    list.items().is_some_and(|values| values.len() >= count) && each(list, is_one)
}

fn is_feature(value: &Json) -> bool {
    let properties = matches!(value.member("properties"), Some(Json::Object(_) | Json::Null));
    let geometry = value.member("geometry").is_some_and(|geometry| *geometry == Json::Null || is_geometry(geometry));
    kind(value) == Some("Feature") && properties && geometry
}

fn is_geometry(value: &Json) -> bool {
    if kind(value) == Some("GeometryCollection") {
        return value.member("geometries").is_some_and(|list| each(list, is_geometry));
    }
    let Some(coordinates) = value.member("coordinates") else { return false };
    let is_line = |list: &Json| at_least(list, 2, is_position);
    let is_polygon = |list: &Json| each(list, is_ring);
    match kind(value) {
        Some("Point") => is_position(coordinates),
        Some("MultiPoint") => each(coordinates, is_position),
        Some("LineString") => is_line(coordinates),
        Some("MultiLineString") => each(coordinates, is_line),
        Some("Polygon") => is_polygon(coordinates),
        Some("MultiPolygon") => each(coordinates, is_polygon),
        _ => false,
    }
}

/// Longitude, latitude, perhaps a height.
fn is_position(value: &Json) -> bool {
    at_least(value, 2, |number| number.number().is_some()) && value.items().is_some_and(|list| list.len() <= 3)
}

/// Four positions or more, the last the first.
fn is_ring(value: &Json) -> bool {
    let is_closed = value.items().is_some_and(|positions| positions.first() == positions.last());
    at_least(value, 4, is_position) && is_closed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn geometries_and_features() {
        let accepts = |text: &str| Json::read(text).is_some_and(|value| is_geojson(&value));
        for text in [
            r#"{"type":"Point","coordinates":[103.02,21.39]}"#,
            r#"{"type":"Point","coordinates":[103.02,21.39,480]}"#,
            r#"{"type":"Feature","geometry":null,"properties":{"a":1}}"#,
            r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"#,
            r#"{"type":"GeometryCollection","geometries":[{"type":"MultiPoint","coordinates":[[1,2]]}]}"#,
            r#"{"type":"FeatureCollection","features":[]}"#,
        ] {
            assert!(accepts(text), "{text}");
        }
        for text in [
            "{}",
            "[]",
            r#"{"type":"Point","coordinates":[103.02]}"#,
            r#"{"type":"LineString","coordinates":[[1,2]]}"#,
            r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}"#,
            r#"{"type":"Feature","geometry":null}"#,
            r#"{"type":"Circle","coordinates":[1,2]}"#,
        ] {
            assert!(!accepts(text), "{text}");
        }
    }
}
