//! Rows of the report, made from resources.

use crate::model::drift::{Change, Class, Impact};
use crate::model::{Origin, Resource, ResourceKey, Severity};

use super::imports::terraform_type;

/// A row of which nothing more is known.
pub(super) fn bare(class: Class, resource: ResourceKey) -> Change {
    Change {
        class,
        name: resource.id.clone(),
        r#type: terraform_type(&resource.kind).to_owned(),
        resource,
        arn: None,
        address: None,
        state: None,
        declared: None,
        severity: Severity::Info,
        attributes: Vec::new(),
        impact: Vec::new(),
        advice: None,
        owner: None,
        hints: Vec::new(),
        ignored: None,
        imports: Vec::new(),
        who: None,
        counts: true,
    }
}

/// A row about a resource that is on one side.
pub(super) fn of(class: Class, resource: &Resource) -> Change {
    let origin = &resource.origin;
    let state = match origin {
        Origin::State { state, .. } => state.clone(),
        _ => None,
    };
    Change {
        name: resource.name.clone(),
        arn: resource.arn.clone(),
        address: origin.address().map(str::to_owned),
        declared: origin.declared().cloned(),
        state,
        ..bare(class, resource.key())
    }
}

/// A row about a resource that is on both: what it is comes from the current side, where it is kept
/// from the base.
pub(super) fn of_both(class: Class, base: &Resource, current: &Resource) -> Change {
    let kept = of(class, base);
    let own = of(class, current);
    Change {
        address: kept.address.or(own.address),
        state: kept.state,
        declared: kept.declared.or(own.declared),
        ..own
    }
}

/// A row about the verdict of one control.
pub(super) fn of_verdict(row: Change, impact: Impact) -> Change {
    Change {
        severity: match row.class {
            Class::Healed => Severity::Info,
            _ => impact.severity,
        },
        counts: row.class != Class::Healed,
        impact: vec![impact],
        ..row
    }
}

/// What an ignore file may call a resource.
pub(super) fn ids(resource: &Resource) -> Vec<&str> {
    let mut ids = vec![resource.id.as_str()];
    ids.extend(resource.arn.as_deref());
    ids
}

/// The type by which an ignore file names it: Terraform's, or our kind where Terraform has none.
pub(super) fn ignore_type(kind: &str) -> &str {
    match terraform_type(kind) {
        "" => kind,
        r#type => r#type,
    }
}
