//! Terraform's `import` blocks for what it does not manage yet: the table `import.yaml`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::Value;

use crate::catalogue::Catalogue;
use crate::model::Resource;
use crate::model::drift::{AttributeChange, Change, Class, Import};

use super::canonical::{Spelling, canonical};
use super::facts;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    kinds: BTreeMap<String, Form>,
    elements: Vec<Part>,
    members: Vec<Part>,
    satellites: Vec<Satellite>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    #[serde(default)]
    r#type: Option<String>,
    id: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    kind: String,
    list: String,
    r#type: String,
    id: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Satellite {
    kind: String,
    path: String,
    r#type: String,
    id: String,
}

impl Table {
    fn get() -> &'static Table {
        static TABLE: OnceLock<Table> = OnceLock::new();
        // The file is part of the binary and a unit test reads it.
        TABLE.get_or_init(|| {
            serde_saphyr::from_str(include_str!("import.yaml"))
                .unwrap_or_else(|error| unreachable!("import.yaml: {error}"))
        })
    }
}

/// The Terraform type of a kind; nothing where Terraform has none.
pub(super) fn terraform_type(kind: &str) -> &'static str {
    Catalogue::get()
        .kind(kind)
        .map(|k| k.terraform.as_str())
        .unwrap_or_default()
}

/// What to import for a resource that is not managed at all: itself, and its parts that are set.
pub(super) fn of_resource(resource: &Resource) -> Vec<Import> {
    let table = Table::get();
    let Some(form) = table.kinds.get(&resource.kind) else {
        return Vec::new();
    };
    let r#type = form.r#type.as_deref().unwrap_or_else(|| terraform_type(&resource.kind));
    let Some(id) = facts::fill(&form.id, resource, None).filter(|_| !r#type.is_empty()) else {
        return Vec::new();
    };
    let own = Import {
        r#type: r#type.to_owned(),
        id,
    };
    let satellites = table
        .satellites
        .iter()
        .filter(|s| s.kind == resource.kind)
        .filter_map(|part| {
            let set = facts::values(resource, &part.path);
            let set = set.iter().any(|v| !canonical(v, Spelling::Exact).is_null());
            let id = facts::fill(&part.id, resource, None).filter(|_| set)?;
            Some(Import {
                r#type: part.r#type.clone(),
                id,
            })
        });
    std::iter::once(own).chain(satellites).collect()
}

/// What to import for parts that were added to a resource which is managed.
pub(super) fn of_changes(resource: &Resource, changes: &[AttributeChange]) -> Vec<Import> {
    changes.iter().flat_map(|change| of_change(resource, change)).collect()
}

fn of_change(resource: &Resource, change: &AttributeChange) -> Vec<Import> {
    let table = Table::get();
    let list = change.path.split('[').next().unwrap_or_default();
    let of_list = |part: &&Part| part.kind == resource.kind && part.list == list;
    if change.path.ends_with(']') && change.before.is_null() {
        let mut forms = table.elements.iter().filter(of_list);
        let import = forms.find_map(|part| {
            let id = facts::fill(&part.id, resource, Some(&change.after))?;
            Some(Import {
                r#type: part.r#type.clone(),
                id,
            })
        });
        return import.into_iter().collect();
    }
    let Some(part) = table.members.iter().find(of_list) else {
        return Vec::new();
    };
    let had = change.before.as_array().map(Vec::as_slice).unwrap_or_default();
    let added = change
        .after
        .as_array()
        .into_iter()
        .flatten()
        .filter(|item| !had.contains(item));
    let prefix = facts::fill(&part.id, resource, None);
    added
        .filter_map(Value::as_str)
        .zip(std::iter::repeat(prefix))
        .filter_map(|(member, prefix)| {
            Some(Import {
                r#type: part.r#type.clone(),
                id: prefix? + member,
            })
        })
        .collect()
}

