//! Calls: functions of policy files are walked, of the engine's own some are known by what they give.

use regorus::unstable::{BUILTINS, Expr, Ref, Rule, RuleHead, Span};

use crate::model::path::Step;

use super::super::error::PolicyError;
use super::abs::Abs;
use super::modules::{dotted, import, rule_path};
use super::walk::{Env, Walk};

/// Builtins that would make an answer depend on more than the facts, or that no limit ends.
const REFUSED: [(&str, &str); 4] = [
    (
        "time.now_ns",
        "would give another answer every time; the time of the run is data.now",
    ),
    ("rand.intn", "would give another answer every time"),
    (
        "numbers.range",
        "makes lists of any length, which no limit ends; write the numbers out",
    ),
    (
        "numbers.range_step",
        "makes lists of any length, which no limit ends; write the numbers out",
    ),
];

impl Walk<'_, '_> {
    pub(super) fn function(
        &mut self,
        function: &Expr,
        parameters: &[Ref<Expr>],
        env: &mut Env<'_>,
    ) -> Result<Abs, PolicyError> {
        let span = start(function);
        let name = dotted(function).ok_or_else(|| self.error_at(span, "only named functions can be called"))?;
        let mut values = Vec::new();
        for parameter in parameters {
            values.push(self.expr(parameter, env)?);
        }
        let own = self.own_function(&name, env);
        let arity = match &own {
            Some((package, rule)) => self.arity(package, rule),
            None => match BUILTINS.get(name.as_str()) {
                Some((_, arity)) => Some(usize::from(*arity)),
                None if name == "print" => None,
                None => {
                    let message =
                        format!("there is no function {name}; name it as data.<package>.<function>, or import it");
                    return Err(self.error_at(span, &message));
                }
            },
        };
        // One parameter too many receives the result.
        let out = arity.filter(|n| parameters.len() == n + 1).and_then(|_| {
            values.pop();
            parameters.last()
        });
        let result = match own {
            Some((package, rule)) => self.call(&package, &rule, &values)?,
            None => self.builtin(span, &name, &values, parameters, env)?,
        };
        if let Some(out) = out {
            self.unify(out, result.clone(), env)?;
        }
        Ok(result)
    }

    fn builtin(
        &mut self,
        span: &Span,
        name: &str,
        values: &[Abs],
        parameters: &[Ref<Expr>],
        env: &mut Env<'_>,
    ) -> Result<Abs, PolicyError> {
        if name == "walk" && !self.test {
            return Err(self.error_at(span, "`walk` reads everything; name what is looked for"));
        }
        if let Some((_, reason)) = REFUSED.iter().find(|(refused, _)| *refused == name && !self.test) {
            return Err(self.error_at(span, &format!("`{name}` {reason}")));
        }
        if let ("object.get", [object, key, default]) = (name, values) {
            // An undefined object or default makes the whole call undefined.
            self.record(key);
            self.record(default);
            let below = self.object_get(object, key, parameters.get(1).map(AsRef::as_ref), env)?;
            return Ok(self.note_place(below, span).join(default.clone()));
        }
        for value in values {
            self.record(value);
        }
        Ok(match (name, values) {
            ("array.concat" | "object.union", [a, b]) => a.clone().join(b.clone()),
            ("array.slice" | "array.reverse" | "sort" | "object.remove" | "object.filter", [a, ..]) => a.clone(),
            ("union" | "intersection" | "object.union_n", [many]) => many.step(&Step::Any),
            _ => Abs::default(),
        })
    }

    /// The package and name of a function that a policy file defines.
    fn own_function(&self, name: &str, env: &Env<'_>) -> Option<(String, String)> {
        if self.modules.defines(&env.package, name) {
            return Some((env.package.clone(), name.to_owned()));
        }
        let (head, rest) = match name.split_once('.') {
            Some((head, rest)) => (head, Some(rest)),
            None => (name, None),
        };
        let mut steps = match import(env.module, head) {
            Some(steps) => steps,
            None => vec![Step::Field(head.to_owned())],
        };
        steps.extend(
            rest.into_iter()
                .flat_map(|r| r.split('.'))
                .map(|s| Step::Field(s.to_owned())),
        );
        rule_path(&steps).filter(|(package, rule)| self.modules.defines(package, rule))
    }

    fn arity(&self, package: &str, name: &str) -> Option<usize> {
        self.modules
            .rules(package, name)
            .iter()
            .find_map(|(_, rule)| match rule {
                Rule::Spec {
                    head: RuleHead::Func { args, .. },
                    ..
                } => Some(args.len()),
                _ => None,
            })
    }

    /// `object.get(object, key, …)`: a reference, when the key is written in the text.
    fn object_get(
        &mut self,
        object: &Abs,
        key: &Abs,
        written: Option<&Expr>,
        env: &mut Env<'_>,
    ) -> Result<Abs, PolicyError> {
        match (&key.literal, written) {
            (Some(name), _) => Ok(object.step(&Step::Field(name.clone()))),
            (None, Some(Expr::Number { .. })) => Ok(object.step(&Step::Any)),
            (None, Some(Expr::Array { items, .. })) => {
                let mut below = object.clone();
                for item in items {
                    below = below.step(&self.index(item, env)?);
                }
                Ok(below)
            }
            _ => {
                // The key may be a path of any length.
                self.record(object);
                Ok(object.step(&Step::Any))
            }
        }
    }
}

/// Where a reference begins; the span of its whole is that of its last dot.
fn start(mut reference: &Expr) -> &Span {
    while let Expr::RefDot { refr, .. } | Expr::RefBrack { refr, .. } = reference {
        reference = refr;
    }
    reference.span()
}
