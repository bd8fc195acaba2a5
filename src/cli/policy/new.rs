//! `trueline policy new`: a policy that works, and its test, as a start.

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde_json::{Value, json};

use crate::catalogue::{Attribute, Catalogue, Kind, Type};
use crate::model::Severity;
use crate::model::path::{self, Step};
use crate::policy::{built_in, did_you_mean};
use crate::report::plain;

use super::super::Exit;
use super::super::output::severity;

/// The longest title that a policy may have.
const LONGEST_TITLE: usize = 75;
/// What can't be the name of a package in Rego, or would hide something in the test.
const RESERVED: [&str; 18] = [
    "as", "contains", "data", "default", "deny", "else", "every", "facts", "false", "if", "import", "in", "input",
    "lib", "not", "null", "some", "true",
];

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Id of the new control, such as aws-s3-bucket-versioning: cloud, service, what it is about
    #[arg(value_name = "ID")]
    id: String,
    /// Kind of resource that it judges, such as aws.s3.bucket
    #[arg(long)]
    kind: String,
    /// Folder of policies to write to
    #[arg(long, value_name = "DIR", default_value = "policies")]
    dir: PathBuf,
    /// What is demanded, as a good state in at most 75 characters
    #[arg(long, value_name = "TEXT", value_parser = title)]
    title: Option<String>,
    #[arg(long, value_name = "SEVERITY", default_value = "medium", value_parser = severity)]
    severity: Severity,
    /// Attribute to start with [default: one that the kind has]
    #[arg(long, value_name = "PATH")]
    attribute: Option<String>,
}

fn title(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST_TITLE || text.chars().any(char::is_control) {
        return Err(format!("must have 1 to {LONGEST_TITLE} characters in one line"));
    }
    Ok(text.to_owned())
}

pub(super) fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let catalogue = Catalogue::get();
    let Some(kind) = catalogue.kind(&args.kind) else {
        let hint = did_you_mean(&args.kind, catalogue.kinds().map(|k| k.kind.as_str()));
        bail!("kind {:?} is not in the catalogue{hint}", args.kind);
    };
    let package = package(&args.id, &kind.kind)?;
    if let Some(known) = built_in(&args.id) {
        bail!(
            "there is a control {:?} already, in {known}; choose another id",
            args.id
        );
    }
    let demand = Demand::choose(kind, args.attribute.as_deref())?;
    let stem = args.dir.join(package.join("/"));
    let file = stem.with_extension("rego");
    let test = stem.with_file_name(format!("{}_test.rego", package.last().map_or("", String::as_str)));
    for path in [&file, &test] {
        if path.exists() {
            bail!("{} exists already; choose another id or another --dir", path.display());
        }
    }
    write_new(&file, &policy_text(args, kind, &package.join("."), &demand))?;
    write_new(&test, &test_text(&package.join("."), &demand))?;
    let dir = args.dir.display();
    let told = format!("wrote {}\nwrote {}", file.display(), test.display());
    writeln!(out, "{}", told.lines().map(plain).collect::<Vec<_>>().join("\n"))?;
    let next = format!(
        "It demands that {} of every {} {}. Change the title, the description and what `deny` demands, then:\n\n  \
         trueline policy test --policies {dir} {}\n  trueline policy check {}\n  trueline policy show --policies {dir} {}",
        demand.path,
        kind.kind,
        demand.words(),
        package.last().map_or("", String::as_str),
        file.display(),
        args.id,
    );
    writeln!(out, "\n{}", next.lines().map(plain).collect::<Vec<_>>().join("\n"))?;
    Ok(Exit::Clean)
}

/// The parts of the package that an id stands for: cloud, service, name.
fn package(id: &str, kind: &str) -> anyhow::Result<Vec<String>> {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !id.chars().all(good) || id.split('-').any(str::is_empty) {
        let tidy = tidy(id);
        let hint = if tidy.is_empty() {
            String::new()
        } else {
            format!("; did you mean {tidy:?}?")
        };
        bail!("an id has lower-case letters, digits and single hyphens between them, not {id:?}{hint}");
    }
    let mut parts = kind.split('.');
    let provider = parts.next().unwrap_or_default();
    let service = parts.next().unwrap_or_default();
    let Some(rest) = id.strip_prefix(&format!("{provider}-")) else {
        bail!(
            "a control on {kind} has an id that starts with {provider}-; did you mean {:?}?",
            format!("{provider}-{id}")
        );
    };
    let long = format!("{}-", service.replace('_', "-"));
    let (folder, name) = match rest.strip_prefix(&long) {
        Some(name) => (service, name),
        None => rest.split_once('-').unwrap_or((rest, "")),
    };
    let name = name.replace('-', "_");
    if name.is_empty() {
        bail!("the id names no more than cloud and service; say what it is about, as in \"{id}-logging\"");
    }
    for part in [folder, &name] {
        let starts_well = part.starts_with(|c: char| c.is_ascii_lowercase());
        if RESERVED.contains(&part) || !starts_well || part.ends_with("_test") || part == "test" {
            bail!("{part:?} can't be the name of a package; choose another id");
        }
    }
    Ok(vec![provider.to_owned(), folder.to_owned(), name])
}

