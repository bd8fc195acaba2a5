use super::*;

const PATH: [&str; 3] = ["cloudflare", "ip_ranges", "ipv4"];

fn items(list: &[&str]) -> Vec<String> {
    list.iter().map(|item| (*item).to_owned()).collect()
}

/// The text with `a/1` gone and `c/3` new, where `b/2` stays.
fn changed(text: &str) -> String {
    with_list("mine.yaml", text, &PATH, &items(&["b/2", "c/3"])).unwrap_or_else(|error| panic!("{text}\n{error}"))
}

fn refused(text: &str) -> String {
    let error = with_list("mine.yaml", text, &PATH, &items(&["b/2", "c/3"])).expect_err(text);
    error.to_string()
}

#[test]
fn a_list_of_lines_loses_and_wins_lines_and_nothing_else() {
    let text = "# Ours.\nrds: {min_backup_retention_days: 14}   # kept\ncloudflare:\n\n  # Theirs.\n  ip_ranges: # from the API\n\
                \x20   # The old.\n    ipv4: # four\n      - a/1 # goes\n      # Frankfurt\n      - 'b/2' # stays\n\n    # The new.\n\
                \x20   ipv6:\n      - \"d::/4\"\n  tls_modes: [full]\n# The end.";
    let expected = text
        .replace("      - a/1 # goes\n", "")
        .replace("- 'b/2' # stays\n", "- 'b/2' # stays\n      - c/3\n");
    assert_eq!(changed(text), expected);
    // Once more changes nothing.
    assert_eq!(changed(&expected), expected);
}

#[test]
fn the_indent_of_the_list_is_that_of_its_items() {
    assert_eq!(
        changed("cloudflare:\n  ip_ranges:\n    ipv4:\n    -   b/2\n"),
        "cloudflare:\n  ip_ranges:\n    ipv4:\n    -   b/2\n    -   c/3\n"
    );
    assert_eq!(
        changed("cloudflare:\n  ip_ranges:\n    ipv4:\n      - a/1\n  tls_modes: [full]\n"),
        "cloudflare:\n  ip_ranges:\n    ipv4:\n      - b/2\n      - c/3\n  tls_modes: [full]\n"
    );
}

#[test]
fn a_list_in_brackets_stays_one() {
    for (text, expected) in [
        (
            "cloudflare:\n  ip_ranges:\n    ipv4: [a/1, 'b/2'] # both\n    ipv6: [\"d::/4\"]\n",
            "cloudflare:\n  ip_ranges:\n    ipv4: [b/2, c/3] # both\n    ipv6: [\"d::/4\"]\n",
        ),
        (
            "cloudflare:\n  ip_ranges:\n    ipv4:\n      # below\n      [\n        a/1, # ] gone\n        \"b/2\",\n      ]\n",
            "cloudflare:\n  ip_ranges:\n    ipv4:\n      # below\n      [b/2, c/3]\n",
        ),
        (
            "cloudflare: {ip_ranges: {ipv6: [\"d::/4\"], \"ipv4\": [a/1]}, tls_modes: [full]} # all\n",
            "cloudflare: {ip_ranges: {ipv6: [\"d::/4\"], \"ipv4\": [b/2, c/3]}, tls_modes: [full]} # all\n",
        ),
        (
            "{cloudflare: {ip_ranges: {ipv4: [b/2]}}}",
            "{cloudflare: {ip_ranges: {ipv4: [b/2, c/3]}}}",
        ),
    ] {
        assert_eq!(changed(text), expected);
    }
}

