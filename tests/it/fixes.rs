//! Applying plans when the world does not hold still.

use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::cloudflare_fake::{Fault, STELLARREC_ZONE};
use crate::support::proxy::{self, Proxy};
use crate::support::world::{World, told};

const ZONE_ITEMS: [&str; 2] = ["--only", "cloudflare-zone-min-tls-version,cloudflare-zone-tls-1-3"];

fn journal(world: &World, n: usize) -> Vec<Value> {
    let text = std::fs::read_to_string(&world.journals()[n]).expect("a journal");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn states(records: &[Value]) -> Vec<&str> {
    records.iter().map(|r| r["state"].as_str().expect("a state")).collect()
}

#[test]
fn a_resource_that_changed_since_is_a_conflict_and_left_alone() {
    let world = World::broken();
    world.scan_with("s", &ZONE_ITEMS, 1);
    world.plan("s.json", &ZONE_ITEMS);
    world
        .cloudflare
        .set_setting(STELLARREC_ZONE, "min_tls_version", "value", json!("1.1"));
    world
        .cloudflare
        .set_setting(STELLARREC_ZONE, "tls_1_3", "value", json!("on"));
    let said = world.apply(&[], 1);
    assert!(
        said.contains("conflict: stellarrec.example (settings.min_tls_version.value was changed"),
        "{said}"
    );
    assert!(said.contains("already ok: stellarrec.example"), "{said}");
    assert_eq!(world.cloudflare.count("PATCH", "/zones/{z}/settings/{s}"), 0);
    assert_eq!(
        states(&journal(&world, 0)),
        ["planned", "conflict", "already_ok", "ended"]
    );
    // What the run did not do is not its to take back.
    let said = world.run(&["fix", "rollback", "--last", "--yes", "--spec", "stellarrec"], 0);
    assert!(said.contains("nothing to change"), "{said}");
}

#[test]
fn a_refused_change_stops_the_run_and_the_rest_is_not_touched() {
    let mut world = World::broken();
    let proxy = Proxy::start(world.moto.endpoint());
    world.through(proxy.endpoint());
    world.scan_with("s", &["--only", "aws-s3-*"], 1);
    let plan = world.plan("s.json", &["--only", "aws-s3-*"]);
    let items = plan["items"].as_array().expect("items");
    proxy.reset();
    proxy.set("s3:PutPublicAccessBlock", proxy::Fault::Deny);
    let said = world.apply(&[], 1);
    assert!(said.contains("AccessDenied"), "{said}");
    let first = items
        .iter()
        .position(|i| i["action"] == "s3-bucket-public-access-block")
        .expect("an item");
    assert!(
        said.contains(&format!(
            "{first} verified, 0 already ok, 0 conflict, 1 failed, 0 unknown outcome, {} not run",
            items.len() - first - 1
        )),
        "{said}"
    );
    let sent: u64 = proxy
        .counts()
        .iter()
        .filter(|(op, _)| op.starts_with("s3:Put"))
        .map(|(_, n)| n)
        .sum();
    assert_eq!(sent, first as u64 + 1);
}

#[test]
fn a_lost_answer_is_settled_by_looking() {
    let world = World::broken();
    world.scan_with("s", &ZONE_ITEMS, 1);
    world.plan("s.json", &ZONE_ITEMS);
    // The change is made, but its answer never arrives whole.
    world
        .cloudflare
        .fault("PATCH", "/zones/{z}/settings/min_tls_version", Fault::Reset, 1);
    let said = world.apply(&[], 0);
    assert!(
        said.contains("the call's answer was lost, but the change is there"),
        "{said}"
    );
    assert_eq!(
        world.cloudflare.count("PATCH", "/zones/{z}/settings/min_tls_version"),
        1,
        "a write is not sent twice"
    );
    assert_eq!(
        world.cloudflare.setting(STELLARREC_ZONE, "min_tls_version")["value"],
        "1.2"
    );
}

#[test]
fn what_is_unread_is_neither_planned_nor_changed() {
    let world = World::broken();
    world.cloudflare.deny("GET", "/zones/{z}/settings/tls_1_3");
    world.scan_with("s", &ZONE_ITEMS, 1);
    let plan = world.plan("s.json", &ZONE_ITEMS);
    let actions: Vec<_> = plan["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|i| i["action"].clone())
        .collect();
    assert_eq!(actions, ["cloudflare-zone-min-tls-version"]);
    // Readable when planned, not any more when applied.
    world.cloudflare.deny("GET", "/zones/{z}/settings/min_tls_version");
    let said = world.apply(&[], 1);
    assert!(said.contains("could not be read: access denied"), "{said}");
    assert_eq!(world.cloudflare.count("PATCH", "/zones/{z}/settings/{s}"), 0);
}

#[test]
fn a_plan_can_be_made_from_the_live_state_of_named_resources() {
    let world = World::broken();
    let named = ["--providers", "cloudflare", "--resource", "stellarrec.example"];
    let plan = world.plan("live", &[&ZONE_ITEMS[..], &named[..]].concat());
    assert_eq!(plan["items"].as_array().map(Vec::len), Some(2));
    let said = world.run(&["fix", "show", "plan.json"], 0);
    for words in [
        "- \"1.0\"",
        "+ \"1.2\"",
        "sends       zones:EditSetting",
        "guard held",
        "Zone Settings Write",
    ] {
        assert!(said.contains(words), "{said}\nwanted {words}");
    }
    let shown = world.run(&["fix", "show", "plan.json", "--format", "json"], 0);
    assert_eq!(serde_json::from_str::<Value>(&shown).expect("JSON"), plan);
    let said = told(
        world.trueline(&[
            "fix",
            "plan",
            "live",
            "--resource",
            "nobody",
            "-o",
            "p.json",
            "--providers",
            "cloudflare",
        ]),
        2,
    );
    assert!(said.contains("no resource is called \"nobody\""), "{said}");
}

#[test]
fn a_setting_that_the_plan_locks_is_left_out() {
    let world = World::broken();
    world
        .cloudflare
        .set_setting(STELLARREC_ZONE, "tls_1_3", "editable", json!(false));
    let (report, _) = world.scan_with("s", &ZONE_ITEMS, 1);
    let rows = report.0["findings"].as_array().expect("findings").iter();
    let mut locked = rows.filter(|r| r["control"] == "cloudflare-zone-tls-1-3" && r["verdict"] == "unknown");
    let gap = &locked.next().expect("an open verdict")["gaps"][0];
    assert_eq!(gap["reason"], "not_supported");
    assert_eq!(
        gap["message"]
            .as_str()
            .map(|m| m.contains("the plan free locks it at off")),
        Some(true)
    );
    let plan = world.plan("s.json", &ZONE_ITEMS);
    assert_eq!(plan["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(plan["items"][0]["action"], "cloudflare-zone-min-tls-version");
    assert_eq!(plan["left_out"], json!([]));
}

#[test]
fn items_can_be_picked_and_a_rollback_refuses_what_was_changed_since() {
    let world = World::broken();
    world.scan_with("s", &ZONE_ITEMS, 1);
    let plan = world.plan("s.json", &ZONE_ITEMS);
    let item = plan["items"][0]["id"].as_str().expect("an id");
    let said = world.apply(&["--items", item], 0);
    assert!(said.contains("1 verified"), "{said}");
    assert_eq!(world.cloudflare.count("PATCH", "/zones/{z}/settings/{s}"), 1);
    world
        .cloudflare
        .set_setting(STELLARREC_ZONE, "min_tls_version", "value", json!("1.3"));
    let said = world.run(&["fix", "rollback", "--last", "--yes", "--spec", "stellarrec"], 1);
    assert!(said.contains("was changed since"), "{said}");
    assert_eq!(
        world.cloudflare.setting(STELLARREC_ZONE, "min_tls_version")["value"],
        "1.3"
    );
}

#[test]
fn a_run_that_was_killed_can_be_taken_back() {
    let world = World::broken();
    world.scan_with("s", &ZONE_ITEMS, 1);
    world.plan("s.json", &["--only", "cloudflare-zone-min-tls-version"]);
    // The change is made at once, its answer comes when nobody waits any more.
    let late = Fault::Delay(Duration::from_secs(20));
    world
        .cloudflare
        .fault("PATCH", "/zones/{z}/settings/min_tls_version", late, 1);
    let mut running = world
        .trueline(&["fix", "apply", "plan.json", "--yes"])
        .stdout(Stdio::null())
        .spawn()
        .expect("it starts");
    let changed = || world.cloudflare.setting(STELLARREC_ZONE, "min_tls_version")["value"] == "1.2";
    for _ in 0..600 {
        if changed() {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(changed(), "the change was never sent");
    running.kill().expect("killed");
    running.wait().expect("ended");
    assert_eq!(states(&journal(&world, 0)), ["planned", "intent"]);
    let said = world.run(&["fix", "rollback", "--last", "--yes"], 0);
    assert!(said.contains("the earlier value is back"), "{said}");
    assert_eq!(
        world.cloudflare.setting(STELLARREC_ZONE, "min_tls_version")["value"],
        "1.0"
    );
}

/// A plan that must not be applied: exit 2, nothing sent, no journal.
fn refused(world: &World, command: Command, words: &str) {
    let said = told(command, 2);
    assert!(said.contains(words), "{said}\nwanted: {words}");
    assert_eq!(world.cloudflare.count("PATCH", "/zones/{z}/settings/{s}"), 0, "{words}");
    assert_eq!(world.journals().len(), 0, "{words}");
}

#[test]
fn plans_that_must_not_be_applied_are_refused() {
    let world = World::broken();
    world.scan_with("s", &ZONE_ITEMS, 1);
    world.plan("s.json", &ZONE_ITEMS);
    let apply = ["fix", "apply", "plan.json", "--spec", "stellarrec", "--yes"];
    let original = std::fs::read_to_string(world.path("plan.json")).expect("a plan");
    let rewrite = |from: &str, to: &str| {
        assert!(original.contains(from), "{from}");
        std::fs::write(world.path("plan.json"), original.replace(from, to)).expect("written");
    };
    rewrite("\"value\": \"1.2\"", "\"value\": \"1.0\"");
    refused(&world, world.trueline(&apply), "changed after it was made");
    rewrite("trueline.fixplan/1", "trueline.fixplan/7");
    refused(&world, world.trueline(&apply), "no fix plan of this version");
    std::fs::write(world.path("plan.json"), &original[..original.len() / 2]).expect("written");
    refused(&world, world.trueline(&apply), "ends too early");
    std::fs::write(world.path("plan.json"), &original).expect("written");
    refused(
        &world,
        world.trueline(&["fix", "apply", "plan.json", "--spec", "default", "--yes"]),
        "the plan is stale",
    );
    refused(&world, world.trueline(&apply[..3]), "give --yes");
    refused(
        &world,
        world.trueline(&[&apply[..], &["--items", "nonsense"]].concat()),
        "no item \"nonsense\"",
    );
    refused(
        &world,
        world.trueline(&[&apply[..], &["--max-items", "1"]].concat()),
        "more than the 1 of one run",
    );
    let mut nobody = world.trueline(&apply);
    nobody.env_remove("CLOUDFLARE_API_TOKEN");
    refused(&world, nobody, "CLOUDFLARE_API_TOKEN");
    let mut elsewhere = World::broken();
    elsewhere.through("http://127.0.0.1:9");
    refused(
        &world,
        world.trueline(&["fix", "rollback", "--last", "--yes"]),
        "no journals",
    );
}
