//! Many accounts: those of the organization and those named, each through a role that is assumed.

use std::collections::BTreeSet;
use std::process::Command;

use trueline::model::{GapReason, Snapshot};
use trueline::store;

use crate::support::moto::{Moto, trueline_at};
use crate::support::proxy::{Fault, Proxy};
use crate::support::world::told;

const OWN: &str = "123456789012";

fn snapshot_command(endpoint: &str, arguments: &[&str]) -> Command {
    let mut command = trueline_at(endpoint);
    command
        .args(["snapshot", "--all", "--no-progress", "--providers", "aws"])
        .args(["--regions", "us-east-1", "--services", "s3,iam"])
        .args(arguments);
    command
}

fn snapshot(endpoint: &str, arguments: &[&str]) -> Snapshot {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("s.json");
    let mut command = snapshot_command(endpoint, arguments);
    command.arg("-o").arg(&file);
    told(command, 0);
    store::read_snapshot(&file).expect("a snapshot")
}

/// The accounts that buckets were found in.
fn accounts(snapshot: &Snapshot) -> BTreeSet<String> {
    let buckets = snapshot.resources.iter().filter(|r| r.kind == "aws.s3.bucket");
    for bucket in buckets.clone() {
        let account = bucket.scope.account.as_deref().unwrap_or_default();
        assert_eq!(bucket.id, format!("audited-{account}"), "the bucket of another account");
    }
    buckets.filter_map(|b| b.scope.account.clone()).collect()
}

#[test]
fn all_accounts_of_the_organization_are_read() {
    let moto = Moto::seeded("organization");
    let proxy = Proxy::start(moto.endpoint());
    let seen = snapshot(
        proxy.endpoint(),
        &["--accounts", "organization", "--assume-role", "audit"],
    );
    assert_eq!(seen.gaps, []);
    let found = accounts(&seen);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found.contains(OWN));
    // The account of the credentials is read with them.
    assert_eq!(proxy.counts()["sts:AssumeRole"], 2);
    assert_eq!(seen.header.calls["sts:AssumeRole"], 2);
    assert_eq!(seen.header.calls["s3:ListBuckets"], 3);
    let again = proxy.repeated();
    assert!(again.is_empty(), "{again:#?}");

    let members: Vec<&str> = found.iter().map(String::as_str).filter(|a| *a != OWN).collect();
    one_account_that_is_closed_is_a_gap(&moto, &members);
    let arguments = [
        "--accounts",
        members[0],
        "--assume-role",
        "/security/audit",
        "--external-id",
        "secret-id",
    ];
    assert_eq!(
        accounts(&snapshot(moto.endpoint(), &arguments)),
        [members[0].to_owned()].into()
    );
}

fn one_account_that_is_closed_is_a_gap(moto: &Moto, members: &[&str]) {
    let proxy = Proxy::start(moto.endpoint());
    proxy.set("sts:AssumeRole", Fault::Deny);
    let arguments = ["--accounts", &format!("{OWN},{}", members[0]), "--assume-role", "audit"];
    let seen = snapshot(proxy.endpoint(), &arguments);
    assert_eq!(accounts(&seen), [OWN.to_owned()].into());
    let closed = seen
        .gaps
        .iter()
        .filter(|g| g.scope.account.as_deref() == Some(members[0]));
    let kinds: BTreeSet<&str> = closed.clone().map(|g| g.kind.as_str()).collect();
    assert!(
        kinds.contains("aws.s3.bucket") && kinds.contains("aws.iam.role"),
        "{kinds:?}"
    );
    for gap in closed {
        assert_eq!(gap.gap.operation.as_deref(), Some("sts:AssumeRole"));
        assert_eq!(gap.gap.permission.as_deref(), Some("sts:AssumeRole"));
        assert_eq!(gap.gap.reason, GapReason::AccessDenied);
    }
    assert!(seen.gaps.iter().all(|g| g.scope.account.as_deref() == Some(members[0])));
}

#[test]
fn what_keeps_accounts_from_being_known_is_said() {
    let moto = Moto::start();
    let refused = |arguments: &[&str]| {
        let mut command = snapshot_command(moto.endpoint(), arguments);
        command.args(["-o", "/nonexistent/never.json"]);
        told(command, 2)
    };
    let said = refused(&["--accounts", "111111111111"]);
    assert!(
        said.contains("111111111111") && said.contains("--assume-role"),
        "{said}"
    );
    let said = refused(&["--accounts", "organization", "--assume-role", "audit"]);
    assert!(
        said.contains("organizations:ListAccounts") && said.contains("--accounts"),
        "{said}"
    );
    let said = refused(&["--accounts", "1234"]);
    assert!(said.contains("12 digits"), "{said}");
    let said = refused(&["--assume-role", "arn:aws:iam::111111111111:role/audit"]);
    assert!(said.contains("not its ARN"), "{said}");
    let said = refused(&["--regions", "us-esat-1"]);
    assert!(
        said.contains("us-esat-1") && said.contains("did you mean us-east-1"),
        "{said}"
    );
    let said = refused(&["--services", "s4"]);
    assert!(said.contains("s4") && said.contains("s3"), "{said}");
}
