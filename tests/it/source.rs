//! The code beside a plan: where resources are declared, and what its comments skip.

use serde_json::{Value, json};
use trueline::policy::{Library, Sources as Policies};
use trueline::source::{Sources, known_skips};

use crate::support::files::{Place, bucket, snapshot, versioning};

const CONTROL: &str = "aws-s3-bucket-versioning";
const REASON: &str = "rebuilt every night";

/// A bucket without versioning, as a plan makes it.
fn planned(address: &str) -> Value {
    let mut bucket = bucket(address, &versioning(false));
    bucket["origin"] = json!({"source": "plan", "address": address, "actions": ["create"]});
    bucket
}

fn code(skip: &str) -> String {
    format!("# first\n\nresource \"aws_s3_bucket\" \"logs\" {{\n  {skip}\n  bucket = \"x\"\n}}\n")
}

fn names(modules: &[&str]) -> Vec<String> {
    modules.iter().map(|&m| m.to_owned()).collect()
}

#[test]
fn resources_are_found_in_the_modules_that_are_on_disk() {
    let place = Place::new();
    place.write(
        "root/main.tf",
        "module \"near\" {\n  source = \"./near\"\n}\nmodule \"far\" {\n  source = \"terraform-aws-modules/s3-bucket/aws\"\n}\nmodule \"gone\" {\n  source = \"git::https://example.com/x.git\"\n}\ndata \"aws_s3_bucket\" \"d\" {}\n",
    );
    place.write("root/near/a.tf", "module \"deep\" {\n  source = \"../deep\"\n}\n");
    place.write("root/deep/b.tf", "\n\nresource \"aws_s3_bucket\" \"b\" {\n}\n");
    place.write(
        "root/.terraform/modules/far/main.tf",
        "resource \"aws_s3_bucket\" \"this\" {}\n",
    );
    place.write("root/deep/b_override.tf", "resource \"aws_s3_bucket\" \"b\" {}\n");
    place.write(
        "root/.terraform/modules/modules.json",
        json!({"Modules": [{"Key": "", "Source": "", "Dir": "."}, {"Key": "far", "Source": "x", "Dir": ".terraform/modules/far"}]})
            .to_string(),
    );
    let sources = Sources::open(&place.path("root"));
    let found = |address: &str| {
        let declared = sources.declaration_of(address)?;
        let called = declared.called_from.map(|call| call.line);
        let name = declared.file.rsplit_once("root/").map(|(_, below)| below.to_owned())?;
        Some((name, declared.line, declared.end_line, called))
    };
    let main = |line| Some(("main.tf".to_owned(), line, line + 2, None));
    assert_eq!(
        found("module.near[\"a.b]\"].module.deep[0].aws_s3_bucket.b[\"x\"]"),
        Some(("deep/b.tf".into(), 3, 4, Some(1)))
    );
    assert_eq!(
        found("module.far.aws_s3_bucket.this[0]"),
        Some((".terraform/modules/far/main.tf".into(), 1, 1, Some(4)))
    );
    assert_eq!(
        found("module.gone.aws_s3_bucket.x"),
        main(7),
        "the call, where there is no more"
    );
    assert_eq!(found("module.far.aws_s3_bucket.other"), main(4));
    assert_eq!(found("data.aws_s3_bucket.d").map(|f| f.1), Some(10));
    for nowhere in [
        "aws_s3_bucket.d",
        "module.none.aws_s3_bucket.x",
        "",
        "module.",
        "x",
        "[[[\".",
    ] {
        assert_eq!(found(nowhere), None, "{nowhere}");
    }
    assert_eq!(
        sources
            .declaration(&names(&["near", "deep"]), "aws_s3_bucket", "b")
            .map(|d| d.line),
        Some(3)
    );
}

