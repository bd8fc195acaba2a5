//! What is wrong with a YAML text, and where.

use serde_saphyr::{Error, Location};

use super::words::did_you_mean;

/// Line and column, counted from one; 0 when not known.
pub type Place = (u32, u32);

/// The place as numbers.
pub fn place(at: &Location) -> Place {
    let number = |n: u64| u32::try_from(n).unwrap_or(0);
    (number(at.line()), number(at.column()))
}

/// Where an error of the YAML reader lies, and what it says without place and excerpt.
pub fn problem(error: &Error) -> (Place, String) {
    let error = error.without_snippet();
    let at = error.location().map_or((0, 0), |at| place(&at));
    let message = match error {
        Error::SerdeUnknownField { field, expected, .. } => {
            let hint = did_you_mean(field, expected.iter().copied());
            format!("{field:?} is no key here{hint}; there are {}", expected.join(", "))
        }
        Error::DuplicateMappingKey { key: Some(key), .. } => format!("{key:?} stands here twice"),
        Error::Unexpected { expected, .. } => match *expected {
            "sequence start" => "a list is expected here: [a, b], or lines that start with -".to_owned(),
            "mapping start" => "keys with values are expected here".to_owned(),
            "string scalar" => "a text is expected here".to_owned(),
            other => format!("expected {other}"),
        },
        Error::InvalidScalar { ty: "boolean", .. } => "true or false is expected here".to_owned(),
        Error::InvalidScalar { ty, .. } if ty.starts_with('u') => {
            "a whole number from 0 on is expected here".to_owned()
        }
        _ => {
            let text = error.to_string();
            let first = text.lines().next().unwrap_or(&text);
            let first = first.strip_prefix("error: ").unwrap_or(first);
            // The place is told apart.
            first.split(" at line ").next().unwrap_or(first).to_owned()
        }
    };
    (at, message)
}
