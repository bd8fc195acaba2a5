//! What is compared: files, recognised by what they hold.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::drift::{self, Merged};
use crate::model::{Origin, Snapshot, glob};
use crate::store;
use crate::terraform::{self, Document, Plan, State};

/// Most files that a pattern may stand for.
const MOST_FILES: usize = 10_000;

/// What it should be.
pub(in crate::cli) struct Base {
    pub(in crate::cli) snapshot: Snapshot,
    pub(in crate::cli) names: Vec<String>,
    pub(in crate::cli) terraform: bool,
    /// What went wrong with single states.
    pub(in crate::cli) alerts: Vec<String>,
    /// True when a state could not be read.
    pub(in crate::cli) unread: bool,
}

/// What it is.
pub(super) struct Current {
    pub(super) snapshot: Snapshot,
    pub(super) terraform: bool,
    pub(super) live: bool,
}

/// One file.
struct Read {
    snapshot: Snapshot,
    terraform: bool,
}

impl Base {
    /// Reads one snapshot, or one or more states. One of several states that can't be read is told; the
    /// others still say what they hold.
    pub(super) fn read(first: &str, more: &[String]) -> anyhow::Result<Self> {
        let written: Vec<&str> = std::iter::once(first).chain(more.iter().map(String::as_str)).collect();
        Self::read_files(&written)
    }

    /// The same for states alone.
    pub(in crate::cli) fn read_states(files: &[String]) -> anyhow::Result<Self> {
        let written: Vec<&str> = files.iter().map(String::as_str).collect();
        let base = Self::read_files(&written)?;
        if !base.terraform {
            bail!(
                "{} is a snapshot; only states can be several, a snapshot is judged alone",
                base.names.join(", ")
            );
        }
        Ok(base)
    }

    /// A single state that was read already.
    pub(in crate::cli) fn of_state(name: &str, state: State) -> Self {
        Self {
            unread: false,
            snapshot: state.snapshot,
            names: vec![name.to_owned()],
            terraform: true,
            alerts: state.notes,
        }
    }

    fn read_files(written: &[&str]) -> anyhow::Result<Self> {
        let mut files = Vec::new();
        for written in written {
            files.extend(expand(written)?);
        }
        let mut seen = HashSet::new();
        files.retain(|file| seen.insert(file.clone()));
        let mut states = Vec::new();
        let (mut names, mut alerts) = (Vec::new(), Vec::new());
        let several = files.len() > 1;
        for file in files {
            let name = file.display().to_string();
            match read(&file) {
                Ok(read) if several && !read.terraform => {
                    bail!("{name} is a snapshot; only states can be several, an earlier snapshot stands alone")
                }
                Ok(mut read) => {
                    if several {
                        name_state(&mut read.snapshot, &name);
                    }
                    states.push(read);
                    names.push(name);
                }
                Err(error) if several => alerts.push(format!("not read: {error:#}")),
                Err(error) => return Err(error),
            }
        }
        if states.is_empty() {
            bail!("none of the states could be read: {}", alerts.join("; "));
        }
        let unread = !alerts.is_empty();
        let terraform = states.iter().all(|read| read.terraform);
        if !several && let Some(read) = states.pop() {
            return Ok(Self {
                snapshot: read.snapshot,
                names,
                terraform,
                alerts,
                unread,
            });
        }
        let merged: Merged = drift::merge(states.into_iter().map(|read| read.snapshot).collect());
        alerts.extend(merged.alerts);
        Ok(Self {
            snapshot: merged.snapshot,
            names,
            terraform,
            alerts,
            unread,
        })
    }
}

impl Current {
    /// Reads a snapshot or a state.
    pub(super) fn read(file: &Path) -> anyhow::Result<Self> {
        let read = read(file)?;
        Ok(Self {
            snapshot: read.snapshot,
            terraform: read.terraform,
            live: false,
        })
    }
}

