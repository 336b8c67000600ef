//! The controls of forms over a sheet: check boxes, buttons of several, lists to choose from.
//!
//! Takes the package of a workbook and the part of a sheet; gives each control that shows a value with the cells that it covers. Excel writes them into a drawing of
//! the older vocabulary (VML, [MS-OI29500] 19.4.2), which need not be whole XML and is searched as a text; programs that leave it out name a part for the
//! state of each (`ctrlProps`) and state its place in the sheet.

use std::collections::HashMap;

use crate::formats::xlsx::drawing::{ShapeAnchor, local};
use crate::formats::xlsx::package::{Package, part_of_sheet, resolve};
use crate::formats::xlsx::token::{PartFault, TakesTokens, Token};
use crate::sheet::drawn::{DrawnValue, DrawnValues, Edge, covered};
use crate::values::text;

/// What every description of a control in VML begins with.
const CONTROL: &str = "ClientData ObjectType=";
/// Pixels of the usual row and of the usual column.
const ROW: f64 = 20.0;
const COLUMN: f64 = 64.0;
/// Bytes of a description that are looked at, before and behind its kind.
const LONGEST: usize = 4_000;
/// Controls of one sheet that are looked at.
const MOST: usize = 1 << 12;

/// The controls over a sheet.
pub(super) fn read(package: &mut Package<'_>, sheet: &str) -> DrawnValues {
    let mut found = DrawnValues::default();
    if let Some(part) = part_of_sheet(package, sheet, "vmlDrawing") {
        let read = package.unpacked(&part, |bytes| {
            let mut whole = Vec::new();
            bytes.read_to_end(&mut whole).map_err(|cause| PartFault::of_reading(&cause))?;
            Ok(whole)
        });
        let whole = read.unwrap_or_default();
        of_vml(&String::from_utf8_lossy(&whole), &mut found);
    }
    if found.all().is_empty() {
        found.join(of_parts(package, sheet));
    }
    found
}

/// The controls of a drawing in VML.
fn of_vml(drawing: &str, found: &mut DrawnValues) {
    for (place, _) in drawing.match_indices(CONTROL).take(MOST) {
        let (before, rest) = drawing.split_at(place);
        let rest = text::beginning(rest.get(CONTROL.len()..).unwrap_or_default(), LONGEST);
        let body = rest.split("ClientData>").next().unwrap_or_default();
        let start = before.len().saturating_sub(LONGEST);
        let before = (start..=before.len()).find_map(|start| before.get(start..)).unwrap_or_default();
        // How the shape looks is said before.
        let shape = before.rsplit("<v:shape ").next().unwrap_or_default();
        let is_hidden = shape.replace(' ', "").contains("visibility:hidden");
        let kind = body.trim_start_matches(['"', '\'']).split(['"', '\'']).next().unwrap_or_default();
        let number = |name| within(body, name).and_then(|number| number.parse::<u32>().ok()).unwrap_or(0);
        let value = state(kind, number("Checked") > 0, number("Sel"));
        let place = within(body, "Anchor").and_then(cells);
        if let (Some(value), Some((first, last)), false) = (value, place, is_hidden) {
            found.add(first, last, value);
        }
    }
}

/// What a control of a kind shows; nothing for one that shows no value, such as a button, and for one of several that is not the one.
fn state(kind: &str, is_checked: bool, selected: u32) -> Option<DrawnValue> {
    match kind {
        "Checkbox" | "CheckBox" => Some(DrawnValue::Checked(is_checked)),
        "Radio" => Some(DrawnValue::Chosen).filter(|_| is_checked),
        "Drop" | "List" => Some(DrawnValue::Chosen).filter(|_| selected > 0),
        _ => None,
    }
}

/// The text of the element of a name.
fn within<'a>(body: &'a str, name: &str) -> Option<&'a str> {
    let start = body.find(&format!(":{name}>"))?.checked_add(name.len() + 2)?;
    Some(body.get(start..)?.split('<').next()?.trim())
}

/// The first and the last cell of an anchor: left column, pixels beyond, top row, pixels beyond, and the same of right and bottom.
fn cells(anchor: &str) -> Option<((u32, u32), (u32, u32))> {
    let numbers: Vec<u32> = anchor.split(',').map(|number| number.trim().parse().ok()).collect::<Option<_>>()?;
    let edge = |place: usize, size: f64| {
        Some(Edge { index: *numbers.get(place)?, beyond: f64::from(*numbers.get(place + 1)?) / size })
    };
    let columns = covered(edge(0, COLUMN)?, edge(4, COLUMN)?);
    let rows = covered(edge(2, ROW)?, edge(6, ROW)?);
    Some(((rows.0, columns.0), (rows.1, columns.1)))
}