/// An id without what ids don't have.
fn tidy(id: &str) -> String {
    let replaced = id
        .to_lowercase()
        .replace(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit(), "-");
    let parts: Vec<&str> = replaced.split('-').filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

/// What the scaffold demands of one attribute.
struct Demand<'a> {
    path: String,
    attribute: &'a Attribute,
    /// `None` for any value but null.
    expected: Option<Value>,
}

impl<'a> Demand<'a> {
    /// The attribute that was asked for; else the first switch of the kind, else the first that has
    /// listed values, else any.
    fn choose(kind: &'a Kind, asked: Option<&str>) -> anyhow::Result<Self> {
        if let Some(asked) = asked {
            let Some(attribute) = kind.attributes.get(asked) else {
                let hint = kind
                    .nearest(asked)
                    .map(|n| format!("; did you mean {n:?}?"))
                    .unwrap_or_default();
                bail!("{} has no attribute {asked:?}{hint}", kind.kind);
            };
            if !is_single(asked) {
                bail!("{asked:?} lies in a list; start with the list and change the policy afterwards");
            }
            return Ok(Self::of(asked, attribute));
        }
        let single = || kind.attributes.iter().filter(|(path, a)| is_single(path) && !a.locates);
        let switch = single().find(|(_, a)| a.r#type == Type::Boolean);
        let choice = || single().find(|(_, a)| a.r#type == Type::String && !a.values.is_empty());
        let other = || single().next();
        let Some((path, attribute)) = switch.or_else(choice).or_else(other) else {
            bail!("{} has no attribute to start with; name one by --attribute", kind.kind);
        };
        Ok(Self::of(path, attribute))
    }

    fn of(path: &str, attribute: &'a Attribute) -> Self {
        let expected = match attribute.r#type {
            Type::Boolean => Some(json!(true)),
            Type::String => attribute.values.first().map(|value| json!(value)),
            _ => None,
        };
        Self {
            path: path.to_owned(),
            attribute,
            expected,
        }
    }

    fn words(&self) -> String {
        match &self.expected {
            Some(expected) => format!("is {}", bare(expected)),
            None => "is set".to_owned(),
        }
    }

    /// A value that passes.
    fn good(&self) -> Value {
        self.expected.clone().unwrap_or_else(|| match self.attribute.r#type {
            Type::Integer | Type::Number => json!(1),
            Type::List => json!(["value"]),
            Type::Object | Type::Map | Type::PolicyDocument => json!({"member": "value"}),
            Type::String | Type::Boolean => json!("value"),
        })
    }

    /// A value that fails.
    fn bad(&self) -> Value {
        match &self.expected {
            Some(Value::Bool(good)) => json!(!good),
            Some(_) => self.attribute.values.get(1).map_or(Value::Null, |value| json!(value)),
            None => Value::Null,
        }
    }

    /// What the report shows as wanted.
    fn wanted(&self) -> Value {
        self.expected.clone().unwrap_or_else(|| json!("any value"))
    }

    /// The attributes of a resource with this value.
    fn attributes(&self, value: &Value) -> Value {
        let steps = path::parse(&self.path);
        steps.iter().rev().fold(value.clone(), |value, step| match step {
            Step::Field(name) | Step::Key(name) => json!({name: value}),
            Step::Any => value,
        })
    }

    fn names(&self) -> String {
        let steps = path::parse(&self.path).into_iter();
        let names: Vec<String> = steps.map(|step| json!(path::render(&[step])).to_string()).collect();
        names.join(", ")
    }
}

/// True for what `object.get` reaches: no element of a list.
fn is_single(path: &str) -> bool {
    path::parse(path).iter().all(|step| matches!(step, Step::Field(_)))
}

