//! Policies as the bytecode machine has to be told them.
//!
//! The machine takes `v := e` for true where `e` is undefined. A comparison of `v` with itself, put
//! behind every such assignment, makes it what it is: a statement that does not hold.

use regorus::unstable::{AssignOp, Expr, Literal, LiteralStmt, Module, Query, Rule, RuleHead};

/// The text of a module with the comparisons put in.
pub(crate) fn with_comparisons(module: &Module, text: &str) -> String {
    let mut found = Vec::new();
    queries(module, &mut |query| {
        for statement in &query.stmts {
            found.extend(comparison(statement, text));
        }
    });
    found.sort();
    let mut out = String::with_capacity(text.len() + 16 * found.len());
    let mut done = 0;
    for (place, inserted) in found {
        out.push_str(&text[done..place]);
        out.push_str(&inserted);
        done = place;
    }
    out.push_str(&text[done..]);
    out
}

/// What is to be put where because of a statement.
fn comparison(statement: &LiteralStmt, text: &str) -> Vec<(usize, String)> {
    let Literal::Expr { expr, .. } = &statement.literal else {
        return Vec::new();
    };
    let Expr::AssignExpr {
        op: AssignOp::ColEq,
        lhs,
        ..
    } = expr.as_ref()
    else {
        return Vec::new();
    };
    let mut names = Vec::new();
    variables(lhs, &mut names);
    let comparisons: String = names.iter().map(|name| format!("; {name} == {name}")).collect();
    if comparisons.is_empty() {
        return Vec::new();
    }
    let (start, end) = (statement.span.start as usize, statement.span.end as usize);
    // A body without braces holds one statement only.
    match text[..start].trim_end().ends_with("if") {
        true => vec![(start, "{ ".to_owned()), (end, format!("{comparisons} }}"))],
        false => vec![(end, comparisons)],
    }
}

/// The names that a pattern binds.
fn variables<'a>(pattern: &'a Expr, names: &mut Vec<&'a str>) {
    match pattern {
        Expr::Var { span, .. } if span.text() != "_" => names.push(span.text()),
        Expr::Array { items, .. } => items.iter().for_each(|item| variables(item, names)),
        Expr::Object { fields, .. } => fields.iter().for_each(|(_, _, value)| variables(value, names)),
        _ => {}
    }
}

/// Every body of a module, those within expressions included.
pub(crate) fn queries<'a>(module: &'a Module, see: &mut impl FnMut(&'a Query)) {
    for rule in &module.policy {
        in_rule(rule, see);
    }
}

/// Every body of a rule.
pub(crate) fn in_rule<'a>(rule: &'a Rule, see: &mut impl FnMut(&'a Query)) {
    let Rule::Spec { head, bodies, .. } = rule else { return };
    match head {
        RuleHead::Compr { refr, assign, .. } => {
            in_expr(refr, see);
            assign.iter().for_each(|a| in_expr(&a.value, see));
        }
        RuleHead::Set { key, .. } => key.iter().for_each(|key| in_expr(key, see)),
        RuleHead::Func { assign, .. } => assign.iter().for_each(|a| in_expr(&a.value, see)),
    }
    for body in bodies {
        body.assign.iter().for_each(|a| in_expr(&a.value, see));
        in_query(&body.query, see);
    }
}

fn in_query<'a>(query: &'a Query, see: &mut impl FnMut(&'a Query)) {
    see(query);
    for statement in &query.stmts {
        match &statement.literal {
            Literal::SomeVars { .. } => {}
            Literal::SomeIn {
                key, value, collection, ..
            } => {
                key.iter().for_each(|key| in_expr(key, see));
                in_expr(value, see);
                in_expr(collection, see);
            }
            Literal::Expr { expr, .. } | Literal::NotExpr { expr, .. } => in_expr(expr, see),
            Literal::Every { domain, query, .. } => {
                in_expr(domain, see);
                in_query(query, see);
            }
        }
    }
}

/// Every body within an expression.
pub(crate) fn in_expr<'a>(expr: &'a Expr, see: &mut impl FnMut(&'a Query)) {
    match expr {
        Expr::Array { items, .. } | Expr::Set { items, .. } => items.iter().for_each(|item| in_expr(item, see)),
        Expr::Object { fields, .. } => fields.iter().for_each(|(_, key, value)| {
            in_expr(key, see);
            in_expr(value, see);
        }),
        Expr::ArrayCompr { term, query, .. } | Expr::SetCompr { term, query, .. } => {
            in_expr(term, see);
            in_query(query, see);
        }
        Expr::ObjectCompr { key, value, query, .. } => {
            in_expr(key, see);
            in_expr(value, see);
            in_query(query, see);
        }
        Expr::Call { params, .. } => params.iter().for_each(|p| in_expr(p, see)),
        Expr::UnaryExpr { expr, .. } => in_expr(expr, see),
        Expr::RefDot { refr, .. } => in_expr(refr, see),
        Expr::RefBrack { refr, index, .. } => {
            in_expr(refr, see);
            in_expr(index, see);
        }
        Expr::BinExpr { lhs, rhs, .. }
        | Expr::BoolExpr { lhs, rhs, .. }
        | Expr::ArithExpr { lhs, rhs, .. }
        | Expr::AssignExpr { lhs, rhs, .. } => {
            in_expr(lhs, see);
            in_expr(rhs, see);
        }
        Expr::Membership {
            key, value, collection, ..
        } => {
            key.iter().for_each(|key| in_expr(key, see));
            in_expr(value, see);
            in_expr(collection, see);
        }
        Expr::String { .. }
        | Expr::RawString { .. }
        | Expr::Number { .. }
        | Expr::Bool { .. }
        | Expr::Null { .. }
        | Expr::Var { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use regorus::Engine;

    use super::*;

    #[test]
    fn every_assignment_is_compared() {
        let text = "package p\n\nx := v if v := input.a\n\ny if {\n\ta := input.a\n\t[b, _] := input.b # note\n\tcount([w | some k in a; w := b[k]]) > 0\n} else := z if z := 1\n";
        let mut engine = Engine::new();
        engine.add_policy("p.rego".into(), text.into()).expect("parses");
        let modules = engine.get_modules().clone();
        let told = with_comparisons(&modules[0], text);
        assert_eq!(
            told,
            "package p\n\nx := v if { v := input.a; v == v }\n\ny if {\n\ta := input.a; a == a\n\t[b, _] := input.b; b == b # note\n\tcount([w | some k in a; w := b[k]; w == w]) > 0\n} else := z if { z := 1; z == z }\n"
        );
        engine
            .add_policy("q.rego".into(), told.replace("package p", "package q"))
            .expect("still parses");
    }
}
