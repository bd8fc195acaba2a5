//! Which operation of AWS a request asks for.

use std::fmt;

use axum::http::{HeaderMap, Method};

/// What a request asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The service as the catalogue calls it.
    pub(crate) service: String,
    pub(crate) region: String,
    /// `service:Operation`.
    pub(crate) operation: String,
    /// True when the service speaks JSON.
    pub(crate) is_json: bool,
    /// Who asks.
    key: String,
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.operation, self.region, self.key)
    }
}

/// The operations of services that name them by method and path; `*` is one segment, `**` the rest.
const REST: [(&str, &str, &str, &str); 19] = [
    ("access-analyzer", "POST", "/findingv2", "ListFindingsV2"),
    ("access-analyzer", "GET", "/analyzer", "ListAnalyzers"),
    ("backup", "GET", "/resources", "ListProtectedResources"),
    ("backup", "GET", "/backup-vaults", "ListBackupVaults"),
    ("backup", "GET", "/backup/plans", "ListBackupPlans"),
    ("backup", "GET", "/backup/plans/*", "GetBackupPlan"),
    ("backup", "GET", "/tags/*", "ListTags"),
    ("guardduty", "GET", "/detector", "ListDetectors"),
    ("guardduty", "GET", "/detector/*", "GetDetector"),
    (
        "s3control",
        "GET",
        "/v20180820/configuration/publicAccessBlock",
        "GetPublicAccessBlock",
    ),
    ("s3control", "GET", "/v20180820/accesspoint", "ListAccessPoints"),
    ("s3control", "GET", "/v20180820/accesspoint/*", "GetAccessPoint"),
    (
        "s3control",
        "GET",
        "/v20180820/accesspoint/*/policy",
        "GetAccessPointPolicy",
    ),
    (
        "s3control",
        "GET",
        "/v20180820/accesspoint/*/policyStatus",
        "GetAccessPointPolicyStatus",
    ),
    (
        "s3control",
        "GET",
        "/v20180820/mrap/instances",
        "ListMultiRegionAccessPoints",
    ),
    (
        "s3control",
        "GET",
        "/v20180820/mrap/instances/*/policy",
        "GetMultiRegionAccessPointPolicy",
    ),
    ("s3control", "GET", "/v20180820/tags/**", "ListTagsForResource"),
    ("securityhub", "GET", "/accounts", "DescribeHub"),
    ("securityhub", "POST", "/standards/get", "GetEnabledStandards"),
];

const BUCKET_SETTINGS: [(&str, &str); 16] = [
    ("versioning", "BucketVersioning"),
    ("location", "BucketLocation"),
    ("policy", "BucketPolicy"),
    ("policyStatus", "BucketPolicyStatus"),
    ("acl", "BucketAcl"),
    ("cors", "BucketCors"),
    ("website", "BucketWebsite"),
    ("object-lock", "ObjectLockConfiguration"),
    ("encryption", "BucketEncryption"),
    ("lifecycle", "BucketLifecycleConfiguration"),
    ("logging", "BucketLogging"),
    ("notification", "BucketNotificationConfiguration"),
    ("ownershipControls", "BucketOwnershipControls"),
    ("publicAccessBlock", "PublicAccessBlock"),
    ("tagging", "BucketTagging"),
    ("replication", "BucketReplication"),
];

pub(crate) fn asked(method: &Method, target: &str, headers: &HeaderMap, body: &[u8]) -> Asked {
    // `Credential=KEY/DATE/REGION/SERVICE/aws4_request`
    let authorization = headers.get("authorization").and_then(|v| v.to_str().ok()).unwrap_or("");
    let scope: Vec<&str> = authorization
        .split("Credential=")
        .nth(1)
        .and_then(|rest| rest.split(',').next())
        .map(|scope| scope.split('/').collect())
        .unwrap_or_default();
    let part = |n: usize| scope.get(n).copied().unwrap_or_default();
    let path = target.split('?').next().unwrap_or(target);
    let form = String::from_utf8_lossy(body);
    let field = |name: &str| form.split('&').find_map(|pair| pair.strip_prefix(name));
    let service = match part(3) {
        "elasticloadbalancing" if field("Version=") == Some("2015-12-01") => "elbv2",
        "elasticloadbalancing" => "elb",
        "monitoring" => "cloudwatch",
        "s3" if path.starts_with("/v20180820/") => "s3control",
        signed => signed,
    };
    let rest = |(of, verb, pattern, _): &&(&str, &str, &str, &str)| {
        *of == service && *verb == method.as_str() && matches(pattern, path)
    };
    let aimed = headers.get("x-amz-target").and_then(|v| v.to_str().ok());
    let by_path = path
        .strip_prefix("/service/")
        .and_then(|p| p.split("/operation/").nth(1));
    let (name, is_json) = if let Some(aimed) = aimed {
        (aimed.rsplit('.').next().unwrap_or_default().to_owned(), true)
    } else if let Some(name) = by_path {
        (name.to_owned(), true)
    } else if service == "s3" {
        (bucket_operation(method, target), false)
    } else if let Some((.., name)) = REST.iter().find(rest) {
        ((*name).to_owned(), service != "s3control")
    } else {
        (field("Action=").unwrap_or_default().to_owned(), false)
    };
    Asked {
        operation: format!("{service}:{name}"),
        service: service.to_owned(),
        region: part(2).to_owned(),
        is_json,
        key: part(0).to_owned(),
    }
}

fn matches(pattern: &str, path: &str) -> bool {
    let path = path.trim_end_matches('/');
    if let Some(start) = pattern.strip_suffix("**") {
        return path.starts_with(start);
    }
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    pattern.len() == path.len() && pattern.iter().zip(path).all(|(p, s)| *p == "*" || *p == s)
}

fn bucket_operation(method: &Method, target: &str) -> String {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let verb = match method.as_str() {
        "GET" => "Get",
        "PUT" => "Put",
        "DELETE" => "Delete",
        "HEAD" => "Head",
        _ => "Post",
    };
    let keys: Vec<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    let setting = BUCKET_SETTINGS.iter().find(|(key, _)| keys.contains(key));
    match setting {
        Some((_, noun)) => format!("{verb}{noun}"),
        None if path == "/" => "ListBuckets".to_owned(),
        None => format!("{verb}Bucket"),
    }
}
