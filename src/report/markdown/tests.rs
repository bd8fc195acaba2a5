use super::super::format_tests::{HOSTILE, planned, sample, seen};
use super::*;

#[test]
fn a_long_comment_is_cut_between_rows_and_says_so() {
    let mut report = sample();
    let control = report.controls[0].clone();
    report.findings = (0..3_000)
        .map(|n| planned(&control, &format!("{n} {HOSTILE}"), None))
        .collect();
    let text = comment(&report, MOST);
    assert!(text.len() <= MOST && text.len() > MOST - 4_000, "{}", text.len());
    let shown = text.matches("- **failing**").count();
    let told = format!("…and {} more", 3_000 - shown);
    assert!(text.contains(&told), "{told}: {}", &text[text.len() - 300..]);
    assert_eq!(text.matches("<details>").count(), 1);
    assert!(text.contains("\n</details>\n"));
    assert!(text.contains("## Trueline: 3000 findings"));
    assert!(seen(&text).0.is_empty());
}

#[test]
fn many_controls_without_room_are_all_counted() {
    let report = sample();
    for most in [0, RESERVE, RESERVE + 600, RESERVE + 1_500, RESERVE + 3_000, MOST] {
        let text = comment(&report, most);
        let shown = text.matches("\n- **").count();
        let told: usize = text
            .split("…and ")
            .last()
            .and_then(|rest| rest.split(' ').next()?.parse().ok())
            .unwrap_or_default();
        assert_eq!(shown + told, 6, "{most}: {text}");
        assert_eq!(text.matches("<details>").count(), text.matches("</details>\n").count());
    }
}

#[test]
fn code_spans_hold_what_they_are_given() {
    for text in ["a", "`", "``", "a`b``c", " a ", "`a`", "</details>", "a\\`b"] {
        let markdown = code(text);
        let events: Vec<_> = pulldown_cmark::Parser::new(&markdown).collect();
        let held = events
            .iter()
            .any(|e| matches!(e, pulldown_cmark::Event::Code(c) if c.trim() == text.trim()));
        assert!(held, "{text}: {markdown} {events:?}");
    }
    assert_eq!(code(" "), "(no name)");
}

#[test]
fn nothing_to_say_is_said() {
    let mut report = sample();
    report.findings.clear();
    let text = comment(&report, MOST);
    assert!(text.contains("## Trueline: nothing to complain about"), "{text}");
    report.run.complete = false;
    assert!(comment(&report, MOST).contains("**Incomplete"));
}
