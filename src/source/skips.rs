//! What comments beside the code say about controls: `trueline:skip=ID reason`, and the words of
//! other tools for the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::model::waiver::NEVER;
use crate::model::{ResourcePattern, Verdict, Waiver, Written};

/// As for waivers: shorter reasons say nothing.
const SHORTEST_REASON: usize = 10;
/// What is said of a skip of another tool that gives none.
const NO_REASON: &str = "no reason given";
/// Nobody is named beside the code.
const OWNER: &str = "inline";

/// Controls that are skipped for a block, by a comment beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skip {
    /// Names of the modules around it, outermost first, without keys.
    pub module: Vec<String>,
    /// `aws_s3_bucket`, or `data.aws_s3_bucket`; `None` where all of a module is meant.
    pub r#type: Option<String>,
    pub name: Option<String>,
    /// Controls by id, alias or pattern. Those of another tool may name none of ours.
    pub ids: Vec<String>,
    pub reason: String,
    /// The last day (UTC) on which it holds.
    pub until: Option<Date>,
    pub file: String,
    pub line: u32,
    pub written: Written,
}

impl Skip {
    /// The pattern of the Terraform addresses that are meant: without keys, so all instances.
    pub fn address(&self) -> String {
        let modules: String = self.module.iter().map(|name| format!("module.{name}.")).collect();
        match (&self.r#type, &self.name) {
            (Some(r#type), Some(name)) => format!("{modules}{type}.{name}"),
            _ => format!("{modules}*"),
        }
    }

    /// Waivers for the resources whose Terraform address fits, one for each id. They bear failures and
    /// what can't be known yet: a control that is skipped is not waited for.
    pub fn waivers(&self, address: &str) -> Vec<Waiver> {
        let waiver = |id: &String| Waiver {
            control: id.clone(),
            controls: BTreeSet::new(),
            resource: ResourcePattern {
                address: Some(address.to_owned()),
                ..ResourcePattern::default()
            },
            verdicts: BTreeSet::from([Verdict::Fail, Verdict::Unknown]),
            reason: self.reason.clone(),
            owner: OWNER.to_owned(),
            expires: self.until.unwrap_or(NEVER),
            ticket: None,
            file: self.file.clone(),
            line: self.line,
            written: self.written,
        };
        self.ids.iter().map(waiver).collect()
    }
}

/// What a comment says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    Skip {
        ids: Vec<String>,
        reason: String,
        until: Option<Date>,
        written: Written,
    },
    /// A skip of ours that can't be taken.
    Wrong(String),
    /// A skip of another tool that is not followed, or that lacks something.
    Note(String),
}

/// What one line of a comment says about controls.
pub(super) fn said(comment: &str) -> Vec<Said> {
    let comment = comment.trim();
    if let Some(directive) = comment.strip_prefix("trueline:") {
        return vec![ours(directive)];
    }
    for start in ["checkov:skip", "bridgecrew:skip"] {
        if let Some(rest) = comment.strip_prefix(start) {
            return checkov(rest);
        }
    }
    trivy(comment)
}

fn ours(directive: &str) -> Said {
    const FORM: &str = "write trueline:skip=ID[,ID] reason [until=2027-03-31]";
    let Some(rest) = directive.strip_prefix("skip=") else {
        return Said::Wrong(format!("trueline:{} is not known here; {FORM}", first(directive)));
    };
    let (ids, rest) = ids(rest);
    if ids.is_empty() || !ids.iter().all(|id| is_id(id)) {
        return Said::Wrong(format!("the skip names no control; {FORM}"));
    }
    let mut until = None;
    let mut words = Vec::new();
    for word in rest.split_whitespace() {
        match word.trim_matches(['[', ']']).strip_prefix("until=") {
            None => words.push(word),
            Some(text) => match date(text) {
                None => return Said::Wrong(format!("{text:?} is no date; write year, month and day as 2027-03-31")),
                Some(_) if until.is_some() => return Said::Wrong("until= stands here twice".to_owned()),
                day => until = day,
            },
        }
    }
    let reason = words.join(" ");
    if reason.chars().count() < SHORTEST_REASON {
        return Said::Wrong(format!(
            "the skip of {} gives no reason of at least {SHORTEST_REASON} characters; {FORM}",
            ids.join(", ")
        ));
    }
    Said::Skip {
        ids,
        reason,
        until,
        written: Written::Code,
    }
}

/// Ids with commas between them, to the first space or colon that no comma stands before.
fn ids(text: &str) -> (Vec<String>, &str) {
    let mut rest = text.trim_start();
    let mut all = Vec::new();
    loop {
        let end = rest.find([',', ':', ' ', '\t']).unwrap_or(rest.len());
        if end > 0 {
            all.push(rest[..end].to_owned());
        }
        let after = rest[end..].trim_start();
        match after.strip_prefix(',') {
            Some(next) => rest = next.trim_start(),
            None => return (all, after.strip_prefix(':').unwrap_or(after)),
        }
    }
}

