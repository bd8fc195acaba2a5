//! The catalogue as one HTML page that loads nothing.

use std::io::Write;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Catalogue, Entry, Reading, Written, is_link, one_line, permission, shown};

const STYLE: &str = "\
body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1c1c1e;background:#fff}
table{border-collapse:collapse;margin:.5rem 0 1rem;font-size:.9rem}
th,td{border:1px solid #ccc;padding:.25rem .6rem;text-align:left;vertical-align:top}
th{background:#f3f3f5}
section{border-top:1px solid #ccc;margin-top:2rem}
code{font:.9em ui-monospace,monospace;overflow-wrap:anywhere}
.critical,.high{color:#a4161a}.none{color:#a4161a;font-weight:bold}
@media print{section{break-inside:avoid}}";

pub(super) fn write(catalogue: &Catalogue<'_>, out: &mut dyn Write) -> Written {
    writeln!(out, "{}", page(catalogue).into_string())
}

fn page(catalogue: &Catalogue<'_>) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                // Whatever a policy file holds: nothing is run and nothing is loaded.
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { "Controls" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { "Controls" }
                p { (catalogue.entries.len()) " controls, by the spec " code { (one_line(catalogue.spec)) } "." }
                (index(catalogue))
                h2 { "Controls in full" }
                @for entry in catalogue.entries { (section(entry)) }
            }
        }
    }
}

fn index(catalogue: &Catalogue<'_>) -> Markup {
    html! {
        h2 { "By service" }
        @for (service, entries) in &catalogue.services {
            h3 { (service) }
            ul {
                @for entry in entries {
                    li { (to(entry)) " " (entry.title) " (" span class=(entry.severity) { (entry.severity) } ")" }
                }
            }
        }
        @if !catalogue.rows.is_empty() {
            h2 { "By row of the spec" }
            table {
                tr { th { "row" } th { "demands" } th { "controls" } }
                @for (row, entries) in &catalogue.rows {
                    tr {
                        td { (one_line(&row.id)) }
                        td { (one_line(&row.title)) }
                        td {
                            @if entries.is_empty() { span class="none" { "no control" } }
                            @for entry in entries { (to(entry)) br; }
                        }
                    }
                }
            }
        }
    }
}

fn section(entry: &Entry) -> Markup {
    html! {
        section id=(entry.id) {
            h3 { (entry.id) }
            p { strong { (entry.title) } }
            p { (entry.description) }
            table {
                @for (name, value) in &entry.lines {
                    tr { th { (name) } td { (one_line(value)) } }
                }
            }
            (readings("Reads", &entry.reads))
            (readings("Looks up", &entry.looks_up))
            @let spec: Vec<_> = entry.spec.iter().map(|(key, value)| [key.clone(), value.to_string()]).collect();
            (table("Spec", ["key", "value"], &spec))
            @let costs: Vec<_> = entry.costs.iter().map(|c| [c.operation, permission(c), c.kind].map(str::to_owned)).collect();
            (table("Costs", ["call", "permission", "for"], &costs))
            @let fixes: Vec<_> = entry.fixes.iter().map(|f| {
                [f.name.to_owned(), f.path.to_owned(), f.permissions.join(", "), f.disruption.to_owned()]
            }).collect();
            (table("Fixes", ["action", "changes", "permission", "disruption"], &fixes))
            @if !entry.links.is_empty() {
                h4 { "See" }
                ul {
                    @for link in &entry.links {
                        li {
                            @if is_link(link) { a href=(link) rel="noreferrer" { (link) } } @else { (one_line(link)) }
                        }
                    }
                }
            }
        }
    }
}

fn readings(title: &str, readings: &[Reading]) -> Markup {
    let cells = |r: &Reading| {
        let path = shown(&r.path);
        [
            &r.kind,
            path,
            r.r#type.unwrap_or_default(),
            r.meaning.unwrap_or_default(),
        ]
        .map(str::to_owned)
    };
    let rows: Vec<_> = readings.iter().map(cells).collect();
    table(title, ["kind", "attribute", "type", "meaning"], &rows)
}

fn table<const N: usize>(title: &str, header: [&str; N], rows: &[[String; N]]) -> Markup {
    html! {
        @if !rows.is_empty() {
            h4 { (title) }
            table {
                tr { @for name in header { th { (name) } } }
                @for row in rows {
                    tr { @for cell in row { td { (one_line(cell)) } } }
                }
            }
        }
    }
}

fn to(entry: &Entry) -> Markup {
    html! { a href=(format!("#{}", entry.id)) { (entry.id) } }
}
