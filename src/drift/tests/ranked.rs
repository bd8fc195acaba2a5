//! What a change means to controls and to the code.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::super::*;
use super::{BUCKET, live, run_with, snapshot, state};
use crate::model::drift::Effect;
use crate::model::{Control, Finding, Severity, Verdict};

fn control(id: &str, severity: Severity) -> Control {
    Control {
        id: id.into(),
        title: id.into(),
        description: String::new(),
        severity,
        kinds: vec![BUCKET.into()],
        aliases: vec![],
        spec_rows: vec![],
        frameworks: BTreeMap::new(),
        related_resources: vec![],
        remediation: None,
        certain: false,
        package: String::new(),
        file: String::new(),
    }
}

#[test]
fn a_change_is_as_bad_as_the_worst_control_that_it_breaks() {
    let reads = |path: &str| BTreeSet::from([crate::model::path::parse(path)]);
    let (versioning, policy) = (reads("versioning.status"), reads("policy"));
    let (high, critical, low) = (
        control("high", Severity::High),
        control("critical", Severity::Critical),
        control("low", Severity::Low),
    );
    let readers = [(&high, &versioning), (&critical, &policy), (&low, &versioning)]
        .map(|(control, reads)| Reader { control, reads });
    let value = |status: &str| json!({"versioning": {"status": status}});
    let base = snapshot(vec![state(BUCKET, "a", value("Enabled"))], &[]);
    let current = snapshot(
        vec![live(BUCKET, "a", value("Suspended")), live(BUCKET, "new", json!({}))],
        &[BUCKET],
    );
    let fail = |control: &Control, key: ResourceKey| Finding::new(control, key, Verdict::Fail);
    let (was, is) = (base.resources[0].key(), current.resources[0].key());
    let other = current.resources[1].key();
    // `critical` breaks as well, but does not read what changed; `low` failed before.
    let before = [fail(&low, was)];
    let after = [
        fail(&high, is.clone()),
        fail(&critical, is.clone()),
        fail(&low, is),
        fail(&low, other),
    ];
    let judged = |findings| Judged {
        findings,
        not_judged: &[],
    };
    let impacts = Impacts::new(&readers, judged(&before), judged(&after));
    let (base, current) = (Side::of(&base, "b"), Side::of(&current, "c"));
    let drift = compare(
        &base,
        &current,
        &impacts,
        &mut Ignore::default(),
        None,
        Options::default(),
    );
    let told: Vec<_> = drift
        .changes
        .iter()
        .map(|row| {
            let impact = row
                .impact
                .iter()
                .map(|i| (i.control.as_str(), i.effect))
                .collect::<Vec<_>>();
            (row.class, row.severity, impact, row.advice)
        })
        .collect();
    assert_eq!(
        told,
        [
            // Against a state, a verdict that no change of the resource explains stands alone.
            (
                Class::Regression,
                Severity::Critical,
                vec![("critical", Effect::Breaks)],
                None
            ),
            (
                Class::Changed,
                Severity::High,
                vec![("high", Effect::Breaks), ("low", Effect::StillFails)],
                Some(Advice::FixCodeThenApply)
            ),
            (
                Class::Unmanaged,
                Severity::Low,
                vec![("low", Effect::Breaks)],
                Some(Advice::ImportOrRemove)
            ),
        ]
    );
    assert_eq!(drift.failing_now[&Severity::Low], 2);
    // A control that said nothing about the state flips nothing.
    let silent = ["high".to_owned(), "critical".to_owned()];
    let before = Judged {
        findings: &before,
        not_judged: &silent,
    };
    let impacts = Impacts::new(&readers, before, judged(&after));
    let drift = compare(
        &base,
        &current,
        &impacts,
        &mut Ignore::default(),
        None,
        Options::default(),
    );
    assert!(
        drift.changes.iter().all(|row| row.severity <= Severity::Low),
        "{:?}",
        drift.changes
    );
}

#[test]
fn a_plan_tells_what_is_pending_from_what_drifted() {
    let value = |status: &str, tag: &str| json!({"versioning": {"status": status}, "tags": {"t": tag}});
    let planned = |id: &str, attributes: Value| {
        let mut resource = state(BUCKET, id, attributes);
        resource["origin"]["source"] = "plan".into();
        resource
    };
    let base = snapshot(
        vec![
            state(BUCKET, "by-hand", value("Enabled", "a")),
            state(BUCKET, "drifted", value("Enabled", "a")),
            state(BUCKET, "behind", value("Enabled", "a")),
            state(BUCKET, "forgotten", value("Enabled", "a")),
        ],
        &[],
    );
    let current = snapshot(
        vec![
            live(BUCKET, "by-hand", value("Suspended", "a")),
            live(BUCKET, "drifted", value("Suspended", "a")),
            live(BUCKET, "behind", value("Enabled", "a")),
            live(BUCKET, "forgotten", value("Enabled", "a")),
        ],
        &[BUCKET],
    );
    let plan = snapshot(
        vec![
            planned("by-hand", value("Suspended", "a")),
            planned("drifted", value("Enabled", "a")),
            planned("behind", value("Enabled", "b")),
            planned("new", json!({})),
        ],
        &[],
    );
    let drift = run_with(&base, &current, &mut Ignore::default(), Some(&plan), Options::default());
    let told: Vec<_> = drift
        .changes
        .iter()
        .map(|row| (row.resource.id.as_str(), row.class, row.advice, row.counts))
        .collect();
    assert_eq!(
        told,
        [
            ("drifted", Class::Changed, Some(Advice::ApplyOrAccept), true),
            ("new", Class::Pending, Some(Advice::DeployCode), false),
            ("behind", Class::Pending, Some(Advice::DeployCode), false),
            ("by-hand", Class::Pending, Some(Advice::RefreshState), false),
            ("forgotten", Class::Pending, Some(Advice::DeployCode), false),
        ]
    );
}
