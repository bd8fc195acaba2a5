//! Only what is read is asked for: policies that read some attributes make the collectors call those
//! operations, and nothing else, whatever the mixture.

use std::collections::BTreeSet;
use std::path::Path;

use trueline::catalogue::{Catalogue, Kind};
use trueline::model::Snapshot;
use trueline::store;

use crate::support::chosen;
use crate::support::files::steady;
use crate::support::moto::{Moto, trueline_at};
use crate::support::proxy::Proxy;
use crate::support::world::told;

fn snapshot(proxy: &Proxy, folder: &Path, more: &[&str]) -> Snapshot {
    let file = folder.join("s.json");
    let mut command = trueline_at(proxy.endpoint());
    command
        .args([
            "snapshot",
            "--no-progress",
            "--providers",
            "aws",
            "--regions",
            "us-east-1,eu-west-1",
            "-o",
        ])
        .arg(&file)
        .args(more);
    told(command, 0);
    steady(store::read_snapshot(&file).expect("a snapshot"))
}

#[test]
fn collectors_call_what_is_needed_for_any_mixture_of_attributes() {
    let moto = Moto::seeded("compliant");
    let proxy = Proxy::start(moto.endpoint()).keeping_answers();
    let folder = tempfile::tempdir().expect("a folder");
    let whole = snapshot(&proxy, folder.path(), &["--all"]);
    let kinds: Vec<&Kind> = Catalogue::get()
        .kinds()
        .filter(|k| k.kind.starts_with("aws."))
        .collect();
    for (context, chosen) in chosen::mixtures(&kinds) {
        let policies = folder.path().join(context.replace(' ', "-"));
        chosen.write_policies(&policies);
        let policies = policies.display().to_string();
        let seen = snapshot(&proxy, folder.path(), &["--policies", &policies, "--only", "chosen-*"]);
        assert_eq!(seen.gaps, [], "{context}");
        let needed = chosen.needed(&["sts:GetCallerIdentity", "ec2:DescribeRegions"]);
        let asked: BTreeSet<&str> = seen.header.calls.keys().map(String::as_str).collect();
        let surplus: Vec<_> = asked.difference(&needed).collect();
        assert!(surplus.is_empty(), "{context}: nothing needs {surplus:?}");
        chosen.same(&context, &whole, &seen);
    }
}
