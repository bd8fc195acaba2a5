//! Keeps the analysis of a library from one run to the next.
//!
//! Walking the syntax trees of some hundred policies takes longer than judging a pull request. What it
//! yields depends on the files, the spec and this program alone, so it is kept in the user's cache folder
//! under a digest of all of them. A file that is missing, cut off or changed is as if there were none.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::catalogue::Catalogue;
use crate::model::digest;

use super::files::RegoFile;
use super::frameworks::Frameworks;
use super::library::Analysis;
use super::spec::Spec;

/// Names the folder; empty for no cache.
const FOLDER: &str = "TRUELINE_CACHE_DIR";
/// Analyses that are kept: those that were used last.
const MOST: usize = 16;
const ENDING: &str = "analysis";

/// What the analysis depends on, as one digest; `None` where this program can't tell itself apart from
/// other builds of it.
pub(super) fn key(files: &[RegoFile], spec: &Spec, frameworks: &Frameworks) -> Option<String> {
    folder()?;
    let parts = files.iter().filter(|f| !f.is_test() || !f.is_ours()).flat_map(|file| {
        let origin = format!("{:?}", file.origin);
        [file.shown.clone(), file.package.clone(), file.text.clone(), origin]
    });
    let rest = [
        this_program()?,
        Catalogue::source_digest(),
        format!("{spec:?}"),
        format!("{frameworks:?}"),
    ];
    Some(digest::of_parts(parts.chain(rest)))
}

/// The analysis of an earlier run.
pub(super) fn find(key: Option<&str>) -> Option<Analysis> {
    find_in(&folder()?, key?)
}

/// Keeps an analysis for later runs. That it can't is no reason to stop.
pub(super) fn keep(key: Option<&str>, analysis: &Analysis) {
    let (Some(folder), Some(key)) = (folder(), key) else {
        return;
    };
    if let Err(error) = keep_in(&folder, key, analysis) {
        tracing::debug!(
            "the analysis of the policies is not kept in {}: {error}",
            folder.display()
        );
    }
}

fn find_in(folder: &Path, key: &str) -> Option<Analysis> {
    let path = folder.join(key).with_extension(ENDING);
    let text = fs::read_to_string(&path).ok()?;
    let (seal, body) = text.split_once('\n')?;
    if seal != digest::of_bytes(body) {
        return None;
    }
    // Where it can't be marked as used it is only removed earlier.
    let marked = fs::File::options().append(true).open(&path);
    let _ = marked.and_then(|file| file.set_modified(SystemTime::now()));
    serde_json::from_str(body).ok()
}

fn keep_in(folder: &Path, key: &str, analysis: &Analysis) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let body = serde_json::to_string(analysis)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(format!("{}\n{body}", digest::of_bytes(&body)).as_bytes())?;
    file.persist(folder.join(key).with_extension(ENDING))?;
    remove_old(folder)
}

/// Removes all but the newest.
fn remove_old(folder: &Path) -> std::io::Result<()> {
    let mut kept: Vec<_> = fs::read_dir(folder)?
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let ours = path.extension().is_some_and(|e| e == ENDING);
            Some((path.metadata().ok()?.modified().ok()?, path)).filter(|_| ours)
        })
        .collect();
    kept.sort();
    let too_many = kept.len().saturating_sub(MOST);
    kept.iter()
        .take(too_many)
        .try_for_each(|(_, path)| fs::remove_file(path))
}

#[cfg(not(test))]
fn folder() -> Option<PathBuf> {
    match std::env::var_os(FOLDER) {
        Some(named) => (!named.is_empty()).then(|| named.into()),
        None => {
            use etcetera::BaseStrategy;
            Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("trueline"))
        }
    }
}

/// Unit tests look at the analysis itself.
#[cfg(test)]
fn folder() -> Option<PathBuf> {
    let _ = FOLDER;
    None
}

/// What tells this build of the program from others.
fn this_program() -> Option<String> {
    let file = std::env::current_exe().ok()?.metadata().ok()?;
    Some(format!(
        "{} {} {:?}",
        env!("CARGO_PKG_VERSION"),
        file.len(),
        file.modified().ok()?
    ))
}

#[cfg(test)]
mod tests {
    use super::super::library::{Library, Sources};
    use super::*;

    fn shipped() -> Analysis {
        let library = Library::load(&Sources::default()).expect("shipped policies");
        let control = |p: &super::super::Policy| (p.control.clone(), p.reads.clone());
        Analysis {
            controls: library.policies.values().map(control).collect(),
            facts: library.facts.into_iter().collect(),
        }
    }

    #[test]
    fn what_is_kept_is_what_was_analysed_and_damage_is_noticed() {
        let folder = tempfile::tempdir().expect("folder");
        let below = folder.path().join("new");
        let analysis = shipped();
        keep_in(&below, "k", &analysis).expect("kept");
        let mut found = find_in(&below, "k").expect("found");
        for ((_, found), (_, analysed)) in found.controls.iter_mut().zip(&analysis.controls) {
            found.take_sites_of(analysed);
        }
        assert!(found == analysis);
        assert!(find_in(&below, "other").is_none());

        let file = below.join("k").with_extension(ENDING);
        let text = fs::read_to_string(&file).expect("text");
        for damaged in [&text[..text.len() - 1], &text.replacen("critical", "low", 1), ""] {
            fs::write(&file, damaged).expect("written");
            assert!(find_in(&below, "k").is_none());
        }
    }

    #[test]
    fn only_the_newest_are_kept() {
        let folder = tempfile::tempdir().expect("folder");
        for n in 0..MOST + 3 {
            keep_in(folder.path(), &format!("k{n}"), &Analysis::default()).expect("kept");
        }
        assert!(find_in(folder.path(), &format!("k{}", MOST + 2)).is_some());
        assert_eq!(fs::read_dir(folder.path()).expect("folder").count(), MOST);
    }
}
