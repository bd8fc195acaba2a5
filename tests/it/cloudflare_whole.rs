//! The whole Cloudflare half against its fake: every attribute of the catalogue is read, only what is
//! needed is asked for, and whatever is denied moves verdicts to `unknown` and nowhere else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;
use trueline::catalogue::{Catalogue, Kind, Type};
use trueline::model::Snapshot;
use trueline::store;

use crate::support::chosen;
use crate::support::cloudflare_fake::{CloudflareFake, contract};
use crate::support::cloudflare_runs::{self, stellarrec};
use crate::support::files::steady;
use crate::support::parting::parting_sets;
use crate::support::report::{Report, told};
use crate::support::verdicts::moved_only_to_unknown;

/// One name for the entry points of all phases, in zones and accounts: the same code reads them all.
fn common(kind: &str, path: &str) -> String {
    match path
        .strip_prefix("rulesets.")
        .map(|rest| rest.split_once('.').unwrap_or((rest, "")))
    {
        Some((_, rest)) => format!("rulesets {rest}"),
        None => format!("{kind} {path}"),
    }
}

fn kinds() -> impl Iterator<Item = &'static Kind> {
    Catalogue::get().kinds().filter(|k| k.kind.starts_with("cloudflare."))
}

fn snapshot(fake: &CloudflareFake, folder: &Path, more: &[&str]) -> Snapshot {
    let file = folder.join("s.json");
    let mut command = fake.trueline();
    command
        .args(["snapshot", "--no-progress", "--providers", "cloudflare", "-o"])
        .arg(&file)
        .args(more);
    told(command, 0);
    steady(store::read_snapshot(&file).expect("a snapshot"))
}

