//! The verdict algebra: one row for each (control, resource), decided by the engine and not by the
//! policy.
//!
//! `error` when the policy could not be evaluated. `unknown` when something that it reads is unread,
//! on the resource or on a kind that it looks up, unless the policy says that what it found is
//! certain. Else `fail` or `pass`. A listing that failed is an `unknown` row of its own, and a kind
//! that was fully listed without a single resource is `not_applicable`.

mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use regorus::{Engine, Value};

use crate::catalogue::Catalogue;
use crate::model::{Delta, Finding, Gap, GapReason, Resource, ResourceKey, Scope, Snapshot, Verdict};

use super::engine;
use super::library::{DENY, Library, Policy};
use view::{Index, document, unread, unresolved};

/// Evaluations of one policy that may run out of time before it is given up.
const MOST_OVERRUNS: usize = 3;
/// Resources that one piece of work judges.
const CHUNK: usize = 512;

/// What judging a snapshot gave.
#[derive(Debug, Default)]
pub struct Judgement {
    /// Sorted by control and resource.
    pub findings: Vec<Finding>,
    /// Controls none of whose kinds were collected.
    pub not_judged: Vec<String>,
}

/// Judges a snapshot by the given policies of a library.
pub fn judge(library: &Library, policies: &[&Policy], snapshot: &Snapshot) -> Judgement {
    let mut judgement = Judgement::default();
    let mut judged = Vec::new();
    for policy in policies {
        if is_judged(policy, snapshot) {
            judged.push(*policy);
        } else {
            judgement.not_judged.push(policy.control.id.clone());
        }
    }
    judgement.findings = judge_resources(library, &judged, snapshot);
    for policy in judged {
        judgement.findings.extend(rows_without_resource(policy, snapshot));
    }
    judgement
        .findings
        .sort_by(|a, b| (&a.control, &a.resource).cmp(&(&b.control, &b.resource)));
    judgement
}

/// True when one of the policy's kinds was collected, and of every other cloud in which it looks
/// something up at least one of the kinds that it looks up. A control that joins two clouds says
/// nothing where there is only one.
fn is_judged(policy: &Policy, snapshot: &Snapshot) -> bool {
    let collected = |kind: &str| snapshot.collected.iter().any(|c| c.kind == kind);
    let own: BTreeSet<&str> = policy.control.kinds.iter().map(|k| provider(k)).collect();
    let looked_up = policy.reads.snapshot.keys().map(String::as_str);
    let mut others: BTreeMap<&str, bool> = BTreeMap::new();
    for kind in looked_up.filter(|kind| !own.contains(provider(kind))) {
        *others.entry(provider(kind)).or_default() |= collected(kind);
    }
    policy.control.kinds.iter().any(|kind| collected(kind)) && others.values().all(|there| *there)
}

fn provider(kind: &str) -> &str {
    kind.split('.').next().unwrap_or(kind)
}

/// Rows for listings that failed, and the row of a control that has nothing to judge.
fn rows_without_resource(policy: &Policy, snapshot: &Snapshot) -> Vec<Finding> {
    let control = &policy.control;
    let key = |kind: &str, scope: &Scope| ResourceKey {
        kind: kind.to_owned(),
        scope: scope.clone(),
        id: String::new(),
    };
    let mut failed: BTreeMap<ResourceKey, Vec<Gap>> = BTreeMap::new();
    for gap in snapshot.gaps.iter().filter(|g| control.kinds.contains(&g.kind)) {
        failed
            .entry(key(&gap.kind, &gap.scope))
            .or_default()
            .push(gap.gap.clone());
    }
    if !failed.is_empty() {
        let unknown = |(key, gaps)| Finding {
            gaps,
            ..Finding::new(control, key, Verdict::Unknown)
        };
        return failed.into_iter().map(unknown).collect();
    }
    if snapshot.resources.iter().any(|r| control.kinds.contains(&r.kind)) {
        return Vec::new();
    }
    let scope = snapshot
        .collected
        .iter()
        .find(|c| control.kinds.contains(&c.kind))
        .map(|c| &c.scope);
    let scope = Scope {
        region: None,
        zone: None,
        ..scope.cloned().unwrap_or_default()
    };
    let kind = control.kinds.first().map_or("", String::as_str);
    vec![Finding::new(control, key(kind, &scope), Verdict::NotApplicable)]
}

