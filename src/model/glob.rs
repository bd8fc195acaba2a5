//! Patterns in which `*` stands for any characters, none included, and nothing else is special.

/// True when the whole text fits the pattern.
pub fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else {
        return false;
    };
    let mut last = None;
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
        last = Some(part);
    }
    match last {
        None => rest.is_empty(),
        Some(last) => last.is_empty() || text.ends_with(last),
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_anything_and_nothing_else_is_special() {
        for (pattern, text, expected) in [
            ("a", "a", true),
            ("a", "ab", false),
            ("", "", true),
            ("", "a", false),
            ("*", "", true),
            ("*", "anything", true),
            ("a*", "abc", true),
            ("*c", "abcbc", true),
            ("a*c", "ac", true),
            ("a*c", "abcd", false),
            ("ab*b", "ab", false),
            ("a*b*c", "abbcxc", true),
            ("a*b*c", "acb", false),
            ("a.c", "abc", false),
            ("[ab]?", "a1", false),
            ("A", "a", false),
            ("aws-*-acl", "aws-s3-bucket-versioning", false),
            ("aws*bucket*", "aws-s3-bucket-versioning", true),
            ("aws*aws", "aws", false),
            ("名*", "名前", true),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }
}
