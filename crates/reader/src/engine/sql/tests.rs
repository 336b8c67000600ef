//! What a printed query says, in each dialect.

use super::{Title, dialect, query};
use crate::project::expression::fixture::{communes, industries, plan, registry_plan};
use crate::project::expression::plan::Plan;

const SHARE: Title<'_> = Title { indicator: "share", method: None, breakdown: Some("it's\nnew") };

fn printed(plan: &Plan, name: &str) -> String {
    query(plan, SHARE, "/w/", dialect(name).unwrap())
}

fn holds(query: &str, parts: &[&str]) {
    for part in parts {
        assert!(query.contains(part), "{part} in\n{query}");
    }
}

#[test]
fn the_query_names_its_indicator_files_and_columns_in_the_words_of_the_dialect() {
    let form = communes();
    let ratio = plan(
        &form,
        ("sum(online - 1000 * received)", Some("note <> 'it''s \\'")),
        Some(("sum(received)", Some("since >= '2025-01-01'"))),
    );
    holds(
        &printed(&ratio, "duckdb"),
        &[
            "-- share (it's new)\nWITH ",
            "'share' AS indicator, CAST(NULL AS STRING) AS method, 'it''s\nnew' AS breakdown",
            "FROM read_parquet('/w/units/communes.parquet')\n  WHERE freq IN ('A')",
            "(CAST(\"online\" AS DECIMAL(38,12)) - CAST(CAST(\"received\" AS DECIMAL(38,12)) * CAST(1000 AS DECIMAL(7,0)) AS \
             DECIMAL(38,12)))",
            "\"note\" <> 'it''s \\'",
            "\"since\" >= DATE '2025-01-01'",
            "coalesce(\"online_status\" = 'M', FALSE)",
            "geography, freq, time_period, period_start, period_end,\n  area, area_valid_from, area_level,\n  numerator,\n  \
             denominator,\n  n_reported,\n  n_expected,\n  missing_rank,\n  value_rank\nFROM",
            "ORDER BY geography, area_level, area",
        ],
    );
    holds(
        &printed(&ratio, "spark"),
        &[
            "'it\\'s\nnew' AS breakdown",
            "FROM parquet.`/w/units/communes.parquet`",
            "`note` <> 'it\\'s \\\\'",
            "CAST(CAST(CAST(`received` AS DECIMAL(38,12)) AS DECIMAL(33,12)) * CAST(1000 AS DECIMAL(4,0)) AS DECIMAL(38,12))",
        ],
    );
}

#[test]
fn what_is_always_so_is_not_printed() {
    // Nothing can be missing and nothing is chosen: each row counts.
    let count = printed(&plan(&communes(), ("count(*)", None), None), "duckdb");
    holds(&count, &["bool_and(accepted) AS complete", "CAST(count(*) AS BIGINT) AS n_expected"]);
    for noise in ["TRUE", "coalesce(FALSE", "(FALSE", "AND FALSE", "OR FALSE", "impossible"] {
        assert!(!count.contains(noise), "{noise} in\n{count}");
    }
}

#[test]
fn vintages_and_registry_counts_are_chosen_in_the_query() {
    let mut by_default = plan(&industries(), ("sum(value_added)", None), None);
    holds(&printed(&by_default, "duckdb"), &["NOT row_present OR coalesce(most_final, FALSE) AS candidate"]);
    by_default.numerator.vintage = Some("E".into());
    holds(&printed(&by_default, "duckdb"), &["NOT row_present OR coalesce(\"vintage\" = 'E', FALSE) AS candidate"]);
    let registry = printed(&registry_plan(&communes(), "count(*)", Some("score >= 50")), "duckdb");
    holds(&registry, &["WHERE level = 'commune'", "CAST(coalesce(units, 0) AS DECIMAL(38,12)) AS denominator"]);
}

#[test]
fn a_rank_is_the_position_of_a_letter() {
    for status in crate::values::status::Status::ALL {
        assert_eq!(status.code().len(), 1);
    }
}
