//! Which policies the bytecode machine can be trusted with.
//!
//! The machine is several times as fast as the interpreter and silently wrong in places: where two
//! definitions of one name give different values it gives one of them or none instead of an error,
//! it does not know default functions, and it loses elements of rules that are nested in rules. What
//! has such a shape is left to the interpreter.

use std::collections::BTreeSet;

use regorus::unstable::{Expr, Literal, Query, Rule, RuleHead};

use crate::policy::bytecode;

use super::modules::Modules;

/// Why the rules can't be left to the bytecode machine; `None` when they can.
pub(crate) fn distrust(modules: &Modules<'_>, reached: &BTreeSet<(String, String)>) -> Option<String> {
    reached.iter().find_map(|(package, name)| {
        let rules: Vec<&Rule> = modules.rules(package, name).iter().map(|(_, rule)| *rule).collect();
        let problem = of_one_name(&rules)?;
        Some(format!("{package}.{name} {problem}"))
    })
}

fn of_one_name(rules: &[&Rule]) -> Option<&'static str> {
    if rules
        .iter()
        .any(|rule| matches!(rule, Rule::Default { args, .. } if !args.is_empty()))
    {
        return Some("is a function with a default");
    }
    if rules.iter().any(|rule| loops_before_else(rule)) {
        return Some("looks for something in a body that has an `else` after it");
    }
    if rules.iter().any(|rule| nests_without_loop(rule)) {
        return Some("has a comprehension without `some … in` within another one");
    }
    let heads: Vec<(&RuleHead, bool)> = rules
        .iter()
        .filter_map(|rule| match rule {
            Rule::Spec { head, bodies, .. } => Some((head, bodies.iter().skip(1).all(|b| b.is_else))),
            Rule::Default { .. } => None,
        })
        .collect();
    if heads.iter().any(|(_, exclusive)| !exclusive) {
        return Some("has several bodies below one head");
    }
    if heads.iter().any(|(head, _)| brackets(head) > 0) {
        return Some("has a name in brackets");
    }
    let single: Vec<&RuleHead> = heads
        .iter()
        .map(|(head, _)| *head)
        .filter(|head| !matches!(head, RuleHead::Set { .. }))
        .collect();
    (single.len() > 1 && !always_the_same(rules) && !told_apart(&single))
        .then_some("has several definitions that could give different values; make them one with `else`")
}

/// True when a body that is not the last of its chain goes through a collection: where nothing is found
/// the machine does not go on to the `else`.
fn loops_before_else(rule: &Rule) -> bool {
    let Rule::Spec { bodies, .. } = rule else { return false };
    let last = bodies.len().saturating_sub(1);
    bodies[..last].iter().any(|body| loops(&body.query))
}

/// True when a comprehension that goes through nothing may stand within another: where its condition
/// fails the machine loses the element of the outer one.
fn nests_without_loop(rule: &Rule) -> bool {
    let Rule::Spec { bodies, .. } = rule else { return false };
    let (mut comprehensions, mut without_loop) = (0, false);
    bytecode::in_rule(rule, &mut |query: &Query| {
        if bodies.iter().all(|body| !std::ptr::eq(body.query.as_ref(), query)) {
            comprehensions += 1;
            without_loop |= !loops(query);
        }
    });
    without_loop && comprehensions > 1
}

fn loops(query: &Query) -> bool {
    query
        .stmts
        .iter()
        .any(|s| matches!(s.literal, Literal::SomeIn { .. } | Literal::SomeVars { .. }))
}

/// Brackets and dots in the name of a rule, as in `p[x] := …`; the element of `p contains x` is none.
fn brackets(head: &RuleHead) -> usize {
    let (RuleHead::Compr { refr, .. } | RuleHead::Set { refr, .. } | RuleHead::Func { refr, .. }) = head;
    let mut expr: &Expr = refr;
    let mut count = 0;
    while let Expr::RefDot { refr, .. } | Expr::RefBrack { refr, .. } = expr {
        count += 1;
        expr = refr;
    }
    count
}

