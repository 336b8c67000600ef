//! Of which rows a condition does not know whether they meet it.
//!
//! Takes a condition; gives another, which is true or false of every row, so that each engine computes it as it computes any condition. False
//! and unknown is false, true or unknown is true: a value that is missing matters only where the other tests leave it open.

use super::typed::Condition;

/// So deep a condition is taken apart. What is nested deeper is undecided by any value that is missing in it: each level doubles the tests.
const DEPTH: usize = 6;

impl Condition {
    /// The rows of which this is neither true nor false, since values are missing. A row without a value that `IS NOT NULL` or a `CASE` tests is one of them.
    #[must_use]
    pub fn undecided(&self) -> Self {
        self.undecided_within(DEPTH)
    }

    fn undecided_within(&self, depth: usize) -> Self {
        let fields = self.fields();
        if fields.len() < 2 || depth == 0 {
            return without_some(fields);
        }
        let (tests, decides) = match self {
            Self::And(tests) => (tests, true),
            Self::Or(tests) => (tests, false),
            Self::Not(inner) => return inner.undecided_within(depth),
            Self::Compare { .. }
            | Self::Text { .. }
            | Self::Boolean { .. }
            | Self::Date { .. }
            | Self::IsNull { .. } => {
                return without_some(fields);
            }
        };
        let undecided: Vec<Self> = tests.iter().map(|test| test.undecided_within(depth - 1)).collect();
        // No other test says by itself that the row is turned away, or let in.
        let open = tests.iter().zip(&undecided).map(|(test, undecided)| {
            let test = if decides { test.clone() } else { Self::Not(Box::new(test.clone())) };
            Self::Or(vec![undecided.clone(), test])
        });
        let open = open.collect::<Vec<_>>();
        Self::And([Self::Or(undecided)].into_iter().chain(open).collect())
    }
}

/// The rows in which one of these fields has no value.
fn without_some(fields: Vec<String>) -> Condition {
    Condition::Or(fields.into_iter().map(|field| Condition::IsNull { field, negated: false }).collect())
}
