//! How much a change matters: the verdicts of the same controls on both sides.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::drift::{Advice, Class, Effect, Impact};
use crate::model::path::{self, Step};
use crate::model::{Control, Finding, ResourceKey, Severity, Verdict};

/// A control with what it reads of the resource that it judges.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    pub control: &'a Control,
    pub reads: &'a BTreeSet<Vec<Step>>,
}

/// What judging one side gave. Rows that pass may be left out: what was planned and is not there passed.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    pub findings: &'a [Finding],
    /// Controls that said nothing about this side.
    pub not_judged: &'a [String],
}

/// The verdicts of one side, to be looked up.
struct Verdicts<'a> {
    rows: HashMap<(&'a str, &'a ResourceKey), &'a Finding>,
    silent: BTreeSet<&'a str>,
}

impl<'a> Verdicts<'a> {
    fn of(judged: Judged<'a>) -> Self {
        let row = |finding: &'a Finding| ((finding.control.as_str(), &finding.resource), finding);
        Self {
            rows: judged.findings.iter().map(row).collect(),
            silent: judged.not_judged.iter().map(String::as_str).collect(),
        }
    }

    /// `None` where the control did not judge the resource.
    fn get(&self, control: &'a Control, key: &ResourceKey) -> Option<Verdict> {
        if self.silent.contains(control.id.as_str()) || !control.kinds.contains(&key.kind) {
            return None;
        }
        let row = self.rows.get(&(control.id.as_str(), key));
        Some(row.map_or(Verdict::Pass, |finding| finding.verdict))
    }
}

/// The verdicts of both sides.
pub struct Impacts<'a> {
    readers: BTreeMap<&'a str, Vec<Reader<'a>>>,
    base: Verdicts<'a>,
    current: Verdicts<'a>,
}

impl<'a> Impacts<'a> {
    /// Takes the verdicts of both sides by the same controls.
    pub fn new(readers: &[Reader<'a>], base: Judged<'a>, current: Judged<'a>) -> Self {
        let mut by_kind: BTreeMap<&str, Vec<Reader<'a>>> = BTreeMap::new();
        for reader in readers {
            for kind in &reader.control.kinds {
                by_kind.entry(kind).or_default().push(*reader);
            }
        }
        Self {
            readers: by_kind,
            base: Verdicts::of(base),
            current: Verdicts::of(current),
        }
    }

    fn of_kind(&self, kind: &str) -> &[Reader<'a>] {
        self.readers.get(kind).map(Vec::as_slice).unwrap_or_default()
    }

    /// What the changes at these paths do to the controls that read them.
    pub(super) fn of_paths(&self, base: &ResourceKey, current: &ResourceKey, paths: &[&str]) -> Vec<Impact> {
        let paths: Vec<Vec<Step>> = paths.iter().map(|path| path::parse(path)).collect();
        let touched = |reader: &Reader<'_>| {
            let reads = |path: &Vec<Step>| reader.reads.iter().any(|read| path::overlaps(read, path));
            paths.iter().any(reads)
        };
        let touching = self.of_kind(&current.kind).iter().filter(|reader| touched(reader));
        let impacts = touching.filter_map(|reader| {
            let effect = self.effect(reader.control, base, current)?;
            Some(impact(reader.control, effect))
        });
        sorted(impacts.collect())
    }

    fn effect(&self, control: &'a Control, base: &ResourceKey, current: &ResourceKey) -> Option<Effect> {
        match (self.base.get(control, base)?, self.current.get(control, current)?) {
            (Verdict::Pass, Verdict::Fail) => Some(Effect::Breaks),
            (Verdict::Fail, Verdict::Fail) => Some(Effect::StillFails),
            (Verdict::Fail, Verdict::Pass) => Some(Effect::Improves),
            _ => None,
        }
    }

