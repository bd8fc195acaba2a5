//! Facts about user data. In: user data in Base64, as the services give it. Out: its digest and what
//! was derived from it; the text itself never enters a resource.

use std::sync::OnceLock;

use aws_smithy_types::base64;
use regex::{Regex, RegexSet};

use super::super::{Asked, Builder};
use super::secrets;
use crate::cloud::CallError;
use crate::model::{GapReason, digest};

const PRESENT: &str = "user_data_present";
const DIGEST: &str = "user_data_sha256";
const DOCKER: &str = "user_data_installs_docker";
const NODEJS: &str = "user_data_installs_nodejs";
const SECRETS: &str = "user_data_has_secrets";

/// Sets the facts of user data that was read; `prefix` is empty or ends with a dot.
pub(super) fn set(out: &mut Builder, prefix: &str, operation: &str, encoded: Option<&str>) {
    let path = |name: &str| format!("{prefix}{name}");
    let decoded = base64::decode(encoded.unwrap_or_default().trim());
    let bytes = match decoded {
        Ok(bytes) => bytes,
        Err(_) => {
            let error = CallError::malformed(operation, "the user data is not Base64");
            return gaps(out, prefix, &error);
        }
    };
    let digest = Some(&bytes).filter(|b| !b.is_empty()).map(digest::of_bytes);
    out.set(&path(PRESENT), !bytes.is_empty()).set(&path(DIGEST), digest);
    match readable(&bytes) {
        Some(text) => {
            let commands = joined(text);
            out.set(&path(DOCKER), installs_docker(&commands))
                .set(&path(NODEJS), installs_nodejs(&commands))
                // A secret in a comment is one, too.
                .set(&path(SECRETS), secrets::has_secrets(text));
        }
        None => {
            let error = CallError::own(
                operation,
                GapReason::NotSupported,
                "the user data is compressed, encoded once more or no text",
            );
            for name in [DOCKER, NODEJS, SECRETS] {
                out.gap(&path(name), &error);
            }
        }
    }
}

/// The same for user data that has a call of its own.
pub(super) fn read<'a, T>(
    out: &mut Builder,
    operation: &str,
    asked: &'a Asked<T>,
    encoded: impl FnOnce(&'a T) -> Option<&'a str>,
) {
    match asked {
        None => {}
        Some(Err(error)) => gaps(out, "", error),
        Some(Ok(answer)) => set(out, "", operation, encoded(answer)),
    }
}

fn gaps(out: &mut Builder, prefix: &str, error: &CallError) {
    for name in [PRESENT, DIGEST, DOCKER, NODEJS, SECRETS] {
        out.gap(&format!("{prefix}{name}"), error);
    }
}

/// The text, unless parts of it are packed: what is in there can't be told.
fn readable(bytes: &[u8]) -> Option<&str> {
    static PACKED: OnceLock<Regex> = OnceLock::new();
    let text = std::str::from_utf8(bytes).ok().filter(|t| !t.contains('\0'))?;
    let packed = PACKED.get_or_init(|| {
        pattern(r"(?im)^\s*(?:content-transfer-encoding:\s*base64|encoding:\s*['\x22]?(?:b64|base64|gz|gzip)\b.*)")
    });
    (!packed.is_match(text)).then_some(text)
}

/// Without comments, and with continued lines in one.
fn joined(text: &str) -> String {
    let lines = text.lines().filter(|line| {
        let line = line.trim_start();
        !line.starts_with('#') && !line.to_ascii_lowercase().starts_with("rem ")
    });
    let lines: Vec<&str> = lines.collect();
    lines.join("\n").replace("\\\n", " ")
}

/// Starts of the commands by which packages are installed.
const INSTALLS: &str = r"\b(?:(?:yum|dnf|microdnf|apt|apt-get|zypper|tdnf|snap|brew|choco|winget)\b[^\n;&|]*?\s(?:-y\s+)?(?:install|localinstall|reinstall)|apk\b[^\n;&|]*?\sadd|amazon-linux-extras\b[^\n;&|]*?\sinstall)\b[^\n;&|]*?\s";
/// Ends of a package's name, with a version or without.
const PACKAGE_END: &str = r"(?:[-=:@][0-9][^\s;&|]*)?['\x22]?(?:[\s;&|)]|$)";

fn installs_docker(text: &str) -> bool {
    static PATTERNS: OnceLock<RegexSet> = OnceLock::new();
    let names = r"['\x22]?(?:docker|docker-ce|docker-ee|docker-engine|docker\.io|moby-engine)";
    PATTERNS
        .get_or_init(|| {
            patterns(&[
                &format!("(?m){INSTALLS}{names}{PACKAGE_END}"),
                // In the list of packages of cloud-init.
                &format!(r"(?m)^\s*-\s+\[?{names}\s*(?:,|\]|$)"),
                r"\bhttps?://get\.docker\.com\b",
            ])
        })
        .is_match(text)
}

