use super::*;
use crate::model::{Control, Origin, ResourceKey, Severity};

fn day(text: &str) -> Date {
    text.parse().expect("date")
}

fn pattern(id: &str) -> ResourcePattern {
    ResourcePattern {
        id: Some(id.into()),
        ..ResourcePattern::default()
    }
}

fn waiver(resource: ResourcePattern, expires: &str) -> Waiver {
    Waiver {
        control: "c-*".into(),
        controls: BTreeSet::from(["c-one".to_owned(), "c-two".to_owned()]),
        resource,
        verdicts: BTreeSet::from([Verdict::Fail]),
        reason: "somebody bears it".into(),
        owner: "team".into(),
        expires: day(expires),
        ticket: None,
        file: "w.yaml".into(),
        line: 2,
        written: Written::File,
    }
}

fn finding(control: &str, verdict: Verdict, id: &str) -> Finding {
    let control = Control {
        id: control.into(),
        title: "T".into(),
        description: "D".into(),
        severity: Severity::High,
        kinds: vec!["aws.s3.bucket".into()],
        aliases: Vec::new(),
        spec_rows: Vec::new(),
        frameworks: BTreeMap::new(),
        related_resources: Vec::new(),
        remediation: None,
        certain: false,
        package: "p".into(),
        file: "f".into(),
    };
    let key = ResourceKey {
        kind: "aws.s3.bucket".into(),
        scope: Scope::aws("123456789012").in_region("eu-1"),
        id: id.into(),
    };
    Finding {
        name: format!("name of {id}"),
        arn: Some(format!("arn:aws:s3:::{id}")),
        origin: Origin::Live,
        tags: Some(BTreeMap::from([("stage".to_owned(), "dev-2".to_owned())])),
        ..Finding::new(&control, key, verdict)
    }
}

/// Applies one waiver on 2026-06-15, in a run that judged everything.
fn used(waiver: Waiver, findings: &mut [Finding]) -> WaiverUse {
    run(waiver, findings, true, true, "123456789012")
}

fn run(waiver: Waiver, findings: &mut [Finding], judged: bool, complete: bool, account: &str) -> WaiverUse {
    let kinds = ["aws.s3.bucket".to_owned()];
    let collected = [Collected {
        scope: Scope::aws(account),
        kind: "aws.s3.bucket".into(),
    }];
    let ran = Ran {
        day: day("2026-06-15"),
        judged: if judged {
            BTreeMap::from([("c-one", kinds.as_slice())])
        } else {
            BTreeMap::new()
        },
        collected: &collected,
        addresses: false,
        complete,
    };
    apply(&[Arc::new(waiver)], findings, &ran).remove(0)
}

#[test]
fn a_pattern_fits_what_it_names_and_nothing_else() {
    let all = |change: fn(&mut ResourcePattern)| {
        let mut pattern = ResourcePattern::default();
        change(&mut pattern);
        pattern
    };
    let tags = |key: &str, value: &str| ResourcePattern {
        tags: BTreeMap::from([(key.to_owned(), value.to_owned())]),
        ..ResourcePattern::default()
    };
    let cases = [
        (pattern("b-1"), true),
        (pattern("b"), false),
        (pattern("*"), true),
        (pattern("name of *"), true),
        (pattern("arn:aws:s3:::b-1"), true),
        (pattern("arn:aws:s3:::b-2"), false),
        (all(|p| p.kind = Some("aws.s3.*".into())), true),
        (all(|p| p.kind = Some("aws.rds.*".into())), false),
        (all(|p| p.account = Some("123456789012".into())), true),
        (all(|p| p.account = Some("12345678901".into())), false),
        (all(|p| p.region = Some("eu-*".into())), true),
        (all(|p| p.region = Some("us-*".into())), false),
        (all(|p| p.zone = Some("*".into())), false),
        (tags("stage", "dev*"), true),
        (tags("stage", "prod*"), false),
        (tags("Stage", "dev*"), false),
    ];
    for (pattern, fits) in cases {
        let shown = pattern.to_string();
        let mut rows = [finding("c-one", Verdict::Fail, "b-1")];
        let used = used(waiver(pattern, "2027-01-01"), &mut rows);
        assert_eq!(rows[0].waiver.is_some(), fits, "{shown}");
        assert_eq!(used.matched, usize::from(fits), "{shown}");
        assert_eq!(rows[0].verdict, Verdict::Fail, "the verdict stays");
    }
}

