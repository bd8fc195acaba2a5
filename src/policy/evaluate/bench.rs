//! Judging resource by resource, on all cores.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use regorus::Value;

use crate::catalogue::{Catalogue, Watch};
use crate::model::{Finding, Gap, Resource, Scope, Verdict, path};

use super::super::engine::{self, Machine};
use super::super::library::{Library, Policy};
use super::super::parallel::{CHUNK, in_parallel, on_threads, threads_for};
use super::super::prepared::Grouped;
use super::evidence::{Entry, Evidence};
use super::memo::{Deciding, Memo};
use super::project::Projection;
use super::rows::Denials;
use super::view::{Data, Index};
use super::{Judgement, Keep};

/// Evaluations of one policy that may run out of time before it is given up.
const MOST_OVERRUNS: usize = 3;

/// Scopes that are judged together.
const GROUP: usize = 64;

/// A policy, and how it fared.
struct Contender<'a> {
    policy: &'a Policy,
    /// Number of its group; `None` where there is nothing for it to judge.
    group: Option<usize>,
    /// What its answers depend on, where they can be remembered.
    deciding: Option<Deciding>,
    /// Evaluations that ran out of time.
    overruns: AtomicUsize,
}

/// The policies of a kind, and what they read.
struct Stand<'a> {
    /// Places in the list of policies.
    policies: Vec<usize>,
    projection: Projection,
    watch: Option<Watch<'a>>,
}

/// Everything that resources of one scope are judged with.
struct Bench<'a> {
    data: Data,
    /// For each policy, the gaps on the kinds that it looks up from this scope.
    lookup_gaps: Vec<Vec<Gap>>,
    entries: Vec<&'a Entry<'a>>,
}

pub(super) fn judge_resources(
    library: &Library,
    policies: &[&Policy],
    evidence: &Evidence<'_>,
    keep: Keep,
) -> Judgement {
    let stands = stands(policies);
    let mut by_scope: BTreeMap<&Scope, Vec<&Entry<'_>>> = BTreeMap::new();
    for entry in evidence.entries.iter().filter(|e| stands.contains_key(e.kind)) {
        by_scope.entry(entry.scope).or_default().push(entry);
    }
    let index = Index::new(library, policies, evidence);
    let by_scope: Vec<_> = by_scope.into_iter().collect();
    let populated: BTreeSet<&str> = by_scope
        .iter()
        .flat_map(|(_, entries)| entries)
        .map(|e| e.kind)
        .collect();
    let judging = |p: &&&Policy| p.control.kinds.iter().any(|kind| populated.contains(kind.as_str()));
    let groups = Grouped::new(library, policies.iter().filter(judging).copied());
    let contenders: Vec<Contender<'_>> = policies.iter().map(|p| Contender::new(&groups, p)).collect();
    let mut whole = Judgement::default();
    // What a group of scopes was judged with is given up before the next comes.
    for group in by_scope.chunks(GROUP) {
        let benches = in_parallel(group, 1, |(scope, entries)| {
            bench(&index, &stands, policies, scope, entries)
        });
        for part in judge_benches(&benches, &stands, &groups, &contenders, keep) {
            whole.join(part);
        }
    }
    whole
}

/// Puts together what the resources of a scope are judged with.
fn bench<'a>(
    index: &Index<'_>,
    stands: &BTreeMap<&str, Stand<'_>>,
    policies: &[&Policy],
    scope: &Scope,
    entries: &[&'a Entry<'a>],
) -> Bench<'a> {
    let kinds: BTreeSet<&str> = entries.iter().map(|e| e.kind).collect();
    let numbers: BTreeSet<usize> = kinds.iter().flat_map(|kind| stands[kind].policies.clone()).collect();
    let gaps = |(number, policy): (usize, &&Policy)| match numbers.contains(&number) {
        true => index.gaps(policy, scope),
        false => Vec::new(),
    };
    Bench {
        data: index.data(scope, numbers.iter().map(|number| policies[*number])),
        lookup_gaps: policies.iter().enumerate().map(gaps).collect(),
        entries: entries.to_vec(),
    }
}