/// The controls of a sheet that have parts of their own.
fn of_parts(package: &mut Package<'_>, sheet: &str) -> DrawnValues {
    let named = package.relationships(sheet).unwrap_or_default();
    let (folder, _) = sheet.rsplit_once('/').unwrap_or(("", sheet));
    let mut states = HashMap::new();
    for relationship in named.iter().filter(|relationship| relationship.kind == "ctrlProp").take(MOST) {
        let part = resolve(folder, &relationship.target);
        let read = package.read(&part, StateReading::default).ok();
        states.extend(read.and_then(|reading| Some((relationship.id.clone(), reading.0?))));
    }
    if states.is_empty() {
        return DrawnValues::default();
    }
    let read = package.read(sheet, PlacesReading::default).map(|reading| reading.found).unwrap_or_default();
    let mut found = DrawnValues::default();
    for (id, anchor) in read {
        if let Some(value) = states.get(&id) {
            let (first, last) = anchor.cells();
            found.add(first, last, value.clone());
        }
    }
    found
}

/// What a part says that a control shows.
#[derive(Default)]
struct StateReading(Option<DrawnValue>);

impl TakesTokens for StateReading {
    fn take(&mut self, token: Token<'_>) -> Result<(), PartFault> {
        if let Token::Start(tag) = token
            && tag.depth == 1
        {
            let kind = tag.attribute("objectType").unwrap_or_default();
            let is_checked = tag.attribute("checked").is_some_and(|state| state != "Unchecked");
            let selected = tag.attribute("sel").and_then(|number| number.parse().ok()).unwrap_or(0);
            self.0 = state(&kind, is_checked, selected);
        }
        Ok(())
    }
}

/// Where a sheet says that its controls are, by the names of their parts.
#[derive(Default)]
struct PlacesReading {
    found: Vec<(String, ShapeAnchor)>,
    id: Option<String>,
    anchor: ShapeAnchor,
    ends: Option<bool>,
    number: String,
}

impl TakesTokens for PlacesReading {
    fn take(&mut self, token: Token<'_>) -> Result<(), PartFault> {
        match token {
            Token::Start(tag) => match local(tag.name) {
                "control" => {
                    self.id = tag.prefixed("id").map(std::borrow::Cow::into_owned);
                    self.anchor = ShapeAnchor::default();
                }
                "from" | "to" if self.id.is_some() => self.ends = Some(local(tag.name) == "to"),
                _ => self.number.clear(),
            },
            Token::Text(text) if self.ends.is_some() => self.number.push_str(text),
            Token::End { name, .. } => match local(name) {
                "from" | "to" => self.ends = None,
                "control" if self.found.len() < MOST => {
                    self.found.extend(self.id.take().map(|id| (id, self.anchor)));
                }
                name => {
                    if let Some(ends) = self.ends {
                        self.anchor.take(ends, name, &self.number);
                    }
                }
            },
            Token::Text(_) => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_that_show_a_value_are_found_in_a_drawing() {
        let control = |kind: &str, said: &str| {
            format!(
                "<v:shape id='a' style='position:absolute'><v:textbox><div>Có<br></div></v:textbox><x:ClientData ObjectType=\"{kind}\"><x:Anchor>7, 10, 6, 2, 7, 40, 7, 0</x:Anchor>{said}</x:ClientData></v:shape>"
            )
        };
        let ticked = "<x:Checked>1</x:Checked>";
        let mut found = DrawnValues::default();
        let text = [
            control("Checkbox", ticked),
            control("Checkbox", ""),
            control("Radio", ""),
            control("Drop", "<x:Sel>2</x:Sel>"),
            control("Button", ""),
            control("Note", ""),
            control("Checkbox", ticked).replace("absolute", "absolute;visibility:hidden"),
        ];
        of_vml(&text.concat(), &mut found);
        let values: Vec<_> = found.all().iter().map(|drawn| (drawn.first, drawn.last, drawn.value.written())).collect();
        assert_eq!(values, [((6, 7), (6, 7), "☑"), ((6, 7), (6, 7), "☐"), ((6, 7), (6, 7), "◉")]);
    }
}
