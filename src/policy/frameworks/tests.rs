use super::*;
use crate::model::{ClauseScope, Scope, Verdict};
use crate::policy::{Sources, metadata};

const MINE: &str = "key: mine\nname: Mine\nversion: \"1\"\nsource: https://mine.example\nclauses:
  - {id: \"1\", automatable: true, title: \"One\"}
  - {id: \"2\", automatable: true, scope: out, title: \"Two\"}
  - {id: \"3\", automatable: false, title: \"Three\"}
";

#[test]
fn a_framework_file_is_read_strictly() {
    let mine = read("mine.yaml", "mine", MINE).expect("good");
    assert_eq!((mine.clauses.len(), mine.clauses[1].scope), (3, ClauseScope::Out));
    let cases = [
        (
            "key: mine",
            "key: your",
            "mine.yaml:1: key is \"your\", but the file's name makes it \"mine\"",
        ),
        ("name: Mine", "nmae: Mine", "mine.yaml:2"),
        ("automatable: false, ", "automatable: false, level: 1, ", "mine.yaml:8"),
        ("automatable: false, ", "", "mine.yaml:8"),
        ("scope: out", "scope: outside", "mine.yaml:7"),
        ("id: \"2\"", "id: \"1\"", "mine.yaml:7: clause \"1\" is there twice"),
        ("\"Three\"", "\"\"", "mine.yaml:8: clause \"3\" needs an id and a title"),
    ];
    for (from, to, expected) in cases {
        let error = read("mine.yaml", "mine", &MINE.replace(from, to))
            .expect_err(expected)
            .to_string();
        assert!(error.starts_with(expected), "{error}\nwanted {expected}");
    }
}

fn control(frameworks: &str) -> (String, Control) {
    let text = format!(
        "# METADATA\n# title: T\n# description: D\n# custom:\n#   id: aws-s3-a\n#   severity: high\n#   kinds: [aws.s3.bucket]\n{frameworks}package aws.s3.a\n"
    );
    let control = metadata::read("a.rego", &text, "aws.s3.a").expect("metadata");
    (text, control)
}

#[test]
fn a_control_names_only_frameworks_and_clauses_that_there_are() {
    let frameworks = Frameworks::from([("mine".to_owned(), read("mine.yaml", "mine", MINE).expect("good"))]);
    let cases: [(&str, &[&str]); 4] = [
        ("#   frameworks: {mine: [\"1\", \"3\"]}\n", &[]),
        (
            "#   frameworks: {mnie: [\"1\"]}\n",
            &["a.rego:8: framework \"mnie\" is not known; did you mean \"mine\"?; there are mine"],
        ),
        (
            "#   frameworks:\n#     mine:\n#       - \"1\"\n#       - \"4\"\n",
            &["a.rego:11: framework mine has no clause \"4\"; did you mean \"1\"?"],
        ),
        (
            "#   frameworks: {mine: [\"1.1.1\"], other: [\"1\"]}\n",
            &[
                "a.rego:8: framework mine has no clause \"1.1.1\"",
                "a.rego:8: framework \"other\" is not known",
            ],
        ),
    ];
    for (text, expected) in cases {
        let (text, control) = control(text);
        let errors: Vec<String> = check(&frameworks, &control, &text)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(errors.len(), expected.len(), "{errors:?}");
        for (error, expected) in errors.iter().zip(expected) {
            assert!(error.starts_with(expected), "{error}\nwanted {expected}");
        }
    }
}

/// The shipped policies, three more that map to a framework of their own, and the folder of those.
fn library() -> (Library, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("parent")).expect("created");
        std::fs::write(path, text).expect("written");
    };
    write("frameworks/mine.yaml", MINE);
    let deny = "deny contains finding.new(\"name\", 1, 2) if input.name == \"bad\"\n";
    for (package, kind) in [
        ("aws.s3.mine_a", "aws.s3.bucket"),
        ("aws.s3.mine_b", "aws.s3.bucket"),
        ("cloudflare.zone.mine_c", "cloudflare.zone"),
    ] {
        let id = package.replace(['.', '_'], "-");
        let text = format!(
            "# METADATA\n# title: T\n# description: D\n# custom:\n#   id: {id}\n#   severity: high\n#   kinds: [{kind}]\n#   frameworks: {{mine: [\"1\"]}}\npackage {package}\n\nimport data.lib.finding\n\n{deny}"
        );
        write(&format!("{}.rego", package.replace('.', "/")), &text);
    }
    let sources = Sources {
        folders: vec![folder.path().to_owned()],
        ..Sources::default()
    };
    (Library::load(&sources).expect("good"), folder)
}

fn collected(kinds: &[&str]) -> Vec<Collected> {
    let one = |kind: &&str| Collected {
        kind: (*kind).to_owned(),
        scope: Scope::aws("123456789012"),
    };
    kinds.iter().map(one).collect()
}

#[test]
fn a_clause_never_passes_falsely() {
    use ClauseStatus::*;
    use Verdict::{Error, Fail, NotApplicable, Pass};
    let (library, _folder) = library();
    let names = |text: &str| library.chosen(&[text.to_owned()]).expect(text);
    let chosen = names("mine");
    let (a, b, c) = ("aws-s3-mine-a", "aws-s3-mine-b", "cloudflare-zone-mine-c");
    let (bucket, zone) = ("aws.s3.bucket", "cloudflare.zone");
    let both: &[&str] = &[bucket, zone];
    type Case<'a> = (&'a [&'a str], &'a [(&'a str, Verdict)], ClauseStatus, &'a [&'a str]);
    let cases: [Case<'_>; 12] = [
        (&[bucket], &[(a, Pass), (b, Pass)], Passing, &[]),
        (&[bucket], &[(a, Pass), (b, NotApplicable)], Passing, &[]),
        (&[bucket], &[(a, NotApplicable), (b, NotApplicable)], NotJudged, &[]),
        (&[bucket], &[], NotJudged, &[a, b]),
        (&[], &[], NotJudged, &[]),
        (&[bucket], &[(a, Pass)], Unknown, &[b]),
        (&[bucket], &[(a, Pass), (b, Verdict::Unknown)], Unknown, &[]),
        (&[bucket], &[(a, Pass), (b, Error)], Unknown, &[]),
        (&[bucket], &[(a, Fail), (b, Verdict::Unknown)], Failing, &[]),
        (&[bucket], &[(a, Fail)], Failing, &[b]),
        (both, &[(a, Pass), (b, Pass)], Unknown, &[c]),
        (both, &[(a, Pass), (b, Pass), (c, Pass)], Passing, &[]),
    ];
    for (kinds, verdicts, status, missing) in cases {
        let mut tallies = BTreeMap::<String, Tally>::new();
        for (id, verdict) in verdicts {
            tallies.entry((*id).to_owned()).or_default().count(*verdict);
        }
        let found = results(&library, &chosen, &tallies, &collected(kinds));
        let clause = &found[0].clauses[0];
        assert_eq!(
            (clause.status, clause.missing.as_slice()),
            (
                status,
                missing.iter().map(|m| (*m).to_owned()).collect::<Vec<_>>().as_slice()
            ),
            "{kinds:?} {verdicts:?}"
        );
        assert_eq!(clause.controls, [a, b, c]);
        assert_eq!(clause.failing.contains_key(a), status == Failing);
        let rest: Vec<ClauseStatus> = found[0].clauses[1..].iter().map(|c| c.status).collect();
        assert_eq!(rest, [NotCovered, NotAutomatable]);
    }
    let one = results(&library, &names("mine:3"), &BTreeMap::new(), &collected(&[]));
    assert_eq!(one[0].clauses.len(), 1);
}

#[test]
fn frameworks_are_chosen_by_key_and_clause() {
    let (library, _folder) = library();
    let chosen = |names: &[&str]| library.chosen(&names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>());
    let ids = |names: &[&str]| -> Vec<String> {
        let chosen = chosen(names).expect("chosen");
        let told = |c: &Chosen<'_>| {
            c.clauses()
                .iter()
                .map(|x| format!("{}:{}", c.framework.key, x.id))
                .collect::<Vec<_>>()
        };
        chosen.iter().flat_map(told).collect()
    };
    assert_eq!(ids(&["mine:2", "mine:1"]), ["mine:2", "mine:1"]);
    assert_eq!(ids(&["mine:2", "mine"]), ["mine:1", "mine:2", "mine:3"]);
    assert_eq!(ids(&["mine", "mine:2"]), ["mine:1", "mine:2", "mine:3"]);
    assert_eq!(ids(&["soc2:CC6.1", "mine:2"]), ["soc2:CC6.1", "mine:2"]);
    let control = &library.policies["aws-s3-mine-a"].control;
    for (names, taken) in [
        (["mine"], true),
        (["mine:1"], true),
        (["mine:2"], false),
        (["soc2"], false),
    ] {
        assert_eq!(
            chosen(&names).expect("chosen").iter().any(|c| c.takes(control)),
            taken,
            "{names:?}"
        );
    }
    let error = chosen(&["minne"]).expect_err("unknown");
    assert!(
        error.starts_with("no framework is called \"minne\"; there are aws-fsbp, cis-aws-foundations, hipaa, "),
        "{error}"
    );
    let error = chosen(&["soc2:CC6.11"]).expect_err("unknown");
    assert!(
        error.starts_with("soc2 has no clause \"CC6.11\"; did you mean \"CC6.1\"?"),
        "{error}"
    );
}

#[test]
fn the_shipped_frameworks_and_controls_fit() {
    let library = Library::load(&Sources::default()).expect("good");
    let keys: Vec<&str> = library.frameworks.keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "aws-fsbp",
            "cis-aws-foundations",
            "hipaa",
            "iso27001-2022",
            "nist-800-53-r5",
            "pci-dss-4.0",
            "soc2"
        ]
    );
    for policy in library.policies.values() {
        let c = &policy.control;
        for (key, ids) in &c.frameworks {
            let unlike = c.id.starts_with("cloudflare") && (key.starts_with("cis") || key.starts_with("aws"));
            assert!(!unlike, "{}: there is no {key} for Cloudflare", c.id);
            for id in ids {
                let clause = clause(&library.frameworks[key], id).expect("checked");
                assert!(clause.automatable, "{}: {key} {id} is said to be for people only", c.id);
            }
        }
    }
    for framework in library.frameworks.values() {
        for clause in &framework.clauses {
            assert!(
                !clause.title.ends_with('.') && clause.id.trim() == clause.id,
                "{clause:?}"
            );
        }
    }
}
