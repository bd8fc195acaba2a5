//! The walk over the syntax tree.

use std::collections::{BTreeMap, BTreeSet};

use regorus::unstable::{Expr, Literal, Module, Query, Ref, Rule, RuleHead};

use crate::model::path::Step;

use super::super::error::PolicyError;
use super::ReadSet;
use super::abs::Abs;

/// Work that one policy may take; a hundred times what the largest of ours takes.
const MOST_STEPS: usize = 1_000_000;
/// Bodies are walked until the bindings no longer change, but not more often than this.
const MOST_PASSES: usize = 8;

type Bindings = BTreeMap<String, Abs>;

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
    fn rules(&self, package: &str, name: &str) -> Vec<(&'a Module, &'a Rule)> {
        let modules = self.by_package.get(package).into_iter().flatten();
        modules
            .flat_map(|module| module.policy.iter().map(move |rule| (*module, rule.as_ref())))
            .filter(|(_, rule)| rule_name(rule).as_deref() == Some(name))
            .collect()
    }

    /// Names of the rules of a package.
    pub(crate) fn rule_names(&self, package: &str) -> BTreeSet<String> {
        let modules = self.by_package.get(package).into_iter().flatten();
        modules.flat_map(|m| &m.policy).filter_map(|r| rule_name(r)).collect()
    }
}

/// What `data.<package>.<rule>` reads.
pub(crate) fn read_set(modules: &Modules<'_>, file: &str, package: &str, rule: &str) -> Result<ReadSet, PolicyError> {
    let mut walk = Walk {
        modules,
        file,
        recorded: BTreeSet::new(),
        stack: Vec::new(),
        memo: BTreeMap::new(),
        steps: 0,
    };
    let value = walk.rule(package, rule)?;
    walk.record(&value);
    ReadSet::sort(file, walk.recorded)
}

struct Walk<'m, 'a> {
    modules: &'m Modules<'a>,
    /// The policy that is analysed, for errors.
    file: &'m str,
    recorded: BTreeSet<Vec<Step>>,
    /// Rules that are being walked, outermost first.
    stack: Vec<String>,
    /// Rule and arguments → value.
    memo: BTreeMap<(String, Vec<Abs>), Abs>,
    steps: usize,
}

/// Where an expression stands.
struct Place<'a> {
    module: &'a Module,
    package: String,
    bindings: Bindings,
    /// Bindings that nothing has looked at; what they stand for counts as read in the end.
    unused: BTreeSet<String>,
}

impl Walk<'_, '_> {
    /// The value of a rule without arguments.
    fn rule(&mut self, package: &str, name: &str) -> Result<Abs, PolicyError> {
        self.call(package, name, &[])
    }

    /// The value of all rules or functions of a name, joined.
    fn call(&mut self, package: &str, name: &str, arguments: &[Abs]) -> Result<Abs, PolicyError> {
        let full = format!("{package}.{name}");
        let key = (full.clone(), arguments.to_vec());
        if let Some(known) = self.memo.get(&key) {
            return Ok(known.clone());
        }
        if let Some(first) = self.stack.iter().position(|s| *s == full) {
            let round = self.stack[first..].join(" → ");
            return Err(self.error(format!("recursion, which Rego does not allow: {round} → {full}")));
        }
        self.stack.push(full);
        let mut value = Abs::default();
        for (module, rule) in self.modules.rules(package, name) {
            let mut place = Place {
                module,
                package: package.to_owned(),
                bindings: Bindings::new(),
                unused: BTreeSet::new(),
            };
            value = value.join(self.definition(rule, arguments, &mut place)?);
        }
        self.stack.pop();
        self.memo.insert(key, value.clone());
        Ok(value)
    }

    /// One definition: its bodies, then its value.
    fn definition(&mut self, rule: &Rule, arguments: &[Abs], place: &mut Place<'_>) -> Result<Abs, PolicyError> {
        let (head, bodies) = match rule {
            Rule::Default { value, .. } => return self.expr(value, place),
            Rule::Spec { head, bodies, .. } => (head, bodies),
        };
        let (refr, key, assign) = match head {
            RuleHead::Compr { refr, assign, .. } => (refr, None, assign.as_ref()),
            RuleHead::Set { refr, key, .. } => (refr, key.as_ref(), None),
            RuleHead::Func { refr, args, assign, .. } => {
                for (pattern, value) in args.iter().zip(arguments) {
                    self.bind(pattern, value.clone(), place);
                }
                // An argument that is never looked at is not read.
                place.unused.clear();
                (refr, None, assign.as_ref())
            }
        };
        let parameters = place.bindings.clone();
        let mut value = Abs::default();
        if bodies.is_empty() {
            value = self.head(refr, key, assign.map(|a| &a.value), place)?;
        }
        for body in bodies {
            place.bindings = parameters.clone();
            place.unused.clear();
            self.query(&body.query, place)?;
            let assigned = body.assign.as_ref().or(assign).map(|a| &a.value);
            value = value.join(self.head(refr, key, assigned, place)?);
            self.record_unused(place);
        }
        Ok(value)
    }

