//! Secrets in the clear. In: a text, such as a document. Out: whether it holds what looks like one.

use std::sync::OnceLock;

use regex::RegexSet;

/// Whether a text holds what looks like a secret. A reference (`{{ password }}`, `$TOKEN`) is none.
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

const LOOKS: [&str; 5] = [
    // Ids of access keys of AWS.
    r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b",
    // Private keys.
    r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY",
    // Tokens of code hosts, chats and payments.
    r"\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{20,}|xox[abprs]-[A-Za-z0-9-]{10,}|sk_live_[A-Za-z0-9]{16,})",
    // Logins inside addresses.
    r"[a-z][a-z0-9+.-]*://[^/\s:@$\x22'{}]+:[^/\s:@$\x22'{}]+@",
    // A name that says so, with a value that stands there.
    r#"(?i)(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)["']?[ \t]*[:=][ \t]*(?:["'][^"'\s${<%/][^"'\s]{3,}["']|[^"'\s${}<%/\[\]|&>*!=~][^"'\s,}]{3,})"#,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_from_references() {
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