/// Everything that resources of one scope are judged with.
struct Bench<'a> {
    engine: Engine,
    /// Why the engine did not take its data.
    problem: Option<String>,
    /// For each policy, the gaps on the kinds that it looks up from this scope.
    lookup_gaps: Vec<Vec<Gap>>,
    resources: Vec<&'a Resource>,
}

fn judge_resources(library: &Library, policies: &[&Policy], snapshot: &Snapshot) -> Vec<Finding> {
    let mut by_scope: BTreeMap<&Scope, Vec<&Resource>> = BTreeMap::new();
    for resource in &snapshot.resources {
        if policies.iter().any(|p| p.control.kinds.contains(&resource.kind)) {
            by_scope.entry(&resource.scope).or_default().push(resource);
        }
    }
    let index = Index::new(library, policies, snapshot);
    let benches: Vec<_> = by_scope
        .into_iter()
        .map(|(scope, resources)| bench(&index, policies, scope, resources))
        .collect();
    let chunks: Vec<_> = benches
        .iter()
        .flat_map(|bench| bench.resources.chunks(CHUNK).map(move |chunk| (bench, chunk)))
        .collect();
    let policies: Vec<Contender<'_>> = policies.iter().map(|p| Contender::new(p)).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut findings = Vec::new();
        while let Some((bench, chunk)) = chunks.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut engine = bench.engine.clone();
            for resource in *chunk {
                judge_one(&mut engine, bench, &policies, resource, &mut findings);
            }
        }
        findings
    };
    let threads = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(chunks.len());
    on_threads(threads, &work)
}

/// Runs the same work on several threads with deep stacks and joins what they give.
fn on_threads(threads: usize, work: &(impl Fn() -> Vec<Finding> + Sync)) -> Vec<Finding> {
    if threads <= 1 {
        return super::on_deep_stack(work);
    }
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| scope.spawn(|| super::on_deep_stack(work)))
            .collect();
        workers
            .into_iter()
            .flat_map(|w| w.join().unwrap_or_else(|p| std::panic::resume_unwind(p)))
            .collect()
    })
}

/// A policy, and how often it was ended for taking too long.
struct Contender<'a> {
    policy: &'a Policy,
    overruns: AtomicUsize,
}

impl<'a> Contender<'a> {
    fn new(policy: &'a Policy) -> Self {
        Self {
            policy,
            overruns: AtomicUsize::new(0),
        }
    }

    /// What the policy says of the engine's input. One that ran out of time again and again is not
    /// asked any more: the time limit holds for the run, too, and not for each resource alone.
    fn evaluate(&self, engine: &mut Engine, problem: Option<&str>) -> Result<Option<Value>, String> {
        if let Some(problem) = problem {
            return Err(problem.to_owned());
        }
        let overruns = self.overruns.load(Ordering::Relaxed);
        if overruns >= MOST_OVERRUNS {
            return Err(format!(
                "not evaluated: the policy ran out of time on {overruns} other resources"
            ));
        }
        let answer = engine::evaluate(engine, &self.policy.control.package, DENY);
        if answer.as_ref().is_err_and(|error| error.contains(engine::TIME_LIMIT)) {
            self.overruns.fetch_add(1, Ordering::Relaxed);
        }
        answer
    }
}

/// The engine with the data that a scope sees.
fn bench<'a>(index: &Index<'_>, policies: &[&Policy], scope: &Scope, resources: Vec<&'a Resource>) -> Bench<'a> {
    let mut engine = index.library.engine.clone();
    let problem = engine.add_data(index.data(scope)).err().map(|error| error.to_string());
    let lookup_gaps = policies.iter().map(|p| index.gaps(p, scope)).collect();
    Bench {
        engine,
        problem,
        lookup_gaps,
        resources,
    }
}

