use super::*;
use crate::model::{Severity, Verdict};

const GOOD: &str = "waivers:\n  - control: aws-s3-*\n    resource: {kind: aws.s3.bucket, id: \"scratch-*\", account: 000022223333, region: us-east-1, tags: {environment: dev, cost: 12}}\n    reason: moved by the end of the year\n    owner: team@example.com\n    expires: 2027-03-31\n    ticket: 0123\n";

#[test]
fn a_waiver_is_read_with_its_place() {
    let waivers = parse_waivers("w.yaml", GOOD).expect("good");
    let [waiver] = waivers.as_slice() else {
        panic!("{waivers:?}")
    };
    assert_eq!((waiver.file.as_str(), waiver.line), ("w.yaml", 2));
    assert_eq!(waiver.resource.account.as_deref(), Some("000022223333"));
    assert_eq!(waiver.resource.tags["cost"], "12");
    assert_eq!(waiver.ticket.as_deref(), Some("0123"));
    assert_eq!(waiver.expires.to_string(), "2027-03-31");
    assert!(waiver.verdicts.iter().eq(&[Verdict::Fail]));
    let text = GOOD.replace("    ticket: 0123", "    verdicts: [error, unknown, fail]");
    let text = text.replace("{kind", "scratch # {kind");
    let waiver = parse_waivers("w.yaml", &text).expect("good").remove(0);
    assert_eq!(waiver.verdicts.len(), 3);
    assert_eq!(waiver.resource.to_string(), "scratch");
    for empty in ["", "# nothing\n", "waivers: []\n", "waivers:\n", "\u{feff}# nothing\n"] {
        assert_eq!(parse_waivers("w.yaml", empty), Ok(Vec::new()), "{empty:?}");
    }
}

#[test]
fn what_is_wrong_with_a_waiver_is_told_with_place_and_mend() {
    let cases = [
        (
            "control: aws-s3-*",
            "contrl: a",
            "w.yaml:2:5: \"contrl\" is no key here; did you mean \"control\"?",
        ),
        (
            "control: aws-s3-*",
            "control: \" \"",
            "w.yaml:2:14: control is empty; name a control",
        ),
        (
            "control: aws-s3-*",
            "control: [a]",
            "w.yaml:2:14: a text is expected here",
        ),
        (
            "reason: moved by the end of the year",
            "reason: because",
            "w.yaml:4:13: the reason \"because\" is shorter",
        ),
        (
            "    reason: moved by the end of the year\n",
            "",
            "w.yaml:2:5: the waiver has no reason; say why",
        ),
        (
            "    owner: team@example.com\n",
            "    owner:\n",
            "w.yaml:2:5: the waiver has no owner; name who",
        ),
        (
            "2027-03-31",
            "2027-3-31",
            "w.yaml:6:14: \"2027-3-31\" is no date; write",
        ),
        ("2027-03-31", "2027-02-29", "w.yaml:6:14: \"2027-02-29\" is no date"),
        ("2027-03-31", "never", "w.yaml:6:14: \"never\" is no date"),
        (
            "2027-03-31",
            "2027-03-31T10:00:00",
            "w.yaml:6:14: \"2027-03-31T10:00:00\" is no date",
        ),
        (
            "ticket: 0123",
            "verdicts: [pass]",
            "w.yaml:7:16: \"pass\" can't be waived; there are fail",
        ),
        ("ticket: 0123", "verdicts: []", "w.yaml:2:5: verdicts is empty"),
        ("ticket: 0123", "owner: x", "w.yaml:7:5: \"owner\" stands here twice"),
        (
            "000022223333",
            "22223333",
            "w.yaml:3:63: \"22223333\" is no account; an AWS account has 12 digits",
        ),
        (
            "kind: aws.s3.bucket",
            "kind: \"\"",
            "w.yaml:3:15: the resource is empty",
        ),
        (
            "kind: aws.s3.bucket",
            "knid: aws.s3.bucket",
            "w.yaml:3:16: \"knid\" is no key here; did you mean \"kind\"?",
        ),
        ("\"scratch-*\"", "*scratch", "w.yaml:3:41: "),
        (
            "waivers:",
            "waiver:",
            "w.yaml:1:1: \"waiver\" is no key here; did you mean \"waivers\"?",
        ),
        ("waivers:\n", "waivers: {}\n", "w.yaml"),
    ];
    for (old, new, expected) in cases {
        let text = GOOD.replacen(old, new, 1);
        assert_ne!(text, GOOD, "{old}");
        let errors = parse_waivers("w.yaml", &text).expect_err(new);
        let shown: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert!(shown[0].starts_with(expected), "{shown:?}\nwanted {expected}");
        assert_eq!(errors.len(), 1, "{shown:?}");
    }
    let star = parse_waivers("w.yaml", &GOOD.replace("\"scratch-*\"", "*scratch")).expect_err("alias");
    assert!(star[0].message.contains("quotation marks"), "{star:?}");
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let text = "waivers:\n  - control: a\n    expires: soon\n  - resource: {}\n    reason: long enough to be one\n    owner: x\n    expires: 2027-01-01\n";
    let errors = parse_waivers("w.yaml", text).expect_err("bad");
    let messages: Vec<&str> = errors.iter().map(|e| e.message.as_str()).collect();
    assert_eq!(messages.len(), 6, "{messages:?}");
    for part in [
        "no resource",
        "no reason",
        "no owner",
        "no date",
        "no control",
        "resource is empty",
    ] {
        assert!(messages.iter().any(|m| m.contains(part)), "{part}: {messages:?}");
    }
}

