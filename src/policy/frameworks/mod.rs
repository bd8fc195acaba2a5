//! Frameworks: reads and checks their files, picks by `--framework`, and judges clause by clause.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::model::{
    Clause, ClauseCoverage, ClauseResult, ClauseStatus, Collected, Control, Coverage, Framework, FrameworkResult, Tally,
};

use super::error::{PolicyError, did_you_mean};
use super::files::embedded_below;
use super::library::{Library, Policy};

const LONGEST_TITLE: usize = 75;
const FOLDER: &str = "frameworks";

pub type Frameworks = BTreeMap<String, Framework>;

/// What one `--framework` names: a framework, or some clauses of it.
#[derive(Debug, Clone)]
pub struct Chosen<'a> {
    pub framework: &'a Framework,
    /// All when empty.
    clauses: Vec<&'a Clause>,
}

impl<'a> Chosen<'a> {
    pub fn takes(&self, control: &Control) -> bool {
        let key = &self.framework.key;
        if self.clauses.is_empty() {
            return control.frameworks.contains_key(key);
        }
        self.clauses.iter().any(|c| control.maps_to(key, &c.id))
    }

    fn clauses(&self) -> Vec<&'a Clause> {
        match self.clauses.is_empty() {
            true => self.framework.clauses.iter().collect(),
            false => self.clauses.clone(),
        }
    }

    /// Which of the policies cover each clause.
    pub fn coverage(&self, policies: &[&'a Policy]) -> Coverage<'a> {
        let clauses = self.clauses().into_iter().map(|clause| {
            let mapped = policies.iter().map(|p| &p.control);
            let mapped = mapped.filter(|c| c.maps_to(&self.framework.key, &clause.id));
            ClauseCoverage {
                clause,
                controls: mapped.map(|c| c.id.as_str()).collect(),
            }
        });
        Coverage {
            framework: self.framework,
            clauses: clauses.collect(),
        }
    }
}

impl Library {
    /// What the names mean, each `KEY` or `KEY:CLAUSE`.
    pub fn chosen(&self, names: &[String]) -> Result<Vec<Chosen<'_>>, String> {
        let mut chosen: Vec<Chosen<'_>> = Vec::new();
        for name in names {
            let (key, id) = match name.split_once(':') {
                Some((key, id)) => (key, Some(id)),
                None => (name.as_str(), None),
            };
            let framework = self.frameworks.get(key).ok_or_else(|| {
                let known: Vec<&str> = self.frameworks.keys().map(String::as_str).collect();
                format!("no framework is called {key:?}; there are {}", known.join(", "))
            })?;
            let clause = match id {
                Some(id) => Some(clause(framework, id)?),
                None => None,
            };
            match (chosen.iter_mut().find(|c| c.framework.key == key), clause) {
                (Some(old), None) => old.clauses.clear(),
                (Some(old), Some(clause)) if !old.clauses.is_empty() => old.clauses.push(clause),
                (Some(_), Some(_)) => {}
                (None, clause) => chosen.push(Chosen {
                    framework,
                    clauses: clause.into_iter().collect(),
                }),
            }
        }
        Ok(chosen)
    }

    /// Every framework, whole.
    pub fn all_frameworks(&self) -> Vec<Chosen<'_>> {
        let whole = |framework| Chosen {
            framework,
            clauses: Vec::new(),
        };
        self.frameworks.values().map(whole).collect()
    }
}

fn clause<'a>(framework: &'a Framework, id: &str) -> Result<&'a Clause, String> {
    let found = framework.clauses.iter().find(|c| c.id == id);
    found.ok_or_else(|| {
        let hint = did_you_mean(id, framework.clauses.iter().map(|c| c.id.as_str()));
        format!(
            "{} has no clause {id:?}{hint}; `trueline policy list --framework {}` shows them all",
            framework.key, framework.key
        )
    })
}

