//! The catalogue's attributes of a kind as a tree, for walking two values side by side.

use std::collections::BTreeMap;

use crate::catalogue::{Kind, Type};
use crate::model::path::{self, Step};

/// One attribute, or a step on the way to some.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Absent for a mere step on the way.
    pub(super) r#type: Option<Type>,
    /// True when Terraform keeps it, by itself or with what lies above.
    pub(super) kept: bool,
    /// What lies below, by name.
    pub(super) members: BTreeMap<String, Node>,
    /// What an element of the list holds.
    pub(super) element: Option<Box<Node>>,
}

impl Node {
    /// The tree of a kind.
    pub(super) fn of(kind: &Kind) -> Node {
        let mut root = Node::default();
        for (name, attribute) in &kind.attributes {
            let mut node = &mut root;
            for step in path::parse(name) {
                node = match step {
                    Step::Field(name) | Step::Key(name) => node.members.entry(name).or_default(),
                    Step::Any => node.element.get_or_insert_default(),
                };
            }
            node.r#type = Some(attribute.r#type);
            node.kept = attribute.terraform.is_some();
        }
        root.pass_down(false);
        root
    }

    fn pass_down(&mut self, above: bool) {
        self.kept |= above;
        let kept = self.kept;
        self.members.values_mut().for_each(|node| node.pass_down(kept));
        if let Some(element) = &mut self.element {
            element.pass_down(kept);
        }
    }

    /// True when it, or something below it, is kept by Terraform.
    pub(super) fn keeps_any(&self) -> bool {
        let element = self.element.as_ref().is_some_and(|node| node.keeps_any());
        self.kept || element || self.members.values().any(Node::keeps_any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    #[test]
    fn what_terraform_keeps_is_kept_with_all_below() {
        let kind = Catalogue::get().kind("aws.s3.bucket").expect("known");
        let root = Node::of(kind);
        let policy_is_public = &root.members["policy_is_public"];
        assert!(!policy_is_public.kept && !policy_is_public.keeps_any());
        let grants = root.members["acl"].members["grants"].element.as_ref().expect("element");
        assert!(grants.members["permission"].kept);
        assert_eq!(root.members["versioning"].r#type, Some(Type::Object));
    }
}