/// Judges the resources of some scopes, on all cores.
fn judge_benches(
    benches: &[Bench<'_>],
    stands: &BTreeMap<&str, Stand<'_>>,
    groups: &Grouped<'_>,
    contenders: &[Contender<'_>],
    keep: Keep,
) -> Vec<Judgement> {
    let chunks: Vec<_> = benches
        .iter()
        .flat_map(|bench| bench.entries.chunks(CHUNK).map(move |chunk| (bench, chunk)))
        .collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut judgement = Judgement::default();
        let mut worker: Option<Worker<'_>> = None;
        while let Some((bench, chunk)) = chunks.get(next.fetch_add(1, Ordering::Relaxed)) {
            let worker = worker.get_or_insert_with(|| Worker::new(bench, groups, contenders, keep));
            worker.move_to(bench);
            for entry in *chunk {
                worker.judge(&stands[entry.kind], entry, &mut judgement);
            }
        }
        judgement
    };
    on_threads(threads_for(chunks.len()), &work)
}

/// For each kind that is judged, by which policies.
fn stands<'a>(policies: &[&'a Policy]) -> BTreeMap<&'a str, Stand<'a>> {
    let kinds: BTreeSet<&str> = policies
        .iter()
        .flat_map(|p| &p.control.kinds)
        .map(String::as_str)
        .collect();
    let stand = |kind: &str| {
        let judging = |(_, p): &(usize, &&Policy)| p.control.kinds.iter().any(|k| k == kind);
        let chosen: Vec<usize> = policies.iter().enumerate().filter(judging).map(|(n, _)| n).collect();
        let reads = chosen.iter().map(|n| &policies[*n].reads.input);
        Stand {
            projection: Projection::of(reads.clone().flatten()),
            watch: Catalogue::get().kind(kind).map(|k| k.watch(reads)),
            policies: chosen,
        }
    };
    kinds.into_iter().map(|kind| (kind, stand(kind))).collect()
}

impl<'a> Contender<'a> {
    fn new(groups: &Grouped<'_>, policy: &'a Policy) -> Self {
        Self {
            policy,
            group: groups.number_of(policy),
            deciding: Deciding::of(&policy.reads),
            overruns: AtomicUsize::new(0),
        }
    }

    /// Why the policy is not asked any more: one that ran out of time again and again. The time limit
    /// holds for the run, too, and not for each resource alone.
    fn given_up(&self) -> Option<String> {
        let overruns = self.overruns.load(Ordering::Relaxed);
        (overruns >= MOST_OVERRUNS)
            .then(|| format!("not evaluated: the policy ran out of time on {overruns} other resources"))
    }
}

/// One thread's tools for the scope that it is at.
struct Worker<'a> {
    bench: &'a Bench<'a>,
    keep: Keep,
    seats: Vec<Seat<'a>>,
    machines: Machines<'a>,
}

/// One policy with what it said here.
struct Seat<'a> {
    contender: &'a Contender<'a>,
    memo: Memo<Denials>,
}

/// The machine of each group, once it was needed.
struct Machines<'a> {
    groups: &'a Grouped<'a>,
    made: Vec<Option<Machine>>,
}

