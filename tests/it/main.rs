//! What a user of the binary notices: figures, findings, messages, exit codes, and what the warehouse holds.
//!
//! One binary. `kit` runs tinhso and reads what it published; `mini` writes a project small enough to compute by hand; `real`
//! runs the fixtures of this repository once for all tests.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test fails by panicking, and it works on real folders"
)]

mod across;
mod across_checks;
mod across_columns;
mod across_peaks;
mod across_seasons;
mod any_table;
mod archives;
mod arrivals;
mod asked_of_senders;
mod bad_input;
mod biff;
mod bombs;
mod bundle;
mod case_of_what_cannot_occur;
mod cases;
mod cell_formats;
mod cell_names;
mod changed_levels;
mod check;
mod damage;
mod days_as_periods;
mod days_with_formats;
mod decisions;
mod decisions_of_the_office;
mod determinism;
mod diff;
mod diff_causes;
mod disk_faults;
mod doubtful_declarations;
mod draft;
mod engines;
mod equal_values;
mod explain;
mod explained_decisions;
mod explained_lines;
mod explained_then;
mod export;
mod extremes;
mod failing;
mod faulty;
mod figures;
mod finding_ids;
mod fixtures;
mod forgetful;
mod formats;
mod formulas;
mod further_reports;
mod fuzz_finds;
mod head_times;
mod health;
mod help;
mod hidden;
mod house;
mod in_process;
mod init;
mod inspect;
mod interrupted;
mod killed;
mod kit;
mod known_bytes;
mod labels;
mod landing;
mod laws;
mod legacy;
mod life_of_returns;
mod lines;
mod lines_below;
mod list_rows;
mod lists;
mod logs;
mod lost_ledger;
mod magnitudes;
mod messages;
mod metrics;
mod mini;
mod missing_by_value;
mod next_step;
mod numbers_in_lists;
mod object_stores;
mod odd_rows;
mod ods_numbers;
mod on_finish;
mod one_unicode_form;
mod other_figures;
mod packages;
mod pages;
mod pages_of_columns;
mod percents;
mod pieces;
mod planted;
mod planted_cells;
mod printed_pages;
mod printed_sums;
mod prune;
mod real;
mod references;
mod release;
mod repaired_texts;
mod replaced_values;
mod returned;
mod returned_cells;
mod revisions;
mod rival_labels;
mod rounded_values;
mod run_names;
mod samples;
mod schemas;
mod second_project;
mod sections;
mod sheets_of_sums;
mod shorter_heads;
mod split_labels;
mod split_sheets;
mod stated_units;
mod status;
mod stopped;
mod store_faults;
mod stores;
mod summary;
mod table_schema;
mod template;
mod times_of_day;
mod trust;
mod uncomputed;
mod uneven_rows;
mod unit_times;
mod units_below;
mod units_elsewhere;
mod units_in_odd_places;
mod units_in_rows;
mod unlabelled;
mod unnamed_senders;
mod unused_rows;
mod verify;
mod vintages;
mod warehouse_format;
mod what_is_current;
mod what_mends;
mod whose_value;
mod withdraw;
mod words_beside;
mod written_numbers;
mod xlsb;
