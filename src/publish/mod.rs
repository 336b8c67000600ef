//! Stage 7, publish: the tables that analysts find in a run, the manifest and the data package.
//!
//! Takes what the stages before gave; gives tables in a fixed order of rows and columns, and descriptors of every column.

pub mod data;
pub mod datapackage;
pub mod declarations;
pub mod figures;
pub mod finding_id;
pub mod finding_state;
pub mod inputs;
pub mod manifest;
pub mod open_errors;
pub mod provenance;
pub mod registry;
pub mod replaced_rows;
pub mod same_faults;
pub mod statement;
pub mod summary;
pub mod whole;
