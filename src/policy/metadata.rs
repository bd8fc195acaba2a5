//! The METADATA comment block of a policy: a closed schema, in the manner of OPA annotations.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::catalogue::Catalogue;
use crate::model::{Control, Remediation, Severity};

use super::error::{PolicyError, did_you_mean};

const LONGEST_TITLE: usize = 75;
const LONGEST_DESCRIPTION: usize = 400;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    title: String,
    description: String,
    #[serde(default)]
    related_resources: Vec<String>,
    custom: Custom,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Custom {
    id: String,
    severity: Severity,
    kinds: Vec<String>,
    #[serde(default)]
    spec: Vec<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    frameworks: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    remediation: Option<Remediation>,
    #[serde(default)]
    certain: bool,
}

/// Reads the block of a policy file. `package` is the dotted package, `file` the name for errors.
pub(crate) fn read(file: &str, text: &str, package: &str) -> Result<Control, PolicyError> {
    let (first_line, yaml) = block(text).ok_or_else(|| {
        PolicyError::new(
            file,
            1,
            0,
            "no METADATA block; start the file with `# METADATA` and the title, description and custom keys",
        )
    })?;
    let block: Block = serde_saphyr::from_str(&yaml).map_err(|e| PolicyError::yaml(file, first_line, &e))?;
    // The line of a key, for errors about its value.
    let at = |key: &str| {
        let offset = yaml
            .lines()
            .position(|l| l.trim_start().starts_with(&format!("{key}:")))
            .unwrap_or(0);
        first_line + u32::try_from(offset).unwrap_or(0) + 1
    };
    let fail = |key: &str, message: String| Err(PolicyError::new(file, at(key), 0, message));
    let custom = block.custom;
    let expected = package.replace(['.', '_'], "-");
    if custom.id != expected {
        return fail(
            "id",
            format!("id is {:?}, but package {package} makes it {expected:?}", custom.id),
        );
    }
    if block.title.chars().count() > LONGEST_TITLE {
        return fail("title", format!("the title is longer than {LONGEST_TITLE} characters"));
    }
    if block.description.chars().count() > LONGEST_DESCRIPTION {
        return fail(
            "description",
            format!("the description is longer than {LONGEST_DESCRIPTION} characters"),
        );
    }
    if custom.kinds.is_empty() {
        return fail("kinds", "kinds is empty: name the kinds that are judged".into());
    }
    for kind in &custom.kinds {
        if Catalogue::get().kind(kind).is_none() {
            let hint = did_you_mean(kind, Catalogue::get().kinds().map(|k| k.kind.as_str()));
            return fail("kinds", format!("kind {kind:?} is not in the catalogue{hint}"));
        }
    }
    Ok(Control {
        id: custom.id,
        title: block.title,
        description: block.description.trim().to_owned(),
        severity: custom.severity,
        kinds: custom.kinds,
        aliases: custom.aliases,
        spec_rows: custom.spec,
        frameworks: custom.frameworks,
        related_resources: block.related_resources,
        remediation: custom.remediation,
        certain: custom.certain,
        package: package.to_owned(),
        file: file.to_owned(),
    })
}

/// The lines between `# METADATA` and the next line that is no comment, and the number of the
/// line that `# METADATA` stands on.
fn block(text: &str) -> Option<(u32, String)> {
    let mut lines = text.lines().enumerate();
    let (start, _) = lines.by_ref().find(|(_, l)| l.trim() == "# METADATA")?;
    let yaml: Vec<&str> = lines
        .map_while(|(_, line)| line.strip_prefix('#'))
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    Some((u32::try_from(start).ok()? + 1, yaml.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "# METADATA\n# title: T\n# description: D\n# custom:\n#   id: aws-s3-b\n#   severity: high\n#   kinds: [aws.s3.bucket]\npackage aws.s3.b\n";

    #[test]
    fn a_good_block_is_read() {
        let control = read("b.rego", GOOD, "aws.s3.b").expect("good");
        assert_eq!(
            (control.id.as_str(), control.severity, control.certain),
            ("aws-s3-b", Severity::High, false)
        );
    }

    #[test]
    fn errors_name_the_line_and_the_mend() {
        let cases = [
            (GOOD.replace("# METADATA\n", ""), "b.rego:1: no METADATA block"),
            (GOOD.replace("#   severity: high", "#   severity: hihg"), "b.rego:6"),
            (GOOD.replace("#   severity", "#   sevrity"), "b.rego:6"),
            (
                GOOD.replace("aws-s3-b", "aws-s3-c"),
                "b.rego:5: id is \"aws-s3-c\", but package aws.s3.b makes it \"aws-s3-b\"",
            ),
            (
                GOOD.replace("aws.s3.bucket]", "aws.s3.buckt]"),
                "b.rego:7: kind \"aws.s3.buckt\" is not in the catalogue; did you mean \"aws.s3.bucket\"?",
            ),
            (
                GOOD.replace("title: T", &format!("title: {}", "T".repeat(76))),
                "b.rego:2: the title is longer than 75",
            ),
            (GOOD.replace("# custom:", "# custom: ["), "b.rego:"),
        ];
        for (text, expected) in cases {
            let error = read("b.rego", &text, "aws.s3.b").expect_err(expected).to_string();
            assert!(error.starts_with(expected), "{error}\nwanted {expected}");
        }
        let error = read("b.rego", &GOOD.replace("#   severity", "#   sevrity"), "aws.s3.b").expect_err("unknown key");
        assert!(error.message.contains("sevrity"), "{error}");
    }
}