/// A `.tf` file of import blocks for everything that can be imported.
pub fn import_blocks(changes: &[Change]) -> String {
    let mut out = String::from(
        "# Import blocks (Terraform 1.5 or newer) for what no state manages. Write the resources with\n\
         # `terraform plan -generate-config-out=generated.tf`, then review both before you apply.\n",
    );
    let mut names = BTreeSet::new();
    let importable = changes
        .iter()
        .filter(|change| change.counts && !change.imports.is_empty());
    for change in importable {
        // A comment ends with its line; nothing of the name may start another.
        let _ = write!(out, "\n# {}\n", comment(&change.resource.to_string()));
        for import in &change.imports {
            let name = free_name(&import.r#type, &change.name, &mut names);
            let _ = write!(
                out,
                "import {{\n  to = {}.{name}\n  id = {}\n}}\n",
                identifier(&import.r#type),
                quoted(&import.id)
            );
        }
    }
    let unknown = changes
        .iter()
        .filter(|change| change.class == Class::Unmanaged && change.counts);
    for change in unknown.filter(|change| change.imports.is_empty()) {
        let _ = write!(
            out,
            "\n# {}: how to import it is not known\n",
            comment(&change.resource.to_string())
        );
    }
    out
}

fn comment(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                ' '
            } else {
                c
            }
        })
        .collect()
}

/// A name that no other block of the type has.
fn free_name(r#type: &str, name: &str, taken: &mut BTreeSet<(String, String)>) -> String {
    let name = identifier(name);
    let mut free = name.clone();
    let mut count = 1;
    while !taken.insert((r#type.to_owned(), free.clone())) {
        count += 1;
        free = format!("{name}_{count}");
    }
    free
}

/// A valid identifier of Terraform's language.
fn identifier(text: &str) -> String {
    let mut name: String = text
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '_'
            }
        })
        .take(64)
        .collect();
    while name.contains("__") {
        name = name.replace("__", "_");
    }
    let name = name.trim_matches('_');
    match name.chars().next() {
        Some(c) if c.is_ascii_digit() => format!("r_{name}"),
        Some(_) => name.to_owned(),
        None => "resource".to_owned(),
    }
}

