//! Waivers, from a file of their own or from the configuration.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_saphyr::Spanned;

use crate::model::Verdict;
use crate::model::waiver::{ResourcePattern, Waiver, Written};
use crate::model::yaml::{self, Place};

use super::{ConfigError, Errors, parse, read};

/// Shorter reasons say nothing.
const SHORTEST_REASON: usize = 10;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct File {
    waivers: Option<Vec<Spanned<RawWaiver>>>,
}

/// A waiver as it is written. What is missing is told by us, all at once.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWaiver {
    control: Option<Spanned<String>>,
    resource: Option<Spanned<RawResource>>,
    reason: Option<Spanned<String>>,
    owner: Option<Spanned<String>>,
    expires: Option<Spanned<String>>,
    ticket: Option<String>,
    verdicts: Option<Vec<Spanned<String>>>,
}

/// A pattern for id, name or ARN, or a mapping of patterns.
enum RawResource {
    Text(String),
    Parts(Box<Parts>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    id: Option<Spanned<String>>,
    address: Option<Spanned<String>>,
    kind: Option<Spanned<String>>,
    account: Option<Spanned<String>>,
    region: Option<Spanned<String>>,
    zone: Option<Spanned<String>>,
    tags: Option<BTreeMap<String, String>>,
}

impl<'de> Deserialize<'de> for RawResource {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextOrParts)
    }
}

struct TextOrParts;