/// The embedded frameworks and those of the user's folders; a file of the same name replaces one.
pub(crate) fn load(folders: &[PathBuf]) -> Result<Frameworks, Vec<PolicyError>> {
    let mut texts: BTreeMap<String, (String, String)> = BTreeMap::new();
    for (path, text) in embedded_below(FOLDER) {
        texts.insert(stem(Path::new(&path)), (format!("policies/{path}"), text));
    }
    for folder in folders {
        let folder = folder.join(FOLDER);
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for path in entries.filter_map(|e| Some(e.ok()?.path())) {
            if path.extension().is_none_or(|e| e != "yaml") {
                continue;
            }
            let shown = path.display().to_string();
            let text =
                std::fs::read_to_string(&path).map_err(|e| vec![PolicyError::new(&shown, 0, 0, e.to_string())])?;
            texts.insert(stem(&path), (shown, text));
        }
    }
    let mut frameworks = Frameworks::new();
    let mut errors = Vec::new();
    for (key, (file, text)) in texts {
        match read(&file, &key, &text) {
            Ok(framework) => {
                frameworks.insert(key, framework);
            }
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(frameworks) } else { Err(errors) }
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn read(file: &str, key: &str, text: &str) -> Result<Framework, PolicyError> {
    let framework: Framework = serde_saphyr::from_str(text).map_err(|e| PolicyError::yaml(file, 0, &e))?;
    let at = |part: &str| {
        let last = text.lines().enumerate().filter(|(_, line)| line.contains(part)).last();
        last.map_or(0, |(n, _)| u32::try_from(n + 1).unwrap_or(0))
    };
    if framework.key != key {
        let message = format!("key is {:?}, but the file's name makes it {key:?}", framework.key);
        return Err(PolicyError::new(file, at("key:"), 0, message));
    }
    let mut seen = BTreeSet::new();
    for clause in &framework.clauses {
        let line = at(&format!("id: \"{}\"", clause.id));
        if !seen.insert(&clause.id) {
            let message = format!("clause {:?} is there twice", clause.id);
            return Err(PolicyError::new(file, line, 0, message));
        }
        if clause.id.is_empty() || clause.title.is_empty() || clause.title.chars().count() > LONGEST_TITLE {
            let message = format!(
                "clause {:?} needs an id and a title of at most {LONGEST_TITLE} characters",
                clause.id
            );
            return Err(PolicyError::new(file, line, 0, message));
        }
    }
    Ok(framework)
}

/// What is wrong with the frameworks that a control names.
pub(crate) fn check(frameworks: &Frameworks, control: &Control, text: &str) -> Vec<PolicyError> {
    let mut errors = Vec::new();
    let mut fail = |parts: &[&str], message| {
        errors.push(PolicyError::new(&control.file, line_of(text, parts), 0, message));
    };
    for (key, ids) in &control.frameworks {
        let stated = format!("{key}:");
        let Some(framework) = frameworks.get(key) else {
            let hint = did_you_mean(key, frameworks.keys().map(String::as_str));
            let known: Vec<&str> = frameworks.keys().map(String::as_str).collect();
            let message = format!("framework {key:?} is not known{hint}; there are {}", known.join(", "));
            fail(&["frameworks:", &stated], message);
            continue;
        };
        for id in ids {
            if framework.clauses.iter().all(|c| c.id != *id) {
                let hint = did_you_mean(id, framework.clauses.iter().map(|c| c.id.as_str()));
                let quoted = format!("\"{id}\"");
                let message = format!("framework {key} has no clause {id:?}{hint}");
                fail(&["frameworks:", &stated, &quoted], message);
            }
        }
    }
    errors
}

/// The line on which the parts, each at or below the one before, come to stand. 1-based.
fn line_of(text: &str, parts: &[&str]) -> u32 {
    let mut at = 0;
    for part in parts {
        let below = text.lines().skip(at).position(|line| line.contains(part));
        at += below.unwrap_or(0);
    }
    u32::try_from(at + 1).unwrap_or(0)
}

/// Says of every chosen clause how it stands. Controls that speak of a cloud that the snapshot does
/// not hold at all are left out of account; any other control that was not judged keeps its clauses
/// from passing.
pub fn results(
    library: &Library,
    chosen: &[Chosen<'_>],
    tallies: &BTreeMap<String, Tally>,
    collected: &[Collected],
) -> Vec<FrameworkResult> {
    let seen: BTreeSet<&str> = collected.iter().map(|c| provider(&c.kind)).collect();
    let result = |chosen: &Chosen<'_>| {
        let key = &chosen.framework.key;
        let clauses = chosen.clauses().into_iter().map(|clause| {
            let mapped = library.policies.values().filter(|p| p.control.maps_to(key, &clause.id));
            judged(clause, &mapped.collect::<Vec<_>>(), tallies, &seen)
        });
        FrameworkResult {
            key: key.clone(),
            name: chosen.framework.name.clone(),
            version: chosen.framework.version.clone(),
            clauses: clauses.collect(),
        }
    };
    chosen.iter().map(result).collect()
}

fn judged(
    clause: &Clause,
    mapped: &[&Policy],
    tallies: &BTreeMap<String, Tally>,
    seen: &BTreeSet<&str>,
) -> ClauseResult {
    let mut result = ClauseResult {
        id: clause.id.clone(),
        title: clause.title.clone(),
        status: ClauseStatus::NotJudged,
        scope: clause.scope,
        controls: mapped.iter().map(|p| p.control.id.clone()).collect(),
        failing: BTreeMap::new(),
        missing: Vec::new(),
        fail: 0,
        unknown: 0,
        pass: 0,
    };
    for policy in mapped {
        let id = &policy.control.id;
        let Some(tally) = tallies.get(id) else {
            if speaks_of(policy).all(|cloud| seen.contains(cloud)) {
                result.missing.push(id.clone());
            }
            continue;
        };
        if tally.fail > 0 {
            result.failing.insert(id.clone(), tally.fail);
        }
        result.fail += tally.fail;
        result.unknown += tally.unknown + tally.error;
        result.pass += tally.pass;
    }
    result.status = if mapped.is_empty() {
        match clause.automatable {
            true => ClauseStatus::NotCovered,
            false => ClauseStatus::NotAutomatable,
        }
    } else if result.fail > 0 {
        ClauseStatus::Failing
    } else if result.unknown > 0 || result.pass > 0 && !result.missing.is_empty() {
        ClauseStatus::Unknown
    } else if result.pass > 0 {
        ClauseStatus::Passing
    } else {
        ClauseStatus::NotJudged
    };
    result
}

/// The clouds whose facts a policy needs.
fn speaks_of(policy: &Policy) -> impl Iterator<Item = &str> {
    let kinds = policy.control.kinds.iter().chain(policy.reads.snapshot.keys());
    kinds.map(|kind| provider(kind))
}

fn provider(kind: &str) -> &str {
    kind.split('.').next().unwrap_or(kind)
}

#[cfg(test)]
mod tests;