    /// The value that a head gives: an element for `contains` and `p[k]`, else the assigned value.
    fn head(
        &mut self,
        refr: &Expr,
        key: Option<&Ref<Expr>>,
        assigned: Option<&Ref<Expr>>,
        place: &mut Place<'_>,
    ) -> Result<Abs, PolicyError> {
        if let Some(key) = key {
            return Ok(Abs::elements(self.expr(key, place)?));
        }
        let value = match assigned {
            Some(value) => self.expr(value, place)?,
            None => Abs::default(),
        };
        if let Expr::RefBrack { index, .. } = refr {
            let index = self.expr(index, place)?;
            self.record(&index);
            return Ok(Abs::elements(value));
        }
        Ok(value)
    }

    /// A body: its statements in any order, so they are walked until the bindings settle.
    fn query(&mut self, query: &Query, place: &mut Place<'_>) -> Result<(), PolicyError> {
        for _ in 0..MOST_PASSES {
            let before = place.bindings.clone();
            for statement in &query.stmts {
                if !statement.with_mods.is_empty() {
                    return Err(self.error_at(&statement.span, "`with` is for tests only"));
                }
                self.literal(&statement.literal, place)?;
            }
            if place.bindings == before {
                return Ok(());
            }
        }
        // Bindings that never settle would need a reference that grows with each pass.
        Err(self.error_at(&query.span, "this body can't be analysed; make it simpler"))
    }

    fn literal(&mut self, literal: &Literal, place: &mut Place<'_>) -> Result<(), PolicyError> {
        match literal {
            Literal::SomeVars { .. } => Ok(()),
            Literal::SomeIn {
                key, value, collection, ..
            } => {
                let collection = self.expr(collection, place)?;
                // Which elements there are decides even if none is looked at.
                self.note_empty(&collection);
                self.bind(value, collection.step(&Step::Any), place);
                if let Some(key) = key {
                    self.bind(key, Abs::default(), place);
                }
                Ok(())
            }
            Literal::Expr { expr, .. } | Literal::NotExpr { expr, .. } => {
                let value = self.expr(expr, place)?;
                self.record(&value);
                Ok(())
            }
            Literal::Every {
                key,
                value,
                domain,
                query,
                ..
            } => {
                let domain = self.expr(domain, place)?;
                self.note_empty(&domain);
                let outer = place.bindings.clone();
                place.bindings.insert(value.text().to_owned(), domain.step(&Step::Any));
                if let Some(key) = key {
                    place.bindings.insert(key.text().to_owned(), Abs::default());
                }
                self.query(query, place)?;
                place.bindings = outer;
                Ok(())
            }
        }
    }

    /// Notes that the elements of a value are counted, without what is in them.
    fn note_empty(&mut self, collection: &Abs) {
        for path in collection.step(&Step::Any).paths {
            self.recorded.insert(path);
        }
    }

