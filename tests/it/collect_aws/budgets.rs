//! Budgets and their alerts.

use serde_json::json;

use super::{broken, compliant, named, snapshot};

const BUDGET: &str = "aws.budgets.budget";

#[test]
fn a_budget_is_read_with_its_alerts_and_without_addresses() {
    let snapshot = snapshot(compliant().trueline());
    let budget = named(&snapshot, BUDGET, "stellarrec-monthly");
    for (path, expected) in [
        ("budget_type", json!("COST")),
        ("limit_amount", json!(695)),
        ("limit_unit", json!("USD")),
        ("time_unit", json!("MONTHLY")),
        ("time_period_start", json!("2026-01-01T00:00:00Z")),
    ] {
        assert_eq!(budget.attributes[path], expected, "{path}");
    }
    let alert = |kind: &str, threshold: serde_json::Value| {
        json!({"notification_type": kind, "comparison_operator": "GREATER_THAN", "threshold": threshold,
               "threshold_type": "PERCENTAGE"})
    };
    assert_eq!(
        budget.attributes["notification"],
        json!([alert("ACTUAL", json!(80.5)), alert("FORECASTED", json!(100))])
    );
    assert_eq!(budget.tags["project"], "stellarrec");
    assert!(!json!(budget.attributes).to_string().contains("CANARY"));
}

#[test]
fn a_budget_that_tells_nobody_has_no_alerts() {
    let snapshot = snapshot(broken().trueline());
    let budget = named(&snapshot, BUDGET, "stellarrec-monthly");
    assert_eq!(budget.attributes["notification"], json!([]));
}
