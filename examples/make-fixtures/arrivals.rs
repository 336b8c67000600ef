//! When each object came: takes submissions, gives `arrivals.csv`, the landing zone's own record of receipt.

use std::error::Error;

use crate::calendar::{Instant, Period};
use crate::random::Random;
use crate::submissions::Submission;

/// A working hour of one of the days between the end of the period and its deadline.
pub fn usual_arrival(form: &str, period: Period, sender: &str) -> Instant {
    let mut random = Random::new(&format!("arrival {form} {} {sender}", period.identifier()));
    let date = period.end().plus(random.between(1, i64::from(period.days_to_send())) as u32);
    Instant { date, second: random.between(7 * 3600 + 1800, 16 * 3600) as u32 }
}

/// In the order of arrival, as a mail room would keep it.
pub fn list(submissions: &[Submission]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut arrivals: Vec<(Instant, &str)> =
        submissions.iter().map(|submission| (submission.received_at, submission.path.as_str())).collect();
    arrivals.sort();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["object", "received_at"])?;
    for (received_at, path) in arrivals {
        writer.write_record([path, &received_at.rfc3339()])?;
    }
    Ok(writer.into_inner()?)
}