fn judge_one(
    engine: &mut Engine,
    bench: &Bench<'_>,
    policies: &[Contender<'_>],
    resource: &Resource,
    findings: &mut Vec<Finding>,
) {
    let mut prepared: Option<(Value, Vec<Gap>)> = None;
    for (contender, lookup_gaps) in policies.iter().zip(&bench.lookup_gaps) {
        let policy = contender.policy;
        if !policy.control.kinds.contains(&resource.kind) {
            continue;
        }
        let (input, unread) = prepared.get_or_insert_with(|| (Value::from(document(resource)), unread(resource)));
        engine.set_input(input.clone());
        let denied = contender.evaluate(engine, bench.problem.as_deref());
        if denied.is_err() {
            // What the engine was doing when it was ended must not colour its next answer.
            *engine = bench.engine.clone();
        }
        let denied = denied.and_then(|v| denials(v, &resource.kind));
        let own = unread.iter().filter(|g| policy.reads.touches(&g.path));
        let gaps: Vec<Gap> = own.chain(lookup_gaps).cloned().collect();
        findings.push(finding(policy, resource, denied, gaps));
    }
}

/// What a policy said of a resource.
#[derive(Debug, Default)]
struct Denials {
    deltas: Vec<Delta>,
    /// References that the snapshot does not hold.
    unresolved: Vec<Gap>,
}

fn finding(policy: &Policy, resource: &Resource, denied: Result<Denials, String>, mut gaps: Vec<Gap>) -> Finding {
    let mut finding = Finding {
        name: resource.name.clone(),
        arn: resource.arn.clone(),
        origin: resource.origin.clone(),
        ..Finding::new(&policy.control, resource.key(), Verdict::Pass)
    };
    match denied {
        Err(error) => {
            finding.verdict = Verdict::Error;
            finding.error = Some(error);
        }
        Ok(denials) => {
            gaps.extend(denials.unresolved);
            let failed = !denials.deltas.is_empty();
            finding.verdict = match (failed, gaps.is_empty()) {
                (false, true) => Verdict::Pass,
                (true, true) => Verdict::Fail,
                (true, false) if policy.control.certain => Verdict::Fail,
                (_, false) => Verdict::Unknown,
            };
            if finding.verdict == Verdict::Fail {
                finding.deltas = denials.deltas;
            }
        }
    }
    finding.gaps = gaps;
    finding
}

/// Reads the set that `deny` gave. An entry of another shape is an error: it would be lost evidence.
fn denials(value: Option<Value>, kind: &str) -> Result<Denials, String> {
    let value = value.ok_or("deny is undefined; it must be a partial set (`deny contains …`)")?;
    let entries = value
        .as_set()
        .map_err(|_| "deny is no set; write `deny contains finding.new(…)`".to_owned())?;
    let mut denials = Denials::default();
    for entry in entries.iter() {
        let entry = serde_json::to_value(entry).map_err(|e| e.to_string())?;
        let shape = || {
            format!(
                "deny holds {entry}; build its entries with finding.new, finding.because, finding.unread or finding.unsupported"
            )
        };
        let path = entry
            .get("path")
            .and_then(serde_json::Value::as_str)
            .ok_or_else(shape)?;
        if Catalogue::get()
            .kind(kind)
            .is_some_and(|k| !path.starts_with("tags") && !k.knows(path))
        {
            return Err(format!("deny names the path {path:?}, which {kind} does not have"));
        }
        let text = |name: &str| entry.get(name).and_then(serde_json::Value::as_str).map(str::to_owned);
        if let Some(message) = text("unread") {
            denials.unresolved.push(unresolved(path, message));
            continue;
        }
        if let Some(message) = text("unsupported") {
            let gap = unresolved(path, message);
            denials.unresolved.push(Gap {
                reason: GapReason::NotSupported,
                ..gap
            });
            continue;
        }
        let member = |name: &str| entry.get(name).cloned().ok_or_else(shape);
        denials.deltas.push(Delta {
            path: path.to_owned(),
            actual: member("actual")?,
            expected: member("expected")?,
            because: text("because"),
        });
    }
    Ok(denials)
}

#[cfg(test)]
mod tests;