impl<'de> Visitor<'de> for TextOrParts {
    type Value = RawResource;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a pattern in quotation marks, or a mapping such as {kind: aws.s3.bucket, id: \"scratch-*\"}")
    }

    fn visit_str<E>(self, text: &str) -> Result<RawResource, E> {
        Ok(RawResource::Text(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawResource, A::Error> {
        let parts = Parts::deserialize(MapAccessDeserializer::new(map))?;
        Ok(RawResource::Parts(Box::new(parts)))
    }
}

/// Reads a waiver file.
pub fn read_waivers(path: &Path) -> Result<Vec<Waiver>, Vec<ConfigError>> {
    let text = read(path).map_err(|e| vec![e])?;
    parse_waivers(&path.display().to_string(), &text)
}

/// The waivers of a text.
pub fn parse_waivers(file: &str, text: &str) -> Result<Vec<Waiver>, Vec<ConfigError>> {
    let raw: File = parse(file, text).map_err(|e| vec![e])?;
    let mut errors = Errors::new(file);
    let waivers = checked(raw.waivers.unwrap_or_default(), &mut errors);
    errors.or(waivers)
}

/// The waivers that are whole; what is wrong with the others goes to the errors.
pub(super) fn checked(raw: Vec<Spanned<RawWaiver>>, errors: &mut Errors<'_>) -> Vec<Waiver> {
    raw.into_iter().filter_map(|raw| waiver(raw, errors)).collect()
}

fn waiver(raw: Spanned<RawWaiver>, errors: &mut Errors<'_>) -> Option<Waiver> {
    let at = yaml::place(&raw.referenced);
    let raw = raw.value;
    let control = text(raw.control, at, "control", "name a control, or several with *", errors);
    let resource = resource(raw.resource, at, errors);
    let reason = text(raw.reason, at, "reason", "say why this may stay as it is", errors);
    let owner = text(raw.owner, at, "owner", "name who answers for it", errors);
    let expires = text(raw.expires, at, "expires", "give the last day, as 2027-03-31", errors);
    let reason = reason.and_then(|(reason, at)| long_enough(reason, at, errors));
    let expires = expires.and_then(|(text, at)| date(&text, at, errors));
    let verdicts = verdicts(raw.verdicts, at, errors);
    Some(Waiver {
        control: control?.0,
        controls: BTreeSet::new(),
        resource: resource?,
        verdicts: verdicts?,
        reason: reason?,
        owner: owner?.0,
        expires: expires?,
        ticket: raw.ticket,
        file: errors.file.to_owned(),
        line: at.0,
        written: Written::File,
    })
}

/// A text that has to be there and to say something.
fn text(
    raw: Option<Spanned<String>>,
    whole: Place,
    key: &str,
    mend: &str,
    errors: &mut Errors<'_>,
) -> Option<(String, Place)> {
    let Some(raw) = raw else {
        errors.add(whole, format!("the waiver has no {key}; {mend}"));
        return None;
    };
    let at = yaml::place(&raw.referenced);
    let text = raw.value.trim();
    if text.is_empty() {
        errors.add(at, format!("{key} is empty; {mend}"));
        return None;
    }
    Some((text.to_owned(), at))
}

fn long_enough(reason: String, at: Place, errors: &mut Errors<'_>) -> Option<String> {
    if reason.chars().count() >= SHORTEST_REASON {
        return Some(reason);
    }
    let message = format!("the reason {reason:?} is shorter than {SHORTEST_REASON} characters; say why this may stay");
    errors.add(at, message);
    None
}

fn date(text: &str, at: Place, errors: &mut Errors<'_>) -> Option<Date> {
    let date: Option<Date> = text.parse().ok();
    let date = date.filter(|date| date.to_string() == text);
    if date.is_none() {
        errors.add(
            at,
            format!("{text:?} is no date; write year, month and day as 2027-03-31"),
        );
    }
    date
}

fn verdicts(raw: Option<Vec<Spanned<String>>>, whole: Place, errors: &mut Errors<'_>) -> Option<BTreeSet<Verdict>> {
    const MAY: [Verdict; 3] = [Verdict::Fail, Verdict::Unknown, Verdict::Error];
    let Some(raw) = raw else {
        return Some(BTreeSet::from([Verdict::Fail]));
    };
    if raw.is_empty() {
        errors.add(whole, "verdicts is empty; leave it out, which means [fail]");
    }
    let known = raw.iter().map(|name| {
        let verdict = MAY.into_iter().find(|v| v.as_str() == name.value);
        if verdict.is_none() {
            let message = format!("{:?} can't be waived; there are fail, unknown and error", name.value);
            errors.add(yaml::place(&name.referenced), message);
        }
        verdict
    });
    let known: Option<BTreeSet<Verdict>> = known.collect();
    known.filter(|verdicts| !verdicts.is_empty())
}

fn resource(raw: Option<Spanned<RawResource>>, whole: Place, errors: &mut Errors<'_>) -> Option<ResourcePattern> {
    const MEND: &str = "give a pattern for id, name or ARN, or a mapping of id, address, kind, account, region, zone and tags; \"*\" means all";
    let Some(raw) = raw else {
        errors.add(whole, format!("the waiver has no resource; {MEND}"));
        return None;
    };
    let at = yaml::place(&raw.referenced);
    let pattern = match raw.value {
        RawResource::Text(id) => ResourcePattern {
            id: Some(id),
            ..ResourcePattern::default()
        },
        RawResource::Parts(parts) => {
            if let Some(account) = &parts.account {
                account_is_one(account, errors);
            }
            let value = |part: Option<Spanned<String>>| part.map(|p| p.value);
            ResourcePattern {
                id: value(parts.id),
                address: value(parts.address),
                kind: value(parts.kind),
                account: value(parts.account),
                region: value(parts.region),
                zone: value(parts.zone),
                tags: parts.tags.unwrap_or_default(),
            }
        }
    };
    let own = [
        &pattern.id,
        &pattern.address,
        &pattern.kind,
        &pattern.account,
        &pattern.region,
        &pattern.zone,
    ];
    let named: Vec<&String> = own.into_iter().flatten().collect();
    let is_empty = named.is_empty() && pattern.tags.is_empty() || named.iter().any(|text| text.trim().is_empty());
    if is_empty {
        errors.add(at, format!("the resource is empty; {MEND}"));
        return None;
    }
    Some(pattern)
}

/// An account that can't be one would never fit, and nobody would know why.
fn account_is_one(account: &Spanned<String>, errors: &mut Errors<'_>) {
    let text = &account.value;
    let aws = text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit());
    let cloudflare = text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
    if !text.contains('*') && !aws && !cloudflare {
        let message = format!("{text:?} is no account; an AWS account has 12 digits, one of Cloudflare 32 hex digits");
        errors.add(yaml::place(&account.referenced), message);
    }
}
