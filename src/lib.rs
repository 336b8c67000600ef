//! tinhso: the spreadsheets of districts and communes, turned into province-level indicators that trace to the cell.

pub mod aggregate;
pub mod assemble;
pub mod error;
pub mod project;
pub mod publish;
pub mod read;
pub mod registry;
pub mod text;
pub mod typing;
pub mod validate;