#[test]
fn only_what_is_named_is_borne() {
    let mut rows = [
        finding("c-one", Verdict::Fail, "b"),
        finding("c-two", Verdict::Unknown, "b"),
        finding("c-two", Verdict::Error, "b"),
        finding("c-one", Verdict::Pass, "b"),
        finding("other", Verdict::Fail, "b"),
    ];
    let one = used(waiver(pattern("*"), "2027-01-01"), &mut rows);
    assert_eq!((one.status, one.matched), (WaiverStatus::Active, 1));
    let covered = |rows: &[Finding]| rows.iter().map(|f| f.waiver.is_some()).collect::<Vec<_>>();
    assert_eq!(covered(&rows), [true, false, false, false, false]);
    let mut wide = waiver(pattern("*"), "2027-01-01");
    wide.verdicts = BTreeSet::from([Verdict::Unknown, Verdict::Error]);
    assert_eq!(used(wide, &mut rows).matched, 2);
    assert_eq!(covered(&rows), [false, true, true, false, false]);
}

#[test]
fn a_waiver_holds_through_its_last_day_and_tells_when_it_ends() {
    let cases = [
        ("2026-06-15", true, Some("expires today")),
        ("2026-06-16", true, Some("expires tomorrow")),
        ("2026-06-29", true, Some("expires in 14 days")),
        ("2026-06-30", true, None),
        ("9999-12-31", true, None),
        (
            "2026-06-14",
            false,
            Some("expired on 2026-06-14, 1 finding is open again"),
        ),
    ];
    for (expires, holds, note) in cases {
        let mut rows = [finding("c-one", Verdict::Fail, "b")];
        let used = used(waiver(pattern("b"), expires), &mut rows);
        assert_eq!(rows[0].waiver.is_some(), holds, "{expires}");
        assert_eq!(used.note.as_deref(), note, "{expires}");
        let status = if holds {
            WaiverStatus::Active
        } else {
            WaiverStatus::Expired
        };
        assert_eq!((used.status, used.matched), (status, 1));
    }
    let gone = used(waiver(pattern("b"), "2020-01-01"), &mut []);
    assert_eq!(gone.status, WaiverStatus::Expired);
    assert!(gone.note.expect("note").contains("remove it"));
}

#[test]
fn what_a_newer_waiver_covers_is_not_open_again() {
    let waivers = ["2020-01-01", "2027-01-01"].map(|d| Arc::new(waiver(pattern("b"), d)));
    let mut rows = [finding("c-one", Verdict::Fail, "b")];
    let kinds = ["aws.s3.bucket".to_owned()];
    let ran = Ran {
        day: day("2026-06-15"),
        judged: BTreeMap::from([("c-one", kinds.as_slice())]),
        collected: &[],
        addresses: false,
        complete: true,
    };
    let uses = apply(&waivers, &mut rows, &ran);
    assert!(uses[0].note.as_ref().expect("note").contains("nothing is open"));
    assert_eq!(uses[1].status, WaiverStatus::Active);
    assert_eq!(rows[0].waiver.as_ref().map(|w| w.expires), Some(day("2027-01-01")));
}

#[test]
fn unused_is_said_only_of_what_was_judged() {
    let fresh = || waiver(pattern("gone"), "2027-01-01");
    let one = used(fresh(), &mut [finding("c-one", Verdict::Fail, "b")]);
    assert_eq!(one.status, WaiverStatus::Unused);
    let silent = run(fresh(), &mut [], false, true, "123456789012");
    assert_eq!((silent.status, silent.note), (WaiverStatus::NotJudged, None));
    let early = run(fresh(), &mut [], true, false, "123456789012");
    assert_eq!(early.status, WaiverStatus::NotJudged);
    let mut elsewhere = fresh();
    elsewhere.resource.account = Some("111111111111".into());
    let elsewhere = run(elsewhere, &mut [], true, true, "123456789012");
    assert_eq!(elsewhere.status, WaiverStatus::NotJudged);
    assert!(elsewhere.note.expect("note").contains("not looked at"));
    // The listing failed, or the resource can't be judged: it may well be needed tomorrow.
    for row in [
        finding("c-one", Verdict::Unknown, ""),
        finding("c-one", Verdict::Error, "gone"),
        finding("c-two", Verdict::Unknown, "gone"),
    ] {
        let used = used(fresh(), &mut [row]);
        assert_eq!((used.status, used.matched), (WaiverStatus::NotJudged, 0));
    }
}