fn bare(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn policy_text(args: &Args, kind: &Kind, package: &str, demand: &Demand<'_>) -> String {
    let path = &demand.path;
    let stated = format!("{}: {path} {}", kind.title, demand.words());
    let short = format!("{path} {}", demand.words());
    let fits = |text: &&String| text.chars().count() <= LONGEST_TITLE;
    let title = args
        .title
        .clone()
        .or_else(|| [stated, short].iter().find(fits).cloned());
    let title = title.unwrap_or_else(|| format!("{} is as it should be", kind.title));
    let description = format!(
        "It is demanded that {path} {}. The attribute: {}",
        demand.words(),
        demand.attribute.meaning
    );
    let description: String = description.chars().take(400).collect();
    let mut text = format!(
        "# METADATA\n# title: {}\n# description: {}\n",
        json!(title),
        json!(description)
    );
    // Strings of JSON are strings of YAML, too.
    let _ = write!(
        text,
        "# related_resources:\n#   - {}\n# custom:\n#   id: {}\n#   severity: {}\n#   kinds: [{}]\npackage {package}\n\nimport data.lib.finding\n\n",
        link(kind),
        args.id,
        args.severity,
        kind.kind,
    );
    let condition = match &demand.expected {
        Some(expected) => format!("actual != {expected}"),
        None => "actual == null".to_owned(),
    };
    let _ = write!(
        text,
        "deny contains finding.new({}, actual, {}) if {{\n\tactual := object.get(input.attributes, [{}], null)\n\t{condition}\n}}\n",
        json!(path),
        demand.wanted(),
        demand.names(),
    );
    text
}

fn test_text(package: &str, demand: &Demand<'_>) -> String {
    let name = package.rsplit('.').next().unwrap_or_default();
    let failure = |actual: &Value| {
        let (path, wanted) = (json!(demand.path), demand.wanted());
        format!("{{{{\"path\": {path}, \"actual\": {actual}, \"expected\": {wanted}}}}}")
    };
    let (good, bad) = (demand.good(), demand.bad());
    let mut text = format!(
        "package {package}_test\n\nimport data.{package}\n\n\
         deny(attributes) := found if {{\n\tfound := {name}.deny with input as {{\"attributes\": attributes}}\n}}\n\n\
         test_good_passes if deny({}) == set()\n\n\
         test_bad_fails if deny({}) == {}\n",
        rego(&demand.attributes(&good)),
        rego(&demand.attributes(&bad)),
        failure(&bad),
    );
    if !bad.is_null() {
        let _ = write!(text, "\ntest_unset_fails if deny({{}}) == {}\n", failure(&Value::Null));
    }
    text
}

/// A value as `opa fmt` writes it.
fn rego(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| format!("{}: {}", json!(name), rego(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// A page about the kind.
fn link(kind: &Kind) -> String {
    let registry = "https://registry.terraform.io/providers";
    match (kind.kind.split('.').next(), kind.terraform.split_once('_')) {
        (Some("aws"), Some((_, name))) => format!("{registry}/hashicorp/aws/latest/docs/resources/{name}"),
        (Some("aws"), None) => "https://docs.aws.amazon.com/".to_owned(),
        (_, Some((_, name))) => format!("{registry}/cloudflare/cloudflare/latest/docs/resources/{name}"),
        _ => "https://developers.cloudflare.com/".to_owned(),
    }
}

/// Writes a file that is not there yet.
fn write_new(path: &Path, text: &str) -> anyhow::Result<()> {
    let shown = path.display();
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).with_context(|| format!("{}: can't be made", folder.display()))?;
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = file.with_context(|| format!("{shown}: can't be written"))?;
    file.write_all(text.as_bytes())
        .with_context(|| format!("{shown}: can't be written"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_become_packages() {
        for (id, kind, expected) in [
            ("aws-s3-bucket-logging", "aws.s3.bucket", "aws.s3.bucket_logging"),
            (
                "cloudflare-load-balancing-pool-x",
                "cloudflare.load_balancing.pool",
                "cloudflare.load_balancing.pool_x",
            ),
            ("cloudflare-waf-managed", "cloudflare.zone", "cloudflare.waf.managed"),
        ] {
            assert_eq!(package(id, kind).expect(id).join("."), expected);
        }
        for (id, expected) in [
            ("AWS_S3 Logging", "did you mean \"aws-s3-logging\"?"),
            ("s3-logging", "did you mean \"aws-s3-logging\"?"),
            ("aws-s3", "cloud and service"),
            ("aws-s3--x", "did you mean \"aws-s3-x\"?"),
            ("aws-s3-2x", "name of a package"),
            ("aws-s3-default", "name of a package"),
            ("aws-s3-x-test", "name of a package"),
            ("../x", "did you mean \"x\"?"),
            ("", "lower-case letters"),
        ] {
            let error = package(id, "aws.s3.bucket").expect_err(id).to_string();
            assert!(error.contains(expected), "{id}: {error}");
        }
    }

    #[test]
    fn every_kind_has_something_to_start_with() {
        for kind in Catalogue::get().kinds() {
            let demand = Demand::choose(kind, None).unwrap_or_else(|error| panic!("{}: {error}", kind.kind));
            assert!(kind.attribute(&demand.path).is_some(), "{}", demand.path);
        }
    }
}