/// What the code makes of it all.
pub(super) fn plan(file: &Path) -> anyhow::Result<Snapshot> {
    let bytes = store::read_bytes(file)?;
    match terraform::read(&bytes, &file.display().to_string())? {
        Document::Plan(plan) => {
            let Plan { after, .. } = *plan;
            Ok(after)
        }
        Document::State(_) => bail!(
            "{} is a state; --plan takes `terraform show -json PLAN`",
            file.display()
        ),
    }
}

fn read(file: &Path) -> anyhow::Result<Read> {
    let bytes = read_bytes(&file.display().to_string())?;
    if !terraform::is_terraform(&bytes) {
        let snapshot = store::snapshot_of(file, &bytes)?;
        let terraform = snapshot.resources.iter().any(|r| !matches!(r.origin, Origin::Live));
        return Ok(Read { snapshot, terraform });
    }
    match terraform::read(&bytes, &file.display().to_string())? {
        Document::State(state) => Ok(Read {
            snapshot: state.snapshot,
            terraform: true,
        }),
        Document::Plan(_) => bail!(
            "{} is a plan; drift compares with a state (`terraform state pull`), and takes a plan as --plan",
            file.display()
        ),
    }
}

/// Writes into each resource which state it is in.
fn name_state(snapshot: &mut Snapshot, name: &str) {
    for resource in &mut snapshot.resources {
        if let Origin::State { state, .. } = &mut resource.origin {
            state.get_or_insert_with(|| name.to_owned());
        }
    }
}

/// The files that a text names: itself if there is such a file, else what its commas and stars mean.
fn expand(written: &str) -> anyhow::Result<Vec<PathBuf>> {
    if written == "-" || Path::new(written).exists() {
        return Ok(vec![written.into()]);
    }
    let mut files = Vec::new();
    for part in written.split(',').filter(|part| !part.is_empty()) {
        match part.contains('*') {
            true if is_in_s3(part) => files.extend(objects_matching(part)?.into_iter().map(PathBuf::from)),
            true => files.extend(matching(part)?),
            false => files.push(part.into()),
        }
    }
    Ok(files)
}

/// The files of a folder whose names fit, sorted.
fn matching(pattern: &str) -> anyhow::Result<Vec<PathBuf>> {
    let path = Path::new(pattern);
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if folder.display().to_string().contains('*') {
        bail!("{pattern}: `*` may stand in the name of the file only; name each folder by a --base of its own");
    }
    let entries = std::fs::read_dir(folder).with_context(|| format!("{pattern}: {}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.with_context(|| pattern.to_owned())?;
        let fits = entry.file_name().to_str().is_some_and(|own| glob::matches(name, own));
        if fits && entry.path().is_file() {
            files.push(path.with_file_name(entry.file_name()));
        }
        if files.len() > MOST_FILES {
            bail!("{pattern}: stands for more than {MOST_FILES} files");
        }
    }
    if files.is_empty() {
        bail!("{pattern}: no file is called so");
    }
    files.sort();
    Ok(files)
}

/// True for a text that stands for several files.
pub(in crate::cli) fn is_pattern(written: &str) -> bool {
    !Path::new(written).exists() && written.contains(['*', ','])
}

/// The bytes of a file, of standard input for `-`, or of an object in S3.
pub(in crate::cli) fn read_bytes(written: &str) -> anyhow::Result<Vec<u8>> {
    match is_in_s3(written) {
        true => object(written),
        false => Ok(store::read_bytes(Path::new(written))?),
    }
}

fn is_in_s3(written: &str) -> bool {
    written.starts_with("s3://")
}

#[cfg(feature = "aws")]
fn object(url: &str) -> anyhow::Result<Vec<u8>> {
    super::objects::read(url)
}

#[cfg(not(feature = "aws"))]
fn object(url: &str) -> anyhow::Result<Vec<u8>> {
    bail!("{url}: this build reads no S3; give the file, or `terraform state pull` by standard input")
}

#[cfg(feature = "aws")]
fn objects_matching(url: &str) -> anyhow::Result<Vec<String>> {
    super::objects::matching(url)
}

#[cfg(not(feature = "aws"))]
fn objects_matching(url: &str) -> anyhow::Result<Vec<String>> {
    object(url).map(|_| Vec::new())
}
