//! Lints on the syntax tree of one file.

use regorus::unstable::{Expr, Literal, Module, Query, Ref, Rule, RuleHead};

use super::Problem;

/// `not f(input.attributes.a.b)`: where `a` is null, the argument is undefined. Then the whole is true
/// here and undefined in OPA.
pub(super) fn negated_undefined(module: &Module) -> Vec<Problem> {
    let mut found = Vec::new();
    for rule in &module.policy {
        each_query(rule, &mut |query| {
            for statement in &query.stmts {
                if let Literal::NotExpr { expr, .. } = &statement.literal {
                    found.extend(undefined_argument(expr));
                }
            }
        });
    }
    found
}

fn undefined_argument(negated: &Expr) -> Option<Problem> {
    let Expr::Call { params, .. } = negated else {
        return None;
    };
    params.iter().find_map(|argument| {
        let (depth, at) = below_attributes(argument)?;
        if depth < 2 {
            // What stands directly below is there, or a gap that makes the verdict unknown.
            return undefined_argument(argument);
        }
        let message = "`not` on a call with a reference that may be undefined is true here, but undefined in OPA; \
                       read the value by object.get, or give the call a name of its own";
        Some(Problem::at(at, "negated-undefined", message))
    })
}

/// How many steps a reference goes below `input.attributes`, and where it starts.
fn below_attributes(expr: &Expr) -> Option<(usize, &regorus::unstable::Span)> {
    let mut depth = 0;
    let mut expr = expr;
    loop {
        match expr {
            Expr::RefDot { refr, field, .. } => {
                if let (Expr::Var { span, .. }, "attributes") = (refr.as_ref(), field.0.text()) {
                    return (span.text() == "input").then_some((depth, span));
                }
                expr = refr;
            }
            Expr::RefBrack { refr, .. } => expr = refr,
            Expr::Call { .. } => return Some((0, expr.span())),
            _ => return None,
        }
        depth += 1;
    }
}

/// Calls `visit` with every query of a rule, those within comprehensions and `every` included.
fn each_query(rule: &Rule, visit: &mut impl FnMut(&Query)) {
    match rule {
        Rule::Default { value, .. } => of_expr(value, visit),
        Rule::Spec { head, bodies, .. } => {
            let (parts, assign): (Vec<&Ref<Expr>>, _) = match head {
                RuleHead::Compr { refr, assign, .. } => (vec![refr], assign.as_ref()),
                RuleHead::Set { refr, key, .. } => (std::iter::once(refr).chain(key).collect(), None),
                RuleHead::Func { args, assign, .. } => (args.iter().collect(), assign.as_ref()),
            };
            for part in parts.into_iter().chain(assign.map(|a| &a.value)) {
                of_expr(part, visit);
            }
            for body in bodies {
                if let Some(assign) = &body.assign {
                    of_expr(&assign.value, visit);
                }
                of_query(&body.query, visit);
            }
        }
    }
}

fn of_query(query: &Query, visit: &mut impl FnMut(&Query)) {
    visit(query);
    for statement in &query.stmts {
        match &statement.literal {
            Literal::SomeVars { .. } => {}
            Literal::SomeIn { collection, .. } => of_expr(collection, visit),
            Literal::Expr { expr, .. } | Literal::NotExpr { expr, .. } => of_expr(expr, visit),
            Literal::Every { domain, query, .. } => {
                of_expr(domain, visit);
                of_query(query, visit);
            }
        }
    }
}

fn of_expr(expr: &Expr, visit: &mut impl FnMut(&Query)) {
    match expr {
        Expr::Array { items, .. } | Expr::Set { items, .. } => items.iter().for_each(|e| of_expr(e, visit)),
        Expr::Object { fields, .. } => {
            for (_, key, value) in fields {
                of_expr(key, visit);
                of_expr(value, visit);
            }
        }
        Expr::ArrayCompr { term, query, .. } | Expr::SetCompr { term, query, .. } => {
            of_expr(term, visit);
            of_query(query, visit);
        }
        Expr::ObjectCompr { key, value, query, .. } => {
            of_expr(key, visit);
            of_expr(value, visit);
            of_query(query, visit);
        }
        Expr::Call { params, .. } => params.iter().for_each(|e| of_expr(e, visit)),
        Expr::UnaryExpr { expr, .. } | Expr::RefDot { refr: expr, .. } => of_expr(expr, visit),
        Expr::RefBrack { refr, index, .. } => {
            of_expr(refr, visit);
            of_expr(index, visit);
        }
        Expr::BinExpr { lhs, rhs, .. }
        | Expr::BoolExpr { lhs, rhs, .. }
        | Expr::ArithExpr { lhs, rhs, .. }
        | Expr::AssignExpr { lhs, rhs, .. } => {
            of_expr(lhs, visit);
            of_expr(rhs, visit);
        }
        Expr::Membership { value, collection, .. } => {
            of_expr(value, visit);
            of_expr(collection, visit);
        }
        Expr::String { .. }
        | Expr::RawString { .. }
        | Expr::Number { .. }
        | Expr::Bool { .. }
        | Expr::Null { .. }
        | Expr::Var { .. } => {}
    }
}
