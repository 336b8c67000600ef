//! tinhso: the spreadsheets of districts and communes, turned into province-level indicators that trace to the cell.

pub mod aggregate;
pub mod project;
pub mod read;
pub mod store;
pub mod typing;
pub mod validate;
