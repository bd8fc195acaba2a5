//! The code beside a plan, on its way to a report: file and line of each finding, and skips.

use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::model::Origin;
use crate::report::{Report, plain};
use crate::source::Sources;

/// Which code.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct CodeArgs {
    /// Folder of the root module that the Terraform resources come from: findings name file and line, and skips in
    /// its comments hold [default: the folder of a plan, or the working directory, if it has .tf files]
    #[arg(long, value_name = "DIR")]
    source: Option<PathBuf>,
    /// Follow no skips in comments
    #[arg(long)]
    no_skips: bool,
}

impl CodeArgs {
    /// Reads the code that is named, or else that which lies beside a file of Terraform's.
    pub(crate) fn open(&self, input: Option<&Path>, terraform: bool) -> anyhow::Result<Option<Sources>> {
        let Some(folder) = self.folder(input, terraform)? else {
            return Ok(None);
        };
        let sources = Sources::open(&folder);
        if !self.no_skips && !sources.errors().is_empty() {
            let lines: Vec<String> = sources.errors().iter().map(ToString::to_string).collect();
            bail!("{}", lines.join("\nerror: "));
        }
        for note in sources.notes() {
            tracing::warn!("{}", plain(note));
        }
        Ok(Some(sources))
    }

    pub(crate) fn follows_skips(&self) -> bool {
        !self.no_skips
    }

    fn folder(&self, input: Option<&Path>, terraform: bool) -> anyhow::Result<Option<PathBuf>> {
        if let Some(folder) = &self.source {
            if !folder.is_dir() {
                bail!("--source {}: there is no such folder", folder.display());
            }
            return Ok(Some(folder.clone()));
        }
        let beside = input
            .and_then(Path::parent)
            .map(|folder| match folder.as_os_str().is_empty() {
                true => Path::new("."),
                false => folder,
            });
        let mut candidates = [beside, Some(Path::new("."))].into_iter().flatten();
        Ok(candidates.find(|f| terraform && has_code(f)).map(Path::to_owned))
    }
}

fn has_code(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    entries
        .filter_map(Result::ok)
        .any(|entry| Path::new(&entry.file_name()).extension().is_some_and(|e| e == "tf"))
}

/// Tells each finding where its resource is declared, unless it knows.
pub(crate) fn declare(sources: &Sources, report: &mut Report) {
    for finding in &mut report.findings {
        if let Origin::Plan { address, declared, .. } | Origin::State { address, declared, .. } = &mut finding.origin
            && declared.is_none()
        {
            *declared = sources.declaration_of(address);
        }
    }
}
