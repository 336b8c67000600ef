//! What a user declares, as plain data: settings, forms, pipelines. Takes a project folder's texts; gives a checked
//! [`crate::project::Project`].

pub mod form;
pub mod period;