impl<'a> Worker<'a> {
    fn new(bench: &'a Bench<'a>, groups: &'a Grouped<'a>, contenders: &'a [Contender<'a>], keep: Keep) -> Self {
        let seat = |contender| Seat {
            contender,
            memo: Memo::default(),
        };
        Self {
            bench,
            keep,
            seats: contenders.iter().map(seat).collect(),
            machines: Machines {
                groups,
                made: (0..groups.len()).map(|_| None).collect(),
            },
        }
    }

    /// Goes on with another scope. Policies that look nothing up say the same everywhere.
    fn move_to(&mut self, bench: &'a Bench<'a>) {
        if std::ptr::eq(self.bench, bench) {
            return;
        }
        self.bench = bench;
        let looking_up = |seat: &&mut Seat<'_>| !seat.contender.policy.reads.snapshot.is_empty();
        for seat in self.seats.iter_mut().filter(looking_up) {
            seat.memo = Memo::default();
        }
    }

    fn judge(&mut self, stand: &Stand<'_>, entry: &Entry<'_>, judgement: &mut Judgement) {
        judgement.resources += 1;
        let (resource, problem) = match entry.resource(&stand.projection) {
            Ok(resource) => (Some(resource), None),
            Err(problem) => (None, Some(problem)),
        };
        let unread = match (&resource, &stand.watch) {
            (Some(resource), Some(watch)) => watch.gaps(resource),
            _ => Vec::new(),
        };
        let document = resource.as_ref().map(|r| stand.projection.document(r));
        for number in &stand.policies {
            let seat = &mut self.seats[*number];
            let policy = seat.contender.policy;
            let denials = match (&document, &problem) {
                (Some(document), _) => seat.denials(&mut self.machines, &self.bench.data, document, entry.kind),
                (None, problem) => Err(problem.clone().unwrap_or_default()),
            };
            let own = unread.iter().filter(|g| policy.reads.touches(&g.path));
            let lookups = &self.bench.lookup_gaps[*number];
            let gaps = || -> Vec<Gap> { own.clone().chain(lookups).cloned().collect() };
            let row = || row(policy, entry, resource.as_deref());
            match denials {
                Ok(denials) => {
                    let gaps = gaps();
                    if self.keep == Keep::AllButPasses && denials.verdict(policy, &gaps) == Verdict::Pass {
                        judgement.pass(policy);
                    } else {
                        judgement.add(denials.complete(policy, gaps, row()), self.keep);
                    }
                }
                Err(error) => {
                    let failed = Finding {
                        verdict: Verdict::Error,
                        error: Some(error),
                        gaps: gaps(),
                        ..row()
                    };
                    judgement.add(failed, self.keep);
                }
            }
        }
    }
}

/// A row without its verdict.
fn row(policy: &Policy, entry: &Entry<'_>, resource: Option<&Resource>) -> Finding {
    let finding = Finding::new(&policy.control, entry.key(), Verdict::Error);
    match resource {
        None => finding,
        Some(resource) => Finding {
            name: resource.name.clone(),
            arn: resource.arn.clone(),
            origin: resource.origin.clone(),
            tags: known_tags(resource),
            ..finding
        },
    }
}

/// A resource's tags. Of a kind whose tags are read apart, none at all may mean that nobody asked.
fn known_tags(resource: &Resource) -> Option<BTreeMap<String, String>> {
    let silent = || {
        let apart = Catalogue::get()
            .kind(&resource.kind)
            .is_some_and(|k| k.attributes.contains_key("tags"));
        apart && resource.tags.is_empty() && !resource.attributes.contains_key("tags")
    };
    let tags = [path::Step::Field("tags".to_owned())];
    let unread = resource
        .gaps
        .iter()
        .any(|gap| path::overlaps(&path::parse(&gap.path), &tags));
    (!unread && !silent()).then(|| resource.tags.clone())
}

impl Seat<'_> {
    /// What the policy says of a document.
    fn denials(
        &mut self,
        machines: &mut Machines<'_>,
        data: &Data,
        document: &Value,
        kind: &str,
    ) -> Result<std::sync::Arc<Denials>, String> {
        if let Some(reason) = self.contender.given_up() {
            return Err(reason);
        }
        let contender = self.contender;
        self.memo.answer(contender.deciding.as_ref(), document, || {
            let value = machines.ask(contender, data, document)?;
            Denials::read(value, kind)
        })
    }
}

impl Machines<'_> {
    /// Asks the policy itself.
    fn ask(&mut self, contender: &Contender<'_>, data: &Data, document: &Value) -> Result<Option<Value>, String> {
        if let Some(problem) = data.problem_for(contender.policy) {
            return Err(problem);
        }
        let number = contender.group.ok_or("nothing of its kinds was seen")?;
        let group = self.groups.get(number)?;
        let question = group.question(contender.policy)?;
        let machine = self.made[number].get_or_insert_with(|| group.machine());
        let answer = machine.ask(question, &data.value, document.clone());
        if answer.as_ref().is_err_and(|error| engine::is_overrun(error)) {
            contender.overruns.fetch_add(1, Ordering::Relaxed);
        }
        answer
    }
}
