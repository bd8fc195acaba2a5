//! What can be wrong with policies and specs: each error names file, line and mend.

pub(crate) use crate::model::words::did_you_mean;
use crate::model::yaml;

/// A policy, spec or test that can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {message}", place(*line, *column))]
pub struct PolicyError {
    pub file: String,
    /// 1-based; 0 when the whole file is meant.
    pub line: u32,
    /// 1-based; 0 when the whole line is meant.
    pub column: u32,
    pub message: String,
}

fn place(line: u32, column: u32) -> String {
    match (line, column) {
        (0, _) => String::new(),
        (line, 0) => format!(":{line}"),
        (line, column) => format!(":{line}:{column}"),
    }
}

impl PolicyError {
    pub(crate) fn new(file: &str, line: u32, column: u32, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            column,
            message: message.into(),
        }
    }

    /// An error of the YAML reader, `offset` lines below the start of the file.
    pub(crate) fn yaml(file: &str, offset: u32, error: &serde_saphyr::Error) -> Self {
        let ((line, column), message) = yaml::problem(error);
        let line = if line == 0 { 0 } else { line + offset };
        Self::new(file, line, column, message)
    }

    /// An error of the Rego engine, whose text ends in `file:line:column` over an excerpt.
    pub(crate) fn rego(file: &str, error: &dyn std::fmt::Display) -> Self {
        let text = error.to_string();
        let at = text.find("--> ").and_then(|start| {
            let mut parts = text[start..].lines().next()?.rsplit(':');
            let column = parts.next()?.trim().parse().ok()?;
            let line = parts.next()?.trim().parse().ok()?;
            Some((line, column))
        });
        let message = text
            .lines()
            .rev()
            .map(str::trim)
            .find_map(|l| l.strip_prefix("error: "))
            .unwrap_or(&text);
        let (line, column) = at.unwrap_or((0, 0));
        Self::new(file, line, column, message.trim())
    }
}
