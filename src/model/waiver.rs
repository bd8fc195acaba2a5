//! A waiver: somebody's word that a failure is known and borne for a while. It changes no verdict,
//! it ends by itself, and it is told when it does nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::finding::{BaselineState, Finding, Verdict};
use super::glob;
use super::resource::Scope;
use super::snapshot::Collected;

/// Days before its end from which on a waiver is mentioned.
const SOON: i32 = 14;

/// One entry of a waiver file.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiver {
    /// Id, alias or pattern, as it was written.
    pub control: String,
    /// The ids of the controls that this names.
    pub controls: BTreeSet<String>,
    pub resource: ResourcePattern,
    /// What is borne.
    pub verdicts: BTreeSet<Verdict>,
    pub reason: String,
    pub owner: String,
    /// The last day (UTC) on which it holds.
    pub expires: Date,
    pub ticket: Option<String>,
    /// Where it stands.
    pub file: String,
    pub line: u32,
    pub written: Written,
}

impl Waiver {
    /// Its last day, for people.
    pub fn end(&self) -> String {
        match self.expires {
            NEVER => "no end".to_owned(),
            day => format!("until {day}"),
        }
    }
}

/// How a waiver came to be written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Written {
    /// In a file of waivers, or the configuration.
    #[default]
    File,
    /// As a comment beside the code that declares the resource.
    Code,
    /// The same, in the words of another tool. That it does nothing here is no fault of its.
    OtherTool,
}

/// The last day of what was written without one.
pub const NEVER: Date = Date::MAX;

/// Which resources are meant. All that is named must fit; every pattern may hold `*`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ResourcePattern {
    /// Fits the id, the name or the ARN.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Fits the Terraform address, with or without the keys of its instances: `aws_s3_bucket.logs`
    /// means `aws_s3_bucket.logs["a"]`, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// By key; a pattern for each value.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub tags: BTreeMap<String, String>,
}

fn fits_address(pattern: &str, address: &str) -> bool {
    glob::matches(pattern, address) || glob::matches(pattern, &without_keys(address))
}

/// A Terraform address without the keys of its instances: `module.db["a.b"].aws_db_instance.main[0]`
/// gives `module.db.aws_db_instance.main`.
pub fn without_keys(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let (mut within, mut quoted, mut escaped) = (false, false, false);
    for c in address.chars() {
        match (within, quoted, c) {
            (true, true, _) if escaped => escaped = false,
            (true, true, '\\') => escaped = true,
            (true, _, '"') => quoted = !quoted,
            (true, false, ']') => within = false,
            (true, ..) => {}
            (false, _, '[') => within = true,
            (false, ..) => out.push(c),
        }
    }
    out
}

/// How a row compares with a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    No,
    /// It depends on tags that are not known.
    Tags,
    Yes,
}

impl ResourcePattern {
    fn fits(&self, finding: &Finding) -> Fit {
        let key = &finding.resource;
        let own = [Some(&key.id), Some(&finding.name), finding.arn.as_ref()];
        let id = |pattern: &String| own.iter().flatten().any(|name| glob::matches(pattern, name));
        let address = |pattern: &String| finding.origin.address().is_some_and(|a| fits_address(pattern, a));
        let rest = self.id.as_ref().is_none_or(id)
            && self.address.as_ref().is_none_or(address)
            && self.is_of_kind(&key.kind)
            && self.is_in(&key.scope, |pattern, place| {
                place.is_some_and(|place| glob::matches(pattern, place))
            });
        let tag = |tags: &BTreeMap<String, String>, (name, pattern): (&String, &String)| {
            tags.get(name).is_some_and(|value| glob::matches(pattern, value))
        };
        match &finding.tags {
            _ if !rest => Fit::No,
            _ if self.tags.is_empty() => Fit::Yes,
            None => Fit::Tags,
            Some(tags) if self.tags.iter().all(|wanted| tag(tags, wanted)) => Fit::Yes,
            Some(_) => Fit::No,
        }
    }

    fn is_of_kind(&self, kind: &str) -> bool {
        self.kind.as_ref().is_none_or(|pattern| glob::matches(pattern, kind))
    }

