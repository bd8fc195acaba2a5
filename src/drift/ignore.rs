//! The ignore file: a line a pattern, as driftctl's `.driftignore`, with reasons and ends.
//!
//! ```text
//! # reason: the marketing team keeps these by hand
//! # until: 2027-03-31
//! aws_s3_bucket.campaign-*
//! aws_db_instance.orders.engine_version   # reason: upgraded in its window  until=2027-01-31
//! *
//! !aws_iam_*.*
//! ```
//!
//! A pattern is `type.id` for a resource or `type.id.path` for one attribute of it and all below.
//! Types are Terraform's; `*` stands for any characters; the last line that fits wins, and `!` takes
//! back. A dot within an id is written `\.`, a backslash `\\`; `#` at the start `\#`, `!` `\!`.
//! A comment line of reason or end holds for the next pattern.

use jiff::civil::Date;

use crate::model::drift::{IgnoreUse, Ignored};
use crate::model::glob;

/// An ignore file that can't be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct IgnoreError {
    file: String,
    line: usize,
    message: String,
}

/// One line.
#[derive(Debug, Clone)]
struct Line {
    number: u32,
    written: String,
    negated: bool,
    r#type: String,
    /// Patterns of an id with all its dots; `None` for "whatever it is".
    id: String,
    path: Option<String>,
    reason: Option<String>,
    until: Option<Date>,
    expired: bool,
    matched: usize,
}

/// The lines of all ignore files.
#[derive(Debug, Clone, Default)]
pub struct Ignore {
    lines: Vec<(String, Line)>,
}

/// Most lines that are read.
const MOST_LINES: usize = 10_000;

impl Ignore {
    /// Reads the lines of a file, as of a day.
    pub fn parse(file: &str, text: &str, today: Date) -> Result<Self, IgnoreError> {
        let mut lines = Vec::new();
        let mut next = Annotations::default();
        for (at, line) in text.lines().enumerate() {
            let fail = |message: String| IgnoreError {
                file: file.to_owned(),
                line: at + 1,
                message,
            };
            if at >= MOST_LINES {
                return Err(fail(format!("has more than {MOST_LINES} lines; use patterns with `*`")));
            }
            let line = line.trim_start_matches('\u{feff}').trim();
            if line.is_empty() {
                continue;
            }
            if let Some(comment) = line.strip_prefix('#') {
                next.read(comment).map_err(fail)?;
                continue;
            }
            let (pattern, comment) = split_comment(line);
            let mut annotations = std::mem::take(&mut next);
            annotations.read(comment).map_err(fail)?;
            let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
            lines.push((
                file.to_owned(),
                Line::parse(pattern, number, annotations, today).map_err(fail)?,
            ));
        }
        Ok(Self { lines })
    }

    /// Adds the lines of another file; where both say something, they win.
    pub fn add(&mut self, other: Self) {
        self.lines.extend(other.lines);
    }