    /// The controls that something which is new fails.
    pub(super) fn of_new(&self, current: &ResourceKey) -> Vec<Impact> {
        let fails = |reader: &&Reader<'a>| self.current.get(reader.control, current) == Some(Verdict::Fail);
        let failing = self.of_kind(&current.kind).iter().filter(fails);
        sorted(failing.map(|reader| impact(reader.control, Effect::Breaks)).collect())
    }

    /// Controls whose verdict on a resource is another one, as the class of their rows.
    pub(super) fn flips(&self, base: &ResourceKey, current: &ResourceKey) -> Vec<(Class, Impact)> {
        let readers = self.of_kind(&current.kind).iter();
        readers
            .filter_map(|reader| {
                let effect = self.effect(reader.control, base, current)?;
                let class = match effect {
                    Effect::Breaks => Class::Regression,
                    Effect::Improves => Class::Healed,
                    Effect::StillFails => return None,
                };
                Some((class, impact(reader.control, effect)))
            })
            .collect()
    }

    /// Everything that fails now.
    pub(super) fn failing(&self) -> impl Iterator<Item = &'a Finding> {
        self.current
            .rows
            .values()
            .copied()
            .filter(|f| f.verdict == Verdict::Fail)
    }
}

fn impact(control: &Control, effect: Effect) -> Impact {
    Impact {
        control: control.id.clone(),
        title: control.title.clone(),
        severity: control.severity,
        effect,
    }
}

/// What a failing row says.
pub(super) fn of_finding(finding: &Finding) -> Impact {
    Impact {
        control: finding.control.clone(),
        title: finding.title.clone(),
        severity: finding.severity,
        effect: Effect::StillFails,
    }
}

/// Worst first.
fn sorted(mut impacts: Vec<Impact>) -> Vec<Impact> {
    impacts.sort_by(|a, b| (a.effect, b.severity, &a.control).cmp(&(b.effect, a.severity, &b.control)));
    impacts
}

/// The severity of the worst control that is broken.
pub(super) fn worst(impacts: &[Impact]) -> Severity {
    let broken = impacts.iter().filter(|i| i.effect == Effect::Breaks);
    broken.map(|i| i.severity).max().unwrap_or(Severity::Info)
}

/// Which side of a change is right.
pub(super) fn advice(impacts: &[Impact]) -> Advice {
    let any = |effect| impacts.iter().any(|impact: &Impact| impact.effect == effect);
    match (any(Effect::Breaks), any(Effect::StillFails), any(Effect::Improves)) {
        (true, false, false) => Advice::Apply,
        (false, false, true) => Advice::ChangeCode,
        (false, false, false) => Advice::ApplyOrAccept,
        _ => Advice::FixCodeThenApply,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(effects: &[(Effect, Severity)]) -> Vec<Impact> {
        let impact = |(effect, severity): &(Effect, Severity)| Impact {
            control: "c".into(),
            title: "t".into(),
            severity: *severity,
            effect: *effect,
        };
        effects.iter().map(impact).collect()
    }

    #[test]
    fn which_side_is_right_follows_from_the_verdicts() {
        use Effect::{Breaks, Improves, StillFails};
        for (effects, expected) in [
            (vec![], Advice::ApplyOrAccept),
            (vec![Breaks], Advice::Apply),
            (vec![Improves], Advice::ChangeCode),
            (vec![StillFails], Advice::FixCodeThenApply),
            (vec![Breaks, Improves], Advice::FixCodeThenApply),
            (vec![Breaks, StillFails], Advice::FixCodeThenApply),
        ] {
            let impacts: Vec<_> = effects.iter().map(|e| (*e, Severity::Low)).collect();
            assert_eq!(advice(&some(&impacts)), expected, "{effects:?}");
        }
    }

    #[test]
    fn only_what_breaks_counts_for_the_severity() {
        let impacts = some(&[
            (Effect::Breaks, Severity::Medium),
            (Effect::Improves, Severity::Critical),
            (Effect::StillFails, Severity::High),
        ]);
        assert_eq!(worst(&impacts), Severity::Medium);
        assert_eq!(worst(&[]), Severity::Info);
    }
}
