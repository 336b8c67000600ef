//! The declarations as people write them: settings, forms and pipelines, before names are looked up.

pub mod composed;
pub mod constraints;
pub mod decisions;
pub mod field;
pub mod files;
pub mod form;
pub mod keys;
pub mod landing;
pub mod measure;
pub mod on_finish;
pub mod pipeline;
pub mod reporting;
pub mod sections;
pub mod settings;
pub mod statistical_rules;
pub mod stop_if;
pub mod table_schema;
pub mod textual;
pub mod tree;
pub mod year_sign;