#[test]
fn what_is_missing_is_added_below_what_is_there() {
    let list = "    ipv4:\n      - b/2\n      - c/3\n";
    for (text, expected) in [
        (
            "cloudflare:\n  ip_ranges:\n    # Six.\n    ipv6: [\"d::/4\"]\n",
            format!("cloudflare:\n  ip_ranges:\n{list}    # Six.\n    ipv6: [\"d::/4\"]\n"),
        ),
        (
            "cloudflare: # edge\n\t# odd\n  tls_modes: [full]\nrds:\n  min_backup_retention_days: 14\n",
            format!(
                "cloudflare: # edge\n  ip_ranges:\n{list}\t# odd\n  tls_modes: [full]\nrds:\n  min_backup_retention_days: 14\n"
            ),
        ),
        (
            "rds:\n  min_backup_retention_days: 14\n\n# cloudflare:\n",
            format!("rds:\n  min_backup_retention_days: 14\n\n# cloudflare:\ncloudflare:\n  ip_ranges:\n{list}"),
        ),
        (
            "rds:\n  min_backup_retention_days: 14",
            format!("rds:\n  min_backup_retention_days: 14\ncloudflare:\n  ip_ranges:\n{list}"),
        ),
        ("", format!("cloudflare:\n  ip_ranges:\n{list}")),
        (
            "# Nothing yet.\n",
            format!("# Nothing yet.\ncloudflare:\n  ip_ranges:\n{list}"),
        ),
        (
            "---\nrds: {}\n",
            format!("---\nrds: {{}}\ncloudflare:\n  ip_ranges:\n{list}"),
        ),
        ("cloudflare:\n", format!("cloudflare:\n  ip_ranges:\n{list}")),
        ("cloudflare:", format!("cloudflare:\n  ip_ranges:\n{list}")),
    ] {
        assert_eq!(changed(text), expected);
    }
}

#[test]
fn the_indent_of_others_is_taken_over() {
    assert_eq!(
        changed("cloudflare:\n      tls_modes: [full]\n"),
        "cloudflare:\n      ip_ranges:\n        ipv4:\n          - b/2\n          - c/3\n      tls_modes: [full]\n"
    );
    assert_eq!(
        changed("  rds: {}\n"),
        "  rds: {}\n  cloudflare:\n    ip_ranges:\n      ipv4:\n        - b/2\n        - c/3\n"
    );
}

#[test]
fn the_ends_of_lines_are_those_of_the_file() {
    assert_eq!(
        changed("# a\r\ncloudflare:\r\n  ip_ranges:\r\n    ipv4:\r\n      - a/1\r\n      - b/2\r\n"),
        "# a\r\ncloudflare:\r\n  ip_ranges:\r\n    ipv4:\r\n      - b/2\r\n      - c/3\r\n"
    );
    assert_eq!(
        changed("rds: {}\r\n"),
        "rds: {}\r\ncloudflare:\r\n  ip_ranges:\r\n    ipv4:\r\n      - b/2\r\n      - c/3\r\n"
    );
    assert_eq!(
        changed("cloudflare:\n  ip_ranges:\n    ipv4:\n      - b/2"),
        "cloudflare:\n  ip_ranges:\n    ipv4:\n      - b/2\n      - c/3\n"
    );
}

#[test]
fn texts_beyond_ascii_move_nothing() {
    let text = "# Größe → ☁\ns3: {}  # é\ncloudflare:\n  ip_ranges:\n    ipv4: # ü\n      - b/2 # 東京\n";
    assert_eq!(changed(text), format!("{text}      - c/3\n"));
}

#[test]
fn what_can_not_be_changed_alone_is_refused() {
    for text in [
        "{rds: {}}\n",
        "cloudflare: {tls_modes: [full]}\n",
        "cloudflare:\n  ip_ranges: {ipv6: [\"d::/4\"]}\n",
        "cloudflare:\n  ip_ranges:\n    ipv4: &list\n      - a/1\n    ipv6: *list\n",
        "cloudflare:\n  ip_ranges:\n    ipv4: !!seq\n      - a/1\n",
        "cloudflare:\n  ip_ranges:\n    ipv4:\n      - |-\n        a/1\n",
        "cloudflare:\n  ip_ranges:\n    ipv4: a/1\n",
        "? cloudflare\n: ip_ranges:\n    ipv6: [\"d::/4\"]\n",
        "rds: {}\n...\n",
    ] {
        let error = refused(text);
        assert!(error.contains("by hand"), "{text}\n{error}");
    }
    assert!(refused("cloudflare: [\n").starts_with("mine.yaml"));
    assert!(refused("rds: {}\n---\nrds: {}\n").starts_with("mine.yaml"));
}
