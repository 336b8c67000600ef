//! Whether a value of JSON is TopoJSON (version 1.0): a topology, or a geometry of one.

use super::geojson::{at_least, each, kind};
use crate::values::json::Json;

/// True for a topology or a geometry of one.
pub fn is_topojson(value: &Json) -> bool {
    if kind(value) != Some("Topology") {
        return is_geometry(value);
    }
    let objects = match value.member("objects") {
        Some(Json::Object(members)) => members.iter().all(|(_, geometry)| is_geometry(geometry)),
        _ => false,
    };
    let arcs = value.member("arcs").is_some_and(|arcs| each(arcs, |arc| at_least(arc, 2, is_position)));
    let pair = |name: &str, transform: &Json| transform.member(name).is_some_and(is_position);
    let transform = value.member("transform");
    objects && arcs && transform.is_none_or(|transform| pair("scale", transform) && pair("translate", transform))
}

fn is_geometry(value: &Json) -> bool {
    let is_list = |list: &Json| each(list, is_index);
    let coordinates = |is_so: fn(&Json) -> bool| value.member("coordinates").is_some_and(is_so);
    let arcs = |is_so: &dyn Fn(&Json) -> bool| value.member("arcs").is_some_and(is_so);
    match kind(value) {
        Some("Point") => coordinates(is_position),
        Some("MultiPoint") => coordinates(|list| each(list, is_position)),
        Some("LineString") => arcs(&is_list),
        Some("MultiLineString" | "Polygon") => arcs(&|list| each(list, is_list)),
        Some("MultiPolygon") => arcs(&|list| each(list, |inner| each(inner, is_list))),
        Some("GeometryCollection") => value.member("geometries").is_some_and(|list| each(list, is_geometry)),
        _ => false,
    }
}

fn is_position(value: &Json) -> bool {
    at_least(value, 2, |number| number.number().is_some())
}

/// The index of an arc; a negative one is of the arc reversed.
fn is_index(value: &Json) -> bool {
    value.number().is_some_and(|digits| digits.parse::<i64>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topologies_and_geometries() {
        let accepts = |text: &str| Json::read(text).is_some_and(|value| is_topojson(&value));
        assert!(accepts(r#"{"type":"LineString","arcs":[42]}"#));
        assert!(accepts(r#"{"type":"Polygon","arcs":[[0,-2]]}"#));
        let topology = r#"{"type":"Topology","arcs":[[[0,0],[1,1]]],"objects":{"a":{"type":"LineString","arcs":[0]}}"#;
        assert!(accepts(&format!("{topology}}}")));
        assert!(accepts(&format!(r#"{topology},"transform":{{"scale":[1,1],"translate":[0,0]}}}}"#)));
        assert!(!accepts(&format!(r#"{topology},"transform":{{"scale":[1,1]}}}}"#)));
        assert!(!accepts(r#"{"type":"LineString","arcs":[1.5]}"#));
        assert!(!accepts(r#"{"type":"Topology","objects":{}}"#));
        assert!(!accepts("{}"));
    }
}
