//! Addresses of Terraform: `module.db["orders.v1"].aws_db_instance.main[0]`, and references, which go on
//! with attributes.

use std::fmt;

/// Which instance of a resource or module with `count` or `for_each`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Key {
    Number(u64),
    Text(String),
}

impl Key {
    pub(super) fn of(value: &serde_json::Value) -> Option<Key> {
        match value {
            serde_json::Value::String(text) => Some(Key::Text(text.clone())),
            other => other.as_u64().map(Key::Number),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Key::Number(n) => write!(f, "[{n}]"),
            Key::Text(text) => {
                f.write_str("[\"")?;
                for c in text.chars() {
                    match c {
                        '"' | '\\' => write!(f, "\\{c}")?,
                        '\n' => f.write_str("\\n")?,
                        '\r' => f.write_str("\\r")?,
                        '\t' => f.write_str("\\t")?,
                        c => write!(f, "{c}")?,
                    }
                }
                f.write_str("\"]")
            }
        }
    }
}

/// A name with the key behind it, if there is one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Step {
    pub(super) name: String,
    pub(super) key: Option<Key>,
}

/// Splits an address or reference at its dots, outside of keys. `None` when it is none: unbalanced
/// brackets or quotes, an empty name.
pub(super) fn steps(text: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut rest = text;
    loop {
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let name = &rest[..end];
        if name.is_empty() || name.contains([']', '"']) {
            return None;
        }
        rest = &rest[end..];
        let mut found = None;
        while rest.starts_with('[') {
            let (key, after) = key(rest)?;
            // `x[0]["a"]` reaches into an attribute; the first key is the instance's.
            found = found.or(key);
            rest = after;
        }
        steps.push(Step {
            name: name.to_owned(),
            key: found,
        });
        match rest.strip_prefix('.') {
            Some(after) => rest = after,
            None if rest.is_empty() => return Some(steps),
            None => return None,
        }
    }
}

/// The key at the start of a text, and what follows it. `[*]` and expressions are no key.
fn key(text: &str) -> Option<(Option<Key>, &str)> {
    let inner = text.strip_prefix('[')?;
    let Some(quoted) = inner.strip_prefix('"') else {
        let end = inner.find(']')?;
        let number = inner[..end].parse().ok().map(Key::Number);
        return Some((number, &inner[end + 1..]));
    };
    let mut out = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => {
                let after = quoted[at + 1..].strip_prefix(']')?;
                return Some((Some(Key::Text(out)), after));
            }
            '\\' => out.push(match chars.next()?.1 {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                other => other,
            }),
            c => out.push(c),
        }
    }
    None
}

/// Where a resource stands in the configuration.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Address {
    /// The modules on the way, from the root.
    pub(super) module: Vec<Step>,
    pub(super) data: bool,
    pub(super) r#type: String,
    pub(super) name: String,
    pub(super) key: Option<Key>,
}

impl Address {
    pub(super) fn parse(text: &str) -> Option<Address> {
        let steps = steps(text)?;
        let (module, rest) = split_module(&steps)?;
        let (data, rest) = match rest {
            [first, rest @ ..] if first.name == "data" && first.key.is_none() => (true, rest),
            rest => (false, rest),
        };
        let [r#type, name] = rest else { return None };
        Some(Address {
            module,
            data,
            r#type: r#type.name.clone(),
            name: name.name.clone(),
            key: name.key.clone(),
        })
    }

    /// The path of modules without keys, such as `module.network.module.subnets`; empty at the root.
    pub(super) fn module_path(&self) -> String {
        module_path(&self.module)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in &self.module {
            write!(f, "module.{}", step.name)?;
            if let Some(key) = &step.key {
                write!(f, "{key}")?;
            }
            f.write_str(".")?;
        }
        let data = if self.data { "data." } else { "" };
        write!(f, "{data}{}.{}", self.r#type, self.name)?;
        self.key.iter().try_for_each(|key| write!(f, "{key}"))
    }
}

/// Modules as a path without keys.
pub(super) fn module_path(modules: &[Step]) -> String {
    let names: Vec<String> = modules.iter().map(|m| format!("module.{}", m.name)).collect();
    names.join(".")
}

/// The modules at the start, and the rest. `None` when the name of a module is missing.
pub(super) fn split_module(mut steps: &[Step]) -> Option<(Vec<Step>, &[Step])> {
    let mut modules = Vec::new();
    while let [first, rest @ ..] = steps {
        if first.name != "module" || first.key.is_some() {
            break;
        }
        let [module, rest @ ..] = rest else { return None };
        modules.push(module.clone());
        steps = rest;
    }
    Some((modules, steps))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_written_back() {
        for text in [
            "aws_vpc.main",
            "aws_subnet.a[0]",
            "aws_subnet.a[\"x.y[0]\"]",
            "module.db[\"orders.v1\"].aws_db_instance.db[0]",
            "module.a.module.b[3].data.aws_iam_policy_document.d[\"q\\\"\\\\q\"]",
            "module.m[\"]\"].aws_vpc.v",
        ] {
            let address = Address::parse(text).expect(text);
            assert_eq!(address.to_string(), text);
        }
        let address = Address::parse("module.db[\"orders.v1\"].module.x.aws_db_instance.db[0]").expect("address");
        assert_eq!(address.module_path(), "module.db.module.x");
        assert_eq!(address.key, Some(Key::Number(0)));
        assert_eq!(address.module[0].key, Some(Key::Text("orders.v1".into())));
    }

    #[test]
    fn what_is_no_address_is_none() {
        for text in [
            "",
            ".",
            "a",
            "a.",
            "a..b",
            "module",
            "module.a",
            "module.a.b",
            "a.b[",
            "a.b[\"",
            "a.b[\"x\"",
            "a.b[\"x\\",
            "a.b]c",
            "a.b[0]c",
            "a.b.c",
            "data.a",
        ] {
            assert_eq!(Address::parse(text), None, "{text}");
        }
    }

    #[test]
    fn references_are_split_outside_of_keys() {
        let steps = steps("aws_subnet.a[\"b.c\"].tags[\"x\"].y[*].z").expect("steps");
        let names: Vec<_> = steps.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(names, ["aws_subnet", "a", "tags", "y", "z"]);
        assert_eq!(steps[1].key, Some(Key::Text("b.c".into())));
        assert_eq!(steps[3].key, None);
    }
}