#[test]
fn a_configuration_knows_where_it_stands() {
    let text = "policies: [mine]\nspec: my.yaml\nonly: [a, b]\nseverity: high\nfail_on: low\nstrict: true\nwaiver_files: [w.yaml, /etc/w.yaml]\ntimeout: 5m\naccounts: [000022223333]\n";
    let config = Config::parse(Path::new("sub/trueline.yaml"), text).expect("good");
    assert_eq!(config.policies, [Path::new("sub/mine")]);
    assert_eq!(config.spec.as_deref(), Some("sub/my.yaml"));
    assert_eq!(config.waiver_files, [Path::new("sub/w.yaml"), Path::new("/etc/w.yaml")]);
    assert_eq!(config.only[1].place, (3, 11));
    assert_eq!(config.live.accounts[0].value, "000022223333");
    assert_eq!(
        (config.severity, config.fail_on),
        (Some(Severity::High), Some(Severity::Low))
    );
    assert_eq!(
        config.error(&config.only[1], "no").to_string(),
        "sub/trueline.yaml:3:11: no"
    );
    let named = Config::parse(Path::new("trueline.yaml"), "spec: stellarrec\n").expect("good");
    assert_eq!(named.spec.as_deref(), Some("stellarrec"));
    for empty in ["", "# nothing\n", "only: []\npolicies:\n"] {
        let config = Config::parse(Path::new(NAME), empty).expect(empty);
        assert_eq!((config.only.len(), config.strict), (0, None));
    }
}

#[test]
fn a_configuration_that_is_wrong_is_refused_with_its_place() {
    let cases = [
        (
            "sepc: x\n",
            "trueline.yaml:1:1: \"sepc\" is no key here; did you mean \"spec\"?",
        ),
        (
            "strict: true\nstrict: false\n",
            "trueline.yaml:2:1: \"strict\" stands here twice",
        ),
        ("only: a\n", "trueline.yaml:1:7: a list is expected here"),
        ("severity: hihg\n", "trueline.yaml:1:11: unknown variant `hihg`"),
        ("strict: maybe\n", "trueline.yaml:1:9: true or false is expected"),
        ("max_waiver_days: -1\n", "trueline.yaml:1:18: a whole number"),
        ("- a\n", "trueline.yaml:1:1: keys with values"),
        (
            "waivers:\n  - control: a\n",
            "trueline.yaml:2:5: the waiver has no resource",
        ),
        ("spec: [\n", "trueline.yaml:"),
        ("spec: \"\\e", "trueline.yaml:"),
    ];
    for (text, expected) in cases {
        let errors = Config::parse(Path::new(NAME), text).expect_err(text);
        let error = errors[0].to_string();
        assert!(error.starts_with(expected), "{error}\nwanted {expected}");
    }
}
