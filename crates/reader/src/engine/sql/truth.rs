//! What SQL finds true, false or undecided: a small tree, so that what is always so is never printed.

/// A condition of a query. The constructors simplify; three-valued logic holds at every step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    Always(bool),
    /// A comparison or a column. `decided` where it is never null.
    Atom {
        sql: String,
        decided: bool,
    },
    /// A column is null, or it is not.
    Null {
        column: String,
        is: bool,
    },
    Not(Box<Truth>),
    All(Vec<Truth>),
    Any(Vec<Truth>),
    /// False where it is not decided.
    Decided(Box<Truth>),
}

impl Truth {
    /// A comparison that is null where one of its sides is.
    pub fn undecided(sql: impl Into<String>) -> Self {
        Self::Atom { sql: sql.into(), decided: false }
    }

    /// A test or a column that is never null.
    pub fn certain(sql: impl Into<String>) -> Self {
        Self::Atom { sql: sql.into(), decided: true }
    }

    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut kept: Vec<Self> = Vec::new();
        for part in parts {
            match part {
                Self::Always(true) => {}
                Self::Always(false) => return part,
                Self::All(inner) => kept.extend(inner),
                other => kept.push(other),
            }
        }
        // Of `a AND (a OR b)` the second says nothing more.
        let says_more = |part: &Self| !matches!(part, Self::Any(inner) if inner.iter().any(|one| kept.contains(one)));
        let more: Vec<bool> = kept.iter().map(says_more).collect();
        let kept = kept.into_iter().zip(more).filter_map(|(part, says_more)| says_more.then_some(part)).collect();
        match without_repeats(kept) {
            mut kept if kept.len() == 1 => kept.remove(0),
            kept if kept.is_empty() => Self::Always(true),
            kept => Self::All(kept),
        }
    }

    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut kept: Vec<Self> = Vec::new();
        for part in parts {
            match part {
                Self::Always(false) => {}
                Self::Always(true) => return part,
                Self::Any(inner) => kept.extend(inner),
                other => kept.push(other),
            }
        }
        match without_repeats(kept) {
            mut kept if kept.len() == 1 => kept.remove(0),
            kept if kept.is_empty() => Self::Always(false),
            kept => Self::Any(kept),
        }
    }

    pub fn and(self, other: Self) -> Self {
        Self::all([self, other])
    }

    pub fn or(self, other: Self) -> Self {
        Self::any([self, other])
    }

    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Always(value) => Self::Always(!value),
            Self::Null { column, is } => Self::Null { column, is: !is },
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// False in the place of null.
    #[must_use]
    pub fn or_false(self) -> Self {
        if self.is_decided() { self } else { Self::Decided(Box::new(self)) }
    }

    fn is_decided(&self) -> bool {
        match self {
            Self::Always(_) | Self::Null { .. } | Self::Decided(_) => true,
            Self::Atom { decided, .. } => *decided,
            Self::Not(inner) => inner.is_decided(),
            Self::All(parts) | Self::Any(parts) => parts.iter().all(Self::is_decided),
        }
    }

    /// As SQL.
    pub fn sql(&self) -> String {
        let joined =
            |parts: &[Self], word: &str| parts.iter().map(|part| part.inside(self)).collect::<Vec<_>>().join(word);
        match self {
            Self::Always(true) => "TRUE".to_owned(),
            Self::Always(false) => "FALSE".to_owned(),
            Self::Atom { sql, .. } => sql.clone(),
            Self::Null { column, is: true } => format!("{column} IS NULL"),
            Self::Null { column, is: false } => format!("{column} IS NOT NULL"),
            Self::Not(inner) => format!("NOT {}", inner.inside(self)),
            Self::All(parts) => joined(parts, " AND "),
            Self::Any(parts) => joined(parts, " OR "),
            Self::Decided(inner) => format!("coalesce({}, FALSE)", inner.sql()),
        }
    }

    /// As SQL within another, in brackets where it needs or reads better with them.
    fn inside(&self, outer: &Self) -> String {
        match (outer, self) {
            (Self::Not(_), Self::Atom { sql, .. }) if sql.contains(' ') => format!("({sql})"),
            (Self::All(_) | Self::Any(_) | Self::Not(_), Self::All(_) | Self::Any(_)) => format!("({})", self.sql()),
            _ => self.sql(),
        }
    }
}

fn without_repeats(parts: Vec<Truth>) -> Vec<Truth> {
    let mut kept: Vec<Truth> = Vec::with_capacity(parts.len());
    for part in parts {
        if !kept.contains(&part) {
            kept.push(part);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_always_so_is_not_printed() {
        let low = || Truth::undecided("a < 1");
        let there = || Truth::certain("present");
        assert_eq!(Truth::Always(true).or_false().sql(), "TRUE");
        assert_eq!(Truth::all([Truth::Always(true), low(), low()]).sql(), "a < 1");
        assert_eq!(Truth::any([there(), Truth::Always(true)]), Truth::Always(true));
        assert_eq!(there().negated().negated().or_false().sql(), "present");
        assert_eq!(
            low().or(there()).or_false().and(there().negated()).sql(),
            "coalesce(a < 1 OR present, FALSE) AND NOT present"
        );
        assert_eq!(low().and(low().or(there())), low());
        let null = Truth::Null { column: "b".into(), is: true };
        assert_eq!(null.or_false().negated().and(low()).sql(), "b IS NOT NULL AND a < 1");
        assert_eq!(low().negated().and(low().or(there())).sql(), "NOT (a < 1) AND (a < 1 OR present)");
    }
}
