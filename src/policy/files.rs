//! Finds policy files: the embedded ones, and those in the user's folders.
//!
//! A file's place is its package. A user's file takes the place of the embedded one of the same
//! package; two folders of the user's that hold the same package are a mistake, since nothing says
//! which of them is meant.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;
use serde::Serialize;

use super::error::PolicyError;
use super::library::Sources;

#[derive(RustEmbed)]
#[folder = "policies"]
struct Embedded;

/// Packages below these are no controls: helpers, and facts that are computed once for all policies.
const HELPERS: [&str; 2] = ["lib", "facts"];
const TEST: &str = "_test";
const ENDING: &str = ".rego";

/// Where a file comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Part of this program, and so tested when it was built.
    BuiltIn,
    /// A folder of the user's.
    Added,
    /// The same, in place of an embedded file.
    Replaced,
}

/// One Rego file.
#[derive(Debug, Clone)]
pub(crate) struct RegoFile {
    /// For people: the path on disk, or `policies/…` for an embedded file.
    pub(crate) shown: String,
    pub(crate) package: String,
    pub(crate) text: String,
    pub(crate) origin: Origin,
}

impl RegoFile {
    pub(crate) fn is_test(&self) -> bool {
        self.package.ends_with(TEST)
    }

    pub(crate) fn is_helper(&self) -> bool {
        let first = self.package.split('.').next();
        first.is_some_and(|first| HELPERS.contains(&first))
    }

    pub(crate) fn is_ours(&self) -> bool {
        self.origin == Origin::BuiltIn
    }
}

/// The text of an embedded file.
pub(super) fn embedded(path: &str) -> Option<String> {
    Embedded::get(path).and_then(|f| String::from_utf8(f.data.into_owned()).ok())
}

/// The embedded files below a folder, as (path, text).
pub(super) fn embedded_below(folder: &str) -> impl Iterator<Item = (String, String)> {
    let below = all_embedded().filter(move |path| path.split('/').next() == Some(folder));
    below.filter_map(|path| embedded(&path).map(|text| (path, text)))
}

/// The paths of all embedded files.
pub(super) fn all_embedded() -> impl Iterator<Item = String> {
    Embedded::iter().map(|path| path.into_owned())
}

/// The embedded file of a control.
pub fn built_in(id: &str) -> Option<String> {
    let mut paths = all_embedded().filter_map(|path| path.strip_suffix(ENDING).map(str::to_owned));
    let path = paths.find(|path| path.replace(['/', '_'], "-") == id)?;
    Some(format!("policies/{path}{ENDING}"))
}

