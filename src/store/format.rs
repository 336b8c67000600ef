//! The format of a warehouse: takes what it states, gives whether this program understands it.
//!
//! It exists so that a program never reads or writes what it only seems to understand. A warehouse states its format in
//! `format.json` from the first run on. One that states none was made before there was that file, and has the same layout: each
//! part of it says of itself how it is written (`manifest/1` or `/2`, a ledger with or without digests), and both are read. The
//! next run that writes to it states its format.

use serde::{Deserialize, Serialize};

use super::key::FORMAT;
use super::warehouse::Warehouse;
use crate::error::Error;
use crate::message;

/// What this program writes.
pub const VERSION: &str = "warehouse/1";

#[derive(Serialize, Deserialize)]
struct WarehouseFormat {
    tinhso: String,
}

impl Warehouse {
    /// The warehouse, if this program understands its format.
    ///
    /// # Errors
    /// A format that a later program made; a statement that is damaged.
    pub fn understood(self) -> Result<Self, Error> {
        self.states_format()?;
        Ok(self)
    }

    /// Whether the warehouse states its format.
    ///
    /// # Errors
    /// As [`Self::understood`].
    fn states_format(&self) -> Result<bool, Error> {
        let Some(bytes) = self.blobs().get(&FORMAT)? else { return Ok(false) };
        let place = || self.blobs().location(&FORMAT);
        let stated: WarehouseFormat = serde_json::from_slice(&bytes).map_err(|cause| Error::damaged(place(), cause))?;
        if stated.tinhso == VERSION {
            return Ok(true);
        }
        let message = message!("warehouse-format", place = place(), found = stated.tinhso, known = VERSION);
        Err(Error::Request(message))
    }

    /// States the format where the warehouse does not yet. The caller holds the lock.
    ///
    /// # Errors
    /// As [`Self::understood`]; a place that cannot be written.
    pub(super) fn state_format(&self) -> Result<(), Error> {
        if self.states_format()? {
            return Ok(());
        }
        let stated = serde_json::to_string(&WarehouseFormat { tinhso: VERSION.to_owned() }).map_err(Error::program)?;
        self.blobs().put_if_absent(&FORMAT, format!("{stated}\n").as_bytes()).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::warehouse::in_memory;

    #[test]
    fn a_warehouse_states_its_format_once_it_is_written_to() {
        let warehouse = in_memory();
        assert!(!warehouse.states_format().unwrap());
        drop(warehouse.lock().unwrap());
        let stated = warehouse.blobs().get(&FORMAT).unwrap().unwrap();
        assert_eq!(stated, &b"{\"tinhso\":\"warehouse/1\"}\n"[..]);
        drop(warehouse.lock().unwrap());
        assert!(warehouse.understood().is_ok());
    }

    #[test]
    fn another_format_is_refused_by_who_reads_and_by_who_writes() {
        for (stated, is_damaged) in [("{\"tinhso\":\"warehouse/2\",\"more\":1}", false), ("{\"tinhso\":\"ware", true)] {
            let warehouse = in_memory();
            warehouse.blobs().put(&FORMAT, stated.as_bytes()).unwrap();
            for refused in [warehouse.lock().err(), warehouse.clone().understood().err()] {
                let refused = refused.unwrap();
                assert_eq!(matches!(refused, Error::Damaged { .. }), is_damaged, "{refused}");
                assert!(refused.to_string().contains("format.json"), "{refused}");
            }
            assert_eq!(warehouse.blobs().get(&FORMAT).unwrap().unwrap(), stated.as_bytes(), "it is left alone");
        }
    }
}
