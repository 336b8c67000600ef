//! A plan printed as the SQL of another engine, so that anyone can check a figure.

pub mod duckdb;