fn is_id(id: &str) -> bool {
    id.chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '*' | '.'))
}

fn first(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    &text[..end]
}

fn date(text: &str) -> Option<Date> {
    let date: Date = text.parse().ok()?;
    (date.to_string() == text).then_some(date)
}

fn checkov(rest: &str) -> Vec<Said> {
    let Some(rest) = rest.trim_start().strip_prefix('=') else {
        return Vec::new();
    };
    let (ids, reason) = ids(rest);
    if ids.is_empty() {
        return Vec::new();
    }
    foreign(&ids, reason.trim(), None)
}

/// `trivy:ignore:ID`, any number of them, with `:exp:DATE` behind; `tfsec:ignore:` says the same.
fn trivy(comment: &str) -> Vec<Said> {
    let marked = |word: &str| {
        let rest = word
            .strip_prefix("trivy:ignore:")
            .or_else(|| word.strip_prefix("tfsec:ignore:"));
        rest.map(str::to_owned)
    };
    let words = || comment.split_whitespace();
    let marks: Vec<String> = words()
        .filter_map(|word| marked(word.trim_start_matches('#')))
        .collect();
    let others: Vec<&str> = words()
        .filter(|w| marked(w.trim_start_matches('#')).is_none())
        .collect();
    let reason = others.join(" ");
    marks.iter().flat_map(|mark| trivy_mark(mark, &reason)).collect()
}

fn trivy_mark(mark: &str, reason: &str) -> Vec<Said> {
    let mut parts = mark.split(':');
    let id = parts.next().unwrap_or_default();
    let mut until = None;
    while let Some(part) = parts.next() {
        match (part, parts.next().and_then(date)) {
            ("exp", Some(day)) => until = Some(day),
            ("", None) => break,
            _ => {
                return vec![Said::Note(format!(
                    "the condition of {mark:?} is not known: it skips nothing here"
                ))];
            }
        }
    }
    if id.is_empty() || !is_id(id) || id.contains('*') {
        return vec![Said::Note(format!(
            "{mark:?} names no single check: it skips nothing here"
        ))];
    }
    foreign(&[id.to_owned()], reason, until)
}

/// A skip of another tool, with our names for its checks.
fn foreign(ids: &[String], reason: &str, until: Option<Date>) -> Vec<Said> {
    let mut all = Vec::new();
    let mut known = BTreeSet::new();
    for id in ids {
        match controls(id) {
            Some(controls) => known.extend(controls.iter().cloned()),
            None => {
                known.insert(id.clone());
            }
        }
    }
    let reason = reason.trim_start_matches(':').trim();
    if reason.is_empty() {
        all.push(Said::Note(format!("the skip of {} gives no reason", ids.join(", "))));
    }
    let reason = if reason.is_empty() { NO_REASON } else { reason };
    all.push(Said::Skip {
        ids: known.into_iter().collect(),
        reason: format!("{reason} (skip of {})", ids.join(", ")),
        until,
        written: Written::OtherTool,
    });
    all
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    skips: BTreeMap<String, Vec<String>>,
}

fn read_table() -> Result<Table, serde_saphyr::Error> {
    serde_saphyr::from_str(include_str!("../../policies/skips.yaml"))
}

/// Every check of another tool that is known, with our controls for it, ids or patterns.
pub fn known_skips() -> &'static BTreeMap<String, Vec<String>> {
    static TABLE: OnceLock<BTreeMap<String, Vec<String>>> = OnceLock::new();
    // A test reads the file, so that it can't be wrong here.
    TABLE.get_or_init(|| read_table().map(|table| table.skips).unwrap_or_default())
}

