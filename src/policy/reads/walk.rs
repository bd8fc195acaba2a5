//! The walk over the syntax tree.

use std::collections::{BTreeMap, BTreeSet};

use regorus::unstable::{AssignOp, Expr, Literal, Module, Query, Ref, Rule, RuleHead, Span};

use crate::model::path::Step;

use super::super::error::PolicyError;
use super::abs::{Abs, Paths};
use super::modules::{Modules, import, rule_path};
use super::{Place, ReadSet, Site, is_facts};

/// Work that one policy may take; a hundred times what the largest of ours takes.
const MOST_STEPS: usize = 1_000_000;
/// Bodies are walked until the bindings no longer change, but not more often than this.
const MOST_PASSES: usize = 8;

pub(super) type Bindings = BTreeMap<String, Abs>;

/// What `data.<package>.<rule>` reads. The other rules of the file are walked for what is refused
/// anywhere, such as recursion; what the first one called is not walked again.
pub(crate) fn read_set<'r>(
    modules: &Modules<'_>,
    file: &str,
    package: &str,
    rule: &str,
    others: impl IntoIterator<Item = &'r String>,
) -> Result<ReadSet, PolicyError> {
    let mut walk = Walk::new(modules, file, false);
    let value = walk.rule(package, rule)?;
    walk.record(&value);
    let mut reads = ReadSet::sort(walk.sites())?;
    reads.needed = walk.reached.clone();
    for other in others {
        walk.steps = 0;
        let value = walk.rule(package, other)?;
        walk.record(&value);
    }
    ReadSet::sort(walk.sites())?;
    reads.reached = walk.reached;
    Ok(reads)
}

/// Refuses recursion below the rules of test files, given as (file, package), where `with` and any
/// other reads are fine. What one test calls is not walked again for the next.
pub(crate) fn check_tests<'f>(
    modules: &Modules<'_>,
    files: impl Iterator<Item = (&'f str, &'f str)>,
) -> Vec<PolicyError> {
    let mut walk = Walk::new(modules, "", true);
    let mut check = |(file, package): (&'f str, &'f str)| {
        walk.file = file.to_owned();
        modules.rule_names(package).iter().find_map(|rule| {
            walk.steps = 0;
            walk.stack.clear();
            walk.rule(package, rule).err()
        })
    };
    files.filter_map(&mut check).collect()
}

pub(super) struct Walk<'m, 'a> {
    pub(super) modules: &'m Modules<'a>,
    /// The policy that is analysed, for errors.
    file: String,
    /// True in test files, whose reads are nobody's concern.
    pub(super) test: bool,
    recorded: Paths,
    /// Where a path was first written.
    born: BTreeMap<Vec<Step>, Place>,
    /// Rules that are being walked, outermost first.
    stack: Vec<String>,
    /// Rule and arguments → value.
    memo: BTreeMap<(String, Vec<Abs>), Abs>,
    /// Packages and names of the rules that were walked.
    reached: BTreeSet<(String, String)>,
    steps: usize,
}

/// What an expression sees.
pub(super) struct Env<'a> {
    pub(super) module: &'a Module,
    pub(super) package: String,
    pub(super) bindings: Bindings,
    /// Bindings that nothing has looked at; what they stand for counts as read in the end.
    pub(super) unused: BTreeSet<String>,
}

impl<'m, 'a> Walk<'m, 'a> {
    fn new(modules: &'m Modules<'a>, file: &str, test: bool) -> Self {
        Self {
            modules,
            file: file.to_owned(),
            test,
            recorded: Paths::new(),
            born: BTreeMap::new(),
            stack: Vec::new(),
            memo: BTreeMap::new(),
            reached: BTreeSet::new(),
            steps: 0,
        }
    }

    /// Everything that was recorded, with the place that it was written at.
    fn sites(&self) -> Vec<Site> {
        let place = |steps: &[Step]| (1..=steps.len()).rev().find_map(|n| self.born.get(&steps[..n]));
        self.recorded
            .iter()
            .map(|(steps, firm)| Site {
                place: place(steps).cloned().unwrap_or_else(|| Place::whole(&self.file)),
                steps: steps.clone(),
                firm: *firm,
            })
            .collect()
    }