    /// The line that covers a resource, if one does.
    pub(super) fn resource(&mut self, r#type: &str, ids: &[&str]) -> Option<Ignored> {
        self.last(|line| line.path.is_none() && line.names(r#type, ids))
    }

    /// The line that covers an attribute of a resource, if one does.
    pub(super) fn attribute(&mut self, r#type: &str, ids: &[&str], path: &str) -> Option<Ignored> {
        self.last(|line| {
            let fits = |pattern: &String| fits_path(pattern, path);
            line.path.as_ref().is_some_and(fits) && line.names(r#type, ids)
        })
    }

    /// The last line that fits wins; what it takes back is not ignored.
    fn last(&mut self, fits: impl Fn(&Line) -> bool) -> Option<Ignored> {
        let (file, line) = self
            .lines
            .iter_mut()
            .rev()
            .find(|(_, line)| !line.expired && fits(line))?;
        line.matched += 1;
        (!line.negated).then(|| Ignored {
            file: file.clone(),
            line: line.number,
            reason: line.reason.clone(),
        })
    }

    /// What each line did. An expired line that would have covered something is told by `expired`.
    pub(super) fn uses(&self) -> Vec<IgnoreUse> {
        let tell = |(file, line): &(String, Line)| IgnoreUse {
            file: file.clone(),
            line: line.number,
            pattern: line.written.clone(),
            reason: line.reason.clone(),
            until: line.until.map(|day| day.to_string()),
            expired: line.expired,
            matched: line.matched,
        };
        self.lines.iter().map(tell).collect()
    }
}

/// What comments say about the next pattern.
#[derive(Debug, Default)]
struct Annotations {
    reason: Option<String>,
    until: Option<Date>,
}

impl Annotations {
    fn read(&mut self, comment: &str) -> Result<(), String> {
        let mut rest = comment.trim();
        if let Some((before, date)) = rest.split_once("until=").or_else(|| rest.split_once("until:")) {
            let date = date.trim_start();
            let (day, after) = date.split_at(date.find(char::is_whitespace).unwrap_or(date.len()));
            let parsed = day.parse();
            self.until = Some(parsed.map_err(|_| format!("{day:?} is no date; write until=YYYY-MM-DD"))?);
            // The reason may stand before the date or after it.
            rest = if before.trim().is_empty() {
                after.trim()
            } else {
                before.trim()
            };
        }
        if let Some(reason) = rest.strip_prefix("reason:") {
            self.reason = Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        }
        Ok(())
    }
}

/// A comment begins with white space and `#`.
fn split_comment(line: &str) -> (&str, &str) {
    let at = line
        .match_indices('#')
        .map(|(at, _)| at)
        .find(|at| line[..*at].ends_with(char::is_whitespace));
    match at {
        Some(at) => (line[..at].trim_end(), &line[at + 1..]),
        None => (line, ""),
    }
}

impl Line {
    fn parse(pattern: &str, number: u32, annotations: Annotations, today: Date) -> Result<Self, String> {
        let (negated, rest) = match pattern.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, pattern),
        };
        let mut parts = split(rest)?;
        if parts.len() == 1 && parts[0] != "*" {
            return Err(format!(
                "{pattern:?} names no id; write type.id, such as aws_s3_bucket.logs, or type.*"
            ));
        }
        let path = (parts.len() > 2).then(|| parts.split_off(2).join("."));
        let mut parts = parts.into_iter();
        let expired = annotations.until.is_some_and(|until| until < today);
        Ok(Self {
            number,
            written: pattern.to_owned(),
            negated,
            r#type: parts.next().unwrap_or_default(),
            id: parts.next().unwrap_or_else(|| "*".to_owned()),
            path,
            reason: annotations.reason,
            until: annotations.until,
            expired,
            matched: 0,
        })
    }

    fn names(&self, r#type: &str, ids: &[&str]) -> bool {
        glob::matches(&self.r#type, r#type) && ids.iter().any(|id| glob::matches(&self.id, id))
    }
}

/// Splits at dots that are not escaped, and takes the escapes away.
fn split(pattern: &str) -> Result<Vec<String>, String> {
    let mut parts = vec![String::new()];
    let mut characters = pattern.chars();
    while let Some(c) = characters.next() {
        let part = parts.last_mut().ok_or("empty")?;
        match c {
            '\\' => match characters.next() {
                Some(escaped) => part.push(escaped),
                None => return Err(format!("{pattern:?} ends with a backslash; write two for one")),
            },
            '.' => parts.push(String::new()),
            // Several stars are one.
            '*' if part.ends_with('*') => {}
            c => part.push(c),
        }
    }
    match parts.iter().any(String::is_empty) {
        true => Err(format!(
            "{pattern:?} has an empty part; write type.id or type.id.path, dots within an id as \\."
        )),
        false => Ok(parts),
    }
}

/// True when a path, or one above it, fits. Elements of lists are steps of their own.
fn fits_path(pattern: &str, path: &str) -> bool {
    let dotted = path.replace('[', ".").replace(']', "");
    let plain = |text: &str| text.to_lowercase();
    let (pattern, dotted) = (plain(pattern), plain(&dotted));
    let steps: Vec<&str> = dotted.split('.').filter(|step| !step.is_empty()).collect();
    let wanted: Vec<&str> = pattern.split('.').collect();
    wanted.len() <= steps.len()
        && wanted
            .iter()
            .zip(&steps)
            .all(|(wanted, step)| glob::matches(wanted, step))
        || glob::matches(&pattern, &dotted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("date")
    }

    fn read(text: &str) -> Ignore {
        Ignore::parse(".driftignore", text, day("2026-11-23")).expect("readable")
    }

    #[test]
    fn patterns_follow_driftctl() {
        for (text, r#type, id, expected) in [
            ("aws_s3_bucket.logs", "aws_s3_bucket", "logs", true),
            ("aws_s3_bucket.logs", "aws_s3_bucket", "logs2", false),
            ("aws_s3_bucket.*", "aws_s3_bucket", "a.b.c", true),
            ("aws_*.logs", "aws_s3_bucket", "logs", true),
            ("aws_iam_role.my\\.role", "aws_iam_role", "my.role", true),
            ("aws_iam_role.my\\.role", "aws_iam_role", "my-role", false),
            ("aws_x.back\\\\slash", "aws_x", "back\\slash", true),
            ("*\n!aws_iam_role.*", "aws_iam_role", "r", false),
            ("*\n!aws_iam_role.*", "aws_s3_bucket", "b", true),
            ("!aws_iam_role.*\n*", "aws_iam_role", "r", true),
            ("aws_ssm_parameter./a/**", "aws_ssm_parameter", "/a/b", true),
            ("# aws_s3_bucket.logs", "aws_s3_bucket", "logs", false),
            ("aws_s3_bucket.logs.versioning", "aws_s3_bucket", "logs", false),
        ] {
            assert_eq!(read(text).resource(r#type, &[id]).is_some(), expected, "{text} {id}");
        }
    }

    #[test]
    fn attributes_are_ignored_with_all_below() {
        for (text, path, expected) in [
            ("t.i.versioning", "versioning.status", true),
            ("t.i.versioning.status", "versioning.status", true),
            ("t.i.versioning.status", "versioning", false),
            ("t.*.ingress", "ingress[sgr-1].from_port", true),
            ("t.i.ingress.*.from_port", "ingress[sgr-1].from_port", true),
            ("t.i.Tags.owner", "tags.owner", true),
            ("t.i.tag", "tags.owner", false),
            ("t.j.tags", "tags.owner", false),
            ("t.i", "tags.owner", false),
        ] {
            assert_eq!(
                read(text).attribute("t", &["i"], path).is_some(),
                expected,
                "{text} {path}"
            );
        }
    }

    #[test]
    fn reasons_and_ends_hold_for_one_line() {
        let mut ignore = read(
            "# reason: by hand\n# until: 2026-11-23\na.b\na.c # reason: later  until=2026-11-22\na.d # until=2027-01-01 reason: soon\na.e",
        );
        let uses = ignore.uses();
        let told: Vec<_> = uses.iter().map(|u| (u.line, u.reason.as_deref(), u.expired)).collect();
        assert_eq!(
            told,
            [
                (3, Some("by hand"), false),
                (4, Some("later"), true),
                (5, Some("soon"), false),
                (6, None, false)
            ]
        );
        assert_eq!(
            ignore.resource("a", &["b"]).and_then(|i| i.reason).as_deref(),
            Some("by hand")
        );
        assert_eq!(ignore.resource("a", &["c"]), None, "it expired");
        assert_eq!(
            ignore.uses().iter().map(|u| u.matched).collect::<Vec<_>>(),
            [1, 0, 0, 0]
        );
    }

    #[test]
    fn lines_that_say_nothing_are_refused_with_their_place() {
        for (text, part) in [
            ("a.b\naws_s3_bucket", ".driftignore:2: \"aws_s3_bucket\" names no id"),
            ("a..b", "empty part"),
            ("a.b\\", "ends with a backslash"),
            ("a.b # until=tomorrow", "\"tomorrow\" is no date"),
        ] {
            let error = Ignore::parse(".driftignore", text, day("2026-11-23")).expect_err(text);
            assert!(error.to_string().contains(part), "{error}");
        }
    }
}