    fn is_in(&self, scope: &Scope, fits: impl Fn(&str, Option<&String>) -> bool) -> bool {
        let places = [
            (&self.account, &scope.account),
            (&self.region, &scope.region),
            (&self.zone, &scope.zone),
        ];
        places
            .into_iter()
            .all(|(pattern, place)| pattern.as_ref().is_none_or(|p| fits(p, place.as_ref())))
    }

    /// True when a listing in this scope can have held what is meant. A kind may be listed for a whole
    /// account and its resources still lie in regions.
    fn may_lie_in(&self, scope: &Scope) -> bool {
        self.is_in(scope, |pattern, place| {
            place.is_none_or(|place| glob::matches(pattern, place))
        })
    }
}

impl fmt::Display for ResourcePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = [
            ("address", &self.address),
            ("kind", &self.kind),
            ("account", &self.account),
            ("region", &self.region),
            ("zone", &self.zone),
        ];
        let named = named
            .into_iter()
            .filter_map(|(name, pattern)| Some(format!("{name}={}", pattern.as_ref()?)));
        let tags = self.tags.iter().map(|(key, value)| format!("tags.{key}={value}"));
        let parts: Vec<String> = self.id.iter().cloned().chain(named).chain(tags).collect();
        f.write_str(&parts.join(" "))
    }
}

/// What a waiver did in one run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WaiverStatus {
    /// It covers something.
    Active,
    /// Its last day is over: it covers nothing.
    Expired,
    /// All that it could cover was judged, and nothing of it needs a waiver.
    Unused,
    /// This run can't tell: what it could cover was not judged, or not all of it.
    NotJudged,
}

/// A waiver and what it did.
#[derive(Debug, Clone)]
pub struct WaiverUse {
    pub waiver: Arc<Waiver>,
    pub status: WaiverStatus,
    /// Rows that it fits.
    pub matched: usize,
    /// Days that it still holds, the last one not counted; negative when it is over.
    pub days_left: i32,
    /// What people should know about it, if anything.
    pub note: Option<String>,
}

/// What a run looked at.
#[derive(Debug, Clone)]
pub struct Ran<'a> {
    /// The day on which it started (UTC).
    pub day: Date,
    /// The controls that were judged, with their kinds.
    pub judged: BTreeMap<&'a str, &'a [String]>,
    pub collected: &'a [Collected],
    /// What was judged came from Terraform, so that resources have addresses.
    pub addresses: bool,
    /// False when it was stopped early.
    pub complete: bool,
}

/// What is counted of one waiver.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    matched: usize,
    /// Of these, the rows that no waiver covers.
    open: usize,
    /// Rows that it may fit, by tags that are not known.
    tags: usize,
    /// Rows that it may fit once they can be judged.
    undecided: usize,
}

/// Puts waivers to the rows that they cover, and tells what each of them did. Where several cover a
/// row, the first is named.
pub fn apply(waivers: &[Arc<Waiver>], findings: &mut [Finding], ran: &Ran<'_>) -> Vec<WaiverUse> {
    let mut by_control: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, waiver) in waivers.iter().enumerate() {
        for control in &waiver.controls {
            by_control.entry(control).or_default().push(n);
        }
    }
    let mut counts = vec![Count::default(); waivers.len()];
    for finding in findings {
        let bearable = matches!(finding.verdict, Verdict::Fail | Verdict::Unknown | Verdict::Error)
            && finding.baseline_state != Some(BaselineState::Absent);
        let Some(candidates) = by_control.get(finding.control.as_str()).filter(|_| bearable) else {
            continue;
        };
        let mut fitting = Vec::new();
        for n in candidates {
            if look(&waivers[*n], finding, &mut counts[*n]) {
                fitting.push(*n);
            }
        }
        let active = fitting.iter().find(|n| waivers[**n].expires >= ran.day);
        finding.waiver = active.map(|n| Arc::clone(&waivers[*n]));
        if finding.waiver.is_none() {
            fitting.iter().for_each(|n| counts[*n].open += 1);
        }
    }
    let counted = waivers.iter().zip(counts);
    counted.map(|(waiver, count)| told(waiver, count, ran)).collect()
}