    /// The value of a rule without arguments.
    fn rule(&mut self, package: &str, name: &str) -> Result<Abs, PolicyError> {
        self.call(package, name, &[])
    }

    /// The value of all rules or functions of a name, joined.
    pub(super) fn call(&mut self, package: &str, name: &str, arguments: &[Abs]) -> Result<Abs, PolicyError> {
        self.reached.insert((package.to_owned(), name.to_owned()));
        let below_facts = self.stack.iter().any(|above| is_facts(above));
        if is_facts(package) && !below_facts && !arguments.is_empty() && !self.test && !self.stack.is_empty() {
            let message = format!("{package}.{name} is a function; facts are computed before, so move it to lib/");
            return Err(PolicyError::new(&self.file, 0, 0, message));
        }
        let full = format!("{package}.{name}");
        let key = (full.clone(), arguments.to_vec());
        if let Some(known) = self.memo.get(&key) {
            return Ok(known.clone());
        }
        let modules = self.modules;
        let rules = modules.rules(package, name);
        if let Some(first) = self.stack.iter().position(|s| *s == full) {
            let round = self.stack[first..].join(" → ");
            let message = format!("recursion, which Rego does not allow: {round} → {full}");
            return Err(match rules.first() {
                Some((_, rule)) => self.error_at(rule.span(), &message),
                None => PolicyError::new(&self.file, 0, 0, message),
            });
        }
        self.stack.push(full);
        let mut value: Option<Abs> = None;
        for (module, rule) in rules {
            let mut env = Env {
                module,
                package: package.to_owned(),
                bindings: Bindings::new(),
                unused: BTreeSet::new(),
            };
            let defined = self.definition(rule, arguments, &mut env)?;
            value = Some(either(value, defined));
        }
        self.stack.pop();
        let value = value.unwrap_or_default();
        self.memo.insert(key, value.clone());
        Ok(value)
    }

    /// One definition: its bodies, then its value.
    fn definition(&mut self, rule: &Rule, arguments: &[Abs], env: &mut Env<'_>) -> Result<Abs, PolicyError> {
        let (head, bodies) = match rule {
            Rule::Default { value, .. } => return self.expr(value, env),
            Rule::Spec { head, bodies, .. } => (head, bodies),
        };
        let (refr, key, assign) = match head {
            RuleHead::Compr { refr, assign, .. } => (refr, None, assign.as_ref()),
            RuleHead::Set { refr, key, .. } => (refr, key.as_ref(), None),
            RuleHead::Func { refr, args, assign, .. } => {
                if !matches!(refr.as_ref(), Expr::Var { .. }) {
                    return Err(self.error_at(refr.span(), "a function has a plain name, without dots or brackets"));
                }
                for (pattern, value) in args.iter().zip(arguments) {
                    self.bind(pattern, value.clone(), env)?;
                }
                (refr, None, assign.as_ref())
            }
        };
        let parameters = std::mem::take(&mut env.bindings);
        let mut ignored = std::mem::take(&mut env.unused);
        let mut value: Option<Abs> = None;
        if bodies.is_empty() {
            env.bindings = parameters.clone();
            env.unused = ignored.clone();
            value = Some(self.head(refr, key, assign.map(|a| &a.value), env)?);
            ignored = std::mem::take(&mut env.unused);
        }
        for body in bodies {
            env.bindings = parameters.clone();
            env.unused = parameters.keys().filter(|p| ignored.contains(*p)).cloned().collect();
            self.query(&body.query, env)?;
            let assigned = body.assign.as_ref().or(assign).map(|a| &a.value);
            let given = self.head(refr, key, assigned, env)?;
            value = Some(either(value, given));
            ignored.retain(|p| env.unused.contains(p));
            env.unused.retain(|local| !parameters.contains_key(local));
            self.record_unused(env);
        }
        // A call with an undefined argument is undefined, whether or not the argument is looked at.
        for parameter in &ignored {
            self.record(&parameters[parameter]);
        }
        Ok(value.unwrap_or_default())
    }