/// Notes the paths of the catalogue at which a value stands.
fn values(kind: &Kind, at: &str, value: &Value, seen: &mut BTreeSet<String>) {
    if value.is_null() {
        return;
    }
    seen.insert(at.to_owned());
    let is_free = kind.attributes.get(at).is_some_and(|a| a.r#type == Type::Map);
    match value {
        Value::Object(fields) if !is_free => {
            for (name, value) in fields {
                let below = if at.is_empty() {
                    name.clone()
                } else {
                    format!("{at}.{name}")
                };
                values(kind, &below, value, seen);
            }
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| values(kind, &format!("{at}[]"), item, seen)),
        _ => {}
    }
}

#[test]
fn every_attribute_of_the_catalogue_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for broken in [false, true] {
        let snapshot = snapshot(&stellarrec(broken), folder.path(), &["--all"]);
        assert_eq!(snapshot.gaps, [], "broken: {broken}");
        for resource in &snapshot.resources {
            let kind = Catalogue::get().kind(&resource.kind).expect("a kind");
            let everything = BTreeSet::from([Vec::new()]);
            let open = kind.watch(std::iter::once(&everything)).gaps(resource);
            assert_eq!(open, [], "{}", resource.key());
            let attributes = Value::Object(resource.attributes.clone());
            values(kind, "", &attributes, seen.entry(resource.kind.clone()).or_default());
        }
    }
    let of_kind = |(kind, paths): (&String, &BTreeSet<String>)| -> Vec<String> {
        paths.iter().map(|path| common(kind, path)).collect()
    };
    let seen: BTreeSet<String> = seen.iter().flat_map(of_kind).collect();
    let known = kinds().flat_map(|kind| kind.attributes.keys().map(|path| common(&kind.kind, path)));
    let missing: Vec<String> = known.filter(|path| !seen.contains(path)).collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn collectors_call_what_is_needed_for_any_mixture_of_attributes() {
    let fake = stellarrec(false);
    let folder = tempfile::tempdir().expect("a folder");
    let whole = snapshot(&fake, folder.path(), &["--all"]);
    let kinds: Vec<&Kind> = kinds().collect();
    for (context, chosen) in chosen::mixtures(&kinds) {
        let policies = folder.path().join(context.replace(' ', "-"));
        chosen.write_policies(&policies);
        let policies = policies.display().to_string();
        let seen = snapshot(&fake, folder.path(), &["--policies", &policies, "--only", "chosen-*"]);
        // Who there is to be asked about.
        let needed = chosen.needed(&["zones:List", "accounts:List"]);
        let asked: BTreeSet<&str> = seen.header.calls.keys().map(String::as_str).collect();
        let surplus: Vec<_> = asked.difference(&needed).collect();
        assert!(surplus.is_empty(), "{context}: nothing needs {surplus:?}");
        chosen.same(&context, &whole, &seen);
    }
}

fn scan(fake: &CloudflareFake) -> Report {
    cloudflare_runs::scan(fake, &["--spec", "stellarrec"])
}

/// The forms of all paths that a scan reads.
fn forms(fake: &CloudflareFake) -> BTreeSet<String> {
    let log = fake.log();
    log.iter()
        .map(|request| contract::form(&request.path).expect("in the contract").to_owned())
        .collect()
}

/// Paths are denied together, in sets such that each two of them are parted by one of the sets.
#[test]
fn paths_that_are_denied_move_verdicts_only_to_unknown() {
    for broken in [false, true] {
        let whole = stellarrec(broken);
        let before = scan(&whole).verdicts();
        let errors: Vec<_> = before.iter().filter(|(_, verdict)| *verdict == "error").collect();
        assert!(errors.is_empty(), "{errors:?}");
        let lists = ["/zones", "/accounts"].map(str::to_owned);
        let forms: Vec<String> = forms(&whole).into_iter().filter(|f| !lists.contains(f)).collect();
        let alone = lists.into_iter().map(|form| BTreeSet::from([form]));
        for denied in parting_sets(&forms).into_iter().chain(alone) {
            let fake = stellarrec(broken);
            denied.iter().for_each(|form| fake.deny("GET", form));
            let after = scan(&fake).verdicts();
            let form = format!("{denied:?}");
            assert!(
                !moved_only_to_unknown(&form, &before, &after).is_empty(),
                "{form} is asked in vain"
            );
        }
    }
}

/// A peer that was refused everything told 19 failures and 2 passes of a compliant zone.
#[test]
fn a_token_that_may_read_nothing_gives_neither_pass_nor_failure() {
    let whole = stellarrec(false);
    scan(&whole);
    let denied = stellarrec(false);
    let mut zones_only = stellarrec(false);
    for form in forms(&whole) {
        denied.deny("GET", &form);
        if form != "/zones" && form != "/accounts" {
            zones_only.deny("GET", &form);
        }
    }
    for fake in [&denied, &mut zones_only] {
        let verdicts = scan(fake).verdicts();
        assert!(verdicts.values().any(|verdict| verdict == "unknown"));
        let told: Vec<_> = verdicts.iter().filter(|(_, v)| *v != "unknown").collect();
        // What the lists of zones and accounts tell is known.
        let known = ["cloudflare-zone-active", "cloudflare-account-two-factor-enforced"];
        let told = told
            .into_iter()
            .filter(|((control, _), _)| !known.contains(&control.as_str()));
        assert_eq!(told.collect::<Vec<_>>(), []);
    }
}

/// What one more zone costs: of the budget of 1,200 requests in five minutes, a scan by all controls and
/// a snapshot of everything.
#[test]
fn a_zone_costs_so_many_requests() {
    let folder = tempfile::tempdir().expect("a folder");
    let requests = |run: &dyn Fn(&CloudflareFake)| {
        let count = |zones: usize| {
            let fake = stellarrec(false);
            fake.seed_zones(zones);
            run(&fake);
            fake.log().len()
        };
        (count(10) - count(0)) / 10
    };
    let scan = requests(&|fake| {
        scan(fake);
    });
    let all = requests(&|fake| {
        snapshot(fake, folder.path(), &["--all"]);
    });
    assert_eq!((scan, all), (45, 54));
}

/// Members of the API's answers whose texts are nobody's business.
const SECRET: [&str; 8] = [
    "secret",
    "client_secret",
    "destination_conf",
    "token",
    "text",
    "token_url_secret",
    "private_key",
    "password",
];

/// Collects the texts below members of these names.
fn secrets(value: &Value, is_secret: bool, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if is_secret && text.len() >= 8 => {
            found.insert(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|item| secrets(item, is_secret, found)),
        Value::Object(fields) => {
            for (name, value) in fields {
                secrets(value, is_secret || SECRET.contains(&name.as_str()), found);
            }
        }
        _ => {}
    }
}

#[test]
fn no_secret_of_the_api_reaches_snapshot_report_or_log() {
    let folder = tempfile::tempdir().expect("a folder");
    for broken in [false, true] {
        let fake = stellarrec(broken);
        let file = folder.path().join("s.json");
        let mut command = fake.trueline();
        command
            .args([
                "snapshot",
                "--all",
                "--log",
                "trace",
                "--no-progress",
                "--providers",
                "cloudflare",
                "-o",
            ])
            .arg(&file)
            .env("RUST_LOG", "trace");
        let said = told(command, 0) + &std::fs::read_to_string(&file).expect("a snapshot");
        let said = said + &scan(&fake).0.to_string();
        let mut planted = BTreeSet::new();
        fake.log()
            .iter()
            .for_each(|request| secrets(&request.answer, false, &mut planted));
        assert!(planted.len() >= 4, "{planted:?}");
        for secret in planted {
            assert!(!said.contains(&secret), "{secret} is told");
        }
    }
}