#[test]
fn nothing_outside_of_the_code_is_read_and_no_fetched_skip_is_followed() {
    let place = Place::new();
    let skip = format!("# trueline:skip={CONTROL} {REASON}");
    place.write("outside/secret.tf", code(&skip));
    place.write("outside/m/main.tf", code(&skip));
    place.write(
        "root/main.tf",
        "module \"out\" {\n  source = \"../outside/m\"\n}\nmodule \"me\" {\n  source = \"./.\"\n}\nmodule \"far\" {\n  source = \"x/y/z\"\n}\n",
    );
    place.write("root/far/main.tf", code(&skip));
    place.write(
        "root/.terraform/modules/modules.json",
        json!({"Modules": [{"Key": "far", "Dir": "far"}]}).to_string(),
    );
    place.write("root/huge.tf", vec![b' '; 5 << 20]);
    place.write("root/latin.tf", b"# \xff");
    place.write("root/more.tf.json", "{}");
    #[cfg(unix)]
    std::os::unix::fs::symlink(place.path("outside/secret.tf"), place.path("root/link.tf")).expect("link");
    let sources = Sources::open(&place.path("root"));
    assert_eq!(sources.skips(), []);
    assert_eq!(sources.declaration_of("aws_s3_bucket.logs"), None);
    let notes = sources.notes().join("\n");
    for part in [
        "module out: its folder can't be read",
        "module far: 1 skips of fetched code",
        "huge.tf: is larger than 4 MiB",
        "latin.tf",
        ".tf.json are not read",
        "not followed, since there are so many",
    ] {
        assert!(notes.contains(part), "{part}: {notes}");
    }
    assert!(!cfg!(unix) || notes.contains("link.tf: leads out"), "{notes}");
    // Modules without end that call each other, and themselves, stay within limits.
    let calls: String = (0..3_000)
        .map(|n| format!("module \"m{n}\" {{ source = \"./.\" }}\n"))
        .collect();
    place.write(
        "many/main.tf",
        calls.clone() + &calls.replace("./.", "./missing").replace("\"m", "\"n"),
    );
    let many = Sources::open(&place.path("many"));
    assert!(many.notes().len() <= 100);
    let missing = Sources::open(&place.path("no/such"));
    assert!(missing.notes()[0].contains("no such folder"));
}

#[test]
fn a_skip_in_the_code_waives_what_it_names_and_nothing_else() {
    let place = Place::new();
    let rows = [
        planned("aws_s3_bucket.logs[0]"),
        planned("aws_s3_bucket.logs2"),
        planned("module.m.aws_s3_bucket.x"),
    ];
    place.write("s.json", snapshot(&rows).to_string());
    place.write("code/m/empty.tf", "");
    let run = |skip: &str, more: &[&str]| {
        place.write("code/main.tf", code(skip) + "module \"m\" {\n  source = \"./m\"\n}\n");
        let base = [
            "check", "s.json", "--only", CONTROL, "--format", "json", "--source", "code",
        ];
        place.run(&[&base, more].concat())
    };
    let waived = |skip: &str, more: &[&str]| {
        let ended = run(skip, more);
        let report: Value = serde_json::from_str(&ended.out).unwrap_or_else(|e| panic!("{e}: {}", ended.error));
        let rows = report["findings"].as_array().expect("list").clone();
        let row = |f: &Value| f["resource"]["id"].as_str().expect("id").to_owned();
        let names: Vec<String> = rows.iter().filter(|f| !f["waiver"].is_null()).map(row).collect();
        (names, rows)
    };
    let (names, rows) = waived(&format!("# trueline:skip={CONTROL} {REASON} until=2099-01-01"), &[]);
    assert_eq!(names, ["aws_s3_bucket.logs[0]"]);
    assert_eq!(
        rows[1]["waiver"],
        json!({"reason": REASON, "owner": "inline", "expires": "2099-01-01", "ticket": null})
    );
    let declared = &rows[1]["resource"]["origin"]["declared"];
    assert_eq!(declared, &json!({"file": "code/main.tf", "line": 3, "end_line": 6}));
    assert_eq!(
        rows[2]["resource"]["origin"]["declared"]["line"], 7,
        "the call of the module"
    );
    for (skip, more) in [
        ("# checkov:skip=CKV_AWS_21:rebuilt every night", [].as_slice()),
        ("// trivy:ignore:AVD-AWS-0090", &[]),
        ("# trueline:skip=s3_bucket_object_versioning an alias is as good", &[]),
    ] {
        assert_eq!(waived(skip, more).0, ["aws_s3_bucket.logs[0]"], "{skip}");
    }
    let ours = format!("# trueline:skip={CONTROL} {REASON}");
    for (skip, more) in [
        (ours.as_str(), ["--no-skips"].as_slice()),
        (&ours, &["--no-waivers"]),
        ("# checkov:skip=CKV_AWS_999999:not known", &[]),
        (
            "# trueline:skip=aws-s3-bucket-versioning rebuilt every night until=2020-01-01",
            &[],
        ),
        ("# trueline:skip=aws-rds-* some other reason", &[]),
    ] {
        assert_eq!(waived(skip, more).0, Vec::<String>::new(), "{skip}");
    }
    run("# trueline:skip=aws-s3-bucket-versioning", &[]).refused(&["code/main.tf:4", "gives no reason"]);
    run("# trueline:skip=aws-s3-bucket-versionin rebuilt every night", &[])
        .refused(&["code/main.tf:4", "aws-s3-bucket-versioning"]);
    place.write("limits.yaml", "max_waiver_days: 30\n");
    run(&ours, &["--config", "limits.yaml"]).refused(&["code/main.tf:4", "has no end", "until="]);
    place
        .run(&["check", "s.json", "--source", "nowhere"])
        .refused(&["--source nowhere", "no such folder"]);
}