/// Our controls for a check of another tool. Trivy has dropped a prefix of its ids.
fn controls(id: &str) -> Option<&'static Vec<String>> {
    let table = known_skips();
    table.get(id).or_else(|| table.get(&format!("AVD-{id}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skip(comment: &str) -> (Vec<String>, String, Option<String>) {
        match said(comment).pop() {
            Some(Said::Skip { ids, reason, until, .. }) => (ids, reason, until.map(|d| d.to_string())),
            other => panic!("{comment}: {other:?}"),
        }
    }

    #[test]
    fn our_own_words_need_controls_and_a_reason() {
        for (comment, ids, until) in [
            ("trueline:skip=a-b rebuilt every night", vec!["a-b"], None),
            (" trueline:skip=a-b,c-* rebuilt every night ", vec!["a-b", "c-*"], None),
            ("trueline:skip=a-b, c-d: rebuilt every night", vec!["a-b", "c-d"], None),
            (
                "trueline:skip=a until=2027-01-02 rebuilt every night",
                vec!["a"],
                Some("2027-01-02"),
            ),
            (
                "trueline:skip=a rebuilt every night [until=2027-01-02]",
                vec!["a"],
                Some("2027-01-02"),
            ),
        ] {
            let (found, reason, end) = skip(comment);
            assert_eq!(
                (found, end.as_deref()),
                (ids.into_iter().map(str::to_owned).collect(), until),
                "{comment}"
            );
            assert_eq!(reason, "rebuilt every night", "{comment}");
        }
        for comment in [
            "trueline:skip=a",
            "trueline:skip=a until=2027-01-02",
            "trueline:skip=a because",
            "trueline:skip=",
            "trueline:skip= : some good reason",
            "trueline:skip a some good reason",
            "trueline:ignore=a some good reason",
            "trueline:skip=a some good reason until=2027-13-01",
            "trueline:skip=a some good reason until=tomorrow",
            "trueline:skip=a some good reason until=2027-01-01 until=2027-01-02",
            "trueline:skip=a$b some good reason",
        ] {
            assert!(
                matches!(said(comment).as_slice(), [Said::Wrong(_)]),
                "{comment}: {:?}",
                said(comment)
            );
        }
        for comment in ["", "see trueline:skip", "truelines", "TODO: skip"] {
            assert_eq!(said(comment), [], "{comment}");
        }
    }

    #[test]
    fn words_of_other_tools_mean_our_controls() {
        let (ids, reason, _) = skip("checkov:skip=CKV_AWS_21:nothing to keep");
        assert_eq!(ids, ["aws-s3-bucket-versioning"]);
        assert_eq!(reason, "nothing to keep (skip of CKV_AWS_21)");
        assert!(skip("checkov:skip=CKV_AWS_21,CKV_AWS_18: nothing").0.len() == 2);
        for comment in [
            "trivy:ignore:AVD-AWS-0090",
            "trivy:ignore:AWS-0090",
            "tfsec:ignore:aws-s3-enable-versioning",
        ] {
            assert_eq!(skip(comment).0, ["aws-s3-bucket-versioning"], "{comment}");
            assert!(matches!(said(comment)[0], Said::Note(_)), "a reason is missed");
        }
        let (_, reason, until) = skip("trivy:ignore:AVD-AWS-0090:exp:2027-01-02 nothing to keep");
        assert_eq!(until.as_deref(), Some("2027-01-02"));
        assert!(reason.starts_with("nothing to keep"));
        assert_eq!(
            skip("trivy:ignore:AVD-AWS-0090: nothing to keep").0,
            ["aws-s3-bucket-versioning"]
        );
        assert_eq!(said("nothing to keep #tfsec:ignore:x1 #tfsec:ignore:x2").len(), 2);
        assert_eq!(skip("checkov:skip=CKV_AWS_999999:some").0, ["CKV_AWS_999999"]);
        for comment in [
            "trivy:ignore:*",
            "trivy:ignore:AVD-AWS-0090:ws:dev",
            "trivy:ignore:AVD-AWS-0090:exp:soon",
            "trivy:ignore:AVD-AWS-0107[from_port=3306]",
        ] {
            assert!(matches!(said(comment).as_slice(), [Said::Note(_)]), "{comment}");
        }
        assert_eq!(said("checkov:skip"), []);
    }

    #[test]
    fn the_table_is_well_formed() {
        let table = read_table().expect("well-formed").skips;
        assert!(table.len() >= 80);
        assert!(table.values().all(|controls| !controls.is_empty()));
    }

    #[test]
    fn a_skip_means_all_instances_of_its_block() {
        let skip = |module: &[&str], r#type: Option<&str>, name: Option<&str>| Skip {
            module: module.iter().map(|&m| m.to_owned()).collect(),
            r#type: r#type.map(str::to_owned),
            name: name.map(str::to_owned),
            ids: vec!["a".into(), "b".into()],
            reason: "some good reason".into(),
            until: None,
            file: "main.tf".into(),
            line: 1,
            written: Written::Code,
        };
        let whole = skip(&["a", "b"], None, None);
        assert_eq!(whole.address(), "module.a.module.b.*");
        let one = skip(&["a"], Some("aws_s3_bucket"), Some("x"));
        assert_eq!(one.address(), "module.a.aws_s3_bucket.x");
        let waivers = one.waivers(&one.address());
        assert_eq!(
            waivers.iter().map(|w| w.control.as_str()).collect::<Vec<_>>(),
            ["a", "b"]
        );
        assert_eq!(waivers[0].expires, NEVER);
        assert_eq!(waivers[0].resource.address.as_deref(), Some("module.a.aws_s3_bucket.x"));
    }
}