/// All Rego files, by package. What is wrong with their places is reported at once.
pub(crate) fn find(sources: &Sources) -> Result<Vec<RegoFile>, Vec<PolicyError>> {
    let mut files = BTreeMap::new();
    let mut errors = Vec::new();
    for path in all_embedded().filter(|p| p.ends_with(ENDING)) {
        let text = embedded(&path).ok_or_else(|| PolicyError::new(&path, 0, 0, "is not UTF-8"));
        let file = text.and_then(|text| placed(&path, format!("policies/{path}"), text, Origin::BuiltIn));
        match file {
            Ok(file) if sources.no_builtin && (file.is_test() || !file.is_helper()) => {}
            Ok(file) => errors.extend(add(&mut files, file)),
            Err(error) => errors.push(error),
        }
    }
    for (relative, path) in in_folders(&sources.folders, &mut errors) {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(&path).map_err(|e| PolicyError::new(&shown, 0, 0, e.to_string()));
        match text.and_then(|text| placed(&relative, shown, text, Origin::Added)) {
            Ok(file) => errors.extend(add(&mut files, file)),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() {
        Ok(files.into_values().collect())
    } else {
        Err(errors)
    }
}

/// Adds a file, in place of an embedded one of its package.
fn add(files: &mut BTreeMap<String, RegoFile>, mut file: RegoFile) -> Option<PolicyError> {
    if let Some(known) = files.get(&file.package) {
        if !known.is_ours() {
            let message = format!(
                "package {} stands in {}, too; remove one of the two files, or name one folder only",
                file.package, known.shown
            );
            return Some(PolicyError::new(&file.shown, 0, 0, message));
        }
        file.origin = Origin::Replaced;
    }
    files.insert(file.package.clone(), file);
    None
}

/// The Rego files of folders as (path within the folder, path), a folder that is named twice once.
fn in_folders(folders: &[PathBuf], errors: &mut Vec<PolicyError>) -> Vec<(String, PathBuf)> {
    let mut all = Vec::new();
    let mut seen = Vec::new();
    for folder in folders {
        let real = folder.canonicalize().unwrap_or_else(|_| folder.clone());
        if seen.contains(&real) {
            continue;
        }
        seen.push(real);
        let mut found = Vec::new();
        errors.extend(list(folder, folder, &mut found).err());
        found.sort();
        all.extend(found);
    }
    all
}

fn list(root: &Path, folder: &Path, found: &mut Vec<(String, PathBuf)>) -> Result<(), PolicyError> {
    let fail = |e: std::io::Error| PolicyError::new(&folder.display().to_string(), 0, 0, e.to_string());
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        // Links to folders are not followed: they may lead in a circle.
        if path.is_dir() && !path.is_symlink() {
            list(root, &path, found)?;
        } else if path.extension().is_some_and(|e| e == "rego") {
            let relative = path.strip_prefix(root).unwrap_or(&path);
            let parts: Vec<_> = relative.components().map(|c| c.as_os_str().to_string_lossy()).collect();
            found.push((parts.join("/"), path.clone()));
        }
    }
    Ok(())
}

/// The line number and the name of the package that a text states.
fn stated(text: &str) -> Option<(u32, &str)> {
    text.lines().enumerate().find_map(|(n, line)| {
        let package = line.strip_prefix("package ")?.trim();
        Some((u32::try_from(n + 1).unwrap_or(0), package))
    })
}

/// A file under the package that its path demands, after checking that it says so itself.
fn placed(relative: &str, shown: String, text: String, origin: Origin) -> Result<RegoFile, PolicyError> {
    let package = relative.strip_suffix(ENDING).unwrap_or(relative).replace('/', ".");
    match stated(&text) {
        Some((_, stated)) if stated == package => Ok(RegoFile {
            shown,
            package,
            text,
            origin,
        }),
        Some((line, stated)) => {
            let message = format!(
                "package is {stated}, but the file's place makes it {package}; move the file or rename the package"
            );
            Err(PolicyError::new(&shown, line, 0, message))
        }
        None => {
            let message = format!("no package line; write `package {package}`");
            Err(PolicyError::new(&shown, 1, 0, message))
        }
    }
}

/// The folder of policies that a file or folder belongs to: where the packages of its files start.
pub(super) fn root_of(path: &Path) -> Result<PathBuf, PolicyError> {
    let shown = path.display().to_string();
    let fail = |e: std::io::Error| PolicyError::new(&shown, 0, 0, e.to_string());
    if path.metadata().map_err(fail)?.is_dir() {
        let mut found = Vec::new();
        list(path, path, &mut found)?;
        // What most files say counts: one of them may be out of place.
        let mut roots: BTreeMap<PathBuf, usize> = BTreeMap::new();
        for root in found.iter().filter_map(|(_, file)| root_of(file).ok()) {
            *roots.entry(root).or_default() += 1;
        }
        let within = roots.into_iter().filter(|(root, _)| path.starts_with(root));
        let most = within.max_by_key(|(root, count)| (*count, std::cmp::Reverse(root.components().count())));
        return Ok(most.map_or_else(|| path.to_path_buf(), |(root, _)| root));
    }
    let text = std::fs::read_to_string(path).map_err(fail)?;
    let Some((line, package)) = stated(&text) else {
        return Err(PolicyError::new(&shown, 1, 0, "no package line; write `package …`"));
    };
    let parts: Vec<&str> = package.split('.').collect();
    let tail: PathBuf = parts.iter().collect::<PathBuf>().with_extension("rego");
    if !path.ends_with(&tail) {
        let message = format!(
            "package is {package}, but the file does not stand at …/{}",
            tail.display()
        );
        return Err(PolicyError::new(&shown, line, 0, message));
    }
    Ok(path.ancestors().nth(parts.len()).unwrap_or(path).to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("parent")).expect("folder");
            std::fs::write(path, text).expect("written");
        }
        folder
    }

    fn found(folders: &[&Path], no_builtin: bool) -> Result<Vec<RegoFile>, Vec<PolicyError>> {
        find(&Sources {
            folders: folders.iter().map(|f| f.to_path_buf()).collect(),
            no_builtin,
            spec: None,
        })
    }

    #[test]
    fn a_file_replaces_the_embedded_one_of_its_package() {
        let own = folder(&[
            ("aws/s3/bucket_versioning.rego", "package aws.s3.bucket_versioning"),
            ("aws/s3/own.rego", "package aws.s3.own"),
        ]);
        let files = found(&[own.path(), own.path()], false).expect("found");
        let origin = |package: &str| files.iter().find(|f| f.package == package).map(|f| f.origin);
        assert_eq!(origin("aws.s3.bucket_versioning"), Some(Origin::Replaced));
        assert_eq!(origin("aws.s3.own"), Some(Origin::Added));
        assert_eq!(origin("lib.finding"), Some(Origin::BuiltIn));
        let files = found(&[own.path()], true).expect("found");
        assert!(files.iter().all(|f| !f.is_ours() || f.is_helper() && !f.is_test()));
        assert!(files.iter().any(|f| f.package == "lib.finding"));
    }

    #[test]
    fn one_package_in_two_folders_is_a_mistake_that_names_both() {
        let text = [("aws/s3/own.rego", "package aws.s3.own")];
        let (one, two) = (folder(&text), folder(&text));
        let errors = found(&[one.path(), two.path()], false).expect_err("twice");
        let [error] = errors.as_slice() else {
            panic!("{errors:?}")
        };
        let error = error.to_string();
        for part in [one.path(), two.path()] {
            assert!(error.contains(&part.display().to_string()), "{error}");
        }
    }

    #[test]
    fn everything_that_is_out_of_place_is_told_at_once() {
        let own = folder(&[
            ("a/b.rego", "package a.c"),
            ("a/d.rego", ""),
            ("a/e.rego", "package a.e"),
        ]);
        let errors = found(&[own.path(), Path::new("/no/such/folder")], true).expect_err("wrong");
        assert_eq!(errors.len(), 3, "{errors:?}");
    }

    #[test]
    fn the_root_follows_from_the_packages() {
        let own = folder(&[
            ("aws/s3/own.rego", "# x\npackage aws.s3.own"),
            ("aws/odd.rego", "package odd"),
            ("aws/s3/off.rego", "package aws.s3.of"),
        ]);
        for path in ["aws/s3/own.rego", "aws/s3", "aws", ""] {
            assert_eq!(root_of(&own.path().join(path)).expect(path), own.path(), "{path}");
        }
        assert!(root_of(&own.path().join("aws/s3/off.rego")).is_err());
        assert!(root_of(&own.path().join("none")).is_err());
    }
}
