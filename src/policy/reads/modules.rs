//! The parsed policy files, and what names in them stand for.

use std::collections::{BTreeMap, BTreeSet};

use regorus::unstable::{Expr, Module, Ref, Rule, RuleHead};

use crate::model::path::Step;

/// All parsed policy files by package.
#[derive(Debug, Default)]
pub(crate) struct Modules<'a> {
    by_package: BTreeMap<String, Vec<&'a Module>>,
}

impl<'a> Modules<'a> {
    pub(crate) fn new(modules: &'a [Ref<Module>]) -> Self {
        let mut by_package: BTreeMap<String, Vec<&Module>> = BTreeMap::new();
        for module in modules {
            by_package
                .entry(dotted(&module.package.refr).unwrap_or_default())
                .or_default()
                .push(module);
        }
        Self { by_package }
    }

    /// Rules called `name` in `package`, with the modules that they stand in.
    pub(super) fn rules(&self, package: &str, name: &str) -> Vec<(&'a Module, &'a Rule)> {
        let modules = self.by_package.get(package).into_iter().flatten();
        modules
            .flat_map(|module| module.policy.iter().map(move |rule| (*module, rule.as_ref())))
            .filter(|(_, rule)| rule_name(rule).as_deref() == Some(name))
            .collect()
    }

    pub(super) fn defines(&self, package: &str, name: &str) -> bool {
        !self.rules(package, name).is_empty()
    }

    /// Names of the rules of a package.
    pub(crate) fn rule_names(&self, package: &str) -> BTreeSet<String> {
        let modules = self.by_package.get(package).into_iter().flatten();
        modules.flat_map(|m| &m.policy).filter_map(|r| rule_name(r)).collect()
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
