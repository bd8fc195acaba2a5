//! `trueline spec ranges` against the fake: the address ranges of a spec, and those that are published.

use serde_json::{Value, json};

use crate::support::cloudflare_fake::{CloudflareFake, Fault};
use crate::support::files::{Ended, Place};

const OWN: &str = "# Ours.\nrds:\n  min_backup_retention_days: 14 # two weeks\n";

/// Runs `trueline spec ranges` without any credentials.
fn run(place: &Place, fake: &CloudflareFake, arguments: &[&str]) -> Ended {
    let mut command = place.command(&["spec", "ranges"]);
    command
        .args(arguments)
        .env("CLOUDFLARE_BASE_URL", fake.base_url())
        .env("TRUELINE_MAX_ATTEMPTS", "2");
    let output = command.output().expect("started");
    Ended {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        error: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

fn text(place: &Place, name: &str) -> String {
    std::fs::read_to_string(place.path(name)).expect("a file")
}

/// Publishes other ranges from now on.
fn publish(fake: &CloudflareFake, ipv4: &Value, ipv6: &Value) {
    let result = json!({"ipv4_cidrs": ipv4, "ipv6_cidrs": ipv6, "etag": "x"});
    let body = json!({"success": true, "errors": [], "messages": [], "result": result});
    fake.fault("GET", "/ips", Fault::Body(body), 99);
}

#[test]
fn the_ranges_of_the_default_spec_are_current() {
    let (place, fake) = (Place::new(), CloudflareFake::start());
    for arguments in [&[][..], &["--spec", "stellarrec"]] {
        let ended = run(&place, &fake, arguments);
        assert_eq!(ended.code, Some(0), "{}", ended.error);
        assert!(ended.out.contains("15 IPv4 and 7 IPv6 ranges"), "{}", ended.out);
    }
    // A file that says nothing else needs no change.
    place.write("mine.yaml", OWN);
    let ended = run(&place, &fake, &["--write", "mine.yaml"]);
    assert_eq!(ended.code, Some(0), "{}", ended.error);
    assert_eq!(text(&place, "mine.yaml"), OWN);
    assert!(ended.out.contains("mine.yaml is left as it is"), "{}", ended.out);
}

#[test]
fn differences_are_told_and_written_where_they_belong() {
    let (place, fake) = (Place::new(), CloudflareFake::start());
    publish(
        &fake,
        &json!(["173.245.48.0/20", "1.1.1.0/24"]),
        &json!(["2400:CB00::/32"]),
    );
    let ended = run(&place, &fake, &[]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.out.contains("+ 1.1.1.0/24  new"), "{}", ended.out);
    assert!(ended.out.contains("- 131.0.72.0/22  no longer"), "{}", ended.out);
    assert!(!ended.out.contains("173.245.48.0/20"), "{}", ended.out);

    place.write("mine.yaml", OWN);
    let ended = run(&place, &fake, &["--write", "mine.yaml"]);
    assert_eq!(ended.code, Some(0), "{}", ended.error);
    assert!(ended.out.ends_with("wrote mine.yaml\n"), "{}", ended.out);
    let added = "cloudflare:\n  ip_ranges:\n    ipv4:\n      - 173.245.48.0/20\n      - 1.1.1.0/24\n    ipv6:\n      - \"2400:cb00::/32\"\n";
    assert_eq!(text(&place, "mine.yaml"), format!("{OWN}{added}"));
    assert_eq!(run(&place, &fake, &["--spec", "mine.yaml"]).code, Some(0));
    // Nothing else was left in the folder.
    let names = std::fs::read_dir(place.path(".")).expect("a folder");
    let names: Vec<_> = names.map(|e| e.expect("an entry").file_name()).collect();
    assert_eq!(names, ["mine.yaml"]);
}

#[test]
fn the_default_spec_itself_is_mended_line_by_line() {
    let (place, fake) = (Place::new(), CloudflareFake::start());
    let before = include_str!("../../policies/spec/default.yaml");
    place.write("default.yaml", before);
    let current: Vec<&str> = vec!["173.245.48.0/20", "103.21.244.0/22", "1.1.1.0/24"];
    publish(&fake, &json!(current), &json!(["2400:cb00::/32"]));
    assert_eq!(run(&place, &fake, &["--write", "default.yaml"]).code, Some(0));
    let after = text(&place, "default.yaml");
    let gone: Vec<&str> = before.lines().filter(|l| !after.lines().any(|a| a == *l)).collect();
    let new: Vec<&str> = after.lines().filter(|l| !before.lines().any(|b| b == *l)).collect();
    assert_eq!(gone.len(), 13 + 6, "{gone:?}");
    assert_eq!(new, ["      - 1.1.1.0/24"]);
}

#[test]
fn what_is_no_list_of_ranges_is_refused_and_nothing_written() {
    let six = json!(["2400:cb00::/32"]);
    let mut place = Place::new();
    for ipv4 in [
        json!([]),
        json!(null),
        json!(["0.0.0.0/0"]),
        json!(["10.0.0.0/8"]),
        json!(["1.1.1.0/24\n  tls_modes: [off]"]),
        json!(["1.1.1.0/24", "<html>"]),
    ] {
        let fake = CloudflareFake::start();
        publish(&fake, &ipv4, &six);
        place = Place::new();
        place.write("mine.yaml", OWN);
        let ended = run(&place, &fake, &["--write", "mine.yaml"]);
        assert_eq!(ended.code, Some(2), "{ipv4}: {}", ended.out);
        assert!(ended.error.contains("ips:List"), "{}", ended.error);
        assert_eq!(ended.out, "");
        assert_eq!(text(&place, "mine.yaml"), OWN);
    }
    for fault in [Fault::Html(200), Fault::Status(500), Fault::Truncated, Fault::Reset] {
        let fake = CloudflareFake::start();
        fake.fault("GET", "/ips", fault.clone(), 9);
        assert_eq!(run(&place, &fake, &["--write", "mine.yaml"]).code, Some(2), "{fault:?}");
        assert_eq!(text(&place, "mine.yaml"), OWN);
    }
}

#[test]
fn files_that_can_not_be_changed_are_refused() {
    let (place, fake) = (Place::new(), CloudflareFake::start());
    publish(&fake, &json!(["1.1.1.0/24"]), &json!(["2400:cb00::/32"]));
    for (content, told) in [
        ("cloudflare: {tls_modes: [full]}\n", "by hand"),
        ("rds:\n  min_backup_retention_day: 7\n", "mine.yaml:2:3"),
        ("rds: [\n", "mine.yaml"),
    ] {
        place.write("mine.yaml", content);
        let ended = run(&place, &fake, &["--write", "mine.yaml"]);
        assert_eq!(ended.code, Some(2), "{content}");
        assert!(ended.error.contains(told), "{}", ended.error);
        assert_eq!(text(&place, "mine.yaml"), content);
    }
    let ended = run(&place, &fake, &["--write", "nowhere.yaml"]);
    ended.refused(&["nowhere.yaml"]);
    run(&place, &fake, &["--spec", "nowhere"]).refused(&["no embedded spec of that name"]);
}

#[test]
fn no_credentials_are_sent_even_if_there_are_some() {
    let (place, fake) = (Place::new(), CloudflareFake::start());
    let mut command = place.command(&["spec", "ranges"]);
    command
        .env("CLOUDFLARE_BASE_URL", fake.base_url())
        .env("CLOUDFLARE_API_TOKEN", "line\nbreak");
    assert_eq!(command.output().expect("started").status.code(), Some(0));
    assert_eq!(fake.count("GET", "/ips"), 1);
}