/// Counts a row; true when the waiver fits it.
fn look(waiver: &Waiver, finding: &Finding, count: &mut Count) -> bool {
    let key = &finding.resource;
    let whole_scope = key.id.is_empty();
    let fit = waiver.resource.fits(finding);
    let bears = waiver.verdicts.contains(&finding.verdict);
    match fit {
        Fit::Yes if bears => count.matched += 1,
        Fit::Yes => count.undecided += 1,
        Fit::Tags if bears && !whole_scope => count.tags += 1,
        Fit::Tags => count.undecided += 1,
        // A listing that failed may have held what is meant.
        Fit::No if whole_scope && waiver.resource.is_of_kind(&key.kind) && waiver.resource.may_lie_in(&key.scope) => {
            count.undecided += 1;
        }
        Fit::No => {}
    }
    fit == Fit::Yes && bears
}

fn told(waiver: &Arc<Waiver>, count: Count, ran: &Ran<'_>) -> WaiverUse {
    let days_left = days_between(ran.day, waiver.expires);
    let (status, note) = if days_left < 0 {
        (WaiverStatus::Expired, expired(waiver, count, ran))
    } else if count.matched > 0 {
        (WaiverStatus::Active, soon(days_left))
    } else {
        unmatched(waiver, count, ran)
    };
    WaiverUse {
        waiver: Arc::clone(waiver),
        status,
        matched: count.matched,
        days_left,
        note,
    }
}

fn expired(waiver: &Waiver, count: Count, ran: &Ran<'_>) -> Option<String> {
    let on = waiver.expires;
    match count.open {
        0 if !is_judged(waiver, ran) => None,
        0 => Some(format!("expired on {on}, and nothing is open by that: remove it")),
        1 => Some(format!("expired on {on}, 1 finding is open again")),
        n => Some(format!("expired on {on}, {n} findings are open again")),
    }
}

fn soon(days_left: i32) -> Option<String> {
    match days_left {
        0 => Some("expires today".to_owned()),
        1 => Some("expires tomorrow".to_owned()),
        2..=SOON => Some(format!("expires in {days_left} days")),
        _ => None,
    }
}

/// What it means that nothing fits.
fn unmatched(waiver: &Waiver, count: Count, ran: &Ran<'_>) -> (WaiverStatus, Option<String>) {
    let note = if !is_judged(waiver, ran) || waiver.written == Written::OtherTool {
        None
    } else if waiver.resource.address.is_some() && !ran.addresses {
        Some("it goes by a Terraform address, and nothing of Terraform was judged in this run".to_owned())
    } else if count.tags > 0 {
        let text = format!(
            "covers nothing: {} findings are on resources whose tags are not known",
            count.tags
        );
        Some(text)
    } else if !was_looked_at(waiver, ran) {
        Some("what it names was not looked at in this run".to_owned())
    } else if count.undecided > 0 || !ran.complete {
        Some("what it names could not all be read or judged in this run".to_owned())
    } else {
        let text = "unused: nothing that it names needs a waiver; remove it, or mend its pattern";
        return (WaiverStatus::Unused, Some(text.to_owned()));
    };
    (WaiverStatus::NotJudged, note)
}

fn is_judged(waiver: &Waiver, ran: &Ran<'_>) -> bool {
    waiver
        .controls
        .iter()
        .any(|control| ran.judged.contains_key(control.as_str()))
}

/// True when kinds that the waiver names were listed where it says.
fn was_looked_at(waiver: &Waiver, ran: &Ran<'_>) -> bool {
    let kinds = |control: &String| ran.judged.get(control.as_str()).copied().unwrap_or_default();
    let kinds: BTreeSet<&str> = waiver
        .controls
        .iter()
        .flat_map(|control| kinds(control).iter().map(String::as_str))
        .filter(|kind| waiver.resource.is_of_kind(kind))
        .collect();
    ran.collected
        .iter()
        .any(|c| kinds.contains(c.kind.as_str()) && waiver.resource.may_lie_in(&c.scope))
}

/// Days from one day to another.
pub fn days_between(from: Date, to: Date) -> i32 {
    // A span of days alone is what `until` gives for two dates.
    from.until(to).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests;
