//! Lints on the text of one file: its metadata and its lines.

use crate::model::Control;

use super::Problem;

/// What the metadata of a control is held to beyond its schema.
pub(super) fn metadata(control: &Control, text: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut add = |key: &str, rule: &'static str, message: String| {
        found.push(Problem::new(&control.file, line_of(text, key), rule, message));
    };
    let title = control.title.trim();
    let first = title.split_whitespace().next().unwrap_or_default();
    if ["ensure", "ensures", "check", "checks", "verify"].contains(&first.to_lowercase().as_str()) {
        let message = format!("the title starts with {first:?}; state the good state, as in \"Buckets keep versions\"");
        add("title", "title-style", message);
    }
    if title.ends_with('.') {
        add(
            "title",
            "title-style",
            "the title ends in a period; take it away".into(),
        );
    }
    if title.is_empty() {
        add(
            "title",
            "title-style",
            "the title is empty; state the good state".into(),
        );
    }
    let bare = |text: &str| text.trim().trim_end_matches('.').to_lowercase();
    if bare(&control.description).is_empty() || bare(&control.description) == bare(title) {
        let message = "the description says no more than the title; say what goes wrong without the control";
        add("description", "description-repeats-title", message.into());
    }
    if control.related_resources.is_empty() {
        let message = "no related_resources; name at least one https:// page that explains the setting";
        add("title", "related-resources", message.into());
    }
    for link in control.related_resources.iter().filter(|link| !is_https(link)) {
        let message = format!("{link:?} is no https:// address");
        add("related_resources", "related-resources", message);
    }
    found
}

fn is_https(link: &str) -> bool {
    let host = link.strip_prefix("https://").unwrap_or_default();
    !host.is_empty() && !host.starts_with('/') && !link.contains(char::is_whitespace)
}

/// Lines of code that are indented by spaces.
pub(super) fn indentation(file: &str, text: &str) -> Vec<Problem> {
    let raw = in_raw_string(text);
    let spaced = |line: &str| {
        let indent: String = line.chars().take_while(|c| c.is_whitespace()).collect();
        indent.contains(' ') && indent.len() < line.len()
    };
    let lines = text.lines().enumerate();
    let lines = lines.filter(|(n, line)| !raw.contains(n) && spaced(line));
    let message = "indented by spaces; use tabs, as `opa fmt` does";
    lines
        .map(|(n, _)| Problem::new(file, number(n), "indentation", message.into()))
        .collect()
}

/// Indices of the lines that start within a raw string.
fn in_raw_string(text: &str) -> std::collections::BTreeSet<usize> {
    let mut within = std::collections::BTreeSet::new();
    let mut raw = false;
    for (n, line) in text.lines().enumerate() {
        if raw {
            within.insert(n);
        }
        let mut quoted = false;
        let mut characters = line.chars();
        while let Some(c) = characters.next() {
            match c {
                '`' if !quoted => raw = !raw,
                '"' if !raw => quoted = !quoted,
                '\\' if quoted => {
                    characters.next();
                }
                '#' if !raw && !quoted => break,
                _ => {}
            }
        }
    }
    within
}

/// The number of the line in the METADATA block on which a key stands.
pub(super) fn line_of(text: &str, key: &str) -> u32 {
    let start = text.lines().position(|line| line.trim() == "# METADATA").unwrap_or(0);
    let mut block = text
        .lines()
        .enumerate()
        .skip(start)
        .take_while(|(_, l)| l.starts_with('#'));
    let is_key = |line: &str| line.trim_start_matches(['#', ' ']).starts_with(&format!("{key}:"));
    block
        .find(|(_, line)| is_key(line))
        .map_or(number(start), |(n, _)| number(n))
}

fn number(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(0)
}
