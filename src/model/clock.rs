//! The time, as every file of ours writes it.

use jiff::civil::Date;

/// Now, in RFC 3339, UTC, to the second.
pub fn now() -> String {
    written(jiff::Timestamp::now())
}

/// The time `hours` from now.
pub fn in_hours(hours: i64) -> String {
    written(jiff::Timestamp::now() + jiff::SignedDuration::from_hours(hours))
}

/// The date (UTC) of so many days ago, such as `2026-11-23`.
pub fn date(days_ago: i64) -> String {
    let then = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(24 * days_ago);
    then.strftime("%Y-%m-%d").to_string()
}

/// The day (UTC) of a written time; what can't be read lies after every other day.
pub fn day(time: &str) -> Date {
    time.get(..10).and_then(|date| date.parse().ok()).unwrap_or(Date::MAX)
}

/// True when a written time lies in the past; what can't be read counts as past.
pub fn is_past(time: &str) -> bool {
    !time
        .parse::<jiff::Timestamp>()
        .is_ok_and(|t| t > jiff::Timestamp::now())
}

/// An id for a run that starts now: sortable, and different from any other process's.
pub fn run_id(now: &str) -> String {
    let digits: String = now.chars().filter(char::is_ascii_digit).collect();
    let nanoseconds = jiff::Timestamp::now().subsec_nanosecond();
    format!(
        "{digits}-{:06x}",
        (nanoseconds as u32 ^ std::process::id().rotate_left(12)) & 0x00ff_ffff
    )
}

fn written(time: jiff::Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_whole_days() {
        assert_eq!(date(0), now()[..10]);
        assert!(date(7) < date(0));
        assert_eq!(day(&now()).to_string(), date(0));
        assert_eq!(day("soon"), Date::MAX);
        assert!(is_past(&format!("{}T00:00:00Z", date(1))));
    }

    #[test]
    fn past_and_future_are_told_apart() {
        assert!(!is_past(&in_hours(1)));
        assert!(is_past("2020-01-01T00:00:00Z"));
        assert!(is_past("tomorrow"));
    }
}