    /// The value that a head gives: an element for `contains` and `p[k]`, else the assigned value,
    /// below the further names of the head if it has some.
    fn head(
        &mut self,
        refr: &Expr,
        key: Option<&Ref<Expr>>,
        assigned: Option<&Ref<Expr>>,
        env: &mut Env<'_>,
    ) -> Result<Abs, PolicyError> {
        let mut value = match (key, assigned) {
            (Some(key), _) => Abs::elements(self.expr(key, env)?),
            (None, Some(value)) => self.expr(value, env)?,
            (None, None) => Abs::default(),
        };
        let mut refr = refr;
        loop {
            match refr {
                Expr::RefDot { refr: above, field, .. } => {
                    value = Abs::field(field.0.text().to_owned(), value);
                    refr = above;
                }
                Expr::RefBrack { refr: above, index, .. } => {
                    let index = self.expr(index, env)?;
                    self.record(&index);
                    value = match index.literal {
                        Some(name) => Abs::field(name, value),
                        None => Abs::elements(value),
                    };
                    refr = above;
                }
                _ => return Ok(value),
            }
        }
    }

    /// A body: its statements in any order, so they are walked until the bindings settle.
    fn query(&mut self, query: &Query, env: &mut Env<'_>) -> Result<(), PolicyError> {
        self.shadow(query, env);
        for _ in 0..MOST_PASSES {
            let before = env.bindings.clone();
            for statement in &query.stmts {
                for with in &statement.with_mods {
                    if !self.test {
                        return Err(self.error_at(&statement.span, "`with` is for tests only"));
                    }
                    self.expr(&with.r#as, env)?;
                }
                self.literal(&statement.literal, env)?;
            }
            if env.bindings == before {
                return Ok(());
            }
        }
        // Bindings that never settle would need a reference that grows with each pass.
        Err(self.error_at(&query.span, "this body can't be analysed; make it simpler"))
    }

    /// Walks something with bindings of its own.
    fn inside<T>(
        &mut self,
        env: &mut Env<'_>,
        work: impl FnOnce(&mut Self, &mut Env<'_>) -> Result<T, PolicyError>,
    ) -> Result<T, PolicyError> {
        let outer = env.bindings.clone();
        let outer_unused = env.unused.clone();
        let value = work(self, env)?;
        let (still_unused, inner): (BTreeSet<_>, BTreeSet<_>) = std::mem::take(&mut env.unused)
            .into_iter()
            .partition(|name| outer_unused.contains(name));
        env.unused = inner;
        self.record_unused(env);
        env.unused = still_unused;
        env.bindings = outer;
        Ok(value)
    }

    fn literal(&mut self, literal: &Literal, env: &mut Env<'_>) -> Result<(), PolicyError> {
        match literal {
            Literal::SomeVars { .. } => Ok(()),
            Literal::SomeIn {
                key, value, collection, ..
            } => {
                let collection = self.expr(collection, env)?;
                // Which elements there are decides even if none is looked at.
                self.note_elements(&collection);
                self.bind(value, collection.step(&Step::Any), env)?;
                match key {
                    Some(key) => self.bind(key, Abs::default(), env),
                    None => Ok(()),
                }
            }
            Literal::Expr { expr, .. } | Literal::NotExpr { expr, .. } => {
                let value = self.expr(expr, env)?;
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
                let domain = self.expr(domain, env)?;
                self.note_elements(&domain);
                self.inside(env, |walk, env| {
                    for (name, bound) in [(Some(value), domain.step(&Step::Any)), (key.as_ref(), Abs::default())] {
                        if let Some(name) = name {
                            walk.forget(name.text(), env);
                            env.bindings.insert(name.text().to_owned(), bound);
                        }
                    }
                    walk.query(query, env)
                })
            }
        }
    }

    /// Notes that the elements of a value are counted, without what is in them.
    fn note_elements(&mut self, collection: &Abs) {
        let mut paths = collection.step(&Step::Any).paths;
        // That a resource is there is known from the listing, as its id is.
        for resource in paths
            .keys()
            .filter(|path| is_resource(path))
            .cloned()
            .collect::<Vec<_>>()
        {
            let firm = paths.remove(&resource).unwrap_or_default();
            let id = resource.into_iter().chain([Step::Field("id".to_owned())]);
            paths.insert(id.collect(), firm);
        }
        self.record(&Abs {
            paths,
            ..Abs::default()
        });
    }

    /// The value of an expression. What is compared, computed with or tested on the way is recorded.
    pub(super) fn expr(&mut self, expr: &Expr, env: &mut Env<'_>) -> Result<Abs, PolicyError> {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            let message = "the policy is too large to analyse; split it";
            return Err(PolicyError::new(&self.file, 0, 0, message));
        }
        match expr {
            Expr::String { value, .. } | Expr::RawString { value, .. } => {
                Ok(value.as_string().map(|s| Abs::literal(s)).unwrap_or_default())
            }
            Expr::Number { .. } | Expr::Bool { .. } | Expr::Null { .. } => Ok(Abs::default()),
            Expr::Var { span, .. } => {
                let value = self.variable(span.text(), env)?;
                Ok(self.note_place(value, span))
            }
            Expr::RefDot { refr, field, .. } => {
                let below = self.expr(refr, env)?.step(&Step::Field(field.0.text().to_owned()));
                let below = self.note_place(below, &field.0);
                self.resolve(below)
            }
            Expr::RefBrack { refr, index, .. } => {
                let base = self.expr(refr, env)?;
                let step = self.index(index, env)?;
                let below = self.note_place(base.step(&step), index.span());
                self.resolve(below)
            }
            Expr::Array { items, .. } | Expr::Set { items, .. } => {
                let mut elements: Option<Abs> = None;
                for item in items {
                    let item = self.part(item, env)?;
                    elements = Some(either(elements, item));
                }
                Ok(Abs::elements(elements.unwrap_or_default()))
            }
            Expr::Object { fields, .. } => self.object(fields, env),
            Expr::ArrayCompr { term, query, .. } | Expr::SetCompr { term, query, .. } => {
                self.comprehension(None, term, query, env)
            }
            Expr::ObjectCompr { key, value, query, .. } => self.comprehension(Some(key), value, query, env),
            Expr::Call { fcn, params, .. } => self.function(fcn, params, env),
            Expr::UnaryExpr { expr, .. } => self.computed(&[expr], env),
            // The only operators on collections: what they give holds elements of both sides.
            Expr::BinExpr { lhs, rhs, .. } | Expr::ArithExpr { lhs, rhs, .. } => {
                let both = self.part(lhs, env)?.join(self.part(rhs, env)?);
                Ok(Abs { literal: None, ..both })
            }
            Expr::BoolExpr { lhs, rhs, .. } => self.computed(&[lhs, rhs], env),
            Expr::AssignExpr { op, lhs, rhs, .. } => {
                self.assign(op, lhs, rhs, env)?;
                Ok(Abs::default())
            }
            Expr::Membership {
                key, value, collection, ..
            } => {
                let mut parts = vec![value, collection];
                parts.extend(key);
                self.computed(&parts, env)
            }
        }
    }

    fn assign(&mut self, op: &AssignOp, lhs: &Expr, rhs: &Expr, env: &mut Env<'_>) -> Result<(), PolicyError> {
        let right = self.expr(rhs, env)?;
        if matches!(op, AssignOp::ColEq) {
            return self.bind(lhs, right, env);
        }
        // `=` compares and binds in both directions.
        let left = self.expr(lhs, env)?;
        self.record(&left);
        self.record(&right);
        self.unify(lhs, right, env)?;
        self.unify(rhs, left, env)
    }

    /// A value that is computed from others: they are read whole.
    fn computed(&mut self, parts: &[&Ref<Expr>], env: &mut Env<'_>) -> Result<Abs, PolicyError> {
        for part in parts {
            self.part(part, env)?;
        }
        Ok(Abs::default())
    }

    /// A part of something that is undefined when the part is: read whole.
    fn part(&mut self, part: &Expr, env: &mut Env<'_>) -> Result<Abs, PolicyError> {
        let value = self.expr(part, env)?;
        self.record(&value);
        Ok(value)
    }

    fn object(&mut self, fields: &[(Span, Ref<Expr>, Ref<Expr>)], env: &mut Env<'_>) -> Result<Abs, PolicyError> {
        let mut object = Abs::default();
        for (_, key, value) in fields {
            let key = self.part(key, env)?;
            let value = self.part(value, env)?;
            object = object.join(match key.literal {
                Some(name) => Abs::field(name, value),
                None => Abs::elements(value),
            });
        }
        Ok(object)
    }

    fn comprehension(
        &mut self,
        key: Option<&Ref<Expr>>,
        term: &Expr,
        query: &Query,
        env: &mut Env<'_>,
    ) -> Result<Abs, PolicyError> {
        self.inside(env, |walk, env| {
            walk.query(query, env)?;
            if let Some(key) = key {
                walk.part(key, env)?;
            }
            Ok(Abs::elements(walk.expr(term, env)?))
        })
    }

    /// A variable: a binding, a rule of the package, an import, or a new local one.
    fn variable(&mut self, name: &str, env: &mut Env<'_>) -> Result<Abs, PolicyError> {
        if let Some(bound) = env.bindings.get(name) {
            env.unused.remove(name);
            return Ok(bound.clone());
        }
        if name == "input" || name == "data" {
            return Ok(Abs::path(vec![Step::Field(name.to_owned())]));
        }
        if self.modules.defines(&env.package, name) {
            let package = env.package.clone();
            return self.rule(&package, name);
        }
        match import(env.module, name) {
            Some(steps) => self.resolve(Abs::path(steps)),
            None => Ok(Abs::default()),
        }
    }

    /// The step that an index takes.
    pub(super) fn index(&mut self, index: &Expr, env: &mut Env<'_>) -> Result<Step, PolicyError> {
        let value = self.part(index, env)?;
        Ok(value.literal.map_or(Step::Any, Step::Field))
    }

    /// Replaces paths that name a rule of another file by that rule's value.
    pub(super) fn resolve(&mut self, value: Abs) -> Result<Abs, PolicyError> {
        let rule = |walk: &Self, path: &[Step]| rule_path(path).filter(|(p, name)| walk.modules.defines(p, name));
        if !value.paths.keys().any(|path| rule(self, path).is_some()) {
            return Ok(value);
        }
        if let ([path], None, true) = (
            value.paths.keys().collect::<Vec<_>>().as_slice(),
            &value.elements,
            value.fields.is_empty(),
        ) && let Some((package, name)) = rule(self, path)
        {
            return self.rule(&package, &name);
        }
        let mut resolved = Abs {
            paths: Paths::new(),
            ..value
        };
        for (path, firm) in value.paths {
            match rule(self, &path) {
                Some((package, name)) => resolved = resolved.join(self.rule(&package, &name)?),
                None => *resolved.paths.entry(path).or_default() |= firm,
            }
        }
        Ok(resolved)
    }

    pub(super) fn record(&mut self, value: &Abs) {
        value.all_paths(&mut self.recorded);
    }

    /// Remembers where the paths of a value were first written.
    pub(super) fn note_place(&mut self, value: Abs, span: &Span) -> Abs {
        for path in value.paths.keys() {
            if !self.born.contains_key(path) {
                self.born.insert(path.clone(), Place::of(span));
            }
        }
        value
    }

    pub(super) fn error_at(&self, span: &Span, message: &str) -> PolicyError {
        let place = Place::of(span);
        PolicyError::new(&place.file, place.line, place.column, message)
    }
}

/// True for `data.snapshot[kind][any]`.
fn is_resource(path: &[Step]) -> bool {
    let named = |at: usize, name: &str| path[at] == Step::Field(name.to_owned());
    path.len() == 4 && named(0, "data") && named(1, "snapshot")
}

fn either(known: Option<Abs>, other: Abs) -> Abs {
    match known {
        Some(known) => known.join(other),
        None => other,
    }
}
