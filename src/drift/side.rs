//! One of the two views, and what it was able to see.

use std::collections::BTreeSet;

use crate::catalogue::{Catalogue, Level};
use crate::model::drift::SideInfo;
use crate::model::{Origin, Resource, Scope, Snapshot};

use super::pairs::tells_about;

/// One of the two views.
#[derive(Debug, Clone)]
pub struct Side<'a> {
    pub snapshot: &'a Snapshot,
    /// Files, or `live`.
    pub names: Vec<String>,
    /// True when Terraform wrote it: it is whole as far as it goes, and holds what Terraform keeps.
    pub terraform: bool,
    pub live: bool,
}

impl<'a> Side<'a> {
    /// A snapshot; one whose resources come from Terraform counts as Terraform's.
    pub fn of(snapshot: &'a Snapshot, name: &str) -> Self {
        let terraform = |resource: &Resource| !matches!(resource.origin, Origin::Live);
        Self {
            snapshot,
            names: vec![name.to_owned()],
            terraform: snapshot.resources.iter().any(terraform),
            live: false,
        }
    }

    pub(super) fn info(&self) -> SideInfo {
        let source = match (self.terraform, self.live) {
            (true, _) => "state",
            (false, true) => "live",
            (false, false) => "snapshot",
        };
        SideInfo {
            names: self.names.clone(),
            source: source.to_owned(),
            // A state does not say when it was written.
            created_at: match self.terraform {
                true => String::new(),
                false => self.snapshot.header.created_at.clone(),
            },
            resources: self.snapshot.resources.len(),
            complete: self.snapshot.header.complete,
        }
    }

    /// Why nothing can be said about what this side does not hold; `None` when it was all read.
    pub(super) fn unread(&self, resource: &Resource, regions: &BTreeSet<&str>) -> Option<String> {
        if self.terraform {
            return None;
        }
        let (kind, scope) = (resource.kind.as_str(), &resource.scope);
        let gaps = &self.snapshot.gaps;
        if let Some(gap) = gaps.iter().find(|g| g.kind == kind && tells_about(&g.scope, scope)) {
            return Some(format!(
                "{kind} could not be listed in {}: {}",
                gap.scope, gap.gap.reason
            ));
        }
        let asked: Vec<&Scope> = self
            .snapshot
            .collected
            .iter()
            .filter(|c| c.kind == kind && tells_about(&c.scope, scope))
            .map(|c| &c.scope)
            .collect();
        if asked.is_empty() {
            return Some(format!("{kind} was not collected in {scope}"));
        }
        let regional = Catalogue::get().kind(kind).is_some_and(|k| k.scope == Level::Region);
        let everywhere = asked.iter().any(|scope| scope.region.is_none());
        if !regional || scope.region.is_some() || everywhere {
            return None;
        }
        // It may lie in any region that its file speaks of.
        let read: BTreeSet<&str> = asked.iter().filter_map(|scope| scope.region.as_deref()).collect();
        match !regions.is_empty() && regions.is_subset(&read) {
            true => None,
            false => Some(format!(
                "its region is not known, and {kind} was not collected in all of them"
            )),
        }
    }

    /// Regions that the side speaks of.
    pub(super) fn regions(&self) -> BTreeSet<&'a str> {
        let regions = self.snapshot.resources.iter().filter(|r| r.scope.provider == "aws");
        regions.filter_map(|r| r.scope.region.as_deref()).collect()
    }
}