#[test]
fn tags_that_are_not_known_cover_nothing_and_are_told() {
    let mut rows = [finding("c-one", Verdict::Fail, "b")];
    rows[0].tags = None;
    let by_tag = ResourcePattern {
        tags: BTreeMap::from([("stage".to_owned(), "*".to_owned())]),
        ..ResourcePattern::default()
    };
    let used = used(waiver(by_tag, "2027-01-01"), &mut rows);
    assert!(rows[0].waiver.is_none());
    assert_eq!(used.status, WaiverStatus::NotJudged);
    assert!(used.note.expect("note").contains("tags are not known"));
}

/// A row about a resource of a plan.
fn planned(address: &str) -> Finding {
    Finding {
        origin: Origin::Plan {
            address: address.into(),
            actions: Vec::new(),
            declared: None,
        },
        ..finding("c-one", Verdict::Fail, "b")
    }
}

fn by_address(pattern: &str) -> ResourcePattern {
    ResourcePattern {
        address: Some(pattern.into()),
        ..ResourcePattern::default()
    }
}

#[test]
fn addresses_fit_with_and_without_the_keys_of_instances() {
    for (pattern, address, fits) in [
        ("aws_s3_bucket.logs", "aws_s3_bucket.logs", true),
        ("aws_s3_bucket.logs", "aws_s3_bucket.logs[0]", true),
        ("aws_s3_bucket.logs[1]", "aws_s3_bucket.logs[0]", false),
        ("aws_s3_bucket.logs", "aws_s3_bucket.logs2", false),
        ("aws_s3_bucket.logs", "module.a.aws_s3_bucket.logs", false),
        ("module.a.*", "module.a[\"x.y]\"].aws_s3_bucket.logs", true),
        ("module.a.*", "module.ab.aws_s3_bucket.logs", false),
        (
            "module.a.aws_s3_bucket.logs",
            "module.a[\"q\\\"].x[\"].aws_s3_bucket.logs",
            true,
        ),
        ("module.a[\"x\"].*", "module.a[\"x\"].aws_s3_bucket.logs", true),
        ("module.a[\"x\"].*", "module.a[\"y\"].aws_s3_bucket.logs", false),
        ("*", "aws_s3_bucket.logs", true),
        (
            "aws_s3_bucket.logs",
            "aws_s3_bucket.other[\"aws_s3_bucket.logs\"]",
            false,
        ),
        ("aws_s3_bucket.logs", "aws_s3_bucket.logs[\"unclosed", true),
    ] {
        let mut rows = [planned(address)];
        used(waiver(by_address(pattern), "2027-01-01"), &mut rows);
        assert_eq!(rows[0].waiver.is_some(), fits, "{pattern} {address}");
    }
    let mut live = [finding("c-one", Verdict::Fail, "aws_s3_bucket.logs")];
    let told = used(waiver(by_address("*"), "2027-01-01"), &mut live);
    assert!(live[0].waiver.is_none(), "what is live has no address");
    assert_eq!(
        told.status,
        WaiverStatus::NotJudged,
        "so nothing is said against the waiver"
    );
    assert!(told.note.is_some_and(|note| note.contains("Terraform")));
}

#[test]
fn what_was_fixed_needs_no_waiver_and_another_tool_is_not_told_to_clean_up() {
    let mut rows = [finding("c-one", Verdict::Fail, "b")];
    rows[0].baseline_state = Some(BaselineState::Absent);
    let told = used(waiver(pattern("b"), "2027-01-01"), &mut rows);
    assert!(rows[0].waiver.is_none());
    assert_eq!(told.status, WaiverStatus::Unused);
    let foreign = Waiver {
        written: Written::OtherTool,
        ..waiver(pattern("b"), "2027-01-01")
    };
    let told = used(foreign, &mut rows);
    assert_eq!((told.status, told.note), (WaiverStatus::NotJudged, None));
}
