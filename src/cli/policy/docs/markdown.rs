//! The catalogue as Markdown.

use std::io::Write;

use super::{Catalogue, Entry, Reading, Written, is_link, one_line, permission, shown};

pub(super) fn write(catalogue: &Catalogue<'_>, out: &mut dyn Write) -> Written {
    writeln!(out, "# Controls\n")?;
    writeln!(
        out,
        "{} controls, by the spec {}.\n",
        catalogue.entries.len(),
        code(catalogue.spec)
    )?;
    writeln!(out, "## By service")?;
    for (service, entries) in &catalogue.services {
        writeln!(out, "\n### {}\n", text(service))?;
        for entry in entries {
            writeln!(out, "- {} {} ({})", to(entry), text(&entry.title), entry.severity)?;
        }
    }
    if !catalogue.rows.is_empty() {
        writeln!(
            out,
            "\n## By row of the spec\n\n| row | demands | controls |\n|---|---|---|"
        )?;
        for (row, entries) in &catalogue.rows {
            let controls: Vec<String> = entries.iter().map(|e| to(e)).collect();
            let controls = if controls.is_empty() {
                "**no control**".to_owned()
            } else {
                controls.join("<br>")
            };
            writeln!(out, "| {} | {} | {controls} |", text(&row.id), text(&row.title))?;
        }
    }
    writeln!(out, "\n## Controls in full")?;
    catalogue.entries.iter().try_for_each(|entry| section(entry, out))
}

fn section(entry: &Entry, out: &mut dyn Write) -> Written {
    writeln!(
        out,
        "\n### {}\n\n**{}**\n\n{}\n",
        entry.id,
        text(&entry.title),
        text(&entry.description)
    )?;
    for (name, value) in &entry.lines {
        writeln!(out, "- {name}: {}", text(value))?;
    }
    readings("Reads", &entry.reads, out)?;
    readings("Looks up", &entry.looks_up, out)?;
    table(
        "Spec",
        &["key", "value"],
        out,
        entry
            .spec
            .iter()
            .map(|(key, value)| vec![code(key), code(&value.to_string())]),
    )?;
    table(
        "Costs",
        &["call", "permission", "for"],
        out,
        entry
            .costs
            .iter()
            .map(|cost| vec![code(cost.operation), text(permission(cost)), code(cost.kind)]),
    )?;
    table(
        "Fixes",
        &["action", "changes", "permission", "disruption"],
        out,
        entry.fixes.iter().map(|fix| {
            vec![
                code(fix.name),
                code(fix.path),
                text(&fix.permissions.join(", ")),
                text(fix.disruption),
            ]
        }),
    )?;
    if !entry.links.is_empty() {
        writeln!(out, "\nSee")?;
        for link in &entry.links {
            let shown = if is_link(link) { format!("<{link}>") } else { text(link) };
            writeln!(out, "- {shown}")?;
        }
    }
    Ok(())
}

fn readings(title: &str, readings: &[Reading], out: &mut dyn Write) -> Written {
    let cells = readings.iter().map(|r| {
        let or_empty = |value: Option<&'static str>| text(value.unwrap_or_default());
        vec![
            code(&r.kind),
            code(shown(&r.path)),
            or_empty(r.r#type),
            or_empty(r.meaning),
        ]
    });
    table(title, &["kind", "attribute", "type", "meaning"], out, cells)
}

fn table(title: &str, header: &[&str], out: &mut dyn Write, rows: impl Iterator<Item = Vec<String>>) -> Written {
    for (n, row) in rows.enumerate() {
        if n == 0 {
            writeln!(
                out,
                "\n{title}\n\n| {} |\n|{}",
                header.join(" | "),
                "---|".repeat(header.len())
            )?;
        }
        writeln!(out, "| {} |", row.join(" | "))?;
    }
    Ok(())
}

fn to(entry: &Entry) -> String {
    format!("[{0}](#{0})", entry.id)
}

/// Text in which nothing is markup.
fn text(text: &str) -> String {
    let mut escaped = String::new();
    for c in one_line(text).chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A code span; within a table a bar ends the cell even there.
fn code(text: &str) -> String {
    let text = one_line(text).replace('`', "'").replace('|', "\\|");
    if text.is_empty() {
        String::new()
    } else {
        format!("`{text}`")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_policies_is_no_markup() {
        assert_eq!(
            text("a <b> [c](javascript:d)\n# e"),
            "a &lt;b&gt; \\[c\\](javascript:d) \\# e"
        );
        assert_eq!(code("a`b|c"), "`a'b\\|c`");
    }
}
