//! Variables: what binds them, and what hides them.

use regorus::unstable::{AssignOp, Expr, Literal, Query};

use crate::model::path::Step;

use super::super::error::PolicyError;
use super::abs::Abs;
use super::modules::import;
use super::walk::{Env, Walk};

impl Walk<'_, '_> {
    /// Binds the variables of a pattern to a value.
    pub(super) fn bind(&mut self, pattern: &Expr, value: Abs, env: &mut Env<'_>) -> Result<(), PolicyError> {
        match pattern {
            Expr::Var { span, .. } => {
                self.bind_name(span.text(), value, env);
                Ok(())
            }
            Expr::Array { items, .. } => {
                // How many there are decides whether the pattern fits.
                self.record(&value);
                for item in items {
                    self.bind(item, value.step(&Step::Any), env)?;
                }
                Ok(())
            }
            Expr::Object { fields, .. } => {
                self.record(&value);
                for (_, key, item) in fields {
                    let step = self.expr(key, env)?.literal.map_or(Step::Any, Step::Field);
                    self.bind(item, value.step(&step), env)?;
                }
                Ok(())
            }
            // A reference or a constant in a pattern: both sides are compared.
            other => {
                self.record(&value);
                let left = self.expr(other, env)?;
                self.record(&left);
                Ok(())
            }
        }
    }

    /// Binds the variables of one side of `=` that are not rules or imports.
    pub(super) fn unify(&mut self, side: &Expr, value: Abs, env: &mut Env<'_>) -> Result<(), PolicyError> {
        match side {
            Expr::Var { span, .. } => {
                let name = span.text();
                let known = self.modules.defines(&env.package, name) || import(env.module, name).is_some();
                if env.bindings.contains_key(name) || !known {
                    self.bind_name(name, value, env);
                }
            }
            Expr::Array { items, .. } => {
                for item in items {
                    self.unify(item, value.step(&Step::Any), env)?;
                }
            }
            Expr::Object { fields, .. } => {
                for (_, key, item) in fields {
                    let step = self.expr(key, env)?.literal.map_or(Step::Any, Step::Field);
                    self.unify(item, value.step(&step), env)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn bind_name(&mut self, name: &str, value: Abs, env: &mut Env<'_>) {
        if matches!(name, "_" | "input" | "data") {
            self.record(&value);
            return;
        }
        let value = match env.bindings.remove(name) {
            Some(known) => known.join(value),
            None => {
                env.unused.insert(name.to_owned());
                value
            }
        };
        env.bindings.insert(name.to_owned(), value);
    }

    pub(super) fn record_unused(&mut self, env: &mut Env<'_>) {
        for name in std::mem::take(&mut env.unused) {
            if let Some(value) = env.bindings.get(&name).cloned() {
                self.record(&value);
            }
        }
    }

    /// Hides bindings of outer scopes behind the variables that a body declares itself.
    pub(super) fn shadow(&mut self, query: &Query, env: &mut Env<'_>) {
        let mut names = Vec::new();
        for statement in &query.stmts {
            match &statement.literal {
                Literal::SomeVars { vars, .. } => names.extend(vars.iter().map(|v| v.text().to_owned())),
                Literal::SomeIn { key, value, .. } => {
                    variables(value, &mut names);
                    if let Some(key) = key {
                        variables(key, &mut names);
                    }
                }
                Literal::Expr { expr, .. } => {
                    if let Expr::AssignExpr {
                        op: AssignOp::ColEq,
                        lhs,
                        ..
                    } = expr.as_ref()
                    {
                        variables(lhs, &mut names);
                    }
                }
                Literal::NotExpr { .. } | Literal::Every { .. } => {}
            }
        }
        for name in names {
            self.forget(&name, env);
        }
    }

    /// Takes a binding away; one that nothing has looked at counts as read.
    pub(super) fn forget(&mut self, name: &str, env: &mut Env<'_>) {
        if let Some(hidden) = env.bindings.remove(name)
            && env.unused.remove(name)
        {
            self.record(&hidden);
        }
    }
}

/// The variables of a pattern.
fn variables(pattern: &Expr, into: &mut Vec<String>) {
    match pattern {
        Expr::Var { span, .. } => into.push(span.text().to_owned()),
        Expr::Array { items, .. } => items.iter().for_each(|item| variables(item, into)),
        Expr::Object { fields, .. } => fields.iter().for_each(|(_, _, item)| variables(item, into)),
        _ => {}
    }
}
