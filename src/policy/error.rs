//! What can be wrong with policies and specs: each error names file, line and mend.

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
        let (line, column) = error.location().map_or((0, 0), |at| {
            let number = |n: u64| u32::try_from(n).unwrap_or(0);
            (number(at.line()) + offset, number(at.column()))
        });
        Self::new(file, line, column, yaml_message(error))
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

/// The message alone, without place and excerpt.
fn yaml_message(error: &serde_saphyr::Error) -> String {
    let text = error.without_snippet().to_string();
    let first = text.lines().next().unwrap_or(&text);
    let first = first.strip_prefix("error: ").unwrap_or(first);
    // The place stands in the error already.
    first.split(" at line ").next().unwrap_or(first).to_owned()
}

/// The closest of the known names, as the tail of a sentence.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    known
        .into_iter()
        .map(|k| (strsim::damerau_levenshtein(k, word), k))
        .min()
        .filter(|(distance, _)| *distance <= word.len() / 3 + 1)
        .map(|(_, k)| format!("; did you mean {k:?}?"))
        .unwrap_or_default()
}