/// True when every definition gives the same constant, as those of a predicate give `true`.
fn always_the_same(rules: &[&Rule]) -> bool {
    let mut values = BTreeSet::new();
    for rule in rules {
        let Rule::Spec { head, bodies, .. } = rule else {
            continue;
        };
        let assign = match head {
            RuleHead::Compr { assign, .. } | RuleHead::Func { assign, .. } => assign.as_ref(),
            RuleHead::Set { .. } => None,
        };
        let given = std::iter::once(assign).chain(bodies.iter().skip(1).map(|b| b.assign.as_ref()));
        for assign in given {
            values.insert(match assign {
                None => Some("true".to_owned()),
                Some(assign) => constant(&assign.value),
            });
        }
    }
    values.len() == 1 && !values.contains(&None)
}

/// True when one parameter is a different constant in every definition of a function.
fn told_apart(heads: &[&RuleHead]) -> bool {
    let parameters: Vec<Vec<Option<String>>> = heads
        .iter()
        .map(|head| match head {
            RuleHead::Func { args, .. } => args.iter().map(|a| constant(a)).collect(),
            _ => Vec::new(),
        })
        .collect();
    let places = parameters.iter().map(Vec::len).min().unwrap_or(0);
    (0..places).any(|place| {
        let constants: BTreeSet<&String> = parameters.iter().filter_map(|p| p[place].as_ref()).collect();
        constants.len() == heads.len()
    })
}

fn constant(expr: &Expr) -> Option<String> {
    match expr {
        Expr::String { span, .. }
        | Expr::RawString { span, .. }
        | Expr::Number { span, .. }
        | Expr::Bool { span, .. }
        | Expr::Null { span, .. } => Some(span.text().to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use regorus::Engine;

    use super::super::read_set;
    use super::*;

    fn distrusted(rules: &str) -> Option<String> {
        let mut engine = Engine::new();
        let text = format!("package p\n\n{rules}\n");
        engine.add_policy("p.rego".into(), text).expect("parses");
        let parsed = engine.get_modules().clone();
        let modules = Modules::new(&parsed);
        let reads = read_set(&modules, "p.rego", "p", "deny", &[]).expect("analysed");
        distrust(&modules, &reads.reached)
    }

    #[test]
    fn plain_policies_are_trusted() {
        for rules in [
            "deny contains 1 if input.attributes.x",
            "deny contains f(1)\nf(x) := 1 if x == 1 else := 2",
            "deny contains 1 if p(1)\np(x) if x == 1\np(x) if x == 2",
            "deny contains f(\"a\")\nf(\"a\") := 1\nf(\"b\") := 2",
            "deny contains x\ndefault x := 1\nx := 2 if input.attributes.x",
        ] {
            assert_eq!(distrusted(rules), None, "{rules}");
        }
    }

    #[test]
    fn shapes_that_the_machine_gets_wrong_are_not() {
        for (rules, reason) in [
            (
                "deny contains f(1)\nf(x) := 1 if x == 1\nf(x) := 2 if x > 0",
                "several definitions",
            ),
            (
                "deny contains x\nx := 1 if input.attributes.a\nx := 2 if input.attributes.b",
                "several definitions",
            ),
            ("deny contains f(1)\ndefault f(_) := 1\nf(x) := 2 if x == 1", "default"),
            (
                "deny contains q[\"a\"]\nq[k] := v if some k, v in {\"a\": 1}",
                "brackets",
            ),
            ("deny contains 1 if q.a.b\nq.a.b := 1", "brackets"),
            ("deny contains f(1)\nf(x) := y if some y in [x]\nelse := 2", "else"),
            (
                "deny contains x if x := [y | some z in [1]; y := [1 | z == 2]]",
                "comprehension",
            ),
        ] {
            let found = distrusted(rules).unwrap_or_default();
            assert!(found.contains(reason), "{rules}: {found:?}");
        }
    }
}