/// A string of Terraform's language: nothing in it is a template, and nothing ends it early.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '$' | '%' if characters.peek() == Some(&'{') => {
                out.push(c);
                out.push(c);
            }
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}') => {
                let _ = write!(out, "\\U{:08x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn resource(kind: &str, scope: Value, attributes: Value) -> Resource {
        serde_json::from_value(json!({
            "kind": kind, "id": "id-1", "name": "the name", "scope": scope, "attributes": attributes
        }))
        .expect("resource")
    }

    fn ids(imports: &[Import]) -> Vec<(&str, &str)> {
        imports.iter().map(|i| (i.r#type.as_str(), i.id.as_str())).collect()
    }

    #[test]
    fn the_table_names_only_what_the_catalogue_knows() {
        let table = Table::get();
        let kind = |name: &str| Catalogue::get().kind(name).unwrap_or_else(|| panic!("{name}"));
        for name in table.kinds.keys() {
            assert!(!kind(name).terraform.is_empty(), "{name}");
        }
        for part in table.elements.iter().chain(&table.members) {
            assert!(kind(&part.kind).knows(&part.list), "{part:?}");
        }
        for part in &table.satellites {
            assert!(kind(&part.kind).knows(&part.path), "{part:?}");
        }
        // What can be managed and is not in the table is told here, so that it is left out on purpose.
        let left_out: Vec<&str> = Catalogue::get()
            .kinds()
            .map(|k| k.kind.as_str())
            .filter(|k| !table.kinds.contains_key(*k) && super::super::known::Known::get().unmanageable(k).is_none())
            .collect();
        assert_eq!(
            left_out,
            [
                "cloudflare.ssl.hostname_ciphers_setting",
                "cloudflare.ssl.hostname_tls_setting"
            ]
        );
    }

    #[test]
    fn every_type_has_its_own_form_of_id() {
        let zone = json!({"provider": "cloudflare", "account": "a", "zone": "z"});
        let account = json!({"provider": "cloudflare", "account": "a"});
        let aws = json!({"provider": "aws", "account": "1", "region": "us-east-1"});
        for (kind, scope, attributes, expected) in [
            ("cloudflare.dns.record", &zone, json!({}), "z/id-1"),
            ("cloudflare.logpush.job", &zone, json!({}), "zones/z/id-1"),
            ("cloudflare.logpush.job", &account, json!({}), "accounts/a/id-1"),
            (
                "aws.logs.metric_filter",
                &aws,
                json!({"log_group_name": "g", "name": "f"}),
                "g:f",
            ),
            ("aws.budgets.budget", &aws, json!({"name": "b"}), "1:b"),
            ("aws.ec2.vpc", &aws, json!({}), "id-1"),
        ] {
            let imports = of_resource(&resource(kind, scope.clone(), attributes));
            assert_eq!(ids(&imports), [(terraform_type(kind), expected)], "{kind}");
        }
        // No zone, no import: half an id would import something else.
        assert!(of_resource(&resource("cloudflare.dns.record", account, json!({}))).is_empty());
        let bucket = resource(
            "aws.s3.bucket",
            aws,
            json!({"policy": {"Version": "x"}, "logging": null}),
        );
        assert_eq!(
            ids(&of_resource(&bucket)),
            [("aws_s3_bucket", "id-1"), ("aws_s3_bucket_policy", "id-1")]
        );
    }

    #[test]
    fn parts_that_were_added_are_imported_by_themselves() {
        let group = resource("aws.ec2.security_group", json!({"provider": "aws"}), json!({}));
        let rule = json!({"ip_protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_ipv4": "0.0.0.0/0"});
        let mut named = rule.clone();
        named["security_group_rule_id"] = "sgr-1".into();
        let added = |path: &str, after: &Value| AttributeChange::new(path.into(), Value::Null, after.clone());
        let changes = [
            added("ingress[]", &rule),
            added("ingress[sgr-1]", &named),
            AttributeChange::new("ingress[sgr-2]".into(), named.clone(), Value::Null),
            added("ingress[sgr-3].from_port", &json!(1)),
        ];
        assert_eq!(
            ids(&of_changes(&group, &changes)),
            [
                ("aws_security_group_rule", "id-1_ingress_tcp_22_22_0.0.0.0/0"),
                ("aws_vpc_security_group_ingress_rule", "sgr-1")
            ]
        );
        let role = resource("aws.iam.role", json!({"provider": "aws"}), json!({"name": "r"}));
        let change = AttributeChange::new(
            "managed_policy_arns".into(),
            json!(["arn:a"]),
            json!(["arn:a", "arn:b"]),
        );
        assert_eq!(
            ids(&of_changes(&role, &[change])),
            [("aws_iam_role_policy_attachment", "r/arn:b")]
        );
    }

    #[test]
    fn hostile_ids_and_names_stay_text() {
        assert_eq!(
            quoted("a\"b\\c${d}%{e}$f\n\u{1b}"),
            "\"a\\\"b\\\\c$${d}%%{e}$f\\n\\U0000001b\""
        );
        for (text, expected) in [
            ("My Bucket.v2", "my_bucket_v2"),
            ("9lives", "r_9lives"),
            ("\"} resource x {", "resource_x"),
            ("---", "resource"),
            ("名前", "resource"),
        ] {
            assert_eq!(identifier(text), expected);
        }
        let mut taken = BTreeSet::new();
        let names: Vec<String> = (0..3).map(|_| free_name("t", "a b", &mut taken)).collect();
        assert_eq!(names, ["a_b", "a_b_2", "a_b_3"]);
    }
}