    /// The value of an expression. What is compared, computed with or tested on the way is recorded.
    fn expr(&mut self, expr: &Expr, place: &mut Place<'_>) -> Result<Abs, PolicyError> {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return Err(self.error("the policy is too large to analyse; split it".into()));
        }
        match expr {
            Expr::String { value, .. } | Expr::RawString { value, .. } => {
                Ok(value.as_string().map(|s| Abs::literal(s)).unwrap_or_default())
            }
            Expr::Number { .. } | Expr::Bool { .. } | Expr::Null { .. } => Ok(Abs::default()),
            Expr::Var { span, .. } => self.variable(span.text(), place),
            Expr::RefDot { refr, field, .. } => {
                let below = self.expr(refr, place)?.step(&Step::Field(field.0.text().to_owned()));
                self.resolve(below)
            }
            Expr::RefBrack { refr, index, .. } => {
                let base = self.expr(refr, place)?;
                let step = self.index(index, place)?;
                self.resolve(base.step(&step))
            }
            Expr::Array { items, .. } | Expr::Set { items, .. } => {
                let mut elements = Abs::default();
                for item in items {
                    elements = elements.join(self.expr(item, place)?);
                }
                Ok(Abs::elements(elements))
            }
            Expr::Object { fields, .. } => self.object(fields, place),
            Expr::ArrayCompr { term, query, .. } | Expr::SetCompr { term, query, .. } => {
                self.comprehension(None, term, query, place)
            }
            Expr::ObjectCompr { key, value, query, .. } => self.comprehension(Some(key), value, query, place),
            Expr::Call { span, fcn, params, .. } => self.function(span, fcn, params, place),
            Expr::UnaryExpr { expr, .. } => self.computed(&[expr], place),
            Expr::BinExpr { lhs, rhs, .. } | Expr::BoolExpr { lhs, rhs, .. } | Expr::ArithExpr { lhs, rhs, .. } => {
                self.computed(&[lhs, rhs], place)
            }
            Expr::AssignExpr { lhs, rhs, .. } => {
                let value = self.expr(rhs, place)?;
                self.bind(lhs, value, place);
                Ok(Abs::default())
            }
            Expr::Membership {
                key, value, collection, ..
            } => {
                let mut parts = vec![value, collection];
                parts.extend(key);
                self.computed(&parts, place)
            }
        }
    }

    /// A value that is computed from others: they are read whole.
    fn computed(&mut self, parts: &[&Ref<Expr>], place: &mut Place<'_>) -> Result<Abs, PolicyError> {
        for part in parts {
            let value = self.expr(part, place)?;
            self.record(&value);
        }
        Ok(Abs::default())
    }

    fn object(
        &mut self,
        fields: &[(regorus::unstable::Span, Ref<Expr>, Ref<Expr>)],
        place: &mut Place<'_>,
    ) -> Result<Abs, PolicyError> {
        let mut object = Abs::default();
        for (_, key, value) in fields {
            let key = self.expr(key, place)?;
            let value = self.expr(value, place)?;
            object = match &key.literal {
                Some(name) => object.join(Abs {
                    fields: BTreeMap::from([(name.clone(), value)]),
                    ..Abs::default()
                }),
                None => {
                    self.record(&key);
                    object.join(Abs::elements(value))
                }
            };
        }
        Ok(object)
    }

    fn comprehension(
        &mut self,
        key: Option<&Ref<Expr>>,
        term: &Expr,
        query: &Query,
        place: &mut Place<'_>,
    ) -> Result<Abs, PolicyError> {
        let outer = place.bindings.clone();
        let outer_unused = place.unused.clone();
        self.query(query, place)?;
        let value = self.expr(term, place)?;
        if let Some(key) = key {
            let key = self.expr(key, place)?;
            self.record(&key);
        }
        let (still_unused, inner): (BTreeSet<_>, BTreeSet<_>) = std::mem::take(&mut place.unused)
            .into_iter()
            .partition(|name| outer_unused.contains(name));
        place.unused = inner;
        self.record_unused(place);
        place.unused = still_unused;
        place.bindings = outer;
        Ok(Abs::elements(value))
    }

    /// A variable: a binding, a rule of the package, an import, or a new local one.
    fn variable(&mut self, name: &str, place: &mut Place<'_>) -> Result<Abs, PolicyError> {
        if let Some(bound) = place.bindings.get(name) {
            place.unused.remove(name);
            return Ok(bound.clone());
        }
        if name == "input" || name == "data" {
            return Ok(Abs::path(vec![Step::Field(name.to_owned())]));
        }
        if !self.modules.rules(&place.package, name).is_empty() {
            let package = place.package.clone();
            return self.rule(&package, name);
        }
        match import(place.module, name) {
            Some(steps) => self.resolve(Abs::path(steps)),
            None => Ok(Abs::default()),
        }
    }

    /// The step that an index takes.
    fn index(&mut self, index: &Expr, place: &mut Place<'_>) -> Result<Step, PolicyError> {
        if let Expr::Var { span, .. } = index
            && !place.bindings.contains_key(span.text())
        {
            return Ok(Step::Any);
        }
        let value = self.expr(index, place)?;
        self.record(&value);
        Ok(value.literal.map_or(Step::Any, Step::Field))
    }

    /// Replaces paths that name a rule of another file by that rule's value.
    fn resolve(&mut self, value: Abs) -> Result<Abs, PolicyError> {
        let mut resolved = Abs {
            paths: BTreeSet::new(),
            ..value
        };
        for path in value.paths {
            match rule_path(&path) {
                Some((package, name)) if !self.modules.rules(&package, &name).is_empty() => {
                    resolved = resolved.join(self.rule(&package, &name)?);
                }
                _ => {
                    resolved.paths.insert(path);
                }
            }
        }
        Ok(resolved)
    }

    fn function(
        &mut self,
        span: &regorus::unstable::Span,
        function: &Expr,
        parameters: &[Ref<Expr>],
        place: &mut Place<'_>,
    ) -> Result<Abs, PolicyError> {
        let name = dotted(function).ok_or_else(|| self.error_at(span, "only named functions can be called"))?;
        let mut values = Vec::new();
        for parameter in parameters {
            values.push(self.expr(parameter, place)?);
        }
        if let Some((package, rule)) = self.own_function(&name, place) {
            return self.call(&package, &rule, &values);
        }
        match (name.as_str(), values.as_slice()) {
            ("walk", _) => Err(self.error_at(span, "`walk` reads everything; name what is looked for")),
            ("object.get", [object, key, default]) => {
                Ok(self.object_get(object, key, default, parameters.get(1), place))
            }
            _ => {
                for value in &values {
                    self.record(value);
                }
                // An extra parameter receives the result.
                for parameter in parameters {
                    if let Expr::Var { span, .. } = parameter.as_ref() {
                        place.bindings.entry(span.text().to_owned()).or_default();
                    }
                }
                Ok(Abs::default())
            }
        }
    }

    /// The package and name of a function that a policy file defines.
    fn own_function(&self, name: &str, place: &Place<'_>) -> Option<(String, String)> {
        let defined = |package: &str, rule: &str| !self.modules.rules(package, rule).is_empty();
        let Some((head, rest)) = name.split_once('.') else {
            return defined(&place.package, name).then(|| (place.package.clone(), name.to_owned()));
        };
        let mut steps = match import(place.module, head) {
            Some(steps) => steps,
            None => vec![Step::Field(head.to_owned())],
        };
        steps.extend(rest.split('.').map(|s| Step::Field(s.to_owned())));
        rule_path(&steps).filter(|(package, rule)| defined(package, rule))
    }

    /// `object.get(object, key, default)`: a reference, when the key is written in the text.
    fn object_get(
        &mut self,
        object: &Abs,
        key: &Abs,
        default: &Abs,
        key_expr: Option<&Ref<Expr>>,
        place: &mut Place<'_>,
    ) -> Abs {
        let mut below = object.clone();
        match (&key.literal, key_expr.map(AsRef::as_ref)) {
            (Some(name), _) => below = below.step(&Step::Field(name.clone())),
            (None, Some(Expr::Array { items, .. })) => {
                for item in items {
                    let step = self.expr(item, place).ok().and_then(|v| {
                        self.record(&v);
                        v.literal
                    });
                    below = below.step(&step.map_or(Step::Any, Step::Field));
                }
            }
            _ => {
                self.record(key);
                below = below.step(&Step::Any);
            }
        }
        below.join(default.clone())
    }

    /// Binds the variables of a pattern to a value.
    fn bind(&mut self, pattern: &Expr, value: Abs, place: &mut Place<'_>) {
        match pattern {
            Expr::Var { span, .. } => {
                let name = span.text();
                if matches!(name, "_" | "input" | "data") {
                    self.record(&value);
                    return;
                }
                let known = place.bindings.remove(name);
                if known.is_none() {
                    place.unused.insert(name.to_owned());
                }
                place
                    .bindings
                    .insert(name.to_owned(), known.map_or(value.clone(), |k| k.join(value)));
            }
            Expr::Array { items, .. } => {
                for item in items {
                    self.bind(item, value.step(&Step::Any), place);
                }
            }
            Expr::Object { fields, .. } => {
                for (_, key, item) in fields {
                    let step = match key.as_ref() {
                        Expr::String { value, .. } => {
                            value.as_string().map_or(Step::Any, |s| Step::Field(s.to_string()))
                        }
                        _ => Step::Any,
                    };
                    self.bind(item, value.step(&step), place);
                }
            }
            // A reference or a constant on the left side of `=`: both sides are compared.
            other => {
                self.record(&value);
                if let Ok(left) = self.expr(other, place) {
                    self.record(&left);
                }
            }
        }
    }

    fn record_unused(&mut self, place: &mut Place<'_>) {
        for name in std::mem::take(&mut place.unused) {
            if let Some(value) = place.bindings.get(&name).cloned() {
                self.record(&value);
            }
        }
    }

    fn record(&mut self, value: &Abs) {
        value.all_paths(&mut self.recorded);
    }

    fn error(&self, message: String) -> PolicyError {
        PolicyError::new(self.file, 0, 0, message)
    }

    fn error_at(&self, span: &regorus::unstable::Span, message: &str) -> PolicyError {
        PolicyError::new(span.source.get_path(), span.line, span.col, message)
    }
}

/// Package and rule that a path below `data` names, if it has only names.
fn rule_path(path: &[Step]) -> Option<(String, String)> {
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
fn import(module: &Module, name: &str) -> Option<Vec<Step>> {
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
