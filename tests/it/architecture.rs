//! The layers, which Rust can't enforce inside one crate: who may use whom, and how long a file may be.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const LONGEST_FILE: usize = 600;

/// Folder or file of src/ → what it may name by `crate::`.
fn allowed() -> BTreeMap<&'static str, &'static [&'static str]> {
    BTreeMap::from([
        ("main", [].as_slice()),
        ("lib", &[]),
        (
            "cli",
            &[
                "catalogue",
                "cloud",
                "collect",
                "config",
                "drift",
                "model",
                "policy",
                "remediate",
                "report",
                "source",
                "store",
                "terraform",
            ],
        ),
        ("terraform", &["catalogue", "model"]),
        ("drift", &["catalogue", "model"]),
        ("collect", &["catalogue", "cloud", "model"]),
        ("remediate", &["catalogue", "cloud", "model"]),
        ("cloud", &["catalogue", "model"]),
        ("policy", &["catalogue", "model"]),
        ("report", &["model"]),
        ("source", &["model"]),
        ("store", &["model"]),
        ("config", &["model"]),
        ("catalogue", &["model"]),
        ("model", &[]),
    ])
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("folder") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Every Rust file below src/ as (path within it, layer, text).
fn sources() -> Vec<(String, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&root, &mut found);
    found.sort();
    let source = |path: PathBuf| {
        let inner = path.strip_prefix(&root).expect("below src").display().to_string();
        let layer = inner.split(['/', '.']).next().unwrap_or_default().to_owned();
        (inner, layer, fs::read_to_string(&path).expect("text"))
    };
    found.into_iter().map(source).collect()
}

/// The first names of the `crate::` paths of a line: `crate::a::b` gives a, `crate::{a, b::c}` a and b.
fn named(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for part in text.split("crate::").skip(1) {
        let first = |path: &str| -> String {
            path.trim()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect()
        };
        match part.strip_prefix('{') {
            None => names.push(first(part)),
            Some(group) => {
                let mut depth = 0;
                let mut piece = String::new();
                for c in group.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => names.push(first(&std::mem::take(&mut piece))),
                        _ if depth == 0 => piece.push(c),
                        _ => {}
                    }
                }
                names.push(first(&piece));
            }
        }
    }
    names.retain(|n| !n.is_empty());
    names
}

#[test]
fn stages_use_only_what_lies_below_them() {
    assert_eq!(
        named("use crate::{model::{A, B}, policy};\nuse crate::store;"),
        ["model", "policy", "store"]
    );
    let allowed = allowed();
    let mut wrong = Vec::new();
    for (file, layer, text) in sources() {
        let may = allowed
            .get(layer.as_str())
            .unwrap_or_else(|| panic!("{file}: the layer {layer} is not in the table"));
        for (n, line) in text
            .lines()
            .enumerate()
            .filter(|(_, l)| !l.trim_start().starts_with("//"))
        {
            let names = named(line)
                .into_iter()
                .filter(|n| *n != layer && !may.contains(&n.as_str()));
            wrong.extend(names.map(|name| format!("src/{file}:{}: {layer} may not use {name}", n + 1)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_layers_of_the_clouds_name_their_libraries() {
    let mut wrong = Vec::new();
    for (file, layer, text) in sources() {
        if ["cloud", "collect", "remediate"].contains(&layer.as_str()) {
            continue;
        }
        for (n, line) in text
            .lines()
            .enumerate()
            .filter(|(_, l)| !l.trim_start().starts_with("//"))
        {
            let own = line.replace("::cloudflare::", "");
            if own.contains("aws_sdk_") || own.contains("cloudflare::") || own.contains("reqwest") {
                wrong.push(format!("src/{file}:{}: {}", n + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_is_too_long() {
    let long: Vec<String> = sources()
        .into_iter()
        .map(|(file, _, text)| (text.lines().count(), file))
        .filter(|(lines, _)| *lines > LONGEST_FILE)
        .map(|(lines, file)| format!("src/{file}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "split these: {}", long.join(", "));
}