fn installs_nodejs(text: &str) -> bool {
    static PATTERNS: OnceLock<RegexSet> = OnceLock::new();
    let names = r"['\x22]?(?:nodejs[0-9]*|node)";
    PATTERNS
        .get_or_init(|| {
            patterns(&[
                &format!("(?m){INSTALLS}{names}{PACKAGE_END}"),
                &format!(r"(?m)^\s*-\s+\[?{names}\s*(?:,|\]|$)"),
                r"\b(?:nvm|fnm|nodenv|asdf)\s+install\s+\S",
                r"\bvolta\s+install\s+node\b",
                r"\bhttps?://nodejs\.org/(?:dist|download)/",
            ])
        })
        .is_match(text)
}

fn patterns(all: &[&str]) -> RegexSet {
    // Constants, which a test compiles.
    RegexSet::new(all).unwrap_or_else(|error| unreachable!("{error}"))
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap_or_else(|error| unreachable!("{error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Scope;
    use serde_json::{Value, json};

    const KIND: &str = "aws.ec2.instance";
    const OPERATION: &str = "ec2:DescribeInstanceAttribute";

    fn facts(encoded: Option<&str>) -> crate::model::Resource {
        let mut out = Builder::new(KIND, &Scope::aws("1").in_region("us-east-1"), "i-1");
        set(&mut out, "", OPERATION, encoded);
        out.finish()
    }

    fn facts_of(text: &str) -> crate::model::Resource {
        facts(Some(&base64::encode(text)))
    }

    #[test]
    fn facts_are_derived_and_the_text_is_not_kept() {
        let text = "#!/bin/bash\nyum update -y\nyum install -y docker\ncurl -sL https://rpm.nodesource.com/setup_18.x | bash -\nyum install -y \\\n  nodejs git\n";
        let found = facts_of(text);
        assert!(found.gaps.is_empty(), "{:?}", found.gaps);
        for (path, expected) in [
            (PRESENT, json!(true)),
            (DIGEST, json!(digest::of_bytes(text))),
            (DOCKER, json!(true)),
            (NODEJS, json!(true)),
            (SECRETS, json!(false)),
        ] {
            assert_eq!(found.attributes[path], expected, "{path}");
        }
        assert_eq!(found.attributes.len(), 5);
        assert!(!json!(found.attributes).to_string().contains("yum"));
    }

    #[test]
    fn no_user_data_is_a_fact() {
        for none in [None, Some("")] {
            let found = facts(none);
            assert_eq!(found.attributes[PRESENT], json!(false));
            assert_eq!(found.attributes[DIGEST], Value::Null);
            assert_eq!(found.attributes[SECRETS], json!(false));
        }
    }

    #[test]
    fn what_can_not_be_read_is_a_gap() {
        let found = facts(Some("%%%"));
        assert!(found.attributes.is_empty());
        assert_eq!(found.gaps.len(), 5);
        let packed = [
            base64::encode([0x1f, 0x8b, 8, 0]),
            base64::encode("MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\nZG9ja2Vy"),
            base64::encode("#cloud-config\nwrite_files:\n  - path: /x\n    encoding: gz+b64\n    content: AA"),
        ];
        for encoded in packed {
            let found = facts(Some(&encoded));
            assert_eq!(found.attributes[PRESENT], json!(true));
            assert!(found.attributes[DIGEST].is_string());
            let paths: Vec<_> = found.gaps.iter().map(|g| (g.path.as_str(), g.reason)).collect();
            let unsupported = GapReason::NotSupported;
            assert_eq!(
                paths,
                [(DOCKER, unsupported), (NODEJS, unsupported), (SECRETS, unsupported)]
            );
        }
    }

    #[test]
    fn installations_are_told_from_mentions() {
        for text in [
            "sudo yum install -y docker",
            "yum -y install git docker-ce-24.0.7 htop",
            "amazon-linux-extras install docker -y",
            "apt-get update && apt-get install -y docker.io",
            "curl -fsSL https://get.docker.com | sh",
            "packages:\n  - docker\n  - git",
            "apk add --no-cache docker",
            "dnf install \"docker\"",
        ] {
            assert!(installs_docker(&joined(text)), "{text}");
        }
        for text in [
            "# yum install docker",
            "systemctl start docker",
            "yum remove docker",
            "yum install -y git && docker run nginx",
            "yum install docker-compose",
            "",
        ] {
            assert!(!installs_docker(&joined(text)), "{text}");
        }
        for text in [
            "yum install -y nodejs",
            "dnf install -y nodejs20",
            "dnf module install nodejs:18",
            "apt install nodejs=18.19.0-1",
            "nvm install --lts",
            "curl https://nodejs.org/dist/v18.0.0/node.tar.xz | tar xJ",
            "packages: \n - nodejs",
        ] {
            assert!(installs_nodejs(&joined(text)), "{text}");
        }
        for text in [
            "node server.js",
            "npm install express",
            "yum install node-exporter",
            "#yum install nodejs",
            "curl https://rpm.nodesource.com/setup_18.x | bash",
        ] {
            assert!(!installs_nodejs(&joined(text)), "{text}");
        }
    }
}
