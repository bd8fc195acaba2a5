//! Secrets in the clear. In: a text, such as a script or a document, or the name of a variable. Out:
//! whether it holds, or promises, what looks like one.

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

/// Words that make the name of a variable that of a secret, and pairs of words that do.
#[cfg(feature = "cloudflare")]
const NAMES: [&str; 15] = [
    "PASSWORD",
    "PASSWD",
    "PASSPHRASE",
    "PASS",
    "PWD",
    "SECRET",
    "SECRETS",
    "TOKEN",
    "TOKENS",
    "CREDENTIAL",
    "CREDENTIALS",
    "APIKEY",
    "JWT",
    "HMAC",
    "PASSWORDS",
];
#[cfg(feature = "cloudflare")]
const KEYS: [&str; 10] = [
    "API",
    "ACCESS",
    "AUTH",
    "SECRET",
    "PRIVATE",
    "SIGNING",
    "ENCRYPTION",
    "MASTER",
    "SERVICE",
    "SSH",
];
/// Last words of the names of things about a secret that are none themselves.
#[cfg(feature = "cloudflare")]
const HARMLESS: [&str; 20] = [
    "ARN", "AUDIENCE", "COOKIE", "ENABLED", "EXPIRY", "FILE", "HEADER", "ID", "ISSUER", "LENGTH", "LIFETIME", "NAME",
    "PATH", "PREFIX", "REGION", "REQUIRED", "TTL", "TYPE", "URI", "URL",
];

/// Whether a variable is, by its name, a secret: `DB_PASSWORD`, `stripeApiKey`, but not `TOKEN_TTL`.
#[cfg(feature = "cloudflare")]
pub(super) fn names_secret(name: &str) -> bool {
    let words = words(name);
    if words.last().is_some_and(|last| HARMLESS.contains(&last.as_str())) {
        return false;
    }
    let key = |pair: &[String]| pair[1] == "KEY" && KEYS.contains(&pair[0].as_str());
    words.iter().any(|word| NAMES.contains(&word.as_str())) || words.windows(2).any(key)
}

/// The words of a name in any of the usual spellings, in capitals.
#[cfg(feature = "cloudflare")]
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_small = false;
    for c in name.chars() {
        if !c.is_ascii_alphanumeric() || (after_small && c.is_ascii_uppercase()) {
            words.push(String::new());
        }
        if c.is_ascii_alphanumeric() {
            words
                .last_mut()
                .into_iter()
                .for_each(|word| word.push(c.to_ascii_uppercase()));
        }
        after_small = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "cloudflare")]
    #[test]
    fn secrets_are_told_by_their_names() {
        for name in [
            "DB_PASSWORD",
            "password",
            "API_KEY",
            "stripeApiKey",
            "STRIPE_SECRET",
            "jwt-secret",
            "AUTH_TOKEN",
            "SigningKey",
            "DATABASE_PASS",
            "GithubToken",
            "AWS_ACCESS_KEY",
            "MYAPIKEY_APIKEY",
            "API2Token",
        ] {
            assert!(names_secret(name), "{name}");
        }
        for name in [
            "ENVIRONMENT",
            "TOKEN_TTL",
            "SECRET_NAME",
            "SITE_KEY",
            "PUBLIC_KEY",
            "CACHE_KEY",
            "PASSENGER",
            "KEY",
            "",
            "TOKENIZER",
            "API_URL",
            "KEYBOARD",
            "BYPASS_CACHE",
            "JWT_ISSUER",
            "AUTH_HEADER",
        ] {
            assert!(!names_secret(name), "{name}");
        }
    }

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