#[test]
fn a_skip_of_a_module_call_covers_all_inside() {
    let place = Place::new();
    let rows = [
        planned("module.m[\"a\"].aws_s3_bucket.x"),
        planned("module.m2.aws_s3_bucket.x"),
    ];
    place.write("s.json", snapshot(&rows).to_string());
    let call = format!("# trueline:skip={CONTROL} {REASON}\nmodule \"m\" {{ source = \"./m\" }}\n");
    place.write("main.tf", call);
    let ended = place.run(&[
        "check", "s.json", "--only", CONTROL, "--source", ".", "--format", "gitlab",
    ]);
    let issues: Value = serde_json::from_str(&ended.out).expect("JSON");
    assert_eq!(issues.as_array().map(Vec::len), Some(1));
    assert!(
        issues[0]["description"]
            .as_str()
            .is_some_and(|d| d.contains("module.m2."))
    );
}

#[test]
fn waiver_files_go_by_address_too() {
    let place = Place::new();
    let rows = [
        planned("module.a[0].aws_s3_bucket.x"),
        planned("module.b.aws_s3_bucket.x"),
    ];
    place.write("s.json", snapshot(&rows).to_string());
    let waiver = format!(
        "waivers:\n  - control: {CONTROL}\n    resource: {{address: \"module.a.*\"}}\n    reason: {REASON}\n    owner: team\n    expires: 2099-01-01\n"
    );
    place.write("w.yaml", waiver);
    let ended = place.run(&[
        "check",
        "s.json",
        "--only",
        CONTROL,
        "--waivers",
        "w.yaml",
        "--format",
        "json",
    ]);
    let report: Value = serde_json::from_str(&ended.out).expect("JSON");
    assert_eq!(report["summary"]["waived"], 1);
    assert_eq!(report["waivers"][0]["resource"], json!({"address": "module.a.*"}));
    assert!(!report["findings"][0]["waiver"].is_null());
}

#[test]
fn every_control_that_a_skip_of_another_tool_means_exists() {
    let library = Library::load(&Policies::default()).unwrap_or_else(|e| panic!("{e:?}"));
    assert!(known_skips().len() >= 80);
    let unknown: Vec<String> = known_skips()
        .iter()
        .flat_map(|(id, controls)| controls.iter().map(move |control| (id, control)))
        .filter(|(_, control)| library.select(std::slice::from_ref(control), &[]).is_err())
        .map(|(id, control)| format!("{id}: {control}"))
        .collect();
    assert_eq!(unknown, Vec::<String>::new());
}
