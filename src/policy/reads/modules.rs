//! The parsed policy files, and what names in them stand for.

use std::collections::{BTreeMap, BTreeSet};

use regorus::unstable::{Expr, Module, Ref, Rule, RuleHead};

use crate::model::path::Step;

/// A rule with the module that it stands in.
type Placed<'a> = (&'a Module, &'a Rule);

/// All parsed policy files: package → name → rules.
#[derive(Debug, Default)]
pub(crate) struct Modules<'a> {
    by_package: BTreeMap<String, BTreeMap<String, Vec<Placed<'a>>>>,
}

impl<'a> Modules<'a> {
    pub(crate) fn new(modules: &'a [Ref<Module>]) -> Self {
        let mut by_package: BTreeMap<String, BTreeMap<String, Vec<Placed<'a>>>> = BTreeMap::new();
        for module in modules {
            let package = dotted(&module.package.refr).unwrap_or_default();
            let rules = by_package.entry(package).or_default();
            for rule in &module.policy {
                if let Some(name) = rule_name(rule) {
                    rules.entry(name).or_default().push((module, rule));
                }
            }
        }
        Self { by_package }
    }

    /// Rules called `name` in `package`.
    pub(super) fn rules(&self, package: &str, name: &str) -> &[Placed<'a>] {
        let found = self.by_package.get(package).and_then(|rules| rules.get(name));
        found.map_or(&[], Vec::as_slice)
    }

    pub(super) fn defines(&self, package: &str, name: &str) -> bool {
        !self.rules(package, name).is_empty()
    }

    /// The line on which the first definition of a rule starts.
    pub(crate) fn line_of(&self, package: &str, name: &str) -> u32 {
        self.rules(package, name)
            .first()
            .map_or(0, |(_, rule)| rule.span().line)
    }

    /// Names of the rules of a package.
    pub(crate) fn rule_names(&self, package: &str) -> BTreeSet<String> {
        let rules = self.by_package.get(package);
        rules.map(|r| r.keys().cloned().collect()).unwrap_or_default()
    }
}

/// Package and rule that a path below `data` names, if it has only names.
pub(super) fn rule_path(path: &[Step]) -> Option<(String, String)> {
    let names: Option<Vec<&str>> = path
        .iter()
        .map(|step| match step {
            Step::Field(name) | Step::Key(name) => Some(name.as_str()),
            Step::Any => None,
        })
        .collect();
    match names?.as_slice() {
        ["data", package @ .., rule] if !package.is_empty() => Some((package.join("."), (*rule).to_owned())),
        _ => None,
    }
}

/// What an import binds a name to.
pub(super) fn import(module: &Module, name: &str) -> Option<Vec<Step>> {
    module.imports.iter().find_map(|import| {
        let path = dotted(&import.refr)?;
        let last = path.rsplit('.').next()?;
        let bound = import.r#as.as_ref().map_or(last, |alias| alias.text());
        (bound == name && !path.starts_with("rego."))
            .then(|| path.split('.').map(|s| Step::Field(s.to_owned())).collect())
    })
}

/// The text of a reference that has only names, such as `data.lib.finding`.
pub(super) fn dotted(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Var { span, .. } => Some(span.text().to_owned()),
        Expr::RefDot { refr, field, .. } => Some(format!("{}.{}", dotted(refr)?, field.0.text())),
        Expr::RefBrack { refr, index, .. } => match index.as_ref() {
            Expr::String { value, .. } => Some(format!("{}.{}", dotted(refr)?, value.as_string().ok()?)),
            _ => None,
        },
        _ => None,
    }
}

/// The name of a rule: the first name of its head.
fn rule_name(rule: &Rule) -> Option<String> {
    let refr = match rule {
        Rule::Default { refr, .. } => refr,
        Rule::Spec {
            head: RuleHead::Compr { refr, .. } | RuleHead::Set { refr, .. } | RuleHead::Func { refr, .. },
            ..
        } => refr,
    };
    let mut expr: &Expr = refr;
    loop {
        match expr {
            Expr::Var { span, .. } => return Some(span.text().to_owned()),
            Expr::RefDot { refr, .. } | Expr::RefBrack { refr, .. } => expr = refr,
            _ => return None,
        }
    }
}
