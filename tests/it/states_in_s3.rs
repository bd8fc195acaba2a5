//! States of Terraform that lie in S3.

use serde_json::{Value, json};

use crate::support::moto::Moto;

fn state(bucket: &str) -> String {
    json!({"version": 4, "terraform_version": "1.11.4", "serial": 3, "lineage": "l", "outputs": {}, "resources": [{
        "mode": "managed", "type": "aws_s3_bucket", "name": bucket,
        "provider": "provider[\"registry.terraform.io/hashicorp/aws\"]",
        "instances": [{"schema_version": 0, "attributes": {"id": bucket, "bucket": bucket, "region": "eu-central-1",
            "arn": format!("arn:aws:s3:::{bucket}"), "tags_all": {}}}],
    }]})
    .to_string()
}

#[test]
fn states_are_read_where_they_are() {
    let moto = Moto::start();
    let (one, prod, dev) = (state("one"), state("prod"), state("dev"));
    moto.put_objects(
        "states",
        &[
            ("app.tfstate", &one),
            ("env:/prod/app.tfstate", &prod),
            ("env:/dev/app.tfstate", &dev),
            ("env:/dev/", ""),
            ("other/notes.txt", "no state"),
        ],
    );
    let check = |url: &str| {
        let mut command = moto.trueline();
        command.args([
            "check",
            url,
            "--only",
            "aws-s3-bucket-predictable-name",
            "--passes",
            "--format",
            "json",
        ]);
        command.output().expect("it starts")
    };
    let judged = |url: &str| {
        let output = check(url);
        let report: Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&output.stderr)));
        let rows = report["findings"].as_array().expect("list").iter();
        let mut names: Vec<String> = rows
            .filter_map(|r| Some(r["resource"]["id"].as_str()?.to_owned()))
            .collect();
        names.sort();
        names.dedup();
        names
    };
    assert_eq!(judged("s3://states/app.tfstate"), ["one"]);
    assert_eq!(judged("s3://states/env:/prod/app.tfstate"), ["prod"]);
    assert_eq!(judged("s3://states/env:/*/app.tfstate"), ["dev", "prod"]);
    for (url, expected) in [
        ("s3://states/none.tfstate", "NoSuchKey"),
        ("s3://nowhere/app.tfstate", "NoSuchBucket"),
        ("s3://states", "write s3://BUCKET/KEY"),
        ("s3://states/x*", "no object is called so"),
    ] {
        let output = check(url);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{url}: {told}");
        assert!(told.contains(expected) && told.contains(url), "{url}: {told}");
    }
}
