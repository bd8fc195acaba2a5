//! Secrets in the clear. In: a text, such as a script or a document. Out: whether it holds what looks
//! like one.

use std::sync::OnceLock;

use regex::RegexSet;

const LOOKS: [&str; 5] = [
    // Ids of access keys of AWS.
    r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b",
    r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----",
    // password=…, "api_key": "…", --token …=…
    r"(?i)(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key|auth[_-]?key)['\x22]?[ \t]*(?:=|:[ \t]|:['\x22])[ \t]*(?:['\x22][^'\x22\s$`{<%/][^'\x22\s]{3,}|[^'\x22\s$`{<%/\[\]>|&*!=~][^'\x22\s]{3,})",
    // Logins inside addresses.
    r"://[^/\s:@$'\x22{}]+:[^/\s:@$'\x22{}]+@",
    // Tokens of GitHub, Slack and Stripe.
    r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22,}|xox[abprs]-[A-Za-z0-9-]{10,}|sk_live_[A-Za-z0-9]{16,})",
];

/// Whether a text holds what looks like a secret. A reference (`$TOKEN`, `{{ password }}`,
/// `{{resolve:…}}`) or the path of a file is none.
pub(super) fn has_secrets(text: &str) -> bool {
    static PATTERNS: OnceLock<RegexSet> = OnceLock::new();
    // In JSON, scripts are quoted once more.
    let text = text.replace("\\\"", "\"").replace("\\n", "\n");
    let patterns = PATTERNS.get_or_init(|| {
        // Constants, which a test compiles.
        RegexSet::new(LOOKS).unwrap_or_else(|error| unreachable!("{error}"))
    });
    patterns.is_match(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_in_scripts_are_told_from_references() {
        for text in [
            "export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
            "-----BEGIN RSA PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY-----",
            "DB_PASSWORD=hunter22",
            "password: \"hunter22\"",
            "{\"api_key\":\"abcdef123456\"}",
            "AWS_SECRET_ACCESS_KEY='wJalrXUtnFEMI'",
            "psql postgres://app:hunter22@db:5432/app",
            "mysql --password=hunter22",
        ] {
            assert!(has_secrets(text), "{text}");
        }
        for text in [
            "TOKEN=$(curl -X PUT http://169.254.169.254/latest/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 21600')",
            "curl -H \"X-aws-ec2-metadata-token: $TOKEN\"",
            "DB_PASSWORD=\"${DB_PASSWORD}\"",
            "PASSWORD=`cat /run/secret`",
            "DB_PASSWORD_FILE=/run/secrets/db",
            "SECRET_ARN=arn:aws:secretsmanager:us-east-1:1:secret:db",
            "aws ecr get-login-password | docker login --username AWS --password-stdin 1.dkr.ecr",
            "password: {{ db_password }}",
            "if [ \"$PASSWORD\" == \"\" ]; then",
            "curl https://example.com/a@b",
            "",
        ] {
            assert!(!has_secrets(text), "{text}");
        }
    }

    #[test]
    fn secrets_in_documents_are_told_from_references() {
        for text in [
            "export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
            r#"{"runCommand": ["echo '-----BEGIN RSA PRIVATE KEY-----' > k"]}"#,
            r#"{"password": "hunter22"}"#,
            r#"{"runCommand": ["mysql --password=\"hunter22\""]}"#,
            r#"{"runCommand": ["one\nexport API_KEY=abcdef1234"]}"#,
            "psql postgres://app:hunter22@db/app",
            "dbPassword: hunter22",
        ] {
            assert!(has_secrets(text), "{text}");
        }
        for text in [
            r#"{"parameters": {"Password": {"type": "String", "description": "The password to set."}}}"#,
            r#"{"runCommand": ["mysql --password='{{ Password }}'"]}"#,
            r#"{"runCommand": ["mysql --password=\"$PASSWORD\""]}"#,
            "token: '{{ssm:/stellarrec/token}}'",
            "curl https://example.com/a@b",
            "mainSteps: []",
            "",
        ] {
            assert!(!has_secrets(text), "{text}");
        }
    }
}
